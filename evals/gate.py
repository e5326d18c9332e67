"""The gate: whether a run passes, held to its baseline, or without one to the guarantees alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.compose.model import ModelComposer
from evals.case import Case
from evals.compare import Results, askings, breaches, compare, failing
from evals.comparison import Breach, Change, Comparison
from evals.likeness import incomparable, unlike_cases
from evals.metrics import METRICS, Metric
from evals.run import Run, evaluate
from index.embedder import Embedder
from index.store import Store

ASKINGS = 3
"""How often a case is asked in which an invariant newly fails: a single failure may be an accident of a model."""

Again = Callable[[Sequence[Case], int], Sequence[Results]]
"""Asks cases so many times more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a run. `breaches` are of what must hold: newly broken, where there is a comparison; else
    broken at all. `refused` is why the run cannot be compared; `missed` has a line for each floor that it is beyond.
    """

    comparison: Comparison | None = None
    breaches: tuple[Breach, ...] = ()
    refused: str | None = None
    missed: tuple[str, ...] = ()

    @property
    def regressed(self) -> bool:
        """Whether the run fails."""
        fell = self.comparison is not None and self.comparison.regressed
        return fell or bool(self.missed) or any(breach.holds for breach in self.breaches)

    @property
    def reasons(self) -> tuple[str, ...]:
        """A line for each reason to fail or to refuse, for each accident, and for each figure that there is no more."""
        changes = self.comparison.changes if self.comparison else ()
        newly = "newly " if self.comparison else ""
        return (
            *((f"incomparable: {self.refused}",) if self.refused else ()),
            *(_fall(change) for change in changes if change.regressed or change.lost),
            *(_failure(breach, newly) for breach in self.breaches),
            *self.missed,
        )


ALONE = Verdict()
"""Of a run that is held to nothing."""


def asking(store: Store, embedder: Embedder, model: ModelComposer | None = None) -> Again:
    """Return what asks cases of a library again."""

    def again(cases: Sequence[Case], times: int) -> Sequence[Results]:
        return askings(evaluate(cases, store, embedder, model, times - 1))

    return again


def asked_once(_cases: Sequence[Case], _times: int) -> Sequence[Results]:
    """Ask nothing again, where only files are at hand: what they hold decides."""
    return ()


def hold(
    run: Run,
    baseline: Run | None,
    again: Again = asked_once,
    any_library: bool = False,
    metrics: Sequence[Metric] = METRICS,
) -> Verdict:
    """Hold a run to its baseline, asking anew, by `again`, the cases in which an invariant newly fails.

    A run that cannot be compared is held to the guarantees alone, by what it holds.
    """
    if baseline and (refused := (unlike_cases if any_library else incomparable)(baseline, run)):
        return Verdict(None, breaches(run, metrics=metrics), refused)
    further = _further(run, baseline, again, metrics)
    if baseline is None:
        return Verdict(None, breaches(run, None, further, metrics))
    comparison = compare(baseline, run, further, metrics)
    return Verdict(comparison, comparison.breaches)


def _further(run: Run, baseline: Run | None, again: Again, metrics: Sequence[Metric]) -> Sequence[Results]:
    suspects = {case.id: case for _, case in failing(run, baseline, metrics)}
    missing = ASKINGS - len(askings(run))
    return again(tuple(suspects.values()), missing) if suspects and missing > 0 else ()


def _fall(change: Change) -> str:
    if change.lost:
        verdict = "regression" if change.regressed else "no regression, but measured no more"
        return f"{verdict}: {change.metric.title} was {_figure(change.before.value)} and says nothing of any case now"
    bounds = change.difference
    told = f", 95 % interval {bounds.low:+.3f} to {bounds.high:+.3f}" if bounds else ""
    return (
        f"regression: {change.metric.title} was {_figure(change.before.value)} and is {_figure(change.after.value)}"
        f"{told}, all of it beyond the tolerance of {change.metric.tolerance:g}"
    )


def _failure(breach: Breach, newly: str) -> str:
    verdict = "regression" if breach.holds else "no regression, but unstable"
    return f"{verdict}: {breach.metric.title} {newly}fails in {breach.case}, {breach.times} of {breach.asked} times"


def _figure(value: float | None) -> str:
    return "not applicable" if value is None else f"{value:.3f}"
