"""The page: which Gradio components there are and what their events call.

Every part is a `gr.HTML` that shows our own escaped HTML, and the scripts in static/ turn clicks and keys into its
events. Gradio's chat component is not used: it renders foreign text as Markdown and takes its history from the browser.
"""

import gradio as gr

from app.chat import article_html, forms
from app.chat.ask import Asking
from app.chat.evals_tab import evals_tab
from app.chat.filing import Filing
from app.chat.keeping import Keeping
from app.chat.library_tab import library_tab
from app.chat.part import COMMON, LIMIT, answering, looking, part, signing, streaming
from app.chat.record_tab import record_tab
from app.chat.reviewing import Reviewing
from app.chat.shelving import Shelving
from app.chat.sources_tab import sources_tab
from app.chat.sourcing import Sourcing

FILING = ("keep", "complain", "file", "drop", "undo")  # events under an answer, and the handlers of `Filing`
FONT = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
THEME = gr.themes.Base(font=FONT, font_mono=("ui-monospace", "monospace")).set(
    body_background_fill="#fbfbf9", body_background_fill_dark="#151718", body_text_color_dark="#e7e5e0"
)


def page(
    asking: Asking,
    sourcing: Sourcing,
    keeping: Keeping,
    shelving: Shelving,
    evaluating: tuple[Filing, Reviewing] | None = None,
) -> gr.Blocks:
    """Lay out the page and join its events to their handlers. `evaluating` is None where there are no evaluations."""
    blocks: gr.Blocks
    with gr.Blocks(title="Hearsay", analytics_enabled=False) as blocks:
        gr.HTML(str(forms.HEADER), apply_default_css=False, js_on_load=None)
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap"):  # a menu would hide those that do not fit a phone
            with gr.Tab("Ask") as tab:
                _ask_tab(blocks, tab, asking, evaluating[0] if evaluating else None)
            with gr.Tab("Sources") as tab:
                sources_tab(tab, sourcing)
            with gr.Tab("Record") as tab:
                record_tab(tab, keeping)
            with gr.Tab("Library") as tab:
                library_tab(tab, shelving)
            if evaluating:
                with gr.Tab("Evals") as tab:
                    evals_tab(tab, evaluating[1])
    blocks.queue(max_size=32, default_concurrency_limit=LIMIT)
    return blocks


def _ask_tab(blocks: gr.Blocks, tab: gr.Tab, asking: Asking, filing: Filing | None) -> None:
    with gr.Row(elem_id="ask", elem_classes="split"):
        with gr.Column(elem_classes="left"):
            log = part("log", ("cite", "again", *(FILING if filing else ())))
            composer = part("composer", ("ask", "stop", "fresh"))
        with gr.Column(elem_classes="right"):
            article = part("article", (), str(article_html.EMPTY))

    shown = looking(asking.look)
    blocks.load(shown, None, [log, composer], **COMMON)
    tab.select(shown, None, [log, composer], **COMMON)
    # The script lets nobody ask while an answer comes; Gradio's own "once" would still be counting a stopped one.
    many = COMMON | {"trigger_mode": "multiple"}
    asked = composer.ask(streaming(asking.ask), None, log, **many)
    asked_again = log.again(streaming(asking.ask_again), None, log, **many)
    for event in (asked, asked_again):
        event.failure(looking(asking.log), None, log, **COMMON)  # what had come before something broke
    composer.stop(looking(asking.stop), None, log, cancels=[asked, asked_again], **COMMON)
    composer.fresh(looking(asking.start_anew), None, [log, article], cancels=[asked, asked_again], **COMMON)
    if filing:
        for name in FILING:
            getattr(log, name)(signing(getattr(filing, name)), None, log, **COMMON)
    log.cite(answering(asking.open), None, article, **COMMON | {"trigger_mode": "always_last"})
