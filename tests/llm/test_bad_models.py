"""Bad language models behind a real server, asked about the demonstration articles: the guarantees hold all the same.

Judged on the rendered answer by `evals.guarantees`, which shares nothing with the guard.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import pytest

from app.compose.model import ModelComposer
from app.json_form import to_json
from app.openai_like import OpenAICompatible
from app.pipeline import Assistant
from app.request import Request
from app.settings import ModelSettings
from evals.guarantees import violations
from tests.llm.models import ASKED_MOST, BROKEN, CONTENT, NAMES, PLAYS, STALL
from tests.llm.server import address, serving

CASES = Path(__file__).parents[2] / "evals" / "cases" / "demo.jsonl"
QUESTIONS = 40
ASKED_ALL = frozenset([*CONTENT][::2])  # that mislead; the others are asked every third question


class Remembering(Assistant):
    """Looks each question up once, for all models: they get the same evidence, and retrieval is tested elsewhere."""

    found: ClassVar[dict[str, object]] = {}

    def _gather(self, understood, *rest):
        known = self.found.get(understood.question)
        return known or self.found.setdefault(understood.question, super()._gather(understood, *rest))


@pytest.fixture(scope="module")
def server():
    with serving(PLAYS.__getitem__) as started:
        yield started


@pytest.fixture(scope="module")
def texts(demo):
    return {article.id: demo.store.text(article.id) for article in demo.store.articles()}


@pytest.fixture(scope="module")
def questions(assistant):
    """Questions of every kind, as many as are wanted that are answered with quotes."""
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    asked = [Request(case["question"], tuple(case.get("history") or ())) for case in cases]
    answers = ((request, to_json(assistant.answer(request))) for request in asked)
    answered = [pair for pair in answers if any(s["citations"] for s in pair[1]["statements"])]
    step = len(answered) / QUESTIONS
    return [answered[int(i * step)] for i in range(QUESTIONS)]


def ask_all(demo, server, questions, name):
    settings = ModelSettings(
        address(server), NAMES[name], timeout=0.4 if name in BROKEN else 5, stall=STALL if name in BROKEN else 5
    )
    told = Remembering(demo.store, demo.embedder, model=ModelComposer(OpenAICompatible(settings)))
    with ThreadPoolExecutor(8 if any(word in name for word in ("stall", "alive", "drip")) else 2) as pool:
        return list(pool.map(lambda asked: to_json(told.answer(asked[0])), questions))


def places(answer):
    return {
        (c["article"], i) for s in answer["statements"] for c in s["citations"] for i in range(c["start"], c["end"])
    }


def test_there_are_enough_models_and_questions(questions):
    assert len(ASKED_ALL) + len(ASKED_MOST) >= 25
    assert len(questions) >= 40


@pytest.mark.parametrize("name", CONTENT)
def test_a_model_that_misleads_breaks_no_guarantee(demo, server, texts, questions, name):
    asked = questions if name in ASKED_ALL else questions[::3]
    for (_, by_quotes), answer in zip(asked, ask_all(demo, server, asked, name), strict=True):
        assert violations(answer, texts) == []
        assert answer["composer"] == NAMES[name]
        assert places(answer) >= places(by_quotes), "the model hid a quote"
        assert len({c["number"] for s in answer["statements"] for c in s["citations"]}) <= 8


@pytest.mark.parametrize("name", BROKEN)
def test_a_model_that_breaks_costs_the_prose_and_never_the_answer(demo, server, texts, questions, name):
    asked = questions if name in ASKED_MOST else questions[::4]
    for (_, by_quotes), answer in zip(asked, ask_all(demo, server, asked, name), strict=True):
        assert violations(answer, texts) == []
        assert answer["composer"] == "quotes"
        assert answer["fallback"]["model"] == NAMES[name]
        assert answer["statements"] == by_quotes["statements"]
        assert f"{NAMES[name]} did not word this answer" in answer["text"]


def test_without_the_guard_the_same_models_would_break_them(demo, server, texts, questions, monkeypatch):
    monkeypatch.setattr("app.weighing.objection_to", lambda *_: None)
    names = (
        "says confirmed",
        "changes numbers",
        "drops denials",
        "swaps speakers",
        "sends links",
        "adds a sentence of its own",
    )
    for name in names:
        answers = ask_all(demo, server, questions[:12], name)
        assert any(violations(answer, texts) for answer in answers), name
