"""Interviews in questions and answers: each turn is the words of whoever its label stands for, up to the next label."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.corpus import Attribution, Span

QUESTIONS: Final = frozenset({"q", "question"})
ANSWERS: Final = frozenset({"a", "answer"})
_LABEL: Final = re.compile(r"^(?P<who>Q|A|Question|Answer)(?P<cue>[:.])[ \xa0]+(?=\S)", re.MULTILINE)
_PARAGRAPH: Final = re.compile(r"[^\n]*\S")


def turns(text: str, parts: Sequence[Span]) -> Iterator[Attribution]:
    """Yield the turns of an interview, in `parts` of `text` if any are given; none where only one side is labelled.

    The last turn ends with its paragraph, since nothing tells an answer that goes on from the lines below an interview.
    """
    labels = list(_LABEL.finditer(text))
    kinds = {label["who"].lower() for label in labels}
    if kinds.isdisjoint(QUESTIONS) or kinds.isdisjoint(ANSWERS):
        return
    ends = [*(following.start() for _, following in pairwise(labels)), text.find("\n", labels[-1].end())]
    for label, end in zip(labels, ends, strict=True):
        if said := tuple(_said(text, label.end(), end if end >= 0 else len(text), parts)):
            yield Attribution((Span(*label.span("who")),), (Span(*label.span("cue")),), said)


def _said(text: str, start: int, end: int, parts: Sequence[Span]) -> Iterator[Span]:
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        whole = Span(*paragraph.span())
        if not parts or any(part.overlaps(whole) for part in parts):
            yield whole
