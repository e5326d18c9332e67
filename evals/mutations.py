"""Does the evaluation catch what it is for? ``python -m evals.mutations [MUTANT...] [--reruns N]``.

Mutation analysis (DeMillo, Lipton and Sayward 1978): the demonstration cases are asked of each mutant of
`evals.mutants`, and the gate holds the run to the committed baseline, as ``hearsay eval`` does. A mutant is caught
where the gate fails and names a metric that a person would look at. Re-runs of the whole program, each ``hearsay eval``
in a process of its own with a library of its own, must raise no alarm. Exit code 1 where either goes wrong.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.compose.model import ModelComposer
from evals.baseline import DEMO
from evals.case_file import load as load_cases
from evals.demonstration import demonstration
from evals.floors import CASES, HERE
from evals.gate import Verdict, asking, hold
from evals.mutants import NAMES, Misleading, Mutant
from evals.run import Run, evaluate
from evals.run_file import load
from index.library import Library

RERUNS = 20
PIPED = 160  # columns where there is no terminal to fit


@dataclass(frozen=True, slots=True)
class Trial:
    """Whether a mutant made the gate fail, and the metrics that the gate named."""

    mutant: Mutant
    regressed: bool
    named: frozenset[str]

    @property
    def is_caught(self) -> bool:
        """Whether the gate failed, and for a right reason."""
        return self.regressed and not self.named.isdisjoint(self.mutant.caught_by)


class Mutations:
    """Tries mutants on one library of the demonstration articles."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._cases = load_cases(CASES)
        self._misled: Run | None = None

    @classmethod
    @contextmanager
    def on_the_demonstration(cls) -> "Iterator[Mutations]":
        """Make a library, and yield what asks it the demonstration cases."""
        with demonstration() as library:
            yield cls(library)

    def tried(self, mutant: Mutant) -> Trial:
        """Hold a run of a mutant to the baseline."""
        baseline = self._of_the_misled() if mutant.misled else load(DEMO)
        model = ModelComposer(Misleading()) if mutant.misled else None
        with mutant.broken():
            if mutant.at_ingest:
                with demonstration() as library:
                    verdict = self._held(library, baseline, model)
            else:
                verdict = self._held(self._library, baseline, model)
        return Trial(mutant, verdict.regressed, named_by(verdict))

    def _held(self, library: Library, baseline: Run, model: ModelComposer | None) -> Verdict:
        run = evaluate(self._cases, library.store, library.embedder, model)
        return hold(run, baseline, asking(library.store, library.embedder, model))

    def _of_the_misled(self) -> Run:
        """Return a run of the whole program with the model that misleads, which no committed baseline is of."""
        if self._misled is None:
            model = ModelComposer(Misleading())
            self._misled = evaluate(self._cases, self._library.store, self._library.embedder, model)
        return self._misled


def rerun(baseline: Path = DEMO) -> tuple[str, ...]:
    """Run ``hearsay eval`` in a new process; return what it says where it does not pass, nothing where it does."""
    with tempfile.TemporaryDirectory(prefix="hearsay-rerun-") as made:
        options = ["--no-llm", "--baseline", str(baseline), "--out", str(Path(made) / "run.json")]
        command = [sys.executable, "-m", "evals", *options]
        done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    return tuple(done.stderr.splitlines()) if done.returncode else ()


def named_by(verdict: Verdict) -> frozenset[str]:
    """Return the metrics for which the gate fails."""
    changes = verdict.comparison.changes if verdict.comparison else ()
    regressed = {change.metric.name for change in changes if change.regressed}
    return frozenset(regressed | {breach.metric.name for breach in verdict.breaches if breach.holds})


def main(arguments: list[str] | None = None) -> int:
    """Try the mutants and re-runs, and print a line for each; return the exit code."""
    options = _parser().parse_args(arguments)
    console = Console(soft_wrap=True)
    if not console.is_terminal:
        console.width = PIPED
    with Mutations.on_the_demonstration() as mutations:
        trials = [mutations.tried(NAMES[name]) for name in options.mutants or NAMES]
    alarms = [alarm for _ in range(options.reruns) if (alarm := rerun())]
    console.print(_table(trials))
    for line in (line for alarm in alarms for line in alarm):
        console.print(line, markup=False)
    caught = sum(trial.is_caught for trial in trials)
    console.print(f"{caught} of {len(trials)} mutants caught; {len(alarms)} alarms in {options.reruns} re-runs")
    return 0 if caught == len(trials) and not alarms else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.mutations", description="Break the program on purpose.")
    parser.add_argument("mutants", nargs="*", metavar="MUTANT", choices=[*NAMES, []], help="these alone, by name")
    parser.add_argument("--reruns", type=int, default=RERUNS, metavar="N", help="re-runs of the whole program (20)")
    return parser


def _table(trials: Sequence[Trial]) -> Table:
    table = Table("mutant", "caught", "right metric", "all metrics that the gate names", box=None)
    for trial in trials:
        right = sorted(trial.named & trial.mutant.caught_by)
        table.add_row(
            trial.mutant.name,
            "yes" if trial.is_caught else "NO",
            ", ".join(right) or "none",
            ", ".join(sorted(trial.named)) or "none",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
