"""Files on their way in: sent one a request, kept in a folder of our own until they are ingested, then deleted.

Gradio's upload route takes files from anybody, and gives them back by path; it is refused (app.chat.security). Here a
file belongs to the session that sent it, has a name of ours on disk, and is served to nobody.
"""

import secrets
import shutil
import tempfile
import threading
import weakref
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from ingest.errors import HearsayError

MAX_FILE = 20 * 1024 * 1024  # bytes; what ingest accepts of one file
MAX_WAITING = 200 * 1024 * 1024  # bytes of one session that wait to be ingested
MAX_ALL = 2 * 1024 * 1024 * 1024  # bytes of all sessions together
MAX_FILES = 500  # of one session
SUFFIXES = frozenset((".txt", ".md", ".html", ".htm", ".pdf", ".docx"))  # kept on disk as a hint to the reader


class Refused(HearsayError):
    """A file is not taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits to be ingested: where it lies, alone in a folder, and the name under which it was sent."""

    path: Path
    name: str
    size: int

    def delete(self) -> None:
        """Delete the file, its folder, and what was laid beside it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


class Uploads:
    """The files that wait, by session."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="hearsay-uploads-"))  # readable by this user only
        self.close = weakref.finalize(self, shutil.rmtree, self._folder, True)  # at the latest when the process ends
        self._waiting: defaultdict[str, list[Waiting]] = defaultdict(list)
        self._lock = threading.Lock()

    async def receive(self, session: str, name: str, chunks: AsyncIterator[bytes]) -> None:
        """Keep a file as it comes in. Raises `Refused` as soon as it is too much."""
        suffix = PurePosixPath(plain_name(name)).suffix.lower()
        own = self._folder / secrets.token_hex(16)
        path, size = own / ("file" + (suffix if suffix in SUFFIXES else "")), 0
        own.mkdir()
        try:
            with path.open("xb") as file:
                async for chunk in chunks:
                    size += len(chunk)
                    self._check(session, size)
                    file.write(chunk)
        except BaseException:  # also where the sender goes away: nothing of it stays
            shutil.rmtree(own)
            raise
        with self._lock:
            self._waiting[session].append(Waiting(path, plain_name(name), size))

    def _check(self, session: str, size: int) -> None:
        with self._lock:
            waiting = self._waiting.get(session, [])
            held = sum(file.size for file in waiting)
            everything = sum(file.size for files in self._waiting.values() for file in files)
        if size > MAX_FILE:
            raise Refused(f"larger than {MAX_FILE // 2**20} MB; split it, or ingest it with hearsay ingest")
        if held + size > MAX_WAITING or len(waiting) >= MAX_FILES or everything + size > MAX_ALL:
            raise Refused("too many files wait already; hand in the rest when these are done")

    def take(self, session: str) -> list[Waiting]:
        """Hand over a session's files; who takes them deletes them."""
        with self._lock:
            return self._waiting.pop(session, [])


def plain_name(name: str) -> str:
    """Return the last part of a name as any system writes it, without control characters; never empty."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(letter for letter in last if letter.isprintable())[:200] or "unnamed"
