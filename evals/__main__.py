"""``python -m evals``: the same as ``hearsay eval``."""

import sys

from app.cli import main

if __name__ == "__main__":
    main(["eval", *sys.argv[1:]])
