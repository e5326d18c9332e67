import pytest

from app.answer import Reason
from app.sufficiency import ENOUGH, reason_to_abstain
from app.understanding import Intent, Interpretation
from index.retrieve import Retrieved, RetrievedSentence
from index.scope import Scope
from ingest.corpus import PassageId, Span
from tests.app.builders import catalogued


def understood(**known):
    return Interpretation("q", "q", Intent.ABOUT, **{"scope": Scope(), **known})


def found(nearness):
    sentence = RetrievedSentence(catalogued(), PassageId("p"), Span(0, 1), "x", frozenset(), nearness, 0.0, 1.0)
    return [Retrieved((sentence,))]


NEAR, FAR = found(ENOUGH), found(ENOUGH - 0.01)


def test_what_is_near_enough_is_answered():
    assert reason_to_abstain(understood(), NEAR) is None


def test_one_side_of_a_comparison_is_enough():
    assert reason_to_abstain(understood(), [*FAR, *NEAR]) is None


def test_a_broad_question_is_answered_with_whatever_lies_in_its_scope():
    assert reason_to_abstain(understood(broad=True, scope=Scope(outlets=("The Vale Star",))), FAR) is None


def test_whoever_is_quoted_answers_for_one_who_is_only_talked_about():
    asked = understood(people=("Jo Bell",), sides=(Scope(speakers=("Ann Verrel",)),))
    assert reason_to_abstain(asked, NEAR) is None


@pytest.mark.parametrize(
    ("known", "retrieved", "reason"),
    [
        ({}, FAR, Reason.NOT_IN_LIBRARY),
        ({}, [Retrieved(())], Reason.NOT_IN_LIBRARY),
        ({"unheard": ("Mosul",)}, NEAR, Reason.NOT_IN_LIBRARY),
        ({"scope": Scope(outlets=("The Vale Star",))}, FAR, Reason.SOURCE_SILENT),
        ({"broad": True, "scope": Scope(outlets=("The Vale Star",))}, [Retrieved(())], Reason.SOURCE_SILENT),
        ({"scope": Scope(speakers=("Ann Verrel",))}, FAR, Reason.SOURCE_SILENT),
        ({"sides": (Scope(speakers=("Ann Verrel",)),)}, FAR, Reason.SOURCE_SILENT),
        ({"people": ("Ann Verrel",)}, NEAR, Reason.NO_SUCH_SOURCE),
        ({"unknown": ("Robert Fisk",)}, NEAR, Reason.NO_SUCH_SOURCE),
    ],
)
def test_the_reason_says_what_is_missing(known, retrieved, reason):
    assert reason_to_abstain(understood(**known), retrieved) is reason
