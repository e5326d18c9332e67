"""Which of the sentences that were found can answer a question at all, whatever they are near to."""

from collections.abc import Collection, Iterable

from app.answer import Evidence
from app.sufficiency import ENOUGH
from app.understanding import Intent, Interpretation
from app.verbs import denies_outright, is_unsaid
from index.retrieve import DENIAL, NEGATION, RetrievedSentence
from index.voices import is_question, quotes
from index.words import stems
from ingest.corpus import ArticleId, Attribution, Force, Span

Sentences = tuple[RetrievedSentence, ...]


def fitting(understood: Interpretation, sentences: Sentences) -> Sentences:
    """Return those of `sentences` that may stand in the answer, in their order.

    A question of a writer's asserts nothing: it tells only what somebody writes who was asked for that.
    """
    if any(mention.asked for mention in understood.mentions):
        return sentences
    return tuple(each for each in sentences if each.voice.chain or not is_question(each.words) or quotes(each.words))


def denying(
    understood: Interpretation, sentences: Sentences, sides: Collection[tuple[ArticleId, Span]] = ()
) -> Sentences:
    """Return what tells who denies, of an answer to that question: denials, and the `sides` of a dispute.

    All of `sentences`, where none that denies is near enough to the question, or something else is asked.
    """
    if understood.intent is not Intent.DENIAL:
        return sentences
    told = tuple(each for each in sentences if denies(each) or (each.article.id, each.span) in sides)
    return told if any(each.nearness >= ENOUGH for each in told) else sentences


def denies(sentence: RetrievedSentence) -> bool:
    """Tell whether a sentence denies something: by its cue, or by a "no" in what is said there."""
    beside = sentence.voice.denial
    if beside and denies_outright(_within(sentence, beside.cue)):
        return True
    said = sentence.voice.chain[-1] if sentence.voice.chain else None
    if said and said.force is Force.DENIES:
        return not is_unsaid(_within(sentence, said.cue))
    content = said_in(sentence, said) if said else sentence.words
    return bool(NEGATION.search(content)) or not DENIAL.isdisjoint(stems(content))


def said_in(sentence: RetrievedSentence | Evidence, said: Attribution) -> str:
    """Return what of an attribution's content stands in a sentence."""
    return _within(sentence, (piece for piece in said.content if piece.overlaps(sentence.span)))


def _within(sentence: RetrievedSentence | Evidence, pieces: Iterable[Span]) -> str:
    start = sentence.span.start
    return " ".join(sentence.words[max(0, piece.start - start) : max(0, piece.end - start)] for piece in pieces)
