"""Files on their way in: sent one a request, kept in a folder of our own until they are ingested, then deleted.

Gradio's upload route takes files from anybody, and gives them back by path; it is refused (app.chat.security). Here a
file belongs to the session that sent it, has a name of ours on disk, and is served to nobody.
"""

import asyncio
import secrets
import shutil
import tempfile
import threading
import time
import weakref
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from ingest.errors import HearsayError
from ingest.limits import MEGABYTE, Limits

MAX_FILE = Limits().file  # bytes; what ingest accepts of one file
MAX_WAITING = 200 * MEGABYTE  # bytes of one session that are on disk
MAX_ALL = 2_000 * MEGABYTE  # bytes of all sessions together
MAX_FILES = 500  # of one session
MAX_ALL_FILES = 20_000  # of all sessions together: empty ones, too, cost a folder each
MAX_TIME = 600.0  # seconds that one file may take to come in
MAX_AGE = 3_600.0  # seconds for which files wait after their session's last one; sessions are free, so disk must be too
SUFFIXES = frozenset((".txt", ".md", ".html", ".htm", ".pdf", ".docx"))  # kept on disk as a hint to the reader
_ALL = ""  # the key of all sessions together; no session is named so


class Refused(HearsayError):
    """A file is not taken; the message says why and what to do."""


class Room:
    """Files and bytes on disk, by session and in all: counted from a file's first byte until it is deleted."""

    def __init__(self) -> None:
        self._files, self._bytes = Counter[str](), Counter[str]()
        self._lock = threading.Lock()

    def take(self, session: str, files: int, size: int) -> None:
        """Count so much more. Raises `Refused`, counting nothing, where that is too much."""
        with self._lock:
            if (
                self._files[session] + files > MAX_FILES
                or self._files[_ALL] + files > MAX_ALL_FILES
                or self._bytes[session] + size > MAX_WAITING
                or self._bytes[_ALL] + size > MAX_ALL
            ):
                raise Refused("too many files wait already; hand in the rest when these are done")
            self._add(session, files, size)

    def give_back(self, session: str, files: int, size: int) -> None:
        """Count so much less."""
        with self._lock:
            self._add(session, -files, -size)

    def _add(self, session: str, files: int, size: int) -> None:
        for whose in (session, _ALL):
            self._files[whose] += files
            self._bytes[whose] += size
            if not self._files[whose]:
                del self._files[whose], self._bytes[whose]


@dataclass(slots=True, eq=False)
class Place:
    """One file's share of the room, given back once."""

    room: Room
    session: str
    size: int = 0
    left: bool = False

    def grow(self, size: int) -> None:
        """Take in `size` bytes more. Raises `Refused`."""
        if self.size + size > MAX_FILE:
            raise Refused(f"larger than {MAX_FILE // MEGABYTE} MB; split it, or ingest it with hearsay ingest")
        self.room.take(self.session, 0, size)
        self.size += size

    def leave(self) -> None:
        """Give the room back."""
        if not self.left:
            self.left = True
            self.room.give_back(self.session, 1, self.size)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits to be ingested: where it lies, alone in a folder, the name under which it was sent, and since
    when it waits, in seconds of the clock of its `Uploads`.
    """

    path: Path
    name: str
    since: float
    place: Place

    def delete(self) -> None:
        """Delete the file, its folder, and what was laid beside it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)
        self.place.leave()


class Uploads:
    """The files that wait, by session. `clock` gives seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="hearsay-uploads-"))  # readable by this user only
        self.close = weakref.finalize(self, shutil.rmtree, self._folder, True)  # at the latest when the process ends
        self._clock = clock
        self._room = Room()
        self._waiting: OrderedDict[str, list[Waiting]] = OrderedDict()  # who sent one last stands last
        self._lock = threading.Lock()

    async def receive(self, session: str, name: str, chunks: AsyncIterator[bytes]) -> None:
        """Keep a file as it comes in. Raises `Refused` as soon as it is too much, or takes too long."""
        self._expire()
        self._room.take(session, 1, 0)
        suffix = PurePosixPath(plain_name(name)).suffix.lower()
        path = self._folder / secrets.token_hex(16) / ("file" + (suffix if suffix in SUFFIXES else ""))
        place = Place(self._room, session)
        try:
            path.parent.mkdir()
            await _write(path, chunks, place)
        except BaseException:  # also where the sender goes away: nothing of it stays
            shutil.rmtree(path.parent, ignore_errors=True)
            place.leave()
            raise
        with self._lock:
            self._waiting.setdefault(session, []).append(Waiting(path, plain_name(name), self._clock(), place))
            self._waiting.move_to_end(session)

    def take(self, session: str) -> list[Waiting]:
        """Hand over a session's files; who takes them deletes them, and until then they are counted."""
        self._expire()
        with self._lock:
            return self._waiting.pop(session, [])

    def _expire(self) -> None:
        """Delete what waits for too long."""
        oldest, expired = self._clock() - MAX_AGE, list[Waiting]()
        with self._lock:
            while self._waiting and next(iter(self._waiting.values()))[-1].since < oldest:
                expired += self._waiting.popitem(last=False)[1]
        for file in expired:
            file.delete()


async def _write(path: Path, chunks: AsyncIterator[bytes], place: Place) -> None:
    try:
        async with asyncio.timeout(MAX_TIME):
            with path.open("xb") as file:
                async for chunk in chunks:
                    place.grow(len(chunk))
                    file.write(chunk)
    except TimeoutError:
        raise Refused("it took too long to come in; hand it in again") from None


def plain_name(name: str) -> str:
    """Return the last part of a name as any system writes it, without control characters; never empty."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(letter for letter in last if letter.isprintable())[:200] or "unnamed"
