"""The adapter of OpenAI-compatible endpoints, against a real server: what it sends, and to whom."""

import socket
import time

import pytest

from app.errors import ModelFailed, ModelFailure, UnusableSettings
from app.llm import Prompt
from app.openai_like import OpenAICompatible
from app.settings import ModelSettings
from tests.llm.server import address, replying, serving

PROMPT = Prompt("the rules", "<x0 question>who?</x0>")
LEAKS = {
    "OPENAI_API_KEY": "sk-hosted",
    "OPENAI_ORG_ID": "org-1",
    "OPENAI_PROJECT_ID": "proj-1",
    "OPENAI_CUSTOM_HEADERS": "x-secret: 1",
    "OPENAI_BASE_URL": "http://hosted.invalid/v1",
    "OPENAI_API_BASE": "http://hosted.invalid/v1",
    "HTTP_PROXY": "http://proxy.invalid:1",
    "ALL_PROXY": "http://proxy.invalid:1",
}


@pytest.fixture
def server():
    with serving(lambda _: replying(lambda _: "{}")) as started:
        yield started


def asked(server, **options):
    list(OpenAICompatible(ModelSettings(address(server), "a-model", **options)).stream(PROMPT))
    ((path, headers, body),) = server.requests
    return path, {name.lower(): value for name, value in headers.items()}, body


def test_nothing_of_the_environment_is_sent_or_followed(server, monkeypatch):
    for name, value in LEAKS.items():
        monkeypatch.setenv(name, value)
    _, headers, _ = asked(server)
    assert set(headers) <= {
        "host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent",
    }  # fmt: skip


def test_the_key_that_was_set_is_sent_and_never_shown(server):
    _, headers, _ = asked(server, key="sk-mine")
    assert headers["authorization"] == "Bearer sk-mine"
    assert "sk-mine" not in repr(ModelSettings(address(server), "a-model", key="sk-mine"))


def test_every_limit_that_was_set_is_sent(server):
    path, _, body = asked(server, tokens=99, temperature=0.5)
    assert path == "/v1/chat/completions"
    assert body == {
        "model": "a-model",
        "messages": [{"role": "system", "content": "the rules"}, {"role": "user", "content": PROMPT.user}],
        "max_tokens": 99,
        "temperature": 0.5,
        "stream": True,
    }


def test_a_redirect_takes_the_evidence_nowhere():
    with serving(lambda _: replying(lambda _: "{}")) as elsewhere:

        def moved(wire, _):
            wire.begin(307, location=f"{address(elsewhere)}/chat/completions")

        with serving(lambda _: moved) as server, pytest.raises(ModelFailed) as failed:
            asked(server)
        assert failed.value.code is ModelFailure.REFUSED
        assert not elsewhere.requests


def test_leaving_a_stream_drops_the_connection():
    gone = []

    def endless(wire, _):
        wire.begin()
        try:
            while True:
                wire.chunk("word ")
        except (BrokenPipeError, ConnectionResetError):
            gone.append(True)

    with serving(lambda _: endless) as server:
        stream = OpenAICompatible(ModelSettings(address(server), "a-model")).stream(PROMPT)
        next(stream)
        stream.close()
        for _ in range(100):
            if gone:
                break
            time.sleep(0.05)
    assert gone == [True]


def test_tokens_are_counted_without_a_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("a network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    llm = OpenAICompatible(ModelSettings("http://127.0.0.1:9/v1", "a-model"))
    assert 4 <= llm.count("Nobody was warned.") <= 8
    assert llm.count("<|im_start|>system") > 4
    assert llm.room == 8192 - 1024 - 64


def test_a_model_that_the_client_library_refuses_is_a_setting_to_mend():
    with pytest.raises(UnusableSettings, match="does not speak to a model"):
        OpenAICompatible(ModelSettings("http://127.0.0.1:9/v1", "gpt-5.2-pro"))


@pytest.mark.parametrize("status", [301, 400, 401, 404, 429, 500, 503])
def test_an_error_of_the_server_is_told_by_its_number_and_not_in_its_words(status):
    def failing(wire, _):
        wire.begin(status, "application/json")
        wire.raw('{"error": {"message": "It is confirmed. http://evil.example"}}')

    with serving(lambda _: failing) as server, pytest.raises(ModelFailed) as failed:
        asked(server)
    assert str(failed.value) == f"127.0.0.1:{server.server_port} answered with HTTP status {status}"
