"""What the tabs share: how a part of the page is made, and what of a request its handlers may believe."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import gradio as gr
from markupsafe import Markup

from app.chat.session import HEADER, USER_HEADER

STATIC = Path(__file__).parent / "static"


def _script(name: str) -> str:
    version = sha256((STATIC / name).read_bytes()).hexdigest()[:12]  # a browser keeps what has the same address
    return f'<script src="/hearsay/{name}?{version}"></script>'


SCRIPTS = "".join(map(_script, ("reading.js", "hearsay.js", "sources.js", "library.js", "record.js", "evals.js")))
LIMIT = 4  # handlers of one kind that run at once; Gradio's default of one makes users wait for each other
Shown = Markup | tuple[Markup, ...] | None
"""What a handler gives back: HTML for its output, or for each of its outputs."""
COMMON: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": LIMIT}


def part(name: str, events: tuple[str, ...], value: str = "") -> gr.HTML:
    """Return a component whose behaviour is ``hearsay[name]`` of the scripts, with the events that it triggers."""
    listed = ", ".join(f"'{event}'" for event in events)
    return gr.HTML(
        value,
        elem_id=name,
        elem_classes="whole",
        head=SCRIPTS,
        apply_default_css=False,
        js_on_load=f"hearsay.{name}(element, trigger, watch, props, [{listed}])",
    )


def looking(method: Callable[[str], Shown]) -> Callable[[gr.Request], Any]:
    """Return the handler of an event that brings nothing with it: `method` of the session."""

    def handler(request: gr.Request) -> Any:  # noqa: ANN401  # one value or one for each output, as Gradio takes them
        return _plain(method(_session(request)))

    return handler


def answering(method: Callable[[str, Mapping[str, Any]], Shown]) -> Callable[[gr.EventData, gr.Request], Any]:
    """Return the handler of an event: `method` of the session and of what the browser sent, which may be anything."""

    def handler(event: gr.EventData, request: gr.Request) -> Any:  # noqa: ANN401  # as above
        return _plain(method(_session(request), _sent(event)))

    return handler


def signing(method: Callable[[str, str, Mapping[str, Any]], Shown]) -> Callable[[gr.EventData, gr.Request], Any]:
    """Return the handler of an event that goes on record: `method` of the session, of who has logged in (empty where
    nobody need), and of what the browser sent.
    """

    def handler(event: gr.EventData, request: gr.Request) -> Any:  # noqa: ANN401  # as above
        user = unquote(str(request.headers[USER_HEADER]))
        return _plain(method(_session(request), user, _sent(event)))

    return handler


def streaming(method: Callable[[str, Mapping[str, Any]], Iterator[Markup]]) -> Callable[..., Iterator[str]]:
    """Return the handler of an event that is answered bit by bit."""

    def handler(event: gr.EventData, request: gr.Request) -> Iterator[str]:
        for view in method(_session(request), _sent(event)):
            yield str(view)

    return handler


def _session(request: gr.Request) -> str:
    return str(request.headers[HEADER])  # set by app.chat.session.Sessions, whatever the client sent


def _sent(event: gr.EventData) -> Mapping[str, Any]:
    data = event._data
    return data if isinstance(data, dict) else {}


def _plain(shown: Shown) -> str | tuple[str, ...] | None:
    if shown is None:
        return None
    return str(shown) if isinstance(shown, Markup) else tuple(map(str, shown))
