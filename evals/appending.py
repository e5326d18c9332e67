"""Cases added to a file one by one, while other lines stay as they are, byte by byte.

One writer at a time holds a lock beside the file, and the file is replaced as a whole, so that whoever reads it finds
the line there or not. The lock's file stays: taking it away would let two writers hold two locks.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from evals.case import Case
from evals.case_file import line_of, load
from ingest.errors import UnusableInput

WAIT = 10.0  # seconds for another writer, who holds the lock for milliseconds
_END = b"\n"
_ANYBODYS_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Appended:
    """A case that was added: with the id that it got, the number of its line, and the line itself, without its end."""

    case: Case
    number: int
    line: str


def append(case: Case, file: Path) -> Appended:
    """Add a case at the end, under its id or, where that is taken, the id with a number.

    Raises `UnusableInput` where the file is no file of cases, cannot be written, or has the case already.
    """
    with _sole_writer(file):
        held = _held(file)
        if double := next((each for each in held if _same(each, case)), None):
            raise UnusableInput(f"{file}: has this test already, as {double.id}")
        case = replace(case, id=_free(case.id, {each.id for each in held}))
        lines = _lines(file)
        line = line_of(case)
        end = b"\r\n" if lines and lines[-1].endswith(b"\r\n") else _END
        _write(file, [*_ended(lines, end), line.encode() + end])
        return Appended(case, len(lines) + 1, line)


def take_back(line: str, file: Path) -> None:
    """Take out a line that `append` wrote. Raises `UnusableInput` where it is not there any more as it was."""
    with _sole_writer(file):
        lines = _lines(file)
        kept = [each for each in lines if each.rstrip(b"\r\n") != line.encode()]
        if len(kept) == len(lines):
            raise UnusableInput(f"{file}: the line was changed meanwhile; edit the file to take it out")
        _write(file, kept)


def library_named(file: Path, folder: Path) -> str:
    """Return the name of the library that cases of a file are of: the one that all of them have, else its folder's."""
    names = {case.library for case in _held(file)}
    return names.pop() if len(names) == 1 else folder.resolve().name or "library"


def named(failed: UnusableInput, file: Path) -> UnusableInput:
    """Return a failure that names a file without its folder: where it lies is no business of who reads in a browser."""
    return UnusableInput(str(failed).replace(str(file), file.name))


def _held(file: Path) -> tuple[Case, ...]:
    return load(file) if file.exists() and file.read_bytes().strip() else ()


def _same(one: Case, other: Case) -> bool:
    """Tell whether two cases ask and expect the same, whatever they are called and whoever says why."""
    as_other = replace(one, id=other.id, expect=replace(one.expect, note=other.expect.note))
    return replace(as_other, library=other.library, story=other.story, tags=other.tags, kind=other.kind) == other


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    return next(name for n in range(2, len(taken) + 3) if (name := f"{wanted}-{n}") not in taken)


def _lines(file: Path) -> list[bytes]:
    content = file.read_bytes() if file.exists() else b""
    return [part + _END for part in content.split(_END)[:-1]] + [last for last in [content.rpartition(_END)[2]] if last]


def _ended(lines: list[bytes], end: bytes) -> list[bytes]:
    """Return lines of which the last, too, has its end."""
    return [*lines[:-1], lines[-1] if lines[-1].endswith(_END) else lines[-1] + end] if lines else []


def _write(file: Path, lines: list[bytes]) -> None:
    target = file.resolve()  # a link stays one
    _refuse_read_only(target)
    unfinished = target.with_name(f".{target.name}.part")
    with unfinished.open("wb") as written:
        written.writelines(lines)
        written.flush()
        os.fsync(written.fileno())
    if target.exists():
        shutil.copymode(target, unfinished)
    unfinished.replace(target)


def _refuse_read_only(target: Path) -> None:
    """Raise `OSError` for a file that is not to be written: to replace it takes only the folder's rights, and root,
    who may write anything, is told nothing by `os.access`.
    """
    if target.exists() and not (os.access(target, os.W_OK) and target.stat().st_mode & _ANYBODYS_WRITE):
        raise PermissionError(errno.EACCES, "it is read-only")


@contextmanager
def _sole_writer(file: Path) -> Iterator[None]:
    target = file.resolve()
    lock = FileLock(target.with_name(f".{target.name}.lock"), timeout=WAIT)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise UnusableInput(f"{file}: somebody else has been writing to it for {WAIT:.0f} s; try again") from None
    except OSError as failure:
        raise UnusableInput(f"{file}: cannot be written ({failure.strerror}); name another with its rights") from None
    try:
        yield
    except OSError as failure:
        raise UnusableInput(f"{file}: cannot be written ({failure.strerror}); nothing was added") from failure
    finally:
        lock.release()
