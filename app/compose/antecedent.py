"""Denials that only point to what they deny: "the union rejected this". Without the sentence before, they say nothing.

That sentence stands right before the denial, so that a reader sees what is denied. It keeps its own voice: who denies
something has not said it.
"""

from collections.abc import Sequence
from typing import Final

from app.answer import Evidence
from app.fitting import said_in
from index.retrieve import RetrievedSentence
from index.words import stems
from ingest.corpus import Force, Span

# What a denial calls the thing that it denies, besides "this" and "it".
_CLAIMS: Final = frozenset(
    stems(
        "claim claims allegation allegations accusation accusations charge charges suggestion suggestions report"
        " reports assertion assertions statement statements account accounts version idea notion criticism such"
    )
)
NEAR: Final = 300  # characters within which the sentence before is what is denied


def points_back(sentence: RetrievedSentence | Evidence) -> bool:
    """Tell whether a sentence tells of a denial and not of what is denied."""
    if sentence.voice.force is not Force.DENIES:
        return False
    return _CLAIMS.issuperset(stems(said_in(sentence, sentence.voice.chain[-1])))


def antecedent_of(sentence: RetrievedSentence, sentences: Sequence[Span], unread: Sequence[Span] = ()) -> Span | None:
    """Return the one of an article's `sentences` in which that stands to which a denial points back; None where nothing
    is near enough. Stretches `unread` between the two count for nothing.
    """
    before = max((span for span in sentences if span.end <= sentence.span.start), default=None)
    if before is None:
        return None
    between = (span for span in unread if before.end <= span.start < sentence.span.start)
    apart = sentence.span.start - before.start - sum(span.end - span.start for span in between)
    return before if apart < NEAR else None


def in_reading_order(chosen: Sequence[RetrievedSentence]) -> list[RetrievedSentence]:
    """Return `chosen` with the sentence that one points back to, if it is among them, right before it."""
    ordered = list(chosen)
    for sentence in chosen:
        if points_back(sentence):
            own = [other.span for other in chosen if other.article.id == sentence.article.id]
            before = antecedent_of(sentence, own)
            for other in [each for each in chosen if each.span == before and each.article.id == sentence.article.id]:
                ordered.remove(other)
                ordered.insert(ordered.index(sentence), other)
    return ordered
