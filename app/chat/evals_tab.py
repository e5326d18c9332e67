"""The Evals tab: its Gradio components and what their events call."""

import gradio as gr

from app.chat import runs_html as html
from app.chat.part import COMMON, answering, looking, part, streaming
from app.chat.reviewing import Reviewing

WATCHING = 32  # sessions that may see at once how far an evaluation is; each takes a handler until its end


def evals_tab(tab: gr.Tab, reviewing: Reviewing) -> None:
    """Lay out the tab and join its events to their handlers."""
    with gr.Row(elem_id="evals", elem_classes="split"):
        with gr.Column(elem_classes="left"):
            asking = part("asking", ("begin", "cancel", "open"))
            runs = part("runs", ("open",))
        with gr.Column(elem_classes="right"):
            report = part("review", ("compare", "close"), str(html.NOTHING_OPEN))
    both, watched = [runs, report], COMMON | {"concurrency_limit": WATCHING}
    shown = looking(reviewing.look)
    tab.select(shown, None, both, **COMMON)
    tab.select(streaming(reviewing.watch), None, asking, **watched).then(shown, None, both, **COMMON)
    asking.begin(streaming(reviewing.begin), None, asking, **watched).then(shown, None, both, **COMMON)
    asking.cancel(looking(reviewing.cancel), None, None, **COMMON)
    for component in (asking, runs):
        component.open(answering(reviewing.open), None, both, **COMMON | {"trigger_mode": "always_last"})
    report.compare(answering(reviewing.compare), None, both, **COMMON | {"trigger_mode": "always_last"})
    report.close(looking(reviewing.close), None, both, **COMMON)
