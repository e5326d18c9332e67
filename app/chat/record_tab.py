"""The Record tab: its Gradio components and what their events call."""

import gradio as gr

from app.chat import record_html as html
from app.chat.keeping import Keeping
from app.chat.part import COMMON, answering, looking, part, signing


def record_tab(tab: gr.Tab, keeping: Keeping) -> None:
    """Lay out the tab and join its events to their handlers."""
    with gr.Row(elem_id="on-record", elem_classes="split"):
        with gr.Column(elem_classes="left"):
            sifter = part("sifter", ("find", "begin"), str(html.SIFTER))
            findings = part("findings", ("open", "begin", "more"))
        with gr.Column(elem_classes="right"):
            finding = part("finding", ("act", "revise", "close"), str(html.NOTHING_OPEN))
    both = [findings, finding]
    tab.select(looking(keeping.look), None, both, **COMMON)
    sifter.find(answering(keeping.find), None, findings, **COMMON | {"trigger_mode": "always_last"})
    findings.more(looking(keeping.more), None, findings, **COMMON)
    findings.open(signing(keeping.open), None, both, **COMMON)
    for component in (sifter, findings):
        component.begin(signing(keeping.begin), None, both, **COMMON)
    finding.revise(signing(keeping.revise), None, both, **COMMON)
    finding.act(signing(keeping.act), None, both, **COMMON)
    finding.close(looking(keeping.close), None, both, **COMMON)
