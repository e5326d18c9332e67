"""Adds, removes and purges articles without end, and tells of each step before and after it; made to be killed.

Run by test_kill.py: ``python -m tests.index.kill_me LIBRARY FILES``.
"""

import sys
from pathlib import Path

from index.library import Library


def tell(step: str, file: str = "") -> None:
    sys.stdout.write(f"{step} {file}\n")
    sys.stdout.flush()


def main(folder: Path, files: Path) -> None:
    with Library.open_for_writing(folder) as library:
        while True:
            tell("adding")
            library.add([files], progress=lambda step: tell("added", step.file))
            tell("all-added")
            for entry in library.store.articles():
                tell("removing", entry.file)
                library.remove([entry.id])
                tell("removed", entry.file)
            library.purge()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
