"""What a speaker does with the content, from the words of the cue."""

import pytest

from ingest.corpus import Force
from tests.ingest.attribution.marking import resolved


def force_of(cue: str, content: str = "that the gate was open", before: str = "") -> Force:
    (each,) = resolved(f"{{1:Jane Roe}} {before}<1:{cue}> [1:{content}].")
    return each.force


@pytest.mark.parametrize(
    "cue",
    ["said", "told reporters", "warned", "not only said", "called on", "has no doubt", "added:"],
)
def test_plain_words_assert(cue):
    assert force_of(cue) is Force.ASSERTS


@pytest.mark.parametrize(
    "cue",
    [
        "denied",
        "denies",
        "has repeatedly denied",
        "rejected",
        "disputed",
        "refuted",
        "dismissed as nonsense",
        "did not say",
        "didn’t say",
        "never said",
        "does not believe",
        "pushed back on",
        "disagreed",
        "ruled out",
        "contradicted",
        "brushed off",
    ],
)
def test_denials_are_denials(cue):
    assert force_of(cue) is Force.DENIES


@pytest.mark.parametrize(
    "cue",
    [
        "suggested",
        "hinted",
        "implied",
        "appeared to say",
        "may have said",
        "reportedly said",
        "thinks",
        "believes",
        "hopes",
        "is expected",
        "did not rule out",
        "could not deny",
        "declined to say",
        "did not respond to",
        "made no mention of",
    ],
)
def test_what_is_half_said_or_held_back_is_hedged(cue):
    assert force_of(cue) is Force.HEDGES


@pytest.mark.parametrize("cue", ["asked", "wondered", "questioned whether", "demanded to know"])
def test_questions_ask(cue):
    assert force_of(cue, content="whether the gate was open") is Force.ASKS


def test_requests_ask_and_answers_do_not():
    assert force_of("asked for", content="a delay") is Force.ASKS
    assert force_of("answered questions about", content="the gate") is Force.ASSERTS


def test_what_is_left_unsaid_is_not_denied():
    assert force_of("did not say", content="that the gate was open") is Force.DENIES
    assert force_of("did not say", content="whether the gate was open") is Force.HEDGES


def test_behind_a_colon_a_question_is_one():
    assert force_of(":", content="Was the gate open?") is Force.ASKS
    assert force_of(":", content="The gate was open") is Force.ASSERTS


def test_may_is_a_month_too():
    assert force_of("said in May", content="that the gate was open") is Force.ASSERTS


def test_a_negation_before_the_cue_counts():
    assert force_of("say", before="did not ") is Force.DENIES
    assert force_of("said", before="has never ") is Force.DENIES


def test_without_a_cue_it_asserts():
    (each,) = resolved("{1:Jane Roe}: [1:No.]")
    assert each.force is Force.ASSERTS
