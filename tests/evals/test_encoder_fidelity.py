"""The measure of what quantising costs, with a fake encoder, on a set of three claims."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from evals import encoder_fidelity
from evals.encoder_fidelity import checkthat, cosine, main, ndcg
from tests.fakes import WordHashEmbedder

CLAIMS = ["The ferry sank in March.", "The mill burned down.", "The school opened."]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence_retrieval"
    folder.mkdir()
    pool = [{"doc_id": str(n), "title": "Did it?", "claim": claim} for n, claim in enumerate(CLAIMS)]
    (folder / "checkthat.pool.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, pool)).encode()))
    asked = [{"id": "a", "query": "a ferry sank"}, {"id": "b", "query": "nothing of it"}]
    gold = [{"id": "a", "relevant": ["0"]}, {"id": "b", "relevant": []}]
    (folder / "checkthat.queries.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    (folder / "checkthat.gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    return tmp_path


def test_ndcg_discounts_by_the_logarithm_of_the_rank() -> None:
    scores = np.array([0.1, 0.9, 0.5], np.float32)
    assert ndcg(scores, {1}) == 1.0
    assert ndcg(scores, {2}) == pytest.approx(1 / np.log2(3))


def test_claims_are_ranked_in_single_and_half_precision_for_each_tweet_that_one_is_about(data: Path) -> None:
    assert checkthat(WordHashEmbedder(), data / "evidence_retrieval") == {
        "CheckThat": [1.0],
        "CheckThat, float16": [1.0],
    }


def test_a_row_has_what_the_first_encoder_loses_and_the_last_line_how_near_it_is(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_fidelity, "load", lambda _: WordHashEmbedder())
    monkeypatch.setattr(encoder_fidelity, "TASKS", (checkthat,))
    monkeypatch.setattr("sys.argv", ["encoder_fidelity", "--data", str(data)])
    main()
    told = capsys.readouterr().out.splitlines()
    assert told[0].split() == ["CheckThat", "1.0000", "1.0000", "lost", "0.00%", "(1", "queries)"]
    assert told[2].split() == ["mean", "cosine", "1.0000"]


def test_the_cosine_is_of_rows() -> None:
    one = np.array([[1, 0], [0, 1]], np.float32)
    assert cosine(one, one) == 1.0
    assert cosine(one, one[::-1]) == 0.0
