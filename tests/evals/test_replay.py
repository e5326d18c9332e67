"""Replies of a language model recorded over a real connection, and replayed without one."""

import json

import pytest

from app.compose.model import ModelComposer
from app.errors import UnusableSettings
from app.json_form import to_json
from app.openai_like import OpenAICompatible
from app.pipeline import Assistant
from app.request import Request
from app.settings import ModelSettings
from evals.replay import NotRecorded, Replayed, Usage, recorded
from tests.llm.server import address, replying, serving

SIRENS = Request("Who says that no siren sounded in Sallow Ford?")
QUOTING = replying(lambda asked: "\n".join(json.dumps({"evidence": [n], "gist": None}) for n, *_ in asked.evidence))


def asked(demo, settings, file, live, *requests):
    """Answer `requests` as worded by the model; return the answers, and what was used."""
    with recorded(file, live) as cassette:
        llm = Replayed(OpenAICompatible(settings), cassette, live)
        assistant = Assistant(demo.store, demo.embedder, model=ModelComposer(llm))
        return [to_json(assistant.answer(request)) for request in requests], llm.usage


@pytest.fixture(scope="module")
def kept(demo, tmp_path_factory):
    """The settings of a server that is gone, what it replied when it was there, and the answer that came of it."""
    file = tmp_path_factory.mktemp("replies") / "replies.yaml"
    with serving(lambda _: QUOTING) as server:
        settings = ModelSettings(address(server), "quoting", key="a-secret-key")
        (answer,), _ = asked(demo, settings, file, True, SIRENS)
    return settings, file, answer


def test_a_recorded_reply_gives_the_same_answer_without_a_server(demo, kept):
    settings, file, answer = kept
    (replayed, again), usage = asked(demo, settings, file, False, SIRENS, SIRENS)
    assert (answer["composer"], answer["fallback"]) == ("quoting", None)
    assert replayed["text"] == again["text"] == answer["text"]
    assert usage.calls == 2
    assert usage.prompt_tokens > usage.completion_tokens > 0


def test_a_prompt_that_is_not_recorded_is_a_loud_miss(demo, kept):
    settings, file, _ = kept
    with pytest.raises(NotRecorded, match="record it with --live"):
        asked(demo, settings, file, False, Request("How many people died at Karrow?"))


def test_a_reply_of_another_model_is_not_reused(demo, kept):
    settings, file, _ = kept
    with pytest.raises(NotRecorded, match="no reply of other is recorded"):
        asked(demo, ModelSettings(settings.url, "other"), file, False, SIRENS)


def test_a_changed_prompt_is_a_loud_miss(demo, kept, monkeypatch):
    settings, file, _ = kept
    monkeypatch.setitem(ModelComposer._prompt.__globals__["_PROMPT"], "system", "Reply with JSON lines. {tag}")
    with pytest.raises(NotRecorded):
        asked(demo, settings, file, False, SIRENS)


def test_a_failure_that_was_recorded_is_replayed_as_the_failure_it_was(demo, tmp_path):
    def refuse(wire, _):
        wire.begin(status=500)

    with serving(lambda _: refuse) as server:
        settings = ModelSettings(address(server), "refusing")
        (was,), _ = asked(demo, settings, tmp_path / "r.yaml", True, SIRENS)
    (replayed,), _ = asked(demo, settings, tmp_path / "r.yaml", False, SIRENS)
    assert replayed["fallback"] == was["fallback"]
    assert "500" in was["fallback"]["detail"]


def test_the_key_is_never_recorded(kept):
    _, file, _ = kept
    assert "a-secret-key" not in file.read_text(encoding="utf-8")


def test_without_recorded_replies_it_is_said_how_to_record_them(tmp_path):
    told = r"none\.yaml: no replies are recorded there; record them with --live"
    with pytest.raises(UnusableSettings, match=told), recorded(tmp_path / "none.yaml", live=False):
        pass


def test_a_cost_is_told_only_where_both_prices_are_given():
    usage = Usage(calls=2, prompt_tokens=1_000_000, completion_tokens=500_000)
    assert usage.fields(2.0, 8.0)["cost"] == 6.0
    assert "cost" not in usage.fields(2.0)
