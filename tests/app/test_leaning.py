import pytest

from app.leaning import doubt_about
from index.voices import Voices
from ingest.corpus import Force, Span
from tests.attributions import attribution
from tests.findings import on_record

LEAK = on_record(statement="The tank leaked")


def doubt(words, finding=LEAK, force=Force.ASSERTS):
    text = f"The mill said {words}"
    said = attribution(text, "The mill", "said", words, speaker="Lowe Mill", force=force)
    whole = Span(0, len(text))
    return doubt_about(finding, Voices.of_article([said]).of(whole), text, whole)


def test_words_that_assert_without_a_no_leave_no_doubt():
    assert doubt("the tank had leaked for days.") is None


@pytest.mark.parametrize("force", [Force.DENIES, Force.ASKS, Force.HEDGES])
def test_what_is_not_asserted_is_in_doubt(force):
    assert doubt("the tank had leaked.", force=force)


@pytest.mark.parametrize("words", ["it never leaked.", "no tank leaked.", "that the leak is a lie.", "Did it leak?"])
def test_a_no_or_a_question_of_the_words_alone_is_in_doubt(words):
    assert doubt(words)


def test_two_that_both_say_no_are_in_no_doubt():
    assert doubt("no tank leaked.", on_record(statement="The tank did not leak")) is None
