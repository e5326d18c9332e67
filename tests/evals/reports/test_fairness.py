"""Whether answers do worse by some sources than by others."""

from dataclasses import replace

import pytest

from evals.case import Wanted
from evals.comparison import Interval
from evals.metrics import Better
from evals.reports.fairness import Share, Told, by_name, by_outlet, told_apart
from tests.evals.reports.made import SIREN, abstention, answer, case, citation, result, run, wanting


def respect(run, title, of=by_outlet):
    return next(each for each in of(run) if each.title == title)


def groups(run, title, of=by_outlet):
    return {s.name: (s.share.held, s.share.of) for s in respect(run, title, of).groups}


def told(run, title):
    return {s.name: s.told for s in respect(run, title).groups}


def of_star(number: int, **given):
    return result(wanting(f"star {number}", "star.txt"), **given)


def of_hammer(number: int, **given):
    return result(
        wanting(f"hammer {number}", "hammer.txt"), **{"answered": answer(citation(file="hammer.txt")), **given}
    )


def test_an_outlet_whose_words_are_found_less_often_is_told_apart():
    lost = [of_hammer(n, answered=answer(citation()), failed=("evidence",)) for n in range(12)]
    seen = run([*(of_star(n) for n in range(12)), *lost])
    assert groups(seen, "Wanted words found") == {"Lonne Valley Star": (12, 12), "The Plain Hammer": (0, 12)}
    assert told(seen, "Wanted words found")["The Plain Hammer"] is Told.WORSE
    assert told(seen, "Wanted words found")["Lonne Valley Star"] is Told.BETTER
    assert {s.name for _, s in told_apart(by_outlet(seen))[:2]} == {"The Plain Hammer"}


def test_an_outlet_that_is_abstained_on_more_often_is_worse_off():
    silent = [of_hammer(n, answered=abstention(), failed=("outcome",)) for n in range(12)]
    seen = run([*(of_star(n) for n in range(12)), *silent])
    abstained = respect(seen, "Abstained on, though there is an answer")
    assert abstained.better is Better.LOWER
    assert {s.name: s.told for s in abstained.groups}["The Plain Hammer"] is Told.WORSE


def test_a_misquotation_counts_against_the_outlet_that_is_misquoted():
    wrong = answer(
        citation(file="hammer.txt"), text="**The Plain Hammer** writes: “Every siren sounded in Sallow Ford.” [1]"
    )
    seen = run([of_star(1), of_hammer(1, answered=wrong)])
    assert groups(seen, "Quoted exactly") == {"Lonne Valley Star": (1, 1), "The Plain Hammer": (0, 1)}


def test_who_is_not_named_counts_against_the_outlet_whose_words_are_wanted():
    unnamed = answer(citation(), text=f"**A paper** writes: “{SIREN}” [1]")
    wanted = wanting("a", "star.txt", attribution=("Lonne Valley Star",))
    other = wanting("b", "star.txt", attribution=("Lonne Valley Star",))
    seen = run([result(wanted), result(other, unnamed, failed=("attribution",))])
    assert groups(seen, "Named as the source") == {"Lonne Valley Star": (1, 2)}


def test_what_the_json_says_and_the_page_does_not_is_not_counted():
    emptied = {**answer(citation()), "text": "There is no answer."}
    seen = run([result(wanting(f"{n}", "star.txt"), emptied) for n in range(3)])
    assert groups(seen, "Abstained on, though there is an answer") == {"Lonne Valley Star": (3, 3)}
    assert groups(seen, "Wanted words found") == {"Lonne Valley Star": (0, 3)}
    assert all(each.title != "Quoted exactly" for each in by_outlet(seen))


def test_an_article_in_a_folder_is_of_its_outlet():
    seen = run([result(wanting("a", "story.txt")), result(wanting("b", "nest/story.txt"))])
    nested = replace(seen, outlets={"nest/story.txt": "The Hill Bell"})
    assert groups(nested, "Cases that pass") == {"The Hill Bell": (2, 2)}
    twice = replace(seen, outlets={"nest/story.txt": "The Hill Bell", "b/story.txt": "Free Current"})
    assert groups(twice, "Cases that pass") == {"The Hill Bell": (1, 1), "an unnamed outlet (story.txt)": (1, 1)}


def test_few_cases_tell_nothing():
    seen = run([*(of_star(n) for n in range(12)), *(of_hammer(n, failed=("evidence",)) for n in range(4))])
    assert told(seen, "Cases that pass")["The Plain Hammer"] is Told.FEW


def test_shares_whose_intervals_touch_are_not_told_apart():
    seen = run([*(of_star(n) for n in range(9)), of_star(9, failed=("evidence",)), *(of_hammer(n) for n in range(10))])
    assert set(told(seen, "Cases that pass").values()) == {Told.ALIKE}
    assert told_apart(by_outlet(seen)) == []


def test_words_that_may_be_of_either_outlet_count_for_neither():
    either = case("a", any_cite=(Wanted("star.txt", SIREN), Wanted("hammer.txt", SIREN)))
    assert groups(run([result(either), of_star(1)]), "Wanted words found") == {"Lonne Valley Star": (1, 1)}


def test_an_outlet_that_no_answer_cites_is_there_all_the_same():
    seen = run([of_hammer(1, answered=answer(citation()), failed=("evidence",))])
    assert groups(seen, "Cases that pass") == {"The Plain Hammer": (0, 1)}


def test_an_article_without_an_outlet_is_told_by_its_file():
    seen = run([result(wanting("a", "found.txt"))])
    assert groups(seen, "Cases that pass") == {"an unnamed outlet (found.txt)": (1, 1)}


def test_speakers_are_told_of_apart_from_outlets():
    seen = run([result(wanting("a", "star.txt", attribution=("Lonne Valley Star", "Osric Fenn")))])
    assert groups(seen, "Cases that pass", by_name) == {"Osric Fenn": (1, 1)}


# Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
@pytest.mark.parametrize(
    ("held", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_that_of_wilson(held, of, low, high):
    found = Share(held, of).interval
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_nothing_may_be_any_share():
    assert Share(0, 0).interval == Interval(0.0, 1.0)
