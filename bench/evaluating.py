"""``hearsay eval`` against the same questions asked one by one through ``hearsay ask``, both as whole processes.

The bundled cases over the demonstration articles, without a language model. Asking all of them one by one takes
minutes, so every tenth is asked, with the earlier turns it follows, and the time taken as many times as there are cases
for one that was asked. Evaluating is timed twice: as the command is without arguments, which makes a library first, and
of a library already made, as the questions have one. Both hold the run to the committed baseline.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bench.timing import Pair, heading, seconds
from evals import case_file
from evals.baseline import DEMO
from evals.case import Case
from evals.floors import ARTICLES, CASES
from index.library import Library

EVERY: Final = 10
ENDED: Final = (0, 1)  # exit codes of an evaluation that ran: on other machines some figure may be another


@dataclass(frozen=True, slots=True)
class Sample:
    """Cases that stand for all, of whom there are `of`; `folder` is for the files of their earlier turns."""

    cases: Sequence[Case]
    of: int
    folder: Path

    @classmethod
    def every(cls, step: int, cases: Sequence[Case], folder: Path) -> "Sample":
        """Take one case of `step`, from the first on."""
        return cls(cases[::step], len(cases), folder)

    def one_by_one(self, library: Path) -> float:
        """Ask each in a process of its own; return the seconds that all cases would take so."""
        commands = [self._command(case, library) for case in self.cases]
        return sum(seconds(partial(_run, *command)) for command in commands) * self.of / len(self.cases)

    def _command(self, case: Case, library: Path) -> tuple[str, ...]:
        asked = ("--library", str(library), "ask", case.question)
        if not case.history:
            return asked
        turns = self.folder / f"{case.id}.json"
        turns.write_text(json.dumps(case.history), encoding="utf-8")
        return (*asked, "--history", str(turns))


def lines(rounds: int, scratch: Path) -> Iterator[str]:
    """Yield a heading and the two comparisons, which take `rounds` rounds in turn."""
    sample = Sample.every(EVERY, case_file.load(CASES), scratch)
    library = scratch / "evaluated"
    with Library.open_for_writing(library) as made:
        made.add([ARTICLES])
    alone, whole = Pair("eval, library made", [], []), Pair("eval, and makes its library", [], [])
    out = ("--out", str(scratch / "run.json"))
    held = ("--library", str(library), "eval", str(CASES), "--baseline", str(DEMO), *out)
    _run("--library", str(library), "ask", sample.cases[0].question)  # files come off the disk for neither side
    for _ in range(rounds):
        whole.ours.append(seconds(partial(_run, "eval", *out)))
        alone.ours.append(seconds(partial(_run, *held)))
        asked = sample.one_by_one(library)
        alone.baseline.append(asked)
        whole.baseline.append(asked)
    asked_of = f"{len(sample.cases)} of {sample.of} questions"
    yield f"{asked_of} are asked one by one, and their time taken {sample.of / len(sample.cases):.2f} times\n"
    yield heading("eval", "ask")
    yield from (pair.line() for pair in (alone, whole))


def _run(*arguments: str) -> None:
    """Run the command line, without a language model. Raises `CalledProcessError` where it could not do its work."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("HEARSAY_")}  # no model, no library
    done = subprocess.run([sys.executable, "-m", "app", *arguments], check=False, capture_output=True, env=env)
    if done.returncode not in ENDED:
        done.check_returncode()
