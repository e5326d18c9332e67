"""From a text to its attributions: tagged, the nested ones found, speakers and forces told.

PolNeAR's annotation is flat, and so is what the tagger learned from it. What a content reports in its turn ("the Times
wrote that the mayor had told it ...") is found by reading the content by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.attribution import Tagger
from ingest.attribution.speakers import resolve
from ingest.corpus import Attribution, Span

SHORTEST_NESTED: Final = 40  # characters of a content that may report another's words
# Words without which a content is not looked into: reading every content once more would take a third of the time.
_REPORTING: Final = re.compile(
    r"\b(?:said|says|saying|told|tells|wr(?:ote|ites|iting)|according to|claim(?:s|ed|ing)?|report(?:s|ed)?"
    r"|quot(?:es|ed|ing)|den(?:y|ies|ied)|announc(?:ed|es)|argu(?:ed|es)|warn(?:s|ed)|insist(?:s|ed)|alleg(?:es|ed)"
    r"|call(?:s|ed)|testified|accus(?:es|ed)|suggest(?:s|ed)|believ(?:es|ed)|describ(?:es|ed)|acknowledg(?:es|ed)"
    r"|stat(?:es|ed)|ask(?:s|ed)|thinks?)\b",
    re.IGNORECASE,
)


def attributions_of(
    tagger: Tagger,
    text: str,
    parts: Sequence[Span] = (),
    title: str | None = None,
    author: str | None = None,
) -> tuple[Attribution, ...]:
    """Return the attributions of `text`, or of `parts` of it, in order of their first piece.

    `title` and `author` are the article's, as far as known. What lacks its content is kept only in a text of a single
    paragraph, which may be a stretch of a longer one; elsewhere it is a slip of the tagger.
    """
    found = tagger.tag(text, parts)
    if "\n" in text.strip():
        found = tuple(a for a in found if a.content)
    return resolve(text, nested(tagger, text, found), title, author)


def nested(tagger: Tagger, text: str, flat: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Add to attributions, which are in order, those that their contents report, each `within` its outer one."""
    ordered: list[Attribution] = []
    for outer in flat:
        number = len(ordered)
        ordered.append(outer)
        ordered += (replace(inner, within=number) for inner in _inner(tagger, text, outer))
    return tuple(ordered)


def _inner(tagger: Tagger, text: str, outer: Attribution) -> Iterator[Attribution]:
    for piece in outer.content:
        words = piece.of(text)
        if len(words) < SHORTEST_NESTED or not _REPORTING.search(words):
            continue
        for found in tagger.tag(words):
            if found.source and found.cue and found.content:
                yield _moved(found, piece.start)


def _moved(attribution: Attribution, by: int) -> Attribution:
    source, cue, content = (
        tuple(Span(span.start + by, span.end + by) for span in spans)
        for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return replace(attribution, source=source, cue=cue, content=content)
