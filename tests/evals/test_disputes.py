import gzip
import json

import numpy as np
import pytest

from app.dispute import Wording
from evals.contradiction_head import features, held_out, precision_at
from evals.disputes import Pair, of_climate, of_fnc, report, text_of, texts_of
from tests.fakes import WordHashEmbedder

EMBEDDER = WordHashEmbedder()
CLAIM = "The old mill fouled the river in spring."
CONTRARY = "The old mill never fouled the river in spring."
BESIDE = "The old mill fouled the river in spring, and barges went by."


def pair(words, is_contrary, item="a"):
    return Pair(item, words[:3], text_of(EMBEDDER, words), text_of(EMBEDDER, CLAIM), is_contrary)


def test_precision_and_recall_are_of_what_is_told_to_be_contrary():
    told = report([pair(CONTRARY, True), pair(CONTRARY, False), pair(BESIDE, True), pair(BESIDE, False)])
    assert "4 pairs, 2 contrary (50.0%); 2 told, 1 rightly: precision 0.500, recall 0.500" in told


def test_texts_are_compared_sentence_by_sentence():
    assert [each.wording.words for each in texts_of(EMBEDDER, "It rained. It blew.\n\nIt snowed.")] == [
        "It rained.",
        "It blew.",
        "It snowed.",
    ]


def test_another_figure_contradicts_where_a_question_asks_for_it():
    def told(asked):
        texts = (text_of(EMBEDDER, words) for words in ("The mill fire killed 41.", "The mill fire killed 63."))
        return Pair("a", "1", *texts, True, asked).told

    assert told("How many did the mill fire kill?")
    assert not told("When did the mill burn?")


def rows(file, *items):
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")


def test_evidence_that_refutes_is_contrary(tmp_path):
    evidence = [{"id": "x", "text": CONTRARY}, {"id": "y", "text": BESIDE}]
    rows(tmp_path / "support" / "climate_fever.items.jsonl", {"id": "1", "claim": CLAIM, "evidence": evidence})
    labels = {"x": "REFUTES", "y": "SUPPORTS"}
    rows(tmp_path / "support" / "climate_fever.gold.jsonl", {"id": "1", "evidence_labels": labels})
    pairs = list(of_climate(tmp_path, EMBEDDER))
    assert [(p.of, p.is_contrary, p.told) for p in pairs] == [("x", True, True), ("y", False, False)]


def test_a_headline_is_held_against_the_nearest_sentence_of_the_article(tmp_path):
    rows(tmp_path / "stance" / "fnc.gold.jsonl", {"id": "1", "label": "disagree"})
    for name, item in (
        ("bodies", {"body_id": "b", "text": f"Geese went south.\n\n{CONTRARY}"}),
        ("pairs", {"id": "1", "headline": CLAIM, "body_id": "b"}),
    ):
        with gzip.open(tmp_path / "stance" / f"fnc.{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write(json.dumps(item))
    (only,) = of_fnc(tmp_path, EMBEDDER)
    assert only.text.wording.words == CONTRARY
    assert only.is_contrary


def test_a_head_learns_what_tells_and_is_asked_only_about_groups_it_has_not_seen():
    made = [pair(CONTRARY if n % 2 else BESIDE, bool(n % 2), str(n // 2)) for n in range(40)]
    table = np.array([features(p.text.wording, p.claim.wording, p.similarity) for p in made])
    labels = np.array([p.is_contrary for p in made])
    scores = held_out(table, labels, [p.item for p in made])
    assert precision_at(1.0, scores, labels) == 1.0
    assert held_out(table, ~labels, [p.item for p in made]) == pytest.approx(1 - scores)


def test_numbers_that_differ_are_a_feature_of_their_own():
    one, other = Wording.of_words("It cost 11 crowns."), Wording.of_words("It cost 7 crowns.")
    assert features(one, other, 0.9)[6] == 1
    assert features(one, one, 0.9)[6] == 0
