import numpy as np
import pytest

from app.dispute import ADJACENT, MOST, Dispute, Wording, contradicts, disputes, place_of, with_replies
from app.understanding import Intent, Interpretation
from index.retrieve import RetrievedSentence
from index.scope import Scope
from index.voices import WRITER, Voice
from index.words import stems
from ingest.corpus import Force, PassageId, Span
from tests.app.builders import catalogued
from tests.attributions import attribution

ALIKE, UNLIKE = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def sentence(words, source="", cue="", speaker=None, *, force=Force.ASSERTS, at=0, of="a", vector=ALIKE, nearness=1.0):
    """A sentence that stands at `at` in article `of`; with a `speaker`, told of by `source` and `cue`."""
    text = " " * at + words
    rest = words.replace(source, "").replace(cue, "").strip(" .")
    content = rest if rest in words else ""
    said = attribution(text, source, cue, content, speaker=speaker, force=force) if speaker else None
    return RetrievedSentence(
        catalogued(of * 16, outlet=f"Paper {of.upper()}"),
        PassageId(f"{of}{at}"),
        Span(at, at + len(words)),
        words,
        frozenset(stems(words)),
        nearness,
        0.0,
        1.0,
        Voice((said,)) if said else WRITER,
        vector=vector,
    )


def question(words="Did the mill foul the river?", scope=Scope(), intent=Intent.YES_NO, broad=False):  # noqa: B008
    return Interpretation(words, words, intent, scope, broad=broad)


def found(claim, reply, asked=None):
    return disputes(asked or question(), [claim], [claim, reply])


CLAIM = sentence("Ada Moor said the mill fouled the river in spring.", "Ada Moor", "said", "Ada Moor")


def test_a_sentence_that_sets_others_against_what_it_reports_disputes_itself():
    both = sentence("Moor said the river was foul, though two chemists have contested that view.")
    (dispute,) = disputes(question(), [both], [both])
    assert dispute.claim is dispute.reply is both


def test_a_contrast_that_contests_no_claim_disputes_nothing():
    both = sentence("Moor said the river was foul, though the council rejected the tender in spring.")
    assert disputes(question(), [both], [both]) == ()


def test_a_denial_that_comes_right_after_a_claim_answers_it():
    reply = sentence("The owner, Jan Pell, denies it.", "Jan Pell", "denies", "Jan Pell", force=Force.DENIES, at=60)
    assert found(CLAIM, reply) == (Dispute(CLAIM, reply),)


@pytest.mark.parametrize(
    "words", ["The mill lies in a valley.", "A false alarm rang at the mill.", "It took the wrong road."]
)
def test_a_word_that_may_mean_something_else_calls_nothing_untrue(words):
    assert found(CLAIM, sentence(words, at=60)) == ()


@pytest.mark.parametrize(
    "apart",
    [{"at": 51 + ADJACENT}, {"at": 60, "of": "b"}, {"at": 60, "vector": UNLIKE}],
    ids=["far below", "in another article", "about something else"],
)
def test_a_denial_elsewhere_or_of_something_else_does_not(apart):
    reply = sentence("Jan Pell denies it.", "Jan Pell", "denies", "Jan Pell", force=Force.DENIES, **apart)
    assert found(CLAIM, reply) == ()


def test_a_denial_that_names_whose_claim_it_is_answers_it_from_another_article():
    reply = sentence("What Moor told them is baseless, Jan Pell said.", "Jan Pell", "said", "Jan Pell", of="b")
    assert found(CLAIM, reply) == (Dispute(CLAIM, reply),)


def test_a_denial_that_repeats_a_claim_answers_it_though_it_names_nobody():
    reply = sentence("She denies that the mill fouled the river in spring.", of="b")
    assert found(CLAIM, reply) == ()
    plain = sentence("In spring the mill fouled the river.")
    assert found(plain, reply) == (Dispute(plain, reply),)


NEVER = "The mill never fouled the river, Jan Pell said of last spring."


def test_a_not_of_what_the_other_says_without_it_contradicts_it():
    reply = sentence(NEVER, "Jan Pell", "said", "Jan Pell", of="b")
    assert found(CLAIM, reply) == (Dispute(CLAIM, reply),)


@pytest.mark.parametrize(
    "words",
    [
        "The mill by the river, which fouled nothing else in spring, never paid a fine.",
        "The mill fouled the river in spring and not in autumn.",
        "The mill never fouled the river bed with tar from barges in spring.",
        "The mill will not foul the river in spring.",
    ],
)
def test_a_not_of_something_else_or_narrower_contradicts_nothing(words):
    assert found(CLAIM, sentence(words, of="b")) == ()


def test_a_not_of_what_is_intended_contradicts_an_intention():
    claim = sentence("The mill will foul the river in spring, Ada Moor said.", "Ada Moor", "said", "Ada Moor")
    reply = sentence(
        "The mill will not foul the river in spring, Jan Pell said.", "Jan Pell", "said", "Jan Pell", of="b"
    )
    assert found(claim, reply)


def test_two_that_both_say_not_agree():
    claim = sentence("The mill never fouled the river in spring.")
    assert found(claim, sentence(NEVER, "Jan Pell", "said", "Jan Pell", of="b")) == ()


