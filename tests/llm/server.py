"""A language model's server on the loopback, which plays whichever model a request names."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_EVIDENCE = re.compile(r"<(x[0-9a-f]+) evidence (\d+), group (\w+)>(.*?)</\1>", re.DOTALL)
_QUESTION = re.compile(r"<(x[0-9a-f]+) question>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """What a model was asked, as it can read it from the prompt; of a prompt without a question, all of it."""

    question: str
    evidence: tuple[tuple[int, str, str], ...]  # number, group, words

    @classmethod
    def of(cls, body: dict) -> "Asked":
        user = body["messages"][-1]["content"]
        found = tuple((int(number), group, words) for _, number, group, words in _EVIDENCE.findall(user))
        question = _QUESTION.search(user)
        return cls(question[2] if question else user, found)


class Handler(BaseHTTPRequestHandler):
    """One request: `server.play` decides what happens on its wire."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.requests.append((self.path, dict(self.headers), body))
        self.close_connection = True
        with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked may leave
            self.server.play(body["model"])(self, Asked.of(body))

    def log_message(self, *_) -> None:
        pass

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("connection", "close")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def chunk(self, text: str | None, finish: str | None = None) -> None:
        delta = {} if text is None else {"role": "assistant", "content": text}
        self.event({"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
                    "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})  # fmt: skip

    def event(self, data: object) -> None:
        self.raw(f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n")

    def raw(self, text: str) -> None:
        self.wfile.write(text.encode("utf-8", "surrogatepass"))
        self.wfile.flush()


Play = Callable[[Handler, Asked], None]


def replying(reply: Callable[[Asked], str], size: int = 1500) -> Play:
    """Play a server that works and sends `reply` in pieces."""

    def play(wire: Handler, asked: Asked) -> None:
        wire.begin()
        words = reply(asked)
        for start in range(0, len(words), size):
            wire.chunk(words[start : start + size])
        wire.chunk(None, "stop")
        wire.event("[DONE]")

    return play


@contextmanager
def serving(play: Callable[[str], Play]) -> Iterator[ThreadingHTTPServer]:
    """Serve from a thread; `play` gives the behaviour of the model of a name."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.play, server.requests, server.daemon_threads = play, [], True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}/v1"
