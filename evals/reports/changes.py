"""What two runs differ in, on the terminal and as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.comparison import Change, Comparison, Estimate, Interval


def show(comparison: Comparison) -> None:
    """Print every metric in both runs with the interval of its change, and which cases flipped."""
    table = Table("metric", "before", "after", "change, 95 %", "cases", "", box=None)
    for change in comparison.changes:
        verdict = "regressed" if change.regressed else ""
        before, after = (_figure(estimate.value) for estimate in (change.before, change.after))
        table.add_row(change.metric.title, before, after, _bounds(change.difference), str(change.after.cases), verdict)
    flips = comparison.flips
    console = Console(soft_wrap=True)
    console.print(table)
    console.print(f"{len(flips.worse)} cases now fail, {len(flips.better)} now pass (exact McNemar p = {flips.p:.3f})")
    for sign, ids in (("-", flips.worse), ("+", flips.better)):
        for name in ids:
            console.print(f"{sign} {name}", markup=False, highlight=False)


def as_fields(comparison: Comparison) -> Mapping[str, Any]:
    """Return a comparison as ``hearsay eval compare --json`` prints it; what is not applicable is null."""
    return {
        "regressed": comparison.regressed,
        "metrics": {change.metric.name: _fields(change) for change in comparison.changes},
        "flips": asdict(comparison.flips),
        "breaches": [
            {"metric": b.metric.name, "case": b.case, "times": b.times, "asked": b.asked, "regressed": b.holds}
            for b in comparison.breaches
        ],
    }


def _fields(change: Change) -> Mapping[str, Any]:
    return {
        "before": _estimate_fields(change.before),
        "after": _estimate_fields(change.after),
        "difference": _interval_fields(change.difference),
        "regressed": change.regressed,
    }


def _estimate_fields(estimate: Estimate) -> Mapping[str, Any]:
    return {"value": estimate.value, "interval": _interval_fields(estimate.interval), "cases": estimate.cases}


def _interval_fields(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None


def _figure(value: float | None) -> str:
    return "not applicable" if value is None else f"{value:.3f}"


def _bounds(interval: Interval | None) -> str:
    return f"{interval.low:+.3f} to {interval.high:+.3f}" if interval else "not applicable"
