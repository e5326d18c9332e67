"""What holds for every request: headers, refused routes, refused origins. Each rule is tested in tests/app/chat."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# 'unsafe-eval' is what Gradio's gr.HTML needs to run its own js_on_load; without it the page silently does nothing.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
REPORT = "/evals/report"  # a page of its own, shown in a frame of ours: it runs and asks for nothing
REPORT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox",
    )
)
_FRAMED = HEADERS | {"content-security-policy": REPORT_POLICY, "x-frame-options": "SAMEORIGIN"}
# Gradio's file, proxy, upload and streaming routes: the chat uses none of them. `/file=http` fetches addresses for
# anybody, `/upload` takes files from anybody; uploads have a route of their own (app.chat.uploads).
_REFUSED = re.compile(
    r"^(/gradio_api)?/(file[=/]|proxy=|upload|stream/|deep_link|component_server|process_recording|vibe|undo-vibe"
    r"|call/|run/|api/|openapi|info|runs|run-history|monitoring|profiling|custom_component|dev/)"
)


class Guarded:
    """ASGI middleware: refuses what the chat has no use for, and puts the headers on every answer. `own` tells which
    hosts are this server.
    """

    def __init__(self, app: ASGIApp, own: Callable[[str], bool]) -> None:
        self.app = app
        self._own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_FRAMED if scope["path"] == REPORT else HEADERS)
            await send(message)

        why = refusal(scope["path"], Headers(scope=scope), self._own)
        app = PlainTextResponse(why, 403) if why else self.app
        await app(scope, receive, sending)


def refusal(path: str, headers: Headers, own: Callable[[str], bool]) -> str | None:
    """Return why a request is refused, None where it is not."""
    if not own(_host(f"//{headers.get('host', '')}")):
        return "this chat is not served under that name; use its address in numbers, or serve it with --auth"
    if _REFUSED.match(path):
        return "the chat does not offer this route"
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        return "requests from other sites are refused"
    return None


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # a bracket that does not close: no host of ours
        return ""
