import pytest

from evals.metrics.attribution import ATTRIBUTION, FORCE, SOURCING
from tests.evals.metrics.pages import BELL, STAR, abstention, case, changed, counted, failed, page, wanted

FENN = case(must_cite=(wanted(STAR, 1),), attribution=("Osric Fenn",))
BOTH = case(must_cite=(wanted(STAR, 1), wanted(BELL, 0)), attribution=("Fenn", "Teodra Lisk"))


def test_a_name_expected_is_looked_for_before_the_quotes_and_in_the_list_of_sources() -> None:
    assert counted(ATTRIBUTION, page(), FENN) == (1.0, 1.0)
    assert counted(ATTRIBUTION, page(), case(must_cite=(wanted(STAR, 0),), attribution=("Ferrow",))) == (1.0, 1.0)
    credit = changed(page((STAR, 0)), "**Lonne Valley Star** (Dagny Ferrow, 17 Jul 2019)", "**Lonne Valley Star**")
    assert counted(ATTRIBUTION, credit, case(must_cite=(wanted(STAR, 0),), attribution=("Ferrow",))) == (1.0, 1.0)


def test_a_name_inside_the_quotes_or_the_gist_is_no_attribution() -> None:
    dropped = changed(page((STAR, 1)), "**Osric Fenn**, as reported by Lonne Valley Star", "**Lonne Valley Star**")
    assert failed(ATTRIBUTION, dropped, FENN)
    gisted = changed(dropped, ", said: “", " said, in short, that Osric Fenn heard nothing: “")
    assert failed(ATTRIBUTION, gisted, FENN)


def test_each_side_of_a_comparison_is_named_for_its_own_words() -> None:
    assert counted(ATTRIBUTION, page(), BOTH) == (2.0, 2.0)
    assert counted(ATTRIBUTION, changed(page(), "**Teodra Lisk**", "**Highland Front**"), BOTH) == (0.0, 2.0)


def test_all_names_of_a_chain_are_needed() -> None:
    chain = case(must_cite=(wanted(STAR, 1),), attribution=("Lonne Valley Star", "Fenn"))
    assert not failed(ATTRIBUTION, page(), chain)
    dropped = changed(page(), "**Osric Fenn**, as reported by Lonne Valley Star", "**Lonne Valley Star**")
    assert failed(ATTRIBUTION, dropped, chain)


def test_attribution_says_nothing_without_an_expected_name_or_the_wanted_evidence() -> None:
    assert counted(ATTRIBUTION, page(), case(must_cite=(wanted(STAR, 1),))) is None
    assert counted(ATTRIBUTION, page((BELL, 0)), FENN) is None
    assert counted(ATTRIBUTION, abstention(), FENN) is None


def test_everything_is_sourced_as_the_library_knows_it() -> None:
    assert counted(SOURCING, page()) == (7.0, 7.0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Lonne Valley Star** (", "**The Hill Bell** ("),
        ("**Lonne Valley Star** (", "**Lonne Valley Star on Sunday** ("),
        ("as reported by Lonne Valley Star, said", "as reported by The Hill Bell, said"),
        ("(Dagny Ferrow, 17 Jul 2019) writes", "(Ana Corriveth, 17 Jul 2019) writes"),
        ("(Dagny Ferrow, 17 Jul 2019) writes", "(Dagny Ferrow, 18 Jul 2019) writes"),
        ("**An unnamed outlet (river.txt)** (undated)", "**An unnamed outlet (bell.txt)** (undated)"),
        ("**An unnamed outlet (river.txt)** (undated)", "**The Hill Bell** (undated)"),
        ("**Osric Fenn**", "**Teodra Lisk**"),
        ("**“A guard who would not be named”**", "**“A minister”**"),
        ("**Osric Fenn**, as reported by Lonne Valley Star, said: “", "“"),
        ("[7] An unnamed outlet (river.txt) (undated)", "[7] The Hill Bell (undated)"),
        ("[7] An unnamed outlet (river.txt) (undated)", ""),
    ],
)
def test_another_outlet_author_day_or_speaker_than_the_librarys_is_seen(old: str, new: str) -> None:
    assert failed(SOURCING, changed(page(), old, new, 1))


def test_what_is_one_speakers_is_not_given_to_the_outlet() -> None:
    answer = page((BELL, 2))
    cited = answer["statements"][0]["citations"][0]
    cited["end"] = cited["start"] + len("“We went home at nine.”")
    assert not failed(SOURCING, answer)
    assert failed(SOURCING, changed(answer, "**Highland Front**, quoted by The Hill Bell", "**The Hill Bell**"))


def test_sourcing_says_nothing_of_an_abstention() -> None:
    assert counted(SOURCING, abstention()) is None


def test_denials_and_questions_are_shown_as_such() -> None:
    assert counted(FORCE, page()) == (2.0, 2.0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", denied: “", ", said: “"),
        (", denied: “", ", asked: “"),
        (", asked: “", ", said: “"),
        (", asked: “", ", denied: “"),
        (", said: “Osric", ", denied: “Osric"),
    ],
)
def test_a_denial_or_a_question_asserted_and_an_assertion_denied_are_seen(old: str, new: str) -> None:
    assert failed(FORCE, changed(page(), old, new))


@pytest.mark.parametrize(
    ("old", "new"), [(", denied: “", ", also denies: “"), (", said: “Osric", ", suggested: “Osric")]
)
def test_other_verbs_of_the_same_force_or_a_weaker_one_are_right(old: str, new: str) -> None:
    assert not failed(FORCE, changed(page(), old, new))


def test_force_says_nothing_where_everybody_only_asserts() -> None:
    assert counted(FORCE, page((STAR, 0), (STAR, 1))) is None
    assert counted(FORCE, abstention()) is None
