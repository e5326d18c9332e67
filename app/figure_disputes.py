"""Disputes about a figure: where two sources of an answer put another number or date to the same thing.

Whether two sentences do is told by ``app.differing``; here it is held that they are of two parties. Whoever gives
another's figure speaks for that other. Of one party are, too, outlets that print one wire or one origin, articles of
one author, and speakers of whom one may be the other ("police", "the Ardmoor police"): a party that gives two figures
has corrected itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from app.copies import originals_first
from app.differing import Account, answer_differently, are_alike_but, follows_differently
from app.dispute import Dispute, place_of
from app.figure_asked import Asked
from app.one_party import are_one_party
from app.understanding import Interpretation
from index.retrieve import RetrievedSentence
from index.words import stems
from ingest.corpus import Force

NEAR: Final = 0.45  # of the best sentence's nearness to the question: what an answer is at all, as in compose.quotes


@dataclass(frozen=True, slots=True)
class _Side:
    """A sentence that gives a figure, as it stands and as it is compared."""

    sentence: RetrievedSentence
    account: Account


def figure_disputes(
    understood: Interpretation, chosen: Sequence[RetrievedSentence], found: Sequence[RetrievedSentence]
) -> tuple[Dispute, ...]:
    """Return pairs of sentences of two parties that give different figures for one thing, the nearest first.

    Those that answer a question for a figure are looked for in all that was `found`; other claims must be `chosen`.
    """
    if understood.scope or understood.broad:
        return ()
    asked = Asked.by(understood.question)
    picked = {place_of(sentence) for sentence in chosen}
    pairs = permutations(_sides(chosen, found), 2)
    told = (_dispute(claim, reply, asked, place_of(claim.sentence) in picked) for claim, reply in pairs)
    return tuple(dispute for dispute in told if dispute is not None)


def _sides(chosen: Sequence[RetrievedSentence], found: Sequence[RetrievedSentence]) -> list[_Side]:
    """Return the sentences near the question that give a figure, each once however many print it, best first."""
    best = max((sentence.nearness for sentence in chosen), default=0.0)
    near = (each for each in originals_first([*chosen, *found]) if each.nearness >= NEAR * best and _states(each))
    once: dict[str, RetrievedSentence] = {}
    for sentence in near:
        once.setdefault(" ".join(sentence.words.split()), sentence)
    sides = (_Side(sentence, Account.of(sentence)) for sentence in once.values())
    return [side for side in sides if side.account.figures]


def _states(sentence: RetrievedSentence) -> bool:
    return not sentence.injected and sentence.voice.force not in (Force.DENIES, Force.ASKS)


def _dispute(claim: _Side, reply: _Side, asked: Asked, is_chosen: bool) -> Dispute | None:
    one, other = reply.sentence, claim.sentence
    if are_one_side(one, other):
        return None
    similarity = float(one.vector @ other.vector)
    sides = reply.account, claim.account, similarity
    if answer_differently(*sides, asked):
        return Dispute(other, one, answers=True)
    gap = one.span.start - other.span.end if one.article.id == other.article.id else -1
    if is_chosen and follows_differently(*sides, gap):
        return Dispute(other, one, answers=any(item.figure.kind in asked.kinds for item in claim.account.figures))
    return Dispute(other, one) if is_chosen and are_alike_but(*sides, asked) else None


def are_one_side(one: RetrievedSentence, other: RetrievedSentence) -> bool:
    """Tell whether the figures of two sentences are given by one party."""
    ours, theirs = one.voice.speakers, other.voice.speakers
    if ours and theirs:
        last, others = frozenset(stems(ours[-1])), frozenset(stems(theirs[-1]))
        return last <= others or others <= last or are_one_party(one, other)
    return _are_one_desk(one, other) or are_one_party(one, other)


def _are_one_desk(one: RetrievedSentence, other: RetrievedSentence) -> bool:
    """Tell whether two articles are one newsroom's: of one origin, wire or author."""
    ours, theirs = one.article, other.article
    if ours.id == theirs.id:
        return False
    mine, yours = ours.metadata, theirs.metadata
    shared = ((ours.origin, theirs.origin), (mine.wire, yours.wire), (mine.author, yours.author))
    return any(first is not None and first == second for first, second in shared)
