"""Puts real output under each ``hearsay ask`` of README.md: ``python tools/readme.py``. A test holds it to that."""

import contextlib
import io
import re
import shlex
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (hearsay ask [^\n]*)\n(?:(?!```|\$ )[^\n]*\n)*```")


def with_output(readme: str, library: Path) -> str:
    """Return `readme` with what each of its single questions prints, asked of `library`."""

    def filled(block: re.Match[str]) -> str:
        return f"```console\n$ {block[1]}\n{printed(shlex.split(block[1])[1:], library)}```"

    return BLOCK.sub(filled, readme)


def printed(arguments: list[str], library: Path) -> str:
    """Return what the command line prints."""
    from app.cli import run

    captured = io.StringIO()
    with contextlib.redirect_stdout(captured):
        run(["--library", str(library), *arguments])
    return "".join(f"{line.rstrip()}\n" for line in captured.getvalue().splitlines())


def main() -> None:
    """Rewrite README.md."""
    from index.library import Library

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "library"
        with Library.open_for_writing(folder) as library:
            library.add([ROOT / "evals" / "demo"])
        README.write_text(with_output(README.read_text(encoding="utf-8"), folder), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
