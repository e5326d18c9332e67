"""Wanted words that a library has not, over the demonstration articles."""

import json
from dataclasses import replace

import pytest

from app.cli import run
from evals.case import Wanted
from evals.unheld import refuse_unheld, unheld
from ingest.errors import UnusableInput
from tests.evals.answers import case

HELD = Wanted("star-sirens-wire.txt", "sirens")
CASE = '{"id": "one", "library": "demo", "kind": "lookup", "question": "did the sirens sound?", "expect": %s}\n'


def wanting(article: str, text: str):
    return replace(case(must_cite=(Wanted(article, text),)), where="cases.jsonl:7")


def test_words_of_an_article_that_is_not_there_are_told_by_place(demo):
    wrong = wanting("gone.txt", "sirens")
    assert list(unheld([wrong], demo.store)) == [
        "cases.jsonl:7: wants words of gone.txt, and the library has no such article"
    ]
    with pytest.raises(UnusableInput, match="no such article; mend the case"):
        refuse_unheld(wrong, demo.store)


def test_words_that_are_not_in_their_article_are_told_of_each_case(demo):
    wrong = wanting(HELD.article, "a comet fell into the reservoir at noon")
    told = list(unheld([wanting(HELD.article, "the"), wrong, wrong], demo.store))
    assert told == [f"cases.jsonl:7: wants words that are not in {HELD.article}"] * 2


def test_words_that_are_for_the_most_part_there_may_be_cited_and_pass(demo):
    article = next(a for a in demo.store.articles() if a.file.endswith(HELD.article))
    words = demo.store.text(article.id).split()
    refuse_unheld(wanting(HELD.article, " ".join((*words[20:32], "and", "more"))), demo.store)


def test_an_evaluation_warns_of_it_and_shows_what_came_of_it(demo, tmp_path, capsys):
    file = tmp_path / "cases.jsonl"
    file.write_text(CASE % json.dumps({"outcome": "answered", "any_cite": [{"article": "gone.txt", "text": "words"}]}))
    assert run(["eval", str(file), "--library", str(demo.folder), "--out", str(tmp_path / "run.json")]) == 0
    assert f"WARNING: {file}:1: wants words of gone.txt" in capsys.readouterr().err
    assert (tmp_path / "run.json").exists()
