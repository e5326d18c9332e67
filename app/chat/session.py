"""Who is asking: a session that the server made, unguessable, carried by a signed cookie.

Gradio's own ``session_hash`` is chosen by the client and stands in addresses, so it is no secret. It names the stream
on which results come back; here each belongs to the session that used it first, and no other may read or cancel it.
Where a request names streams twice, Gradio may take either name: each one counts, and they must be the same.
"""

import hmac
import json
import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.chat.auth import USER

COOKIE = "hearsay"
HEADER = "x-hearsay-session"  # set by `Sessions` on every request; whatever a client sent under it is dropped
USER_HEADER = "x-hearsay-user"  # likewise: who has logged in, percent-encoded; empty where nobody need
MAX_BODY = 262_144  # bytes of a request that is no upload: a question and its event are far below
MAX_STREAMS = 20_000
IDLE = 86_400.0  # seconds after which an unused stream is forgotten
_STREAM = "session_hash"
_HEARTBEAT = re.compile(r"/heartbeat/([^/]*)")


class Sessions:
    """ASGI middleware: knows each request's session, and keeps every result stream to its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._key = secrets.token_bytes(32)  # a new one each start: conversations do not outlive the process either
        self._streams: OrderedDict[str, tuple[str, float]] = OrderedDict()  # owner and last use, the latest last
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its session, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        user = str(scope.get(USER, ""))  # a cookie is good for the user to whom it was given
        session = self._read(headers.get("cookie", ""), user)
        new = session is None
        session = session or secrets.token_urlsafe(32)
        MutableHeaders(scope=scope)[HEADER] = session
        MutableHeaders(scope=scope)[USER_HEADER] = quote(user)
        named = set(_streams_in_address(scope))
        if new and (named or scope["method"] not in ("GET", "HEAD")):
            await PlainTextResponse("open the page first: it sets the cookie", 403)(scope, receive, send)
            return
        if scope["method"] == "POST":  # whatever its content type says: FastAPI reads several as JSON
            body = await _body(receive)
            if body is None:
                await PlainTextResponse("the request is too large", 413)(scope, receive, send)
                return
            try:
                named.update(_streams_in_body(body))
            except (ValueError, RecursionError):
                await PlainTextResponse("the request is not JSON", 400)(scope, receive, send)
                return
            receive = _replay(body, receive)
        if len(named) > 1 or not all(self._owns(session, stream) for stream in named):
            await PlainTextResponse("this stream belongs to another session", 403)(scope, receive, send)
            return
        if new and scope["path"] == "/":
            send = self._giving(f"{session}.{self._sign(session, user)}", send, scope)
        await self.app(scope, receive, send)

    def _owns(self, session: str, stream: str) -> bool:
        """Tell whether `stream` is this session's. One in use is never given up for a new one: who fills the table
        must not get at the streams of others.
        """
        now = time.monotonic()
        with self._lock:
            while self._streams and next(iter(self._streams.values()))[1] < now - IDLE:
                self._streams.popitem(last=False)
            owner = self._streams.get(stream, (session if len(self._streams) < MAX_STREAMS else "", now))[0]
            if owner != session:
                return False
            self._streams[stream] = (owner, now)
            self._streams.move_to_end(stream)
            return True

    def _sign(self, session: str, user: str) -> str:
        return hmac.new(self._key, f"{session}.{user}".encode(), sha256).hexdigest()

    def _read(self, header: str, user: str) -> str | None:
        try:
            cookie = SimpleCookie(header).get(COOKIE)
        except CookieError:
            return None
        session, _, signature = (cookie.value if cookie else "").partition(".")
        return session if hmac.compare_digest(self._sign(session, user).encode(), signature.encode()) else None

    def _giving(self, value: str, send: Send, scope: Scope) -> Send:
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        cookie = f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax{secure}"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        return sending


def _streams_in_address(scope: Scope) -> Iterator[str]:
    """Yield every stream that path and query name; the query as FastAPI reads it, its keys in either case."""
    yield from _HEARTBEAT.findall(scope["path"])
    for key, value in QueryParams(scope["query_string"]).multi_items():
        if key.lower() == _STREAM:
            yield value


def _streams_in_body(body: bytes) -> list[str]:
    """Return every stream that a body names, also in keys given twice and at any depth; what is no string as its
    text. Raises `ValueError` and `RecursionError` where a body that is not empty is no JSON.
    """
    named: list[str] = []

    def noting(pairs: list[tuple[str, object]]) -> dict[str, object]:
        named.extend(str(value) for key, value in pairs if key.lower() == _STREAM)
        return dict(pairs)

    if body:
        json.loads(body, object_pairs_hook=noting)
    return named


async def _body(receive: Receive) -> bytes | None:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > MAX_BODY:
            return None
        if not message.get("more_body"):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replaying() -> Message:
        return pending.pop() if pending else await receive()

    return replaying
