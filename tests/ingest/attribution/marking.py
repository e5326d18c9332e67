"""Texts with their attributions marked by hand: ``{1:Jane Roe} <1:said> [1:no]`` is a source, a cue and a content."""

import re
from collections import defaultdict

from ingest.attribution.speakers import resolve
from ingest.corpus import Attribution, Span

_MARK = re.compile(r"([{<\[])(\d+):|[}>\]]")


def marked(written: str) -> tuple[str, list[Attribution]]:
    """Return the text without its marks, and the attributions in order of their numbers."""
    text, last = "", 0
    opened: list[tuple[str, int, int]] = []
    spans: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    for mark in _MARK.finditer(written):
        text += written[last : mark.start()]
        last = mark.end()
        if mark[1]:
            opened.append((mark[1], int(mark[2]), len(text)))
        else:
            kind, number, start = opened.pop()
            spans[number, kind].append(Span(start, len(text)))
    numbers = sorted({number for number, _ in spans})
    return text + written[last:], [Attribution(*(tuple(spans[n, kind]) for kind in "{<[")) for n in numbers]


def resolved(written: str, title: str | None = None, author: str | None = None) -> tuple[Attribution, ...]:
    """Resolve the speakers of a marked text."""
    return resolve(*marked(written), title, author)


def speakers(written: str, title: str | None = None, author: str | None = None) -> list[str | None]:
    """Name the speaker of each attribution of a marked text."""
    return [each.speaker.name if each.speaker else None for each in resolved(written, title, author)]
