"""The figures of a run as rows of a table, beside the baseline's where there is one."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from evals.compare import estimate
from evals.comparison import Change, Comparison, Estimate, Interval
from evals.metrics import METRICS, Better, Metric
from evals.reports import wording
from evals.reports.wording import Movement, movement_of
from evals.run import Run

# Metrics that lead the page; every other one is in the table of all.
LEADING = ("pass_rate", "evidence_recall", "attribution", "quote_fidelity", "voice_leak", "status", "abstention_f1")


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric of a run, and of the baseline where there is one."""

    metric: Metric
    after: Estimate
    before: Estimate | None = None
    difference: Interval | None = None
    moved: float | None = None
    movement: Movement = Movement.NOTHING

    @property
    def gain(self) -> Interval | None:
        """The difference turned so that more is better."""
        return wording.gain_of(self.metric.better, self.difference) if self.difference else None

    @property
    def middle(self) -> float:
        """The difference itself, turned so."""
        return (self.moved or 0.0) * (1 if self.metric.better is Better.HIGHER else -1)


def figures_of(run: Run, comparison: Comparison | None) -> tuple[Figure, ...]:
    """Return a row for each metric, in the order of `METRICS`."""
    if comparison is None:
        return tuple(Figure(metric, estimate(metric, run.results)) for metric in METRICS)
    return tuple(_compared(change) for change in comparison.changes)


def families(figures: Sequence[Figure]) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    """Return the figures by family, each with what it is about: what stands first in the file of the family."""
    grouped = groupby(figures, key=lambda figure: figure.metric.count.__module__)
    return tuple((_first_line(sys.modules[module].__doc__), tuple(members)) for module, members in grouped)


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0].replace("`", "")


def leading(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures that a reader should see first: every one that got worse, then the usual ones."""
    worse = [figure for figure in figures if figure.movement is Movement.WORSE]
    names = {name: place for place, name in enumerate(LEADING)}
    usual = sorted((f for f in figures if f.metric.name in names), key=lambda f: names[f.metric.name])
    return _once((*usual[:1], *worse, *usual))


def _once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple({figure.metric.name: figure for figure in figures}.values())


def _compared(change: Change) -> Figure:
    return Figure(
        change.metric, change.after, change.before, change.difference, wording.moved(change), movement_of(change)
    )
