"""Baselines: runs that later ones are held to, committed with the reason why they were made so."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evals.case_file import digest
from evals.case_file import load as load_cases
from evals.compare import breaches, compare
from evals.floors import CASES, HERE
from evals.gate import Verdict
from evals.metrics import METRICS, Metric
from evals.run import Run
from ingest.errors import UnusableInput

DEMO = HERE / "baselines" / "demo.json"
"""The baseline of the bundled cases, asked of the bundled articles."""


def place_of(run: Run) -> Path:
    """Return where the baseline of such a run stands. Raises `UnusableInput` where nothing says so."""
    if digest(result.case for result in run.results) != digest(load_cases(CASES)):
        raise UnusableInput("this run is not of the bundled cases; say with --to FILE where its baseline is kept")
    return DEMO


def blessed(run: Run, reason: str) -> Run:
    """Return a run as it is committed: with the reason, and without what differs though answers do not.

    Raises `UnusableInput` for an empty reason, for a run on which an evaluator crashed, as what is not counted in a
    baseline is never missed, and for one of which the language model worded no answer.
    """
    if not reason.strip():
        raise UnusableInput("a baseline needs a reason; say with --reason TEXT why the answers may be as they are")
    if errors := run.errors():
        case, metric, why = errors[0]
        raise UnusableInput(
            f"{len(errors)} evaluators crashed in this run, {metric} on {case} ({why}); mend that and evaluate again"
        )
    if run.is_silent:
        raise UnusableInput(
            f"{run.fingerprint.model} worded no answer of this run; evaluate again when it can be reached"
        )
    results = tuple(replace(result, timings={}) for result in run.results)
    return replace(run, reason=" ".join(reason.split()), results=results, repeats=(), usage={}, judged={})


def replacing(present: Run | None, run: Run, metrics: Sequence[Metric] = METRICS) -> Verdict:
    """Hold a run to the baseline that it would replace, over the cases that both have as they are.

    What a baseline is replaced for is mostly that cases or articles changed, so this refuses nothing as unlike.
    """
    if present is None:
        return Verdict(None, breaches(run, metrics=metrics))
    comparison = compare(present, run, metrics=metrics)
    return Verdict(comparison, comparison.breaches)
