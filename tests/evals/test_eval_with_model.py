"""``hearsay eval`` with a language model: asked once, replayed ever after."""

import json
from contextlib import chdir, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest

from app.cli import run as hearsay
from evals.run_file import load
from tests.llm.server import address, replying, serving

CASES, REPLIES = "cases.jsonl", "cases.replies.yaml"
CASE = {
    "id": "sirens",
    "library": "demo",
    "kind": "who_said",
    "question": "Who says that no siren sounded in Sallow Ford?",
    "expect": {
        "outcome": "answered",
        "any_cite": [{"article": "star-sirens-wire.txt", "text": "Not one siren sounded in Sallow Ford"}],
        "attribution": ["Fenn"],
    },
}


def reply(asked):
    if not asked.evidence:  # the judge's prompt
        return '{"holds": true}'
    return "\n".join(json.dumps({"evidence": [n], "gist": None}) for n, *_ in asked.evidence)


def evaluation(demo, url, *options):
    """Run ``hearsay eval`` on the cases of the folder that is current."""
    return hearsay(["eval", CASES, "--library", str(demo.folder), "--llm-url", url, "--llm-model", "m", *options])


@pytest.fixture
def evaluating(demo, tmp_path, monkeypatch):
    """Runs ``hearsay eval`` on one case in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / CASES).write_text(json.dumps(CASE), encoding="utf-8")
    return partial(evaluation, demo)


@pytest.fixture(scope="module")
def live(demo, tmp_path_factory):
    """A run with `--judge` that was recorded: its folder, the address of its server, which is gone, what it printed."""
    folder, printed = tmp_path_factory.mktemp("live"), StringIO()
    (folder / CASES).write_text(json.dumps(CASE), encoding="utf-8")
    with serving(lambda _: replying(reply)) as server, chdir(folder), redirect_stdout(printed):
        url = address(server)
        assert evaluation(demo, url, "--live", "--judge", "--json") == 0
    return folder, url, json.loads(printed.getvalue())


@pytest.fixture
def recorded(live, tmp_path):
    """The replies of that run as if they had been recorded here; the address, and what was printed."""
    folder, url, printed = live
    copy(folder / REPLIES, tmp_path)
    return url, printed


def test_a_replayed_run_gives_the_same_figures_without_a_server(evaluating, recorded, capsys):
    url, live = recorded
    assert evaluating(url, "--judge", "--json", "--price-in", "2", "--price-out", "8") == 0
    replayed = json.loads(capsys.readouterr().out)
    assert replayed["metrics"] == live["metrics"]
    assert replayed["judged"] == live["judged"]
    assert replayed["usage"]["calls"] == 1
    assert replayed["usage"]["cost"] > 0
    assert "cost" not in live["usage"]


def test_what_the_judge_takes_is_told_beside_its_advice_and_is_no_part_of_the_answers(recorded):
    _, live = recorded
    assert live["judged"]["usage"]["calls"] > live["judged"]["labels"]
    assert live["usage"]["calls"] == 1


def test_a_run_of_recorded_replies_says_so_and_one_that_asked_does_not(recorded, evaluating):
    url, _ = recorded
    assert evaluating(url, "--out", "replayed.json") == 0
    assert load(Path("replayed.json")).replayed
    with serving(lambda _: replying(reply)) as server:
        assert evaluating(address(server), "--live", "--out", "asked.json") == 0
    assert not load(Path("asked.json")).replayed


def test_what_the_judge_says_stands_beside_how_it_agrees_with_people(recorded, evaluating, capsys):
    url, live = recorded
    judged = live["judged"]
    assert (judged["judge"], judged["citation_recall"], judged["citation_precision"]) == ("m", 1.0, 1.0)
    assert (judged["labels"], judged["agrees"], judged["kappa"]) == (100, 50, 0.0)
    assert evaluating(url, "--judge", "--report", "report.html") == 0
    told = capsys.readouterr().out
    assert "advice and no part of the verdict: of 100 pairs that people labelled it agrees with them on 50" in told


def test_another_prompt_is_a_loud_miss(evaluating, recorded, tmp_path, capsys):
    url, _ = recorded
    (tmp_path / CASES).write_text(json.dumps(CASE | {"question": "How many people died at Karrow?"}))
    capsys.readouterr()
    assert evaluating(url) == 2
    assert "no reply of m is recorded for a question of this run" in capsys.readouterr().err


def test_without_recorded_replies_nothing_is_asked(evaluating, capsys):
    with serving(lambda _: replying(reply)) as server:
        assert evaluating(address(server)) == 2
        assert server.requests == []
    assert "cases.replies.yaml: no replies are recorded there; record them with --live" in capsys.readouterr().err


def test_a_live_run_that_fails_leaves_the_recorded_replies_as_they_were(evaluating, recorded, tmp_path):
    url, _ = recorded
    before = (tmp_path / REPLIES).read_bytes()
    with serving(lambda _: replying(reply)) as server:
        assert evaluating(address(server), "--live", "--only", "nowhere") == 2
    assert (tmp_path / REPLIES).read_bytes() == before
    assert evaluating(url) == 0


def test_a_judge_needs_a_language_model(demo, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / CASES).write_text(json.dumps(CASE), encoding="utf-8")
    assert hearsay(["eval", CASES, "--library", str(demo.folder), "--judge"]) == 2
    assert "--judge needs a language model; give --llm-url and --llm-model" in capsys.readouterr().err


def test_a_run_of_which_the_model_worded_no_answer_is_not_measured(evaluating, capsys):
    assert evaluating("http://127.0.0.1:9/v1", "--live", "--json") == 2
    told = capsys.readouterr()
    assert json.loads(told.out)["unworded"] == 1
    assert "hearsay: WARNING: m at 127.0.0.1:9 worded no answer, so they are quotes alone" in told.err
