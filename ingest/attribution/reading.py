"""From a text to its attributions: tagged, completed by layout, the nested ones found, speakers and forces told.

PolNeAR's annotation is flat, and so is what the tagger learned from it. What a content reports in its turn ("the Times
wrote that the mayor had told it ...") is found by reading the content by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.attribution import Tagger
from ingest.attribution.framing import framed
from ingest.attribution.parting import parted
from ingest.attribution.quotations import (
    going_on,
    relayed,
    signed,
    with_apposition,
    with_block,
    without,
    without_dateline,
)
from ingest.attribution.speakers import resolve
from ingest.attribution.turns import turns
from ingest.corpus import Attribution, Span

_THAT: Final = re.compile(r"that\s+(?=\S)", re.IGNORECASE)
SHORTEST_NESTED: Final = 40  # characters of a content that may report another's words
# Words without which a content is not looked into: reading every content once more would take a third of the time.
_REPORTING: Final = re.compile(
    r"\b(?:said|says|saying|told|tells|wr(?:ote|ites|iting)|according to|claim(?:ed|ing)|reported|reporting"
    r"|quot(?:ed|ing)"
    r"|den(?:y|ies|ied)|announc(?:ed|es)|argu(?:ed|es)|warn(?:s|ed)|insist(?:s|ed)|alleg(?:es|ed)|testified"
    r"|accus(?:es|ed)|suggest(?:s|ed)|describ(?:es|ed)|called)\b",
    re.IGNORECASE,
)


def attributions_of(
    tagger: Tagger,
    text: str,
    parts: Sequence[Span] = (),
    title: str | None = None,
    author: str | None = None,
) -> tuple[Attribution, ...]:
    """Return the attributions of `text`, or of `parts` of it: by their first piece, the outer before the nested.

    `title` and `author` are the article's, as far as known. What lacks its content is kept only in a text of a single
    paragraph, which may be a stretch of a longer one; elsewhere it is a slip of the tagger.
    """
    by_layout = (*signed(text, parts), *turns(text, parts))
    linked = (own for a in tagger.tag(text, parts) for own in parted(a, text))
    tagged = (kept for a in linked if (kept := without(a, by_layout)))
    mended = (with_apposition(with_block(without_dateline(a, text), text), text) for a in tagged)
    flat = framed([*by_layout, *mended], text)
    if "\n" in text.strip():
        flat = [a for a in flat if a.content]
    return resolve(text, nested(tagger, text, flat), title, author, parts)


def nested(tagger: Tagger, text: str, flat: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Put attributions in order, each followed by those that its content reports, which are `within` it."""
    ordered: list[Attribution] = []
    extents = [attribution.extent for attribution in flat]
    for outer in sorted(flat, key=_outer_first):
        enclosing = _enclosing(outer, ordered)
        number = len(ordered)
        ordered.append(replace(outer, within=enclosing))
        if enclosing is None:
            ordered += (replace(inner, within=number) for inner in _inner(tagger, text, outer, extents))
    return tuple(ordered)


def _outer_first(attribution: Attribution) -> tuple[int, int]:
    return attribution.extent.start, -attribution.extent.end


def _enclosing(attribution: Attribution, earlier: Sequence[Attribution]) -> int | None:
    """Return the number of the last attribution with a piece of content that holds all of this one."""
    extent = attribution.extent
    holds = (n for n, other in enumerate(earlier) if any(piece.contains(extent) for piece in other.content))
    return max(holds, default=None)


def _inner(tagger: Tagger, text: str, outer: Attribution, extents: Sequence[Span]) -> Iterator[Attribution]:
    if words := relayed(outer, text):
        yield words
    for whole in outer.content:
        piece = _after_that(whole, text)
        said = piece.of(text)
        known = any(piece.contains(extent) for extent in extents)
        if known or len(said) < SHORTEST_NESTED or not _REPORTING.search(said):
            continue
        for found in tagger.tag(said):
            if found.source and found.cue and found.content:
                yield going_on(_moved(found, piece.start), outer, text)


def _after_that(piece: Span, text: str) -> Span:
    """Leave out the conjunction that a content opens with: read alone, it looks like part of a name."""
    opening = _THAT.match(text, piece.start, piece.end)
    return Span(opening.end(), piece.end) if opening else piece


def _moved(attribution: Attribution, by: int) -> Attribution:
    source, cue, content = (
        tuple(Span(span.start + by, span.end + by) for span in spans)
        for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return replace(attribution, source=source, cue=cue, content=content)
