from dataclasses import replace
from datetime import date

import pytest

from app.request import Constraints
from evals.case import Case
from evals.metrics.scope import KEPT
from tests.evals.metrics.pages import BELL, NOBODY, STAR, abstention, case, changed, counted, failed, page


def by_hand(**constraints) -> Case:
    return replace(case(), constraints=Constraints(**constraints))


STARS = page((STAR, 0), (STAR, 1))
FENN = page((STAR, 1))


@pytest.mark.parametrize(
    ("asked", "inside", "outside"),
    [
        (case(outlets_only=("lonne valley star",)), STARS, page((STAR, 0), (BELL, 0))),
        (case(outlets_only=("Lonne Valley Star",)), STARS, page((NOBODY, 0))),
        (case(after=date(2019, 7, 17)), STARS, page((BELL, 0))),
        (case(before=date(2019, 7, 16)), page((BELL, 0)), STARS),
        (case(before=date(2019, 7, 16)), page((BELL, 0)), page((NOBODY, 0))),
        (case(speakers_only=("Osric Fenn",)), FENN, STARS),
        (case(speakers_only=("Fenn",)), FENN, page((STAR, 2))),
        (by_hand(outlets=("The Star", "the valley star", "Lonne Valley Star")), STARS, page((BELL, 0))),
        (by_hand(authors=("dagny ferrow",)), STARS, page((BELL, 0))),
        (by_hand(speakers=("Highland Front",)), page((BELL, 2)), page((BELL, 0))),
        (by_hand(after=date(2019, 7, 17), before=date(2019, 7, 17)), STARS, page((BELL, 0))),
    ],
)
def test_every_citation_lies_in_the_scope_or_leaks_from_it(asked: Case, inside, outside) -> None:
    assert not failed(KEPT, inside, asked)
    assert failed(KEPT, outside, asked)


def test_citations_are_counted_and_not_answers() -> None:
    mixed = page((STAR, 0), (STAR, 1), (BELL, 0))
    assert counted(KEPT, mixed, case(outlets_only=("Lonne Valley Star",))) == (2.0, 3.0)


def test_another_speaker_of_the_same_surname_is_another() -> None:
    shown = changed(FENN, "**Osric Fenn**", "**Petra Fenn**")
    assert failed(KEPT, shown, case(speakers_only=("Osric Fenn",)))


def test_a_speaker_inside_the_quotes_is_not_the_one_who_speaks() -> None:
    shown = changed(FENN, "**Osric Fenn**, as reported by Lonne Valley Star", "**Lonne Valley Star**")
    assert failed(KEPT, shown, case(speakers_only=("Osric Fenn",)))


@pytest.mark.parametrize("asked", [case(), by_hand(outlets=("LVS",))])
def test_scope_says_nothing_where_none_is_expected_or_its_name_is_not_understood(asked: Case) -> None:
    assert counted(KEPT, STARS, asked) is None


def test_an_abstention_leaks_nothing_and_keeps_nothing() -> None:
    assert counted(KEPT, abstention(), case(outlets_only=("Lonne Valley Star",))) is None
