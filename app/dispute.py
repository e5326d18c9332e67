"""Disputes: where one source of an answer denies or contradicts what another one of it asserts.

Both sides must be about the question, and of different parties. Then one of five marks must tie the contradiction to
what it contradicts, since words alone that say "false" or "not" may be about anything:

=========  ==================================================================================================
mark       the contradiction
=========  ==================================================================================================
within     stands in the same sentence, set against it: "he said it had risen, though others contest that view"
follows    comes right after it in the article, and denies something or calls it untrue
names      denies something or calls it untrue, or opens with "but" and says "not", and names whose claim it is
repeats    denies something or calls it untrue, and holds most of the claim's own words
negated    says "not" of what the other says without it, in words that both and the question share
=========  ==================================================================================================

A missed dispute is better than an invented one: whoever asks one source, what many said, or a bare figure is told of
none. Figures that differ are another matter: ``app.figure_disputes``. Measured by ``evals.disputes``. Stances of whole
texts (FNC-1, Hanselowski et al. 2018) are another task: there the claim is given, here it has to be found.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from app.one_party import are_one_party, pieces
from app.premise.at_issue import at_issue
from app.understanding import Intent, Interpretation
from index.retrieve import NEGATION, RetrievedSentence
from index.words import stems
from ingest.corpus import ArticleId, Force, Span

# Chosen on the shared questions, looking at the pairs found: at 0.6 half of the disputes told were none.
ABOUT: Final = 0.75  # of the best sentence's nearness to the question: what both sides need
DENIED: Final = 0.55  # the same for a reply where the question asks who denies: it seldom repeats what it denies
ADJACENT: Final = 300  # characters between a claim and the answer to it, at most
FOLLOWS, NAMES, NAMES_ELSEWHERE, REPEATS, NEGATED = 0.3, 0.4, 0.5, 0.5, 0.5  # cosine of the two sentences, at least
HELD: Final = 0.75  # of a claim's stems that a denial holds which repeats it, and three at least
SHARED: Final = 4  # stems that a negated sentence shares with what it contradicts
BOUND: Final = 5  # stems after a "not" that it is about, at most: with three, what limits it went unseen
MOST: Final = 4  # contradictions that are brought in beside what was chosen

Place = tuple[ArticleId, Span]

_DATA: Final = tomllib.loads(files("app").joinpath("dispute.toml").read_text(encoding="utf-8"))


def _any_of(group: str) -> str:
    terms = [*_DATA[group].get("words", "").split(), *_DATA[group].get("phrases", ())]
    return rf"\b(?:{'|'.join(sorted(map(re.escape, terms), key=len, reverse=True))})\b"


# Patterns are compiled when first used, since few questions need them.
_CONTESTS: Final = _any_of("contests")
_OF_CLAIM: Final = rf"(?:\W+\w+){{0,3}}?\W+{_any_of('claims')}"
_UNDONE: Final = r"(?:\b(?:not|never|nor|nobody|no one|without|cannot)|n['’]t)(?:\W+\w+){0,2}\W+$"
_DENIES_THAT: Final = r"(?<!not )(?<!nor )\bden(?:ies|ied) that\b"
_UNTRUE: Final = _any_of("untrue")
_UNPROVEN: Final = _any_of("unproven")
_SET_AGAINST: Final = _any_of("contrast")
_THOUGH_CONTESTED: Final = rf"{_SET_AGAINST}[^.;]{{0,120}}?{_CONTESTS}"
_WITHIN: Final = _THOUGH_CONTESTED + _OF_CLAIM
_OF_ITSELF: Final = rf"{_THOUGH_CONTESTED}\W+(?:it|that|this)\b"
_INTENDED: Final = r"\b(?:will|would|shall|wo|must)\b"
_CLAUSE_ENDS: Final = r"[^\w\s'’-]|\b(?:and|but|because|although|though|while|when|since)\b"


def _has(pattern: str, words: str) -> bool:
    return re.search(pattern, words, re.IGNORECASE) is not None


def _begins(pattern: str, words: str) -> bool:
    return re.match(pattern, words, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim and what contradicts it; one and the same sentence where that reports both.

    With `answers` both answer a question for a figure, each with another one.
    """

    claim: RetrievedSentence
    reply: RetrievedSentence
    answers: bool = False

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
    pool = [_Side.of(sentence) for sentence in found if sentence.nearness >= least * best]
    claims = [_Side.of(sentence) for sentence in chosen if sentence.nearness >= ABOUT * best]
    asked = frozenset(stems(understood.topic))
    return tuple(
        Dispute(claim.sentence, reply.sentence)
        for claim in claims
        for reply in pool
        if _contradicts(reply, claim, asked)
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """A sentence, and what its own words tell of it: looked at once, for it is set against every other one."""

    sentence: RetrievedSentence
    denies: bool
    finds_none: bool
    says_not: bool

    @classmethod
    def of(cls, sentence: RetrievedSentence) -> "_Side":
        """Look at a sentence that was retrieved."""
        says_not = NEGATION.search(sentence.words) is not None
        return cls(sentence, _denies(sentence), _has(_UNPROVEN, sentence.words), says_not)


def with_replies(chosen: Sequence[RetrievedSentence], found: Sequence[Dispute]) -> list[RetrievedSentence]:
    """Return `chosen`, with up to `MOST` replies that are not among it, each right after the claim it contradicts.

    Those that answer the question with other figures than each other come first, be they chosen or not.
    """
    figures = [side for each in found if each.answers for side in (each.claim, each.reply)]
    leading = list({place_of(side): side for side in figures}.values())[: MOST + 1]
    sides: list[RetrievedSentence] = list(leading)
    places = {place_of(sentence) for sentence in (*leading, *chosen)}
    brought = len(leading)
    for sentence in chosen:
        if sentence not in leading:
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


def _contradicts(reply: _Side, claim: _Side, asked: frozenset[str]) -> bool:
    one, other = reply.sentence, claim.sentence
    if one is other:
        return _has(_WITHIN, other.words)
    if are_one_party(one, other):
        return False
    similarity = float(one.vector @ other.vector)
    return _answers(reply, claim, similarity) or negates(Wording.of(one), Wording.of(other), similarity, asked)


def _answers(reply: _Side, claim: _Side, similarity: float) -> bool:
    """Tell whether a denial follows what it denies, names whose claim it is, or repeats it."""
    one, other = reply.sentence, claim.sentence
    if claim.denies or claim.finds_none or _has(_OF_ITSELF, one.words):
        return False
    if not (reply.denies or (reply.finds_none and not claim.says_not) or _says_but_not(reply, claim)):
        return False
    together = one.article.id == other.article.id
    if together and 0 <= one.span.start - other.span.end < ADJACENT and similarity >= FOLLOWS:
        return True
    if similarity >= (NAMES if together else NAMES_ELSEWHERE) and _names_speaker(one, other):
        return True
    return similarity >= REPEATS and len(one.stems & other.stems) >= max(3, HELD * len(other.stems))


def _denies(sentence: RetrievedSentence) -> bool:
    if sentence.voice.force is Force.DENIES or _has(_UNTRUE, sentence.words) or _has(_DENIES_THAT, sentence.words):
        return True
    return bool(sentence.voice.chain) and _contests(sentence)


def _contests(sentence: RetrievedSentence) -> bool:
    """Tell whether a contesting verb is how somebody speaks or has a claim for its object, and is not undone."""
    cues = " ".join(cue for said in sentence.voice.chain for cue in pieces(sentence, said.cue))
    return any(
        (found.group() in cues or _begins(_OF_CLAIM, sentence.words[found.end() :]))
        and not _has(_UNDONE, sentence.words[: found.start()])
        for found in re.finditer(_CONTESTS, sentence.words, re.IGNORECASE)
    )


def _says_but_not(reply: _Side, claim: _Side) -> bool:
    """Tell whether a reply sets a "not" of somebody's against what is said without one, naming who says that."""
    if not reply.sentence.voice.chain or claim.says_not or not reply.says_not:
        return False
    return _begins(_SET_AGAINST, reply.sentence.words) and _names_speaker(reply.sentence, claim.sentence)


def _names_speaker(reply: RetrievedSentence, claim: RetrievedSentence) -> bool:
    """Tell whether a reply has, apart from who speaks there, the last word of the name of whoever makes the claim."""
    said = reply.words
    for own in pieces(reply, (span for outermost in reply.voice.chain[:1] for span in outermost.source)):
        said = said.replace(own, " ", 1)
    return any(
        re.search(rf"\b{re.escape(last)}\b", said) for name in claim.voice.speakers[-1:] for last in name.split()[-1:]
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence's words and the stems of those that carry meaning: what is compared without regard to who speaks."""

    words: str
    stems: frozenset[str]

    @classmethod
    def of(cls, sentence: RetrievedSentence) -> "Wording":
        """Take those of a sentence that was retrieved."""
        return cls(sentence.words, sentence.stems)

    @classmethod
    def of_words(cls, words: str) -> "Wording":
        """Take those of a text that stands alone."""
        return cls(words, frozenset(stems(words)))


def negates(reply: Wording, claim: Wording, similarity: float, asked: frozenset[str]) -> bool:
    """Tell whether one says "not" of what the other says without it, and the question, its stems `asked`, is of that.

    `similarity` is the cosine of the two sentences.
    """
    if similarity < NEGATED or NEGATION.search(claim.words) or len(reply.stems & claim.stems) < SHARED:
        return False
    return any(
        set(bound) <= claim.stems | asked and not claim.stems.isdisjoint(bound) and not asked.isdisjoint(bound)
        for bound in _bound(reply.words, _has(_INTENDED, claim.words))
    )


def contradicts(reply: Wording, claim: Wording, similarity: float) -> bool:
    """Tell whether one text contradicts a claim that stands alone: no speakers, and the claim is what is asked after.

    `similarity` is the cosine of the two.
    """
    if negates(reply, claim, similarity, claim.stems):
        return True
    return similarity >= NAMES_ELSEWHERE and says_untrue(reply, claim)


def says_untrue(reply: Wording, claim: Wording) -> bool:
    """Tell whether one text calls something untrue or unproven, and the other does not."""
    if _has(_UNTRUE, claim.words) or _has(_UNPROVEN, claim.words):
        return False
    if _has(_UNTRUE, reply.words) or _has(_DENIES_THAT, reply.words):
        return True
    return _has(_UNPROVEN, reply.words) and not NEGATION.search(claim.words)


def _bound(words: str, intended: bool) -> Iterator[list[str]]:
    """Yield for each "not" the stems that it is about: up to the end of its clause.

    Who will not do something does not deny that it was done: that "not" counts only where the claim is `intended` too.
    """
    for negation in NEGATION.finditer(words):
        if not intended and _has(rf"{_INTENDED}\W*$", words[: negation.start()]):
            continue
        if bound := stems(re.split(_CLAUSE_ENDS, words[negation.end() :], maxsplit=1, flags=re.IGNORECASE)[0])[:BOUND]:
            yield bound
