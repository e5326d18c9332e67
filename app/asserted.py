"""What a source asserts in a stretch of an article: the words themselves, without who says them and how."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from app.answer import Evidence
from ingest.corpus import Span
from ingest.segment import sentences

_END: Final = re.compile(r"[.!?…\n]")


def asserted_in(item: Evidence) -> tuple[Span, ...]:
    """Return what the innermost speaker of a stretch says in it; all of it where the record does not tell."""
    content = item.voice.chain[-1].content if item.voice.chain else ()
    within = (Span(max(c.start, item.span.start), min(c.end, item.span.end)) for c in content if c.overlaps(item.span))
    return tuple(within) or (item.span,)


def asserted_sentences(chosen: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the sentences that hold what is asserted; one that "she said" stands in the middle of is whole."""
    return tuple(sentence for item in chosen for sentence in _sentences(item.text, item.asserted or asserted_in(item)))


def _sentences(text: str, parts: Sequence[Span]) -> Iterator[str]:
    joined = parts[0].of(text)
    for earlier, later in pairwise(parts):
        if _END.search(text, earlier.end - 1, later.start):
            yield from _cut(joined)
            joined = later.of(text)
        else:
            joined = f"{joined} {later.of(text)}"
    yield from _cut(joined)


@lru_cache(maxsize=500)  # a statement is weighed when it comes and again with the whole answer
def _cut(words: str) -> tuple[str, ...]:
    paragraphs = filter(str.strip, words.split("\n"))
    return tuple(span.of(part) for part in paragraphs for span in sentences(part, Span(0, len(part))))
