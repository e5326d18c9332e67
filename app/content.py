"""The content of a stretch of an article (PARC 3): what its voice says, without who says it and how."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from app.answer import Evidence
from app.compose.whole import is_inside_quotation
from ingest.corpus import Span
from ingest.segment import sentences

_END: Final = re.compile(r"[.!?…\n]")
_LINE: Final = re.compile(r"[^\n]+")
_QUOTES: Final = re.compile(r"[\"“”„«»]")


def content_in(item: Evidence) -> tuple[Span, ...]:
    """Return what the innermost speaker of a stretch says in it; all of it where the record does not tell."""
    content = item.voice.chain[-1].content if item.voice.chain else ()
    within = (Span(max(c.start, item.span.start), min(c.end, item.span.end)) for c in content if c.overlaps(item.span))
    return tuple(within) or (item.span,)


def content_sentences(chosen: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the sentences that hold the content; one that "she said" stands in the middle of is whole.

    A writer asserts nothing of what stands between quotation marks.
    """
    found: list[str] = []
    for item in chosen:
        parts = item.content or content_in(item)
        found += _spoken(item.text, parts) if item.voice.chain else _written(item.text, parts)
    return tuple(found)


def _written(text: str, parts: Sequence[Span]) -> Iterator[str]:
    for part in parts:
        for line in _LINE.finditer(text, part.start, part.end):
            for words in _cut(line[0]):
                at = text.index(words, line.start(), line.end())
                if not _QUOTES.search(words) and not is_inside_quotation(text, at):
                    yield words


def _spoken(text: str, parts: Sequence[Span]) -> Iterator[str]:
    joined = parts[0].of(text)
    for earlier, later in pairwise(parts):
        if _END.search(text, earlier.end - 1, later.start):
            yield from _lines(joined)
            joined = later.of(text)
        else:
            joined = f"{joined} {later.of(text)}"
    yield from _lines(joined)


def _lines(words: str) -> Iterator[str]:
    for line in _LINE.findall(words):
        yield from _cut(line)


@lru_cache(maxsize=500)  # a statement is weighed when it comes and again with the whole answer
def _cut(line: str) -> tuple[str, ...]:
    return tuple(span.of(line) for span in sentences(line, Span(0, len(line))))
