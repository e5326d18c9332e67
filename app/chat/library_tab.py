"""The Library tab: its Gradio components and what their events call."""

import gradio as gr

from app.chat import library_html as html
from app.chat.part import COMMON, answering, looking, part, streaming
from app.chat.shelving import Shelving


def library_tab(tab: gr.Tab, shelving: Shelving) -> None:
    """Lay out the tab and join its events to their handlers."""
    with gr.Row(elem_id="library", elem_classes="split"):
        with gr.Column(elem_classes="left"):
            intake = part("intake", ("ingest", "cancel"), str(html.INTAKE))
            report = part("report", ("dismiss",))
            finder = part("finder", ("find",))
            shelf = part("shelf", ("open", "remove", "undo", "more"))
        with gr.Column(elem_classes="right"):
            record = part("record", ("correct",), str(html.EMPTY_RECORD))
    shown = looking(shelving.look)
    tab.select(shown, None, [finder, shelf], **COMMON)
    intake.ingest(streaming(shelving.ingest), None, report, **COMMON).then(shown, None, [finder, shelf], **COMMON)
    intake.cancel(looking(shelving.cancel), None, None, **COMMON)
    report.dismiss(lambda: "", None, report, **COMMON)
    finder.find(answering(shelving.find), None, shelf, **COMMON | {"trigger_mode": "always_last"})
    shelf.open(answering(shelving.open), None, [record, shelf], **COMMON)
    shelf.remove(answering(shelving.remove), None, [shelf, record], **COMMON)
    shelf.undo(looking(shelving.undo), None, shelf, **COMMON)
    shelf.more(looking(shelving.more), None, shelf, **COMMON)
    record.correct(answering(shelving.correct), None, [record, finder, shelf], **COMMON)
