"""The chat: a Gradio page mounted in FastAPI. `app.chat.server.serve` is the way in."""

import os
import tempfile
from pathlib import Path

# Before Gradio is imported anywhere: no version check, no usage reports.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# Gradio's default, /tmp/gradio, is one for all users of a machine.
_user = getattr(os, "getuid", int)()
os.environ.setdefault("GRADIO_TEMP_DIR", str(Path(tempfile.gettempdir()) / f"hearsay-gradio-{_user}"))
