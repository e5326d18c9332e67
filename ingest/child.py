"""The child process that opens files: ``python -m ingest.child``.

A request is a line of JSON on standard input, a reply a line of JSON on standard output. Whatever a reader does not
expect ends the process with a traceback; the parent reports the file and starts another child. JSON, not pickle:
the parent must be able to trust a reply of a child that a hostile file has taken over.
"""

import json
import logging
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.parse import parse
from ingest.parsed import encoded

try:
    import resource
except ImportError:  # Windows: the parent's clock is the only limit
    resource = None  # type: ignore[assignment]

# A parser of articles has no business with any of these; a file that makes one try is a hostile file.
FORBIDDEN = frozenset(
    "socket.connect socket.getaddrinfo socket.bind subprocess.Popen os.system os.exec os.posix_spawn os.fork "
    "os.rename shutil.rmtree".split()
)
WRITABLE = 256_000_000  # bytes a file may have that is written: py3langid unpacks its model into a temporary one


def forbid(event: str, _: tuple[Any, ...]) -> None:
    """Audit hook: end any attempt to reach the network, another program or another file."""
    if event in FORBIDDEN:
        raise PermissionError(f"{event} is not allowed while reading a file")


def confine(limits: Limits) -> None:
    """Put the limits of memory and output files on this process, as far as the system knows them.

    Temporary files go into the folder it was started in.
    """
    # Else the first temporary file is looked a place for by writing into one folder after the other.
    tempfile.tempdir = str(Path.cwd())  # which the parent made for this child, and takes away
    sys.addaudithook(forbid)
    if resource is None:
        return
    for which, value in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_FSIZE, WRITABLE)):
        try:
            resource.setrlimit(which, (value, value))
        except (ValueError, OSError):  # macOS takes no address-space limit
            continue


def allow_seconds(seconds: int) -> None:
    """Give this process `seconds` of processor time from now; the system kills it beyond."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def answer(request: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    """Parse one file; a rejection is an answer too."""
    try:
        return {"parsed": encoded(parse(Path(request["path"]), request["row"], limits))}
    except Rejected as error:
        return {"rejected": [error.code, error.detail]}
    except MemoryError:
        return {"rejected": ["memory", "needs more memory to read than is allowed: split it, or save it as text"]}
    except RecursionError:
        return {"rejected": ["too-deep", "is nested too deep to read: save it as text"]}


def serve(requests: IO[str], replies: IO[str]) -> None:
    """Answer requests, one a line, until there are no more. The first line holds the limits."""
    logging.disable()  # parsers complain at length of what they mend
    limits = Limits(**json.loads(requests.readline()))
    confine(limits)
    for line in requests:
        allow_seconds(limits.cpu)
        replies.write(json.dumps(answer(json.loads(line), limits)) + "\n")
        replies.flush()


if __name__ == "__main__":
    try:
        serve(sys.stdin, sys.stdout)
    finally:  # a parent that was killed cannot take the folder away
        with suppress(OSError):
            Path.cwd().rmdir()
