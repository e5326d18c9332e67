"""The parent's side of the child process: one child reads many files and is replaced when one is too much for it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Timer
from types import TracebackType
from typing import Any

from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.parsed import Parsed, decoded

ROOT = Path(__file__).parents[1]
# Numeric libraries start a thread, and reserve memory, for each core; a reader needs one.
SINGLE = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
# What `Popen.wait` gives for a child that the system killed for its processor time; Windows has no such signal.
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None


class Sandbox:
    """Parses files in a child process of limited memory, processor time and wall clock. A context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._discard()

    def parse(self, path: Path, row: Mapping[str, str] | None) -> Parsed:
        """Parse one file. Raises `Rejected`, also when the child dies of it."""
        self._child = self._child or _Child(self._limits)
        try:
            reply = json.loads(
                self._child.ask({"path": str(path.absolute()), "row": None if row is None else dict(row)})
            )
            if "rejected" not in reply:
                return decoded(reply["parsed"])
            code, detail = reply["rejected"]
        except Rejected:
            self._discard()
            raise
        except (KeyError, TypeError, ValueError, IndexError):
            self._discard()
            raise Rejected("damaged", "made its reader answer nonsense: save it as text") from None
        raise Rejected(code, detail)

    def _discard(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


class _Child:
    """One child process, from its start to its end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        # The child works in a folder of its own, so that whatever it writes lies in nobody's way and goes with it.
        self._folder = TemporaryDirectory(prefix="hearsay-", ignore_cleanup_errors=True)
        # A file, not a pipe: nobody reads while the child works, and a full pipe would stop it.
        self._report = TemporaryFile(dir=self._folder.name)  # noqa: SIM115 - closed in `close`
        given = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
        paths = [str(ROOT), *map(os.path.abspath, given)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._report,
            cwd=self._folder.name,
            env={**os.environ, **SINGLE, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._send(asdict(limits))

    def ask(self, request: Mapping[str, Any]) -> bytes:
        """Send one request and return the line that answers it. Raises `Rejected` when none comes."""
        late = False

        def end() -> None:
            nonlocal late
            late = True
            self._process.kill()  # which ends the wait for the reply below

        timer = Timer(self._limits.wall, end)
        timer.start()
        try:
            self._send(request)
            reply = self._process.stdout.readline(self._limits.output)  # type: ignore[union-attr]
        finally:
            timer.cancel()
        if reply.endswith(b"\n"):
            return reply
        if len(reply) >= self._limits.output:
            raise Rejected("too-long", "gives more text than is allowed: split it")
        raise self._cause_of_death(late)

    def close(self) -> None:
        """End the process and free what it held."""
        self._process.kill()
        self._process.communicate()
        self._report.close()
        self._folder.cleanup()

    def _send(self, values: Mapping[str, Any]) -> None:
        with suppress(BrokenPipeError):  # a dead child is noticed by its missing reply
            self._process.stdin.write(json.dumps(values).encode() + b"\n")  # type: ignore[union-attr]
            self._process.stdin.flush()  # type: ignore[union-attr]

    def _cause_of_death(self, late: bool) -> Rejected:
        code = self._process.wait()
        if late or code == OUT_OF_TIME:
            return Rejected("time", "took too long to read: split it, or save it as text")
        self._report.seek(0)
        lines = self._report.read().decode("utf-8", "replace").strip().splitlines()
        return Rejected(
            "damaged", f"could not be read ({lines[-1][:160] if lines else f'exit status {code}'}): save it as text"
        )