def test_no_evidence_for_what_nobody_claims_contradicts_nothing():
    reply = sentence("Moor's rival, Jan Pell, said there is no evidence of it.", "Jan Pell", "said", "Jan Pell", at=60)
    assert found(CLAIM, reply)
    denied = sentence("Ada Moor said the mill never fouled it.", "Ada Moor", "said", "Ada Moor")
    assert found(denied, reply) == ()


def test_two_that_both_deny_agree():
    claim = sentence("Ada Moor found no proof that the mill fouled it.", "Ada Moor", "found", "Ada Moor")
    reply = sentence("That story is baseless, Jan Pell said.", "Jan Pell", "said", "Jan Pell", at=60)
    assert found(CLAIM, reply)
    assert found(claim, reply) == ()


def test_a_but_with_a_not_answers_whom_it_names():
    reply = sentence("But Jan Pell told Moor it was not so.", "Jan Pell", "told", "Jan Pell", of="b")
    assert found(CLAIM, reply)
    unnamed = sentence("But Jan Pell told them it was not so.", "Jan Pell", "told", "Jan Pell", of="b")
    assert found(CLAIM, unnamed) == ()


def test_nobody_disputes_what_they_say_themselves():
    reply = sentence("Ada Moor denies it.", "Ada Moor", "denies", "Ada Moor", force=Force.DENIES, at=60)
    assert found(CLAIM, reply) == ()


def test_who_speaks_for_whom_a_claim_is_from_does_not_dispute_it():
    board = sentence("The Mill Board said the river was foul.", "The Mill Board", "said", "Mill Board")
    source = "Jan Pell of the Mill Board"
    reply = sentence(f"{source} called that false.", source, "called", "Jan Pell", at=50)
    assert found(board, reply) == ()


def test_a_sentence_that_goes_on_about_whoever_spoke_is_not_another_party():
    assert found(CLAIM, sentence("It found no evidence of that.", at=60)) == ()


@pytest.mark.parametrize(
    "words",
    [
        "The council rejected eleven barrows of gravel, Jan Pell said.",
        "Jan Pell said the letters appear to contradict the pledge.",
        "Jan Pell said the mill did not dispute that the sum was paid.",
        "Jan Pell said nobody had denied the report.",
    ],
)
def test_a_contesting_word_that_contests_no_claim_denies_nothing(words):
    assert found(CLAIM, sentence(words, "Jan Pell", "said", "Jan Pell", at=60)) == ()


def test_a_contesting_word_with_a_claim_for_its_object_denies():
    words = "Jan Pell, at the weir, rejected the report and left."
    assert found(CLAIM, sentence(words, "Jan Pell", "at", "Jan Pell", at=60))


DENIED = sentence("Jan Pell denies it.", "Jan Pell", "denies", "Jan Pell", force=Force.DENIES, at=60)


@pytest.mark.parametrize(
    "asked",
    [
        question(scope=Scope(speakers=("Ada Moor",))),
        question(scope=Scope(outlets=("Paper A",))),
        question(broad=True),
        question("What did Moor say of the mill?", intent=Intent.CLAIM),
        question("How long is the river?", intent=Intent.FACT),
    ],
    ids=["a speaker", "an outlet", "anything", "one source", "a figure"],
)
def test_who_asks_within_a_scope_one_source_or_a_figure_is_told_of_no_dispute(asked):
    assert found(CLAIM, DENIED)
    assert found(CLAIM, DENIED, asked) == ()


def test_both_sides_must_be_about_the_question():
    far = sentence("Jan Pell denies it.", "Jan Pell", "denies", "Jan Pell", force=Force.DENIES, at=60, nearness=0.7)
    assert found(CLAIM, far) == ()
    assert found(CLAIM, far, question("Who denies that the mill fouled it?", intent=Intent.DENIAL))


def numbered(n):
    return sentence(f"Sentence {n}.", at=100 * n)


def test_a_reply_comes_right_after_the_claim_that_it_contradicts():
    one, two, reply = map(numbered, (1, 2, 3))
    assert with_replies([one, two], [Dispute(one, reply)]) == [one, reply, two]


def test_a_reply_that_is_chosen_already_stays_where_it_is():
    one, two = map(numbered, (1, 2))
    assert with_replies([one, two], [Dispute(one, two), Dispute(one, one)]) == [one, two]


def test_a_reply_to_two_claims_comes_once_and_no_more_come_than_may():
    one, two = map(numbered, (1, 2))
    replies = list(map(numbered, range(3, 4 + MOST)))
    sides = with_replies([one, two], [Dispute(claim, reply) for reply in replies for claim in (one, two)])
    assert sides == [one, *replies[:MOST], two]
    assert len({place_of(each) for each in sides}) == len(sides)


def test_texts_without_speakers_contradict_by_their_words_alone():
    claim = Wording.of_words("The old mill fouled the river in spring.")
    assert contradicts(Wording.of_words("The old mill never fouled the river."), claim, 0.9)
    assert contradicts(Wording.of_words("That is a myth."), claim, 0.9)
    assert not contradicts(Wording.of_words("That is a myth."), claim, 0.1)
    assert not contradicts(Wording.of_words("Barges fouled it."), claim, 0.9)
