"""The page: which Gradio components there are and what their events call.

Every part is a `gr.HTML` that shows our own escaped HTML, and static/hearsay.js turns clicks and keys into its events.
Gradio's chat component is not used: it renders foreign text as Markdown and takes its history from the browser.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr

from app.chat import article_html, forms
from app.chat.ask import Asking
from app.chat.seams import Library
from app.chat.session import HEADER

SCRIPT = '<script src="/hearsay/hearsay.js"></script>'
LIMIT = 4  # handlers of one kind that run at once; Gradio's default of one makes users wait for each other
FONT = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
THEME = gr.themes.Base(font=FONT, font_mono=("ui-monospace", "monospace")).set(
    body_background_fill="#fbfbf9", body_background_fill_dark="#151718", body_text_color_dark="#e7e5e0"
)


def part(name: str, events: tuple[str, ...], value: str = "") -> gr.HTML:
    """Return a component whose behaviour is ``hearsay[name]`` of the script, with the events that it triggers."""
    listed = ", ".join(f"'{event}'" for event in events)
    return gr.HTML(
        value,
        elem_id=name,
        elem_classes="whole",
        head=SCRIPT,
        apply_default_css=False,
        js_on_load=f"hearsay.{name}(element, trigger, watch, [{listed}])",
    )


def session_of(request: gr.Request) -> str:
    """Return the session that `app.chat.session.Sessions` set on the request."""
    return str(request.headers[HEADER])


def sent(event: gr.EventData) -> Mapping[str, Any]:
    """Return what came with an event: a mapping, with anything at all in it."""
    data = event._data
    return data if isinstance(data, dict) else {}


def page(library: Library, asking: Asking) -> gr.Blocks:
    """Lay out the page and join its events to their handlers."""
    blocks: gr.Blocks
    with gr.Blocks(title="Hearsay", analytics_enabled=False) as blocks:
        gr.HTML(str(forms.HEADER), apply_default_css=False, js_on_load=None)
        with gr.Tabs(elem_id="tabs"), gr.Tab("Ask") as tab:
            _ask_tab(blocks, tab, library, asking)
    blocks.queue(max_size=32, default_concurrency_limit=LIMIT)
    return blocks


def _ask_tab(blocks: gr.Blocks, tab: gr.Tab, library: Library, asking: Asking) -> None:
    with gr.Row(elem_id="ask"):
        with gr.Column(elem_classes="left"):
            log = part("log", ("cite", "again"))
            composer = part("composer", ("ask", "stop", "fresh"))
        with gr.Column(elem_classes="right"):
            article = part("article", (), str(article_html.EMPTY))

    def shown(request: gr.Request) -> tuple[str, str]:
        return str(asking.log(session_of(request))), str(forms.composer(library.store.articles()))

    def ask(event: gr.EventData, request: gr.Request) -> Iterator[str]:
        for view in asking.ask(session_of(request), sent(event)):
            yield str(view)

    def again(event: gr.EventData, request: gr.Request) -> Iterator[str]:
        for view in asking.ask_again(session_of(request), sent(event)):
            yield str(view)

    def stop(request: gr.Request) -> str:
        return str(asking.stop(session_of(request)))

    def fresh(request: gr.Request) -> tuple[str, str]:
        return str(asking.start_anew(session_of(request))), str(article_html.EMPTY)

    def cite(event: gr.EventData, request: gr.Request) -> str:
        return str(asking.open(session_of(request), sent(event)))

    common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": LIMIT}
    blocks.load(shown, None, [log, composer], **common)
    tab.select(shown, None, [log, composer], **common)
    asked = composer.ask(ask, None, log, **common)
    asked_again = log.again(again, None, log, **common)
    composer.stop(stop, None, log, cancels=[asked, asked_again], **common)
    composer.fresh(fresh, None, [log, article], cancels=[asked, asked_again], **common)
    log.cite(cite, None, article, **common)
