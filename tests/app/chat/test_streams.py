"""Result streams: another session's is out of reach, whatever way a request names it."""

import json

import pytest
from starlette.testclient import TestClient

from app.chat.server import build
from tests.app.chat.hand_made import HandMadeAssistant
from tests.app.chat.hand_made_articles import dam_library

ORIGIN = "http://127.0.0.1:7860"
JOIN, CANCEL, RESET = "/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/reset"
JSON = {"content-type": "application/json"}
KEYS = ("session_hash", "session%5Fhash", "%73ession_hash", "SESSION_HASH", "Session%5fHash")


@pytest.fixture(scope="module")
def app():
    library = dam_library()
    return build(library, HandMadeAssistant(library), ORIGIN)


@pytest.fixture(scope="module")
def victim(app):
    """A session that uses the stream `theirs`."""
    with TestClient(app, base_url=ORIGIN, headers=JSON) as opened:
        opened.get("/")
        assert opened.post(JOIN, content=asking("theirs")).status_code == 200
        yield opened


@pytest.fixture(scope="module")
def attacker(app, victim):
    """A session that uses the stream `mine`."""
    client = TestClient(app, base_url=ORIGIN, headers=JSON)
    client.get("/")
    assert client.post(JOIN, content=asking("mine")).status_code == 200
    return client


def asking(*streams, key="session_hash"):
    """A body that every guarded route accepts, naming each of `streams` in a key of its own."""
    named = "".join(f', "{key}": {json.dumps(stream)}' for stream in streams)
    return f'{{"data": [], "fn_index": 0, "event_id": "none"{named}}}'.encode()


@pytest.mark.parametrize("route", [JOIN, CANCEL, RESET])
@pytest.mark.parametrize(
    "body",
    [
        asking("theirs"),
        asking("mine", "theirs"),
        asking("theirs", "mine"),
        asking("mine")[:-1] + b', "session\\u005fhash": "theirs"}',
        asking("mine")[:-1] + b', "Session_Hash": "theirs"}',
        asking("theirs").decode().encode("utf-16"),
        b'{"data": [' + asking("theirs") + b"]}",
        asking("mine")[:-1] + b', "session_hash": ["theirs"]}',
    ],
)
def test_a_body_that_names_anothers_stream_is_refused(attacker, route, body):
    assert attacker.post(route, content=body).status_code == 403


@pytest.mark.parametrize("route", [JOIN, CANCEL, RESET])
@pytest.mark.parametrize("key", KEYS)
def test_a_query_that_names_ones_own_stream_excuses_no_body(attacker, route, key):
    assert attacker.post(f"{route}?{key}=mine", content=asking("theirs")).status_code == 403
    assert attacker.post(f"{route}?{key}=theirs", content=asking("mine")).status_code == 403
    assert attacker.post(f"{route}?{key}=never+used", content=asking("mine")).status_code == 403


@pytest.mark.parametrize("route", ["/gradio_api/queue/data", "/gradio_api/heartbeat/mine", "/", "/conversation.md"])
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("query", ["{0}=mine&{0}=theirs", "{0}=theirs&{0}=mine", "session_hash=mine&{0}=theirs"])
def test_a_query_that_names_anothers_stream_anywhere_is_refused(attacker, route, key, query):
    assert attacker.get(f"{route}?{query.format(key)}").status_code == 403


@pytest.mark.parametrize("query", ["", "?session_hash=mine", "?session_hash=theirs", "?session_hash="])
@pytest.mark.parametrize("path", ["heartbeat/theirs", "heartbeat/%74heirs", "heartbeat/theirs/"])
def test_a_path_that_names_anothers_stream_is_refused(attacker, path, query):
    assert attacker.get(f"/gradio_api/{path}{query}").status_code == 403


@pytest.mark.parametrize("query", ["session_hash=mine&session_hash=", "session_hash=mine&session_hash=mine2"])
def test_two_streams_at_once_are_refused_though_neither_is_anothers(attacker, query):
    assert attacker.get(f"/gradio_api/queue/data?{query}").status_code == 403


def test_one_stream_named_twice_is_one_stream(attacker):
    assert attacker.post(f"{JOIN}?session_hash=mine", content=asking("mine", "mine")).status_code == 200


@pytest.mark.parametrize("body", [b"{", b"session_hash=theirs", b"[" * 100_000, b"\xff"])
@pytest.mark.parametrize("route", [JOIN, CANCEL, RESET])
def test_a_body_that_cannot_be_read_is_refused(attacker, route, body):
    assert attacker.post(route, content=body).status_code == 400


def test_a_refused_request_takes_no_stream(attacker, victim):
    attacker.post(f"{JOIN}?session_hash=fresh", content=asking("theirs"))
    assert victim.post(JOIN, content=asking("fresh")).status_code == 200
