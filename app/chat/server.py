"""Serves the chat: FastAPI around the Gradio page, with the settings that stack.md of the project's research gives.

The order of the middlewares matters, outermost first: headers and refusals, then who is asking, then Gradio.
"""

import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi import Request as HttpRequest
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware

from app.chat.address import claim, own_names, warning
from app.chat.ask import Asking
from app.chat.auth import Hashed, Login, read_users
from app.chat.eval_seams import Evaluations
from app.chat.filing import Filing
from app.chat.filing_html import row
from app.chat.html import nothing
from app.chat.keeping import Keeping
from app.chat.page import THEME, page
from app.chat.part import STATIC
from app.chat.reviewing import Reviewing
from app.chat.runs_html import no_report
from app.chat.seams import Assistant, Library
from app.chat.security import REPORT, Guarded
from app.chat.session import HEADER, Sessions
from app.chat.shelving import Shelving
from app.chat.sourcing import Sourcing
from app.chat.transcript import transcript
from app.chat.uploads import Refused, Uploads
from ingest.errors import HearsayError


def build(
    library: Library,
    assistant: Assistant,
    origin: str,
    users: dict[str, Hashed] | None = None,
    evaluations: Evaluations | None = None,
) -> FastAPI:
    """Return the application. `origin` is its own address, the only one whose pages may read from it; `users` are
    those who may use it, None for whoever can reach it. Without `evaluations` nothing is said of tests.
    """
    asking, uploads = Asking(library, assistant, row if evaluations else nothing), Uploads()

    @asynccontextmanager
    async def cleaning(_: FastAPI) -> AsyncIterator[None]:
        yield
        uploads.close()

    app = FastAPI(lifespan=cleaning, docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/conversation.md")
    def conversation(request: HttpRequest) -> PlainTextResponse:
        """Give a session its own conversation as Markdown."""
        turns = asking.conversations.of(request.headers[HEADER]).turns
        named = {"content-disposition": 'attachment; filename="conversation.md"', "cache-control": "no-store"}
        return PlainTextResponse(transcript(turns), media_type="text/markdown; charset=utf-8", headers=named)

    @app.put("/library/files")
    async def upload(name: str, request: HttpRequest) -> PlainTextResponse:
        """Take one file of a session; its words are the whole body."""
        try:
            await uploads.receive(request.headers[HEADER], name, request.stream())
        except Refused as why:
            return PlainTextResponse(str(why), 413)
        return PlainTextResponse("", 201)

    if evaluations:
        _serve_reports(app, evaluations)
    app.mount("/hearsay", StaticFiles(directory=STATIC))
    # Added last is outermost. Gradio leaves CORS alone where its parent sets it; by itself it reflects any origin.
    app.add_middleware(CORSMiddleware, allow_origins=[origin])
    app.add_middleware(Sessions)
    if users:
        app.add_middleware(Login, users=users)
    # Behind a login any name will do, as a proxy gives it: a page that had its name point here has no password.
    app.add_middleware(Guarded, own=bool if users else own_names(urlsplit(origin).hostname or ""))
    gr.mount_gradio_app(
        app,
        page(
            asking,
            Sourcing(library),
            Keeping(library),
            Shelving(library, uploads),
            _evaluating(evaluations, asking, assistant) if evaluations else None,
        ),
        path="/",
        show_error=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        ssr_mode=False,
        mcp_server=False,
        allowed_paths=[],
        max_file_size="1kb",  # its upload route is refused besides
        theme=THEME,
        css="\n".join(path.read_text("utf-8") for path in sorted(STATIC.glob("*.css"))),
    )
    return app


def _evaluating(evaluations: Evaluations, asking: Asking, assistant: Assistant) -> tuple[Filing, Reviewing]:
    filing = Filing(evaluations.keeper, asking.conversations, asking.log)
    return filing, Reviewing(evaluations, assistant.model)


def _serve_reports(app: FastAPI, evaluations: Evaluations) -> None:
    @app.get(REPORT)
    def report(run: str, before: str = "") -> HTMLResponse:
        """Give the report of a run, with the headers that `app.chat.security` has for it."""
        try:
            return HTMLResponse(evaluations.runs.page(run, before or None), headers={"cache-control": "no-store"})
        except HearsayError as failed:
            return HTMLResponse(str(no_report(str(failed))), 404)


def serve(
    library: Library,
    assistant: Assistant,
    host: str,
    port: int,
    auth: Path | None = None,
    claimed: socket.socket | None = None,
    evaluations: Evaluations | None = None,
) -> None:
    """Serve until interrupted, to the users of the file `auth`. `claimed` is the address where it was taken already.
    Raises `Unservable` when it cannot be had, and `UnusableSettings`.
    """
    users = read_users(auth) if auth else None
    listening = claimed or claim(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        build(library, assistant, address, users, evaluations),
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    if not users and (told := warning(host, address)):
        print(told, file=sys.stderr)  # noqa: T201  # the edge
    print(f"Hearsay is at {address}   (Ctrl+C stops it)", file=sys.stderr, flush=True)  # noqa: T201  # the edge
    with suppress(KeyboardInterrupt):  # uvicorn raises it again once everything has ended: Ctrl+C is how a chat ends
        uvicorn.Server(config).run(sockets=[listening])
