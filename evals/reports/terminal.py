"""A run on the terminal, and as the JSON that ``hearsay eval --json`` prints."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.metrics import METRICS
from evals.run import Run


def show(run: Run) -> None:
    """Print how many cases pass by kind, and every metric."""
    console = Console(soft_wrap=True)
    console.print(_kinds(run), _metrics(run))


def as_fields(run: Run) -> Mapping[str, Any]:
    """Return the figures of a run; what is not applicable is null."""
    return {
        "cases": len(run.results),
        "passed": sum(result.passed for result in run.results),
        "metrics": {metric.name: run.value(metric.name) for metric in METRICS},
        "errors": [{"case": case, "metric": metric, "reason": why} for case, metric, why in run.errors()],
        "failed": {result.case.id: list(result.failed) for result in run.results if result.failed},
    }


def _kinds(run: Run) -> Table:
    table = Table("kind", "passed", "cases", box=None)
    asked = Counter(result.case.kind.value for result in run.results)
    passed = Counter(result.case.kind.value for result in run.results if result.passed)
    for kind in sorted(asked):
        table.add_row(kind, str(passed[kind]), str(asked[kind]))
    return table


def _metrics(run: Run) -> Table:
    table = Table("metric", "value", "cases", box=None)
    for metric in METRICS:
        value = run.value(metric.name)
        cases = sum(metric.name in result.counts for result in run.results)
        table.add_row(metric.title, "not applicable" if value is None else f"{value:.3f}", str(cases))
    return table
