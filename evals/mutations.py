"""Does the evaluation catch what it is for? ``python -m evals.mutations [FAULT...] [--reruns N]``.

Each fault of `evals.faults` is put into the program while the demonstration cases are asked, and the run is compared
with one of the whole program, as ``hearsay eval --baseline`` does. A fault is caught where the gate fails and names a
metric that a person would look at. Re-runs of the whole program must raise no alarm. Exit code 1 where either goes
wrong.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from app.compose.model import ModelComposer
from evals.case import Case
from evals.case_file import load
from evals.compare import compare
from evals.comparison import Comparison
from evals.demonstration import demonstration
from evals.faults import NAMES, Fault, Misleading
from evals.floors import CASES
from evals.run import Run, evaluate
from index.library import Library

RERUNS = 20
PIPED = 160  # columns where there is no terminal to fit


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a fault made the gate fail, and the metrics that the gate named."""

    fault: Fault
    regressed: bool
    named: frozenset[str]

    @property
    def is_caught(self) -> bool:
        """Whether the gate failed, and for a right reason."""
        return self.regressed and not self.named.isdisjoint(self.fault.caught_by)


class Mutations:
    """Tries faults on one library of the demonstration articles, which it makes."""

    def __init__(self, library: Library, cases: Sequence[Case]) -> None:
        self._library = library
        self._cases = cases
        self._whole: dict[bool, Run] = {}

    @classmethod
    @contextmanager
    def on_the_demonstration(cls) -> "Iterator[Mutations]":
        """Make a library, and yield what asks it the demonstration cases."""
        with demonstration() as library:
            yield cls(library, load(CASES))

    def tried(self, fault: Fault) -> Verdict:
        """Compare a run with the fault with one without."""
        before = self._without_fault(fault.misled)
        with fault.broken():
            compared = compare(before, self._at_ingest() if fault.at_ingest else self._run(self._library, fault.misled))
        return Verdict(fault, compared.regressed, named_by(compared))

    def rerun(self) -> frozenset[str]:
        """Ask again without a fault; return the metrics that the gate names, none where there is no alarm."""
        compared = compare(self._without_fault(False), self._run(self._library, False))
        return named_by(compared) if compared.regressed else frozenset()

    def _without_fault(self, misled: bool) -> Run:
        if misled not in self._whole:
            self._whole[misled] = self._run(self._library, misled)
        return self._whole[misled]

    def _at_ingest(self) -> Run:
        with demonstration() as library:
            return self._run(library, False)

    def _run(self, library: Library, misled: bool) -> Run:
        model = ModelComposer(Misleading()) if misled else None
        return evaluate(self._cases, library.store, library.embedder, model)


def named_by(compared: Comparison) -> frozenset[str]:
    """Return the metrics for which the gate fails."""
    regressed = {change.metric.name for change in compared.changes if change.regressed}
    return frozenset(regressed | {breach.metric.name for breach in compared.breaches if breach.holds})


def main(arguments: list[str] | None = None) -> int:
    """Try the faults and re-runs, and print a line for each; return the exit code."""
    options = _parser().parse_args(arguments)
    console = Console(soft_wrap=True)
    if not console.is_terminal:
        console.width = PIPED
    with Mutations.on_the_demonstration() as mutations:
        verdicts = [mutations.tried(NAMES[name]) for name in options.faults or NAMES]
        alarms = [alarm for _ in range(options.reruns) if (alarm := mutations.rerun())]
    console.print(_table(verdicts))
    caught = sum(verdict.is_caught for verdict in verdicts)
    console.print(f"{caught} of {len(verdicts)} faults caught; {len(alarms)} alarms in {options.reruns} re-runs")
    return 0 if caught == len(verdicts) and not alarms else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.mutations", description="Break the program on purpose.")
    parser.add_argument("faults", nargs="*", metavar="FAULT", choices=[*NAMES, []], help="these alone, by name")
    parser.add_argument("--reruns", type=int, default=RERUNS, metavar="N", help="re-runs without a fault (20)")
    return parser


def _table(verdicts: Sequence[Verdict]) -> Table:
    table = Table("fault", "caught", "right metric", "all metrics that the gate names", box=None)
    for verdict in verdicts:
        right = sorted(verdict.named & verdict.fault.caught_by)
        table.add_row(
            verdict.fault.name,
            "yes" if verdict.is_caught else "NO",
            ", ".join(right) or "none",
            ", ".join(sorted(verdict.named)) or "none",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
