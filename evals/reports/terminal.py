"""A run on the terminal, and as the JSON that ``hearsay eval --json`` prints."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.inert import printable
from evals.comparison import Comparison, Estimate, Interval
from evals.gate import ALONE, Verdict
from evals.metrics import METRICS
from evals.reports import numbers, wording
from evals.reports.figures import Figure, figures_of
from evals.reports.wording import Movement, movement_of
from evals.run import Run

PIPED = 120  # columns where there is no terminal to fit

_COLOURS = {Movement.WORSE: "red", Movement.PERHAPS_WORSE: "yellow", Movement.BETTER: "green"}
_SIGNS = {Movement.WORSE: "▼ ", Movement.BETTER: "▲ "}


def show(run: Run, verdict: Verdict = ALONE, fails: bool = False) -> None:
    """Print what must hold and does not, the verdict, which cases changed, every metric, and the passes by kind.

    With `fails` every case that fails follows with its checks.
    """
    comparison = verdict.comparison
    console = Console(soft_wrap=True, highlight=False)
    if not console.is_terminal:
        console.width = PIPED
    for breach in verdict.breaches:
        console.print(Text(printable(wording.breach_of(breach)), style="red" if breach.holds else "yellow"))
    console.print(Text(printable(f"{wording.headline(run, verdict)}."), style="bold"))
    if run.unworded and not run.is_silent:
        console.print(Text(printable(f"{wording.unworded_of(run)}."), style="yellow"))
    if comparison:
        console.print(Text(wording.flips_of(comparison)))
        for line in _changed(comparison):
            console.print(line)
    console.print(_figures(figures_of(run, comparison), comparison is not None), _kinds(run))
    if run.judged:
        console.print(Text(printable(wording.advice_of(run.judged))))
    for line in _failing(run) if fails else ():
        console.print(line)


def as_fields(run: Run, verdict: Verdict = ALONE) -> Mapping[str, Any]:
    """Return the figures of a run, and what it differs in from its baseline; what is not applicable is null."""
    return {
        "cases": len(run.results),
        "passed": sum(result.passed for result in run.results),
        "metrics": {metric.name: run.value(metric.name) for metric in METRICS},
        "breaches": [
            {"metric": b.metric.name, "case": b.case, "times": b.times, "asked": b.asked, "regressed": b.holds}
            for b in verdict.breaches
        ],
        "regressed": verdict.regressed,
        "refused": verdict.refused,
        "missed": list(verdict.missed),
        "unworded": run.unworded,
        "usage": dict(run.usage),
        "judged": dict(run.judged) or None,
        "errors": [{"case": case, "metric": metric, "reason": why} for case, metric, why in run.errors()],
        "failed": {result.case.id: list(result.failed) for result in run.results if result.failed},
        "comparison": _compared(verdict.comparison) if verdict.comparison else None,
    }


def _compared(comparison: Comparison) -> Mapping[str, Any]:
    return {
        "regressed": comparison.regressed,
        "metrics": {
            change.metric.name: {
                "before": _estimate(change.before),
                "after": _estimate(change.after),
                "difference": _interval(change.difference),
                "verdict": movement_of(change).value,
                "regressed": change.regressed,
            }
            for change in comparison.changes
        },
        "flips": {
            "worse": list(comparison.flips.worse),
            "better": list(comparison.flips.better),
            "p": comparison.flips.p,
        },
        "changed": [pair.after.case.id for pair in comparison.pairs if pair.differs],
    }


def _estimate(estimate: Estimate) -> Mapping[str, Any]:
    return {"value": estimate.value, "interval": _interval(estimate.interval), "cases": estimate.cases}


def _interval(interval: Interval | None) -> Sequence[float] | None:
    return [interval.low, interval.high] if interval else None


def _figures(figures: Sequence[Figure], compared: bool) -> Table:
    heads = ("baseline", "now", "95 %", "change", "95 %", "verdict") if compared else ("value", "95 %")
    table = Table("metric", box=None, pad_edge=False)
    for head in (*heads, "cases"):
        table.add_column(head, no_wrap=True, justify="left" if head == "verdict" else "right")
    for figure in figures:
        table.add_row(figure.metric.title, *_cells(figure), str(figure.after.cases))
    return table


def _cells(figure: Figure) -> Sequence[str | Text]:
    now = (_value(figure, figure.after), numbers.within(figure.after.interval, figure.metric))
    return (_value(figure, figure.before), *now, *_change(figure)) if figure.before else now


def _value(figure: Figure, estimate: Estimate) -> str:
    return "–" if estimate.value is None else numbers.shown(figure.metric, estimate.value)


def _change(figure: Figure) -> tuple[str, str, Text]:
    by = "" if figure.moved is None else numbers.signed(figure.metric, figure.moved)
    verdict = Text(_SIGNS.get(figure.movement, "") + figure.movement, style=_COLOURS.get(figure.movement, ""))
    return by, numbers.ranging(figure.metric, figure.difference), verdict


def _kinds(run: Run) -> Table:
    table = Table("kind", "passed", "cases", box=None, pad_edge=False)
    asked = Counter(result.case.kind.value for result in run.results)
    passed = Counter(result.case.kind.value for result in run.results if result.passed)
    for kind in sorted(asked):
        table.add_row(kind, str(passed[kind]), str(asked[kind]))
    return table


def _changed(comparison: Comparison) -> Sequence[Text]:
    worse = [Text(printable(f"▼ {pair.after.case.id}: {why}"), style="red") for pair, why in wording.fell(comparison)]
    better = (Text(printable(f"▲ {case}: passes now"), style="green") for case in comparison.flips.better)
    return (*worse, *better)


def _failing(run: Run) -> Sequence[Text]:
    return [Text(printable(f"- {r.case.id}: {', '.join(r.failed)}")) for r in run.results if r.failed]
