"""What is set by hand or dismissed, beside what a question asks for."""

from datetime import date

from app.answer import Guess
from tests.app.asked import COURIER, POST, read
from tests.app.libraries import KARST


def test_a_mention_that_was_dismissed_is_no_scope_and_stays_in_the_topic() -> None:
    understood = read("What does the Courier say about the dam?", ignore=frozenset({COURIER}))
    assert not understood.scope
    assert "Courier" in understood.topic


def test_names_set_by_hand_are_resolved_against_the_library() -> None:
    understood = read("who opened the gates?", outlets=("harbor post",))
    assert understood.scope.outlets == (POST,)
    assert understood.guesses == (Guess("harbor post", POST),)


def test_a_name_set_by_hand_that_the_library_lacks_is_unknown() -> None:
    assert read("who opened the gates?", authors=("Hanna Moreau",)).unknown == ("Hanna Moreau",)


def test_a_speaker_set_by_hand_whom_no_article_mentions_is_unknown() -> None:
    assert read("who opened the gates?", speakers=("Hanna Moreau",)).unknown == ("Hanna Moreau",)
    heard = read("who opened the gates?", speakers=("Aldo Ferrant",))
    assert (heard.unknown, heard.people, heard.scope.speakers) == ((), ("Aldo Ferrant",), ("Aldo Ferrant",))


def test_any_of_several_outlets_set_by_hand_may_answer_be_they_held_or_carried() -> None:
    understood = read("who gained?", outlets=(POST, "Eastern Ledger"))
    assert set(KARST.within(understood.scope)) == {"2", "3", "6"}


def test_an_outlet_of_first_publication_set_by_hand_narrows_what_is_asked() -> None:
    understood = read("What does Global Monitor say?", outlets=("Eastern Ledger",))
    assert (KARST.within(understood.scope), understood.unknown) == (("6",), ())


def test_a_name_set_by_hand_without_a_letter_is_unknown() -> None:
    assert read("who gained?", outlets=("?!",)).unknown == ("?!",)


def test_what_is_set_by_hand_shuts_out_what_the_question_asks_for() -> None:
    understood = read("What does the Courier say about the dam?", outlets=(POST,))
    assert understood.scope.outlets == (POST,)
    assert understood.unknown == ("the Courier",)


def test_bounds_set_by_hand_and_asked_for_both_hold() -> None:
    understood = read("As of June 2030, who had fled?", after=date(2030, 2, 1), before=date(2030, 12, 31))
    assert (understood.scope.after, understood.scope.before) == (date(2030, 2, 1), date(2030, 6, 30))
