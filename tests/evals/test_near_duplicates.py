"""The evaluation of near copies, and how good it must be on the shared set, on which the limits were chosen."""

import gzip
import json
from itertools import combinations
from pathlib import Path

import pytest

from evals import near_duplicates
from evals.near_duplicates import clusters

SHARED = Path(__file__).parents[3] / "shared" / "data" / "near_duplicate"
STORY = (
    "The ferry to Pellmere stopped running on Friday because its only captain has retired.\n\n"
    "The parish offered the post to his daughter, who has a licence, and she asked for a new engine first."
)
OTHER = "A fox that took eleven hens in Stannet was found asleep in the vicar's greenhouse, and has been let go."


def test_copies_get_one_cluster_and_others_their_own(tmp_path):
    found = clusters([("a", STORY), ("b", f"{STORY}\n\nNo date was given."), ("c", OTHER)], tmp_path)
    assert found["a"] == found["b"] != found["c"]


def test_a_line_is_written_for_each_article(tmp_path, capsys, monkeypatch):
    rows = [{"doc_id": "a", "text": STORY}, {"doc_id": "b", "text": OTHER}]
    with gzip.open(tmp_path / "docs.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    monkeypatch.setattr("sys.argv", ["near_duplicates", "--data", str(tmp_path)])
    near_duplicates.main()
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["doc_id"] for row in written] == ["a", "b"]
    assert written[0]["cluster"] != written[1]["cluster"]


def test_groups_of_copies_can_be_printed_to_be_read(tmp_path, capsys, monkeypatch):
    rows = [{"doc_id": "a", "text": STORY}, {"doc_id": "b", "text": OTHER}, {"doc_id": "c", "text": STORY}]
    with gzip.open(tmp_path / "other.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    given = ["near_duplicates", "--data", str(tmp_path), "--docs", "other.jsonl.gz", "--groups"]
    monkeypatch.setattr("sys.argv", given)
    near_duplicates.main()
    assert capsys.readouterr().out.splitlines() == ["3 articles; of one origin with others: 1 groups", "  a, c"]


@pytest.mark.shared
def test_copies_of_the_shared_set_are_found_and_no_independent_accounts_merged(tmp_path):
    if not SHARED.is_dir():
        pytest.skip("the shared data are not beside the checkout")
    with gzip.open(SHARED / "docs.jsonl.gz", "rt") as lines:
        found = clusters([(row["doc_id"], row["text"]) for row in map(json.loads, lines)], tmp_path)
    gold = {
        frozenset((row["a"], row["b"])): row["label"]
        for row in map(json.loads, (SHARED / "gold.jsonl").read_text().splitlines())
    }
    merged = {frozenset(pair) for pair in combinations(found, 2) if found[pair[0]] == found[pair[1]]}
    judged = {pair for pair in merged if gold.get(pair) != "partial"}
    copies = {pair for pair, label in gold.items() if label == "duplicate"}
    assert 2 * len(judged & copies) / (len(judged) + len(copies)) >= 0.95
    assert not [pair for pair in merged if gold.get(pair) == "distinct"]
