"""The Sources tab: its Gradio components and what their events call."""

import gradio as gr

from app.chat import sources_html as html
from app.chat.part import COMMON, answering, looking, part
from app.chat.sourcing import Sourcing


def sources_tab(tab: gr.Tab, sourcing: Sourcing) -> None:
    """Lay out the tab and join its events to their handlers."""
    with gr.Row(elem_id="sources", elem_classes="split"):
        with gr.Column(elem_classes="left"):
            seeker = part("seeker", ("find",), str(html.SEEKER))
            roster = part("roster", ("turn_to", "choose", "back", "more", "open"))
        with gr.Column(elem_classes="right"):
            reader = part("reader", ("choose", "open", "close"))
    both, latest = [roster, reader], COMMON | {"trigger_mode": "always_last"}
    tab.select(looking(sourcing.look), None, both, **COMMON)
    seeker.find(answering(sourcing.find), None, roster, **latest)
    roster.turn_to(answering(sourcing.turn_to), None, roster, **COMMON)
    roster.more(looking(sourcing.more), None, roster, **COMMON)
    roster.back(looking(sourcing.back), None, both, **COMMON)
    reader.close(looking(sourcing.close), None, both, **COMMON)
    for component in (roster, reader):
        component.choose(answering(sourcing.choose), None, both, **COMMON)
        component.open(answering(sourcing.open), None, both, **latest)
