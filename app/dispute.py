"""Disputes: where one source of an answer denies or contradicts what another one of it asserts.

Both sides must be about the question, and of different speakers. Then one of four marks must tie the contradiction to
what it contradicts, since words alone that say "false" or "not" may be about anything:

=========  ==================================================================================================
mark       the contradiction
=========  ==================================================================================================
within     stands in the same sentence, set against it: "he said it had risen, though others contest that view"
follows    comes right after it in the article, and denies something or calls it untrue
names      denies something or calls it untrue, and names whose claim it is
negated    says "not" of what the other says without it, in words that both and the question share
=========  ==================================================================================================

A missed dispute is better than an invented one: whoever asks one source, what many said, or a bare figure is told of
none. Measured by ``evals.disputes``. Stances of whole texts (FNC-1, Hanselowski et al. 2018) are another task: there
the claim is given, here it has to be found.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from app.premise.at_issue import at_issue
from app.understanding import Intent, Interpretation
from index.retrieve import NEGATION, RetrievedSentence
from index.words import stems
from ingest.corpus import ArticleId, Force, Span

# Chosen on the shared questions, looking at the pairs found: at 0.6 half of the disputes told were none.
ABOUT: Final = 0.75  # of the best sentence's nearness to the question: what both sides need
DENIED: Final = 0.55  # the same for a reply where the question asks who denies: it seldom repeats what it denies
ADJACENT: Final = 300  # characters between a claim and the answer to it, at most
FOLLOWS, NAMES, NAMES_ELSEWHERE, NEGATED = 0.3, 0.4, 0.5, 0.5  # cosine of the two sentences, at least
SHARED: Final = 4  # stems that a negated sentence shares with what it contradicts
BOUND: Final = 3  # stems after a "not" that it is about
MOST: Final = 4  # contradictions that are brought in beside what was chosen

Place = tuple[ArticleId, Span]

_DATA: Final = tomllib.loads(files("app").joinpath("dispute.toml").read_text(encoding="utf-8"))


def _any_of(*groups: str) -> str:
    terms = [term for group in groups for term in (*_DATA[group]["words"].split(), *_DATA[group].get("phrases", ()))]
    return rf"\b(?:{'|'.join(sorted(map(re.escape, terms), key=len, reverse=True))})\b"


_CONTESTS: Final = re.compile(_any_of("contests"), re.IGNORECASE)
_UNTRUE: Final = re.compile(_any_of("untrue"), re.IGNORECASE)
_WITHIN: Final = re.compile(
    rf"{_any_of('contrast')}[^.;]{{0,120}}?{_any_of('contests')}(?:\W+\w+){{0,3}}?\W+{_any_of('claims')}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim and what contradicts it; one and the same sentence where that reports both."""

    claim: RetrievedSentence
    reply: RetrievedSentence

    @property
    def places(self) -> tuple[Place, Place]:
        """Where the two stand."""
        return place_of(self.claim), place_of(self.reply)


def place_of(sentence: RetrievedSentence) -> Place:
    """Return where a sentence stands."""
    return sentence.article.id, sentence.span


def disputes(
    understood: Interpretation, chosen: Sequence[RetrievedSentence], found: Iterable[RetrievedSentence]
) -> tuple[Dispute, ...]:
    """Return what of `found` contradicts what was `chosen`, nearest to the question first."""
    if not _may_be_disputed(understood):
        return ()
    best = max((sentence.nearness for sentence in chosen), default=0.0)
    least = DENIED if understood.intent is Intent.DENIAL else ABOUT
    pool = [sentence for sentence in found if sentence.nearness >= least * best]
    asked = frozenset(stems(understood.topic))
    return tuple(
        Dispute(claim, reply)
        for claim in chosen
        if claim.nearness >= ABOUT * best
        for reply in pool
        if _contradicts(reply, claim, asked)
    )


def with_replies(chosen: Sequence[RetrievedSentence], found: Sequence[Dispute]) -> list[RetrievedSentence]:
    """Return `chosen`, with up to `MOST` replies that are not among it, each right after the claim it contradicts."""
    places = {place_of(sentence) for sentence in chosen}
    sides: list[RetrievedSentence] = []
    brought = 0
    for sentence in chosen:
        sides.append(sentence)
        for reply in (each.reply for each in found if each.claim is sentence):
            if brought < MOST and place_of(reply) not in places:
                places.add(place_of(reply))
                sides.append(reply)
                brought += 1
    return sides


def _may_be_disputed(understood: Interpretation) -> bool:
    """Tell whether the question asks after something that sources may contradict each other about."""
    of_a_matter = understood.intent in (Intent.WHY, Intent.DENIAL, Intent.ABOUT) or at_issue(understood.question)
    return bool(of_a_matter) and not understood.scope and not understood.broad


def _contradicts(reply: RetrievedSentence, claim: RetrievedSentence, asked: frozenset[str]) -> bool:
    if reply is claim:
        return bool(_WITHIN.search(claim.words))
    if _party(reply) == _party(claim):
        return False
    similarity = float(reply.vector @ claim.vector)
    return _answers(reply, claim, similarity) or _negates(reply, claim, similarity, asked)


def _party(sentence: RetrievedSentence) -> tuple[str | None, ...]:
    """Return who answers for a sentence: those quoted, or the outlet where nobody is."""
    return sentence.voice.speakers or (sentence.article.metadata.outlet or sentence.article.file,)


def _answers(reply: RetrievedSentence, claim: RetrievedSentence, similarity: float) -> bool:
    """Tell whether a denial follows what it denies, or names whose claim it is."""
    if not _denies(reply) or _denies(claim):
        return False
    if reply.article.id == claim.article.id and 0 <= reply.span.start - claim.span.end < ADJACENT:
        return similarity >= FOLLOWS
    least = NAMES if reply.article.id == claim.article.id else NAMES_ELSEWHERE
    return similarity >= least and _names_speaker(reply, claim)


def _denies(sentence: RetrievedSentence) -> bool:
    if sentence.voice.force is Force.DENIES or _UNTRUE.search(sentence.words):
        return True
    return bool(sentence.voice.chain and _CONTESTS.search(sentence.words))


def _names_speaker(reply: RetrievedSentence, claim: RetrievedSentence) -> bool:
    """Tell whether a reply has the last word of the name of whoever makes the claim, written as it is."""
    return any(
        re.search(rf"\b{re.escape(last)}\b", reply.words)
        for name in claim.voice.speakers[-1:]
        for last in name.split()[-1:]
    )


def _negates(reply: RetrievedSentence, claim: RetrievedSentence, similarity: float, asked: frozenset[str]) -> bool:
    """Tell whether one says "not" of what the other says without it, and the question asks after that."""
    if similarity < NEGATED or NEGATION.search(claim.words) or len(reply.stems & claim.stems) < SHARED:
        return False
    return any(
        set(bound) <= claim.stems | asked and not claim.stems.isdisjoint(bound) and not asked.isdisjoint(bound)
        for bound in _bound(reply.words)
    )


def _bound(words: str) -> Iterator[list[str]]:
    """Yield for each "not" the stems that it is about."""
    for negation in NEGATION.finditer(words):
        if bound := stems(words[negation.end() :])[:BOUND]:
            yield bound
