"""What the page's tables and plots show, row by row."""

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup

from evals.case import Case
from evals.comparison import Comparison
from evals.metrics import Better
from evals.reports import plots, wording
from evals.reports.case_view import Changed
from evals.reports.fairness import Respect, Standing, Told
from evals.reports.figures import Figure
from evals.reports.timing import Stage, stages_of
from evals.reports.wording import percent, points, ranging
from evals.run import Result, Run


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A metric with its drawing, and what it measures, from its docstring."""

    figure: Figure
    plot: Markup
    meaning: str


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one kind or outlet, a square each; `change` is how many more pass than before."""

    name: str
    passed: int
    of: int
    change: int | None
    plot: Markup


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One outlet or name in one respect."""

    standing: Standing
    plot: Markup


@dataclass(frozen=True, slots=True)
class RespectRows:
    """Every outlet or name in one respect; `few` are those of which there is too little to draw."""

    title: str
    lower_is_better: bool
    rows: tuple[StandingRow, ...]
    few: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage now and in the baseline, drawn on one scale with the others."""

    now: Stage
    before: Stage | None
    plot: Markup


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One part of the fingerprint of both runs."""

    name: str
    before: str | None
    after: str
    differs: bool


def figure_rows(figures: Sequence[Figure]) -> tuple[FigureRow, ...]:
    """Draw metrics on one axis: differences where there is a baseline, else the figures themselves."""
    compared = [figure for figure in figures if figure.gain]
    axis = axis_of(figures)
    return tuple(
        FigureRow(f, _difference(f, axis) if compared else _alone(f), _meaning(f)) for f in figures
    )


def axis_of(figures: Sequence[Figure]) -> plots.Axis:
    """Return the axis that holds the differences of all."""
    return plots.differences([f.gain for f in figures if f.gain], [f.metric.tolerance for f in figures])


def groups(run: Run, moved: Changed, names: Callable[[Case], Iterable[str]], compared: bool) -> tuple[Group, ...]:
    """Sort the cases into groups by what `names` gives for each, and draw them, the group that lost most first."""
    fell = {view.case.id for view in moved.worse}
    rose = {view.case.id for view in moved.better}
    sorted_out: dict[str, list[tuple[str, Result]]] = defaultdict(list)
    for result in run.results:
        for name in names(result.case):
            sorted_out[name].append((_kind(result, fell, rose), result))
    found = (_group(name, members, compared) for name, members in sorted_out.items())
    return tuple(sorted(found, key=lambda group: (group.change or 0, group.passed / group.of, group.name)))


def respect_rows(respects: Iterable[Respect]) -> tuple[RespectRows, ...]:
    """Draw how each outlet fares in each respect."""
    return tuple(
        RespectRows(
            respect.title,
            respect.better is Better.LOWER,
            tuple(StandingRow(s, _share(s)) for s in respect.standings if s.told is not Told.FEW),
            tuple(s for s in respect.standings if s.told is Told.FEW),
        )
        for respect in respects
    )


def stage_rows(run: Run, baseline: Run | None) -> tuple[StageRow, ...]:
    """Draw how long each stage took, in both runs."""
    now = stages_of(run)
    before = {stage.name: stage for stage in stages_of(baseline)} if baseline else {}
    longest = max((stage.p95 for stage in (*now, *before.values())), default=1.0) * 1.25
    return tuple(StageRow(stage, before.get(stage.name), _spread(stage, before.get(stage.name), longest)) for stage in now)


def print_rows(run: Run, baseline: Run | None) -> tuple[PrintRow, ...]:
    """Return the fingerprints of both runs, part by part."""
    there = asdict(baseline.fingerprint) if baseline else {}
    return tuple(
        PrintRow(name, (there[name] or "none") if there else None, value or "none", bool(there) and there[name] != value)
        for name, value in asdict(run.fingerprint).items()
    )


def still_failing(run: Run, moved: Changed) -> tuple[Result, ...]:
    """Return the cases that fail and are shown nowhere else."""
    shown = {view.case.id for view in (*moved.worse, *moved.better, *moved.other)}
    return tuple(result for result in run.results if not result.passed and result.case.id not in shown)


def tone(run: Run, comparison: Comparison | None) -> str:
    """Return the one word that colours and marks the headline."""
    if run.errors():
        return "crashed"
    if comparison is None:
        return "alone"
    if comparison.regressed:
        return "worse"
    return "better" if wording.rose(comparison) else "even"


def _kind(result: Result, fell: set[str], rose: set[str]) -> str:
    if result.case.id in fell:
        return "fell"
    if result.case.id in rose:
        return "rose"
    return "passes" if result.passed else "fails"


_ORDER = ("fell", "fails", "rose", "passes")
_SAID = {"fell": "newly fails", "fails": "fails as before", "rose": "newly passes", "passes": "passes"}


def _group(name: str, members: list[tuple[str, Result]], compared: bool) -> Group:
    members.sort(key=lambda member: _ORDER.index(member[0]))
    passed = sum(result.passed for _, result in members)
    kinds = [kind for kind, _ in members]
    change = kinds.count("rose") - kinds.count("fell")
    said = ", ".join(f"{kinds.count(kind)} {_SAID[kind]}" for kind in _ORDER if kind in kinds)
    marks = [(kind, f"{result.case.id}: {_SAID[kind] if compared or kind == 'passes' else 'fails'}") for kind, result in members]
    return Group(name, passed, len(members), change if compared else None, plots.squares(marks, said))


def _difference(figure: Figure, axis: plots.Axis) -> Markup:
    if figure.gain is None or figure.difference is None:
        return Markup("")
    said = (
        f"difference {points(figure.moved or 0)} points, with 95 % {ranging(figure.difference)};"
        f" tolerated {points(figure.metric.tolerance)[1:]}: {figure.verdict}"
    )
    return plots.difference(figure.gain, figure.middle, figure.metric.tolerance, axis, said)


def _alone(figure: Figure) -> Markup:
    value, bounds = figure.after.value, figure.after.interval
    if value is None or bounds is None or not 0 <= value <= 1:
        return Markup("")
    return plots.share(bounds, value, None, wording.estimated(figure.after))


def _meaning(figure: Figure) -> str:
    """Return the first paragraph of what says how the metric is counted."""
    return " ".join((inspect.getdoc(figure.metric.count) or "").partition("\n\n")[0].split())


def _share(standing: Standing) -> Markup:
    share, others = standing.share, standing.others
    said = (
        f"{standing.name}: {share.held} of {share.of}, with 95 % {wording.within(share.interval)} per cent;"
        f" all others {percent(others.value)}: {standing.told}"
    )
    return plots.share(share.interval, share.value, others.value, said)


def _spread(stage: Stage, before: Stage | None, longest: float) -> Markup:
    then = f"; before {before.p50:.0f} and {before.p95:.0f}" if before else ""
    said = f"{stage.name}: p50 {stage.p50:.0f} and p95 {stage.p95:.0f} milliseconds{then}"
    return plots.spread(stage.values, _quantiles(stage), _quantiles(before) if before else {}, longest, said)


def _quantiles(stage: Stage) -> dict[str, float]:
    return {"p50": stage.p50, "p95": stage.p95}

