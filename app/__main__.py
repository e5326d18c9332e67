"""``python -m app`` is ``hearsay``."""

from app.cli import main

main()
