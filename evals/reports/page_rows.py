"""What the page's tables and plots show, row by row."""

import inspect
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup

from evals.comparison import Breach
from evals.gate import Verdict
from evals.metrics import Better
from evals.metrics.latency import Latency, latencies
from evals.reports import numbers, plots, wording
from evals.reports.case_view import Changed
from evals.reports.fairness import GroupShare, Respect, Told
from evals.reports.figures import Figure, families
from evals.reports.wording import Movement
from evals.run import Result, Run


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A metric with its drawing, and what it measures, from its docstring."""

    figure: Figure
    plot: Markup
    meaning: str


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """What must hold, and where it does not; `holds` tells that it is more than an accident in some of them."""

    title: str
    holds: bool
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One outlet or name in one respect."""

    group: GroupShare
    plot: Markup


@dataclass(frozen=True, slots=True)
class RespectRows:
    """Every outlet or name in one respect; `few` are those of which there is too little to draw."""

    title: str
    lower_is_better: bool
    rows: tuple[GroupRow, ...]
    few: tuple[GroupShare, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage now and in the baseline, drawn on one scale with the others."""

    now: Latency
    before: Latency | None
    plot: Markup


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One part of the fingerprint of both runs."""

    name: str
    before: str | None
    after: str
    differs: bool


def figure_rows(figures: Sequence[Figure], axis: plots.Axis) -> tuple[FigureRow, ...]:
    """Draw metrics: differences where there is a baseline, else the figures themselves."""
    return tuple(FigureRow(f, _difference(f, axis) if f.before else _alone(f), _meaning(f)) for f in figures)


def family_rows(figures: Sequence[Figure], axis: plots.Axis) -> tuple[tuple[str, tuple[FigureRow, ...]], ...]:
    """Draw metrics by family."""
    return tuple((about, figure_rows(members, axis)) for about, members in families(figures))


def broken_rows(breaches: Sequence[Breach]) -> tuple[BrokenRow, ...]:
    """Sort breaches by metric, those that are no accident first."""
    ordered = sorted(breaches, key=lambda breach: not breach.holds)
    by_title = {breach.metric.title: [b for b in ordered if b.metric is breach.metric] for breach in ordered}
    return tuple(BrokenRow(title, each[0].holds, tuple(each)) for title, each in by_title.items())


def axis_of(figures: Sequence[Figure]) -> plots.Axis:
    """Return the axis that holds the differences of all shares, and of those that got worse the whole interval."""
    shares = [figure for figure in figures if figure.metric.is_share and figure.gain]
    return plots.differences(end for figure in shares for end in _to_show(figure))


def _to_show(figure: Figure) -> tuple[float, ...]:
    whole = (figure.gain.low, figure.gain.high) if figure.gain and figure.movement is Movement.WORSE else ()
    return (figure.middle, 2 * figure.metric.tolerance, *whole)


def respect_rows(respects: Iterable[Respect]) -> tuple[RespectRows, ...]:
    """Draw how each outlet fares in each respect."""
    return tuple(
        RespectRows(
            respect.title,
            respect.better is Better.LOWER,
            tuple(GroupRow(s, _share(s)) for s in respect.groups if s.told is not Told.FEW),
            tuple(s for s in respect.groups if s.told is Told.FEW),
        )
        for respect in respects
    )


def stage_rows(run: Run, baseline: Run | None) -> tuple[StageRow, ...]:
    """Draw how long each stage took, in both runs."""
    now = latencies(run)
    before = {latency.stage: latency for latency in (latencies(baseline) if baseline else ())}
    longest = max((latency.p95 for latency in (*now, *before.values())), default=1.0) * 1.25
    return tuple(
        StageRow(each, before.get(each.stage), _spread(run, each, before.get(each.stage), longest)) for each in now
    )


def print_rows(run: Run, baseline: Run | None) -> tuple[PrintRow, ...]:
    """Return the fingerprints of both runs, part by part."""
    there = asdict(baseline.fingerprint) if baseline else {}
    return tuple(
        PrintRow(
            name, (there[name] or "none") if there else None, value or "none", bool(there) and there[name] != value
        )
        for name, value in asdict(run.fingerprint).items()
    )


def still_failing(run: Run, moved: Changed) -> tuple[Result, ...]:
    """Return the cases that fail and are shown nowhere else."""
    shown = {view.case.id for view in moved.all}
    return tuple(result for result in run.results if not result.passed and result.case.id not in shown)


def tone(run: Run, verdict: Verdict) -> str:
    """Return the one word that colours and marks the headline."""
    if run.errors() or run.is_silent or verdict.refused:
        return "crashed"
    if verdict.regressed:
        return "worse"
    if verdict.comparison is None:
        return "alone"
    return "better" if wording.rose(verdict.comparison) else "even"


def _difference(figure: Figure, axis: plots.Axis) -> Markup:
    if figure.gain is None or figure.difference is None:
        return Markup("")
    said = (
        f"difference {numbers.shift(figure.metric, figure.moved or 0)}, with 95 %"
        f" {numbers.ranging(figure.metric, figure.difference)}: {figure.movement}"
    )
    scale = (
        axis
        if figure.metric.is_share
        else plots.differences((figure.gain.low, figure.gain.high, 2 * figure.metric.tolerance))
    )
    return plots.difference(figure.gain, figure.middle, figure.metric.tolerance, scale, said)


def _alone(figure: Figure) -> Markup:
    value, bounds = figure.after.value, figure.after.interval
    if value is None or bounds is None or not figure.metric.is_share:
        return Markup("")
    said = f"{numbers.percent(value)}, with 95 % {numbers.within(bounds)} per cent"
    return plots.share(bounds, value, None, said)


def _meaning(figure: Figure) -> str:
    """Return the first paragraph of what says how the metric is counted."""
    return " ".join((inspect.getdoc(figure.metric.count) or "").partition("\n\n")[0].split())


def _share(group: GroupShare) -> Markup:
    share, others = group.share, group.others
    said = (
        f"{group.name}: {share.held} of {share.of}, with 95 % {numbers.within(share.interval)} per cent;"
        f" all others {numbers.percent(others.value)}: {group.told}"
    )
    return plots.share(share.interval, share.value, others.value, said)


def _spread(run: Run, now: Latency, before: Latency | None, longest: float) -> Markup:
    taken = [result.timings[now.stage] for result in run.results if now.stage in result.timings]
    then = f"; before {before.p50:.0f} and {before.p95:.0f}" if before else ""
    said = f"{now.stage}: p50 {now.p50:.0f} and p95 {now.p95:.0f} milliseconds{then}"
    return plots.spread(taken, _quantiles(now), _quantiles(before) if before else {}, longest, said)


def _quantiles(latency: Latency) -> dict[str, float]:
    return {"p50": latency.p50, "p95": latency.p95}
