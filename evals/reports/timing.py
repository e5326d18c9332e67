"""How long each stage of an answer took, in a run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.run import Run

WHOLE = "total"  # the stage that holds all others


@dataclass(frozen=True, slots=True)
class Stage:
    """Milliseconds of one stage over all answers: every one, in order of size, and two quantiles of them."""

    name: str
    values: Sequence[float]
    p50: float
    p95: float


def stages_of(run: Run) -> tuple[Stage, ...]:
    """Return the stages in the order in which an answer passes them, the whole last; none of a run without timings.

    Repeated answers count too. Quantiles are interpolated linearly (Hyndman and Fan 1996, type 7).
    """
    taken: dict[str, list[float]] = {}
    timings: list[Mapping[str, float]] = [r.timings for results in (run.results, *run.repeats) for r in results]
    for timing in timings:
        for stage, milliseconds in timing.items():
            taken.setdefault(stage, []).append(milliseconds)
    names = sorted(taken, key=lambda stage: stage == WHOLE)
    return tuple(_stage(name, sorted(taken[name])) for name in names)


def _stage(name: str, values: Sequence[float]) -> Stage:
    p50, p95 = np.percentile(values, (50, 95))
    return Stage(name, values, float(p50), float(p95))
