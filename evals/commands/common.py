"""What the commands of ``hearsay eval`` share: exit codes, and how a verdict is told."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import message

if TYPE_CHECKING:
    from evals.gate import Verdict
    from evals.run import Run

CLEAN, REGRESSION, UNUSABLE, INCOMPARABLE = range(4)

AnyLibrary = Annotated[
    bool, typer.Option("--any-library", help="Compare although the library is not the baseline's, and say so.")
]

Report = Annotated[
    Path | None, typer.Option("--report", metavar="FILE.html", help="Write the report here: one page of HTML.")
]
JUnit = Annotated[Path | None, typer.Option("--junit", metavar="FILE.xml", help="Write JUnit XML here.")]


def told(verdict: "Verdict", run: "Run", baseline: "Run | None") -> int:
    """Print a line for each reason why a run does not pass, and for what else bears on it; return the exit code."""
    from evals.likeness import changed, unlike_libraries, unlike_measures
    from evals.reports.wording import unworded_of

    if baseline and verdict.comparison:
        if unlike := unlike_libraries(baseline, run):
            message(f"hearsay: WARNING: {unlike}: what differs may be their doing, not the program's")
        if unlike := unlike_measures(baseline, run):
            message(f"hearsay: WARNING: {unlike}: what differs may be their doing; bless a run that they have counted")
        for part in changed(baseline.fingerprint, run.fingerprint):
            message(f"changed since the baseline: {part}")
        _tell_of_crashes(baseline, "baseline")
    _tell_of_crashes(run, "run")
    if unworded := unworded_of(run):
        message(f"hearsay: WARNING: {unworded}")
    for line in verdict.reasons:
        message(f"hearsay: {line}")
    if run.errors() or run.is_silent:
        return UNUSABLE
    if verdict.refused:
        return INCOMPARABLE
    if baseline and baseline.errors():
        return UNUSABLE
    return REGRESSION if verdict.regressed else CLEAN


def _tell_of_crashes(run: "Run", which: str) -> None:
    for case, metric, why in run.errors():
        message(
            f"hearsay: not counted: the evaluator {metric} crashed on {case} in the {which} ({' '.join(why.split())})"
        )
