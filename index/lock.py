"""One process writes to a library at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusy, LibraryError

LOCK = "writer.lock"
HOLDER = "writer.pid"  # beside the lock, because whoever tries to take the lock empties its file


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Hold the library for writing; the operating system lets go of it however the process ends.

    Raises `LibraryBusy` when another process holds it, and `LibraryError` where no library can be kept.
    """
    from filelock import FileLock, Timeout  # readers do without it, and it takes longer to import than to use

    lock = FileLock(folder / LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
        (folder / HOLDER).write_text(str(os.getpid()))
    except Timeout:
        raise LibraryBusy(
            f"{folder} is being written to by {_holder(folder)}; "
            "if that is the chat, add files in its Library tab or stop it"
        ) from None
    except OSError as error:
        lock.release()
        why = "it is a file" if isinstance(error, FileExistsError) else error.strerror
        raise LibraryError(f"{folder} cannot be written to ({why}); check its rights, or name another folder") from None
    try:
        yield
    finally:
        (folder / HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return f"process {(folder / HOLDER).read_text()}"
    except OSError:
        return "another process"
