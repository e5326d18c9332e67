import pytest

from app.draft import DraftStatement
from app.fitting import denies, denying, fitting
from app.guard import guarding
from app.understanding import Intent, Mention
from index.scope import Scope
from index.voices import WRITER, Voice, heard_in
from ingest.corpus import Force, Span
from tests.app.builders import evidence
from tests.app.test_dispute import question, sentence
from tests.attributions import attribution

FOUL = "The mill fouled the river."
ASKED = "Did Ada Moor know of the letter?"


def test_a_writers_question_is_no_answer_but_tells_what_a_writer_asks():
    sentences = (sentence(ASKED), sentence(FOUL, at=60))
    assert [each.words for each in fitting(question(), sentences)] == [FOUL]
    asked_a_paper = question()
    object.__setattr__(asked_a_paper, "mentions", (Mention("Paper A", "Paper A", asked=True),))
    assert fitting(asked_a_paper, sentences) == sentences


def test_a_question_in_which_somebody_is_quoted_stays():
    quoted = sentence('Who wrote "the river is foul"?')
    assert fitting(question(), (quoted,)) == (quoted,)


def test_what_a_question_tells_of_somebody_is_nobodys_word():
    said = Voice((attribution(ASKED, "Ada Moor", "know of", "the letter", speaker="Ada Moor"),))
    assert heard_in(ASKED, Span(0, len(ASKED)), said) == WRITER
    asks = Voice((attribution(ASKED, "Ada Moor", "know of", "the letter", speaker="Ada Moor", force=Force.ASKS),))
    assert heard_in(ASKED, Span(0, len(ASKED)), asks) == asks


def test_a_question_inside_what_somebody_says_is_theirs():
    text = '"Who knew? Nobody did," Ada Moor said.'
    said = Voice((attribution(text, "Ada Moor", "said", text[:23], speaker="Ada Moor"),))
    assert heard_in("Who knew?", Span(1, 10), said) == said


def test_a_writer_who_only_asks_is_said_to_ask():
    (asks,) = guarding((DraftStatement((1,)),), evidence(ASKED, (0, len(ASKED))), Scope(), 8)
    assert (asks.verb, asks.force) == ("asks", Force.ASKS)


@pytest.mark.parametrize(
    ("words", "cue", "force", "is_denial"),
    [
        ("Jan Pell denied fouling the river.", "denied", Force.DENIES, True),
        ("Jan Pell said the river was never foul.", "said", Force.ASSERTS, True),
        ("Jan Pell said the charge was a lie.", "said", Force.ASSERTS, True),
        ("Jan Pell did not say that it had.", "did not say", Force.DENIES, False),
        ("Jan Pell, not yet forty, said the river was foul.", "said", Force.ASSERTS, False),
    ],
)
def test_a_denial_is_told_by_its_cue_or_by_what_is_said(words, cue, force, is_denial):
    source = "Jan Pell, not yet forty," if "forty" in words else "Jan Pell"
    assert denies(sentence(words, source, cue, "Jan Pell", force=force)) is is_denial


def test_who_denies_is_answered_from_denials_and_both_sides_of_a_dispute():
    claim = sentence(FOUL)
    denial = sentence("Jan Pell denied it.", "Jan Pell", "denied", "Jan Pell", force=Force.DENIES, at=40)
    aside = sentence("Jan Pell said it rained.", "Jan Pell", "said", "Jan Pell", at=80)
    who = question("Who denies that the mill fouled the river?", intent=Intent.DENIAL)
    assert denying(who, (claim, denial, aside)) == (denial,)
    assert denying(who, (claim, denial, aside), {(claim.article.id, claim.span)}) == (claim, denial)
    assert denying(question(), (claim, denial, aside)) == (claim, denial, aside)


def test_where_nobody_denies_what_comes_near_stays():
    who = question("Who denies that the mill fouled the river?", intent=Intent.DENIAL)
    assert denying(who, (sentence(FOUL),)) == (sentence(FOUL),)
