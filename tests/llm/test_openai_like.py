"""The adapter of OpenAI-compatible endpoints, against a real server: what it sends, and to whom."""

import gzip
import socket
import threading
import time
from contextlib import ExitStack, contextmanager, suppress

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


def test_nothing_compressed_is_asked_for_nor_taken(server):
    _, headers, _ = asked(server)
    assert headers["accept-encoding"] == "identity"

    def bomb(wire, _):
        wire.begin(200, **{"content-encoding": "gzip"})
        wire.wfile.write(gzip.compress(b" " * 20_000_000))

    with serving(lambda _: bomb) as hostile, pytest.raises(ModelFailed) as failed:
        asked(hostile)
    assert failed.value.code is ModelFailure.UNREACHABLE


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


LIMIT = 0.6  # seconds for the whole request; a single read may take ten times as long
LATE = 0.6  # seconds beyond it, for a machine that is busy


def told_within_the_limit(url):
    llm = OpenAICompatible(ModelSettings(url, "a-model", timeout=LIMIT, stall=10 * LIMIT))
    started = time.monotonic()
    with pytest.raises(ModelFailed) as failed:
        list(llm.stream(PROMPT))
    assert failed.value.code is ModelFailure.TIMEOUT
    assert time.monotonic() - started < LIMIT + LATE


def dripping(*lines, after=""):
    """A server that sends `after` at once, and then a character of `lines` every tenth of a second for ten seconds."""

    def drip(wire, _):
        wire.raw(after)
        for character in "".join(lines).ljust(100, "a"):
            wire.raw(character)
            time.sleep(0.1)

    return drip


BEGUN = "HTTP/1.1 200 OK\r\n"
STREAM = f"{BEGUN}content-type: text/event-stream\r\n\r\n"


@pytest.mark.parametrize(
    "drip",
    [
        dripping("HTTP/1.1 200 "),
        dripping("x-waits: ", after=BEGUN),
        dripping(*["a: b\r\n"] * 20, after=BEGUN),
        dripping("data: ", after=STREAM),
        dripping(*[": still here\n\n"] * 7, after=STREAM),
        dripping("HTTP/1.1 100 Continue\r\n\r\n", after="HTTP/1.1 100 Continue\r\n\r\n" * 9),
    ],
    ids=["status", "one header", "many headers", "one event", "comments", "continue"],
)
def test_a_server_that_drips_is_given_up_when_the_time_of_the_whole_request_is_over(drip):
    with serving(lambda _: drip) as server:
        told_within_the_limit(address(server))


@contextmanager
def accepting(talk):
    """A socket that accepts one connection and talks on it, and no HTTP."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept():
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                talk(connection, over)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield f"https://127.0.0.1:{listener.getsockname()[1]}/v1"
        finally:
            over.set()
            thread.join(5)


def says_nothing(_, over):
    over.wait(10)


def drips_its_handshake(connection, over):
    connection.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03")  # the head of a long "server hello"
    while not over.wait(0.1):
        connection.sendall(b"a")


@pytest.mark.parametrize("talk", [says_nothing, drips_its_handshake])
def test_a_server_that_never_ends_its_handshake_is_given_up_in_time(talk):
    with accepting(talk) as url:
        told_within_the_limit(url)


@contextmanager
def full():
    """A port at which more connections wait than may, so that who comes now gets no answer."""
    with socket.create_server(("0.0.0.0", 0), backlog=0) as listener, ExitStack() as held:
        port = listener.getsockname()[1]
        for _ in range(3):
            queued = held.enter_context(socket.socket())
            queued.setblocking(False)
            queued.connect_ex(("127.0.0.1", port))
        yield port


def resolving(monkeypatch, port, *addresses):
    """Let a host that does not exist have these addresses."""
    known = socket.getaddrinfo
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **more: found if "made" in host else known(host, *rest, **more)
    )
    return f"http://made.invalid:{port}/v1"


def test_a_host_of_which_no_address_answers_is_given_up_in_time(monkeypatch):
    with full() as port:
        told_within_the_limit(resolving(monkeypatch, port, "127.0.0.1", "127.0.0.2", "127.0.0.3"))


def test_an_address_that_refuses_leaves_the_others_to_be_tried(server, monkeypatch):
    url = resolving(monkeypatch, server.server_port, "127.0.0.2", "127.0.0.1")  # it listens on the second alone
    assert list(OpenAICompatible(ModelSettings(url, "a-model")).stream(PROMPT))


def test_a_host_that_nobody_knows_cannot_be_reached():
    with pytest.raises(ModelFailed) as failed:
        list(OpenAICompatible(ModelSettings("http://nobody.invalid/v1", "a-model")).stream(PROMPT))
    assert failed.value.code is ModelFailure.UNREACHABLE


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
