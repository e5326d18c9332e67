"""The command line, asked in a process of its own, as users do, or in this one, which is much quicker."""

import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from unittest.mock import patch

from app.cli import run

Done = subprocess.CompletedProcess[str]


def hearsay(*arguments: object, library: object = None) -> Done:
    """Run `hearsay` in this process."""
    out, err, given = StringIO(), StringIO(), [str(argument) for argument in arguments]
    with patch.dict(os.environ), redirect_stdout(out), redirect_stderr(err):
        _name(library, os.environ)
        code = run(given)
    return Done(given, code, out.getvalue(), err.getvalue())


def hearsay_process(*arguments: object, library: object = None) -> Done:
    """Run `hearsay` in a process of its own."""
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    environment = dict(os.environ)
    _name(library, environment)
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def one_line_on_stderr(done: Done) -> str:
    """Return what an unusable command line is told: one line, and nothing on stdout."""
    assert done.stdout == ""
    assert done.stderr.startswith("hearsay: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


def _name(library: object, environment) -> None:
    environment.pop("HEARSAY_LIBRARY", None)
    if library is not None:
        environment["HEARSAY_LIBRARY"] = str(library)
