"""Wanted words that a library has not, over the demonstration articles."""

import json
from dataclasses import replace

import pytest

from app.cli import run
from evals.case import Wanted
from evals.unheld import refuse_unheld
from ingest.errors import UnusableInput
from tests.evals.answers import case

HELD = Wanted("star-sirens-wire.txt", "sirens")
CASE = '{"id": "one", "library": "demo", "kind": "lookup", "question": "did the sirens sound?", "expect": %s}\n'


def wanting(article: str, text: str):
    return replace(case(must_cite=(Wanted(article, text),)), where="cases.jsonl:7")


def test_words_of_an_article_that_is_not_there_are_refused_by_place(demo):
    told = r"cases\.jsonl:7: wants words of gone\.txt, and the library has no such article; mend the case"
    with pytest.raises(UnusableInput, match=told):
        refuse_unheld([wanting("gone.txt", "sirens")], demo.store)


def test_words_that_are_not_in_their_article_are_refused_and_the_cases_counted(demo):
    wrong = wanting(HELD.article, "a comet fell into the reservoir at noon")
    with pytest.raises(
        UnusableInput, match=r"wants words that are not in star-sirens-wire\.txt \(and 1 more like it\); mend"
    ):
        refuse_unheld([wanting(HELD.article, "the"), wrong, wrong], demo.store)


def test_words_that_are_for_the_most_part_there_may_be_cited_and_pass(demo):
    article = next(a for a in demo.store.articles() if a.file.endswith(HELD.article))
    words = demo.store.text(article.id).split()
    refuse_unheld([wanting(HELD.article, " ".join((*words[20:32], "and", "more")))], demo.store)


def test_the_command_tells_it_before_anything_is_asked(demo, tmp_path, capsys):
    file = tmp_path / "cases.jsonl"
    file.write_text(CASE % json.dumps({"outcome": "answered", "any_cite": [{"article": "gone.txt", "text": "words"}]}))
    assert run(["eval", str(file), "--library", str(demo.folder), "--out", str(tmp_path / "run.json")]) == 2
    assert f"{file}:1: wants words of gone.txt" in capsys.readouterr().err
    assert not (tmp_path / "run.json").exists()
