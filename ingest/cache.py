"""Files that can be made again at any time, kept in the user's cache folder and checked by digest when read."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

DIGEST = 32  # bytes of SHA-256 that stand before the content


def folder() -> Path:
    """Return ``hearsay`` in the user's cache folder (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "hearsay"


def cached(name: str, build: Callable[[], bytes]) -> bytes:
    """Return the file `name`, built if it is missing or damaged. Where it cannot be written, it is built each time."""
    path = folder() / name
    content = _read(path)
    if content is None:
        content = build()
        with contextlib.suppress(OSError):  # a full or read-only disk costs time, not the answer
            _write(path, content)
    return content


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            digest, content = file.read(DIGEST), file.read()
    except OSError:
        return None
    return content if hashlib.sha256(content).digest() == digest else None


def _write(path: Path, content: bytes) -> None:
    """Write under another name first, so that whoever reads meanwhile sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(hashlib.sha256(content).digest() + content)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
