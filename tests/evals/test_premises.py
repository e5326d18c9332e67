from typing import Any

from evals.premises import by_articles, by_wording, report

ITEMS: list[dict[str, Any]] = [
    {
        "id": "a",
        "question": "Why did the crown prince of Veld forge the lottery?",
        "evidence": [{"text": "It rained."}],
    },
    {"id": "b", "question": "Where does it rain?", "evidence": [{"text": "It rained in Karst, the ferryman said."}]},
]


def test_wording_tells_which_questions_take_something_for_granted() -> None:
    assert by_wording(ITEMS) == {"a": True, "b": False}


def test_search_results_tell_what_no_article_says() -> None:
    assert by_articles(ITEMS) == {"a": True, "b": False}


def test_balanced_accuracy_is_the_mean_of_false_caught_and_true_spared() -> None:
    false = {"a": True, "b": True, "c": False}
    told = report(false, {"a": True, "b": False, "c": False})
    assert "33.3% addressed" in told
    assert "balanced accuracy 0.750 (false caught 0.500, true spared 1.000)" in told
