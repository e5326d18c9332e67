import json
from pathlib import Path
from typing import Any

import pytest

from evals import premises as module
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


def test_of_questions_without_false_premises_it_is_told_in_how_many_answers_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [{"id": item["id"], "question": item["question"], "passage": "It rained in Karst."} for item in ITEMS]
    lines = "".join(json.dumps(item) + "\n" for item in asked)
    gold = "".join(json.dumps({"id": item["id"], "false_premise": item["id"] == "a"}) + "\n" for item in ITEMS)
    (tmp_path / "falseqa.items.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "falseqa.gold.jsonl").write_text(gold, encoding="utf-8")
    (tmp_path / "plain.jsonl").write_text(lines, encoding="utf-8")
    given = ["premises", "--data", str(tmp_path), "--set", "falseqa", "--plain", str(tmp_path / "plain.jsonl")]
    monkeypatch.setattr("sys.argv", given)
    module.main()
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("falseqa, by wording: 2 questions, 50.0% addressed, balanced accuracy 1.000")
    assert told[1] == "plain.jsonl: named in 1 of 2 answers"
