"""The chat: a Gradio page mounted in FastAPI. `app.chat.server.serve` is the way in."""

import os

# Before Gradio is imported anywhere: no version check, no usage reports.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
