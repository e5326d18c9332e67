"""Two runs compared, case by case: which figures changed and how surely, and which guarantees newly fail.

Cases are paired by id; one that only one run has, or that was changed in between, is in no pair. An evaluator that
crashed on a case in either run takes that case out of its metric's change, in both: it is no count at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evals import statistics
from evals.case import Case
from evals.comparison import Breach, Change, Comparison, Estimate, Flips, Interval, Pair
from evals.metrics import METRICS, Better, Metric
from evals.run import Result, Run

_PLACES = 6  # decimals that a run file keeps of a count: what differs beyond them was written, not answered

Results = Sequence[Result]


def compare(baseline: Run, run: Run, again: Sequence[Results] = (), metrics: Sequence[Metric] = METRICS) -> Comparison:
    """Compare a run with its baseline. `again` holds further askings of the cases that `failing` names."""
    pairs = paired(baseline, run)
    return Comparison(
        changes=tuple(_change(metric, pairs) for metric in metrics),
        flips=_flips(pairs),
        breaches=breaches(run, baseline, again, metrics),
        pairs=pairs,
    )


def paired(baseline: Run, run: Run) -> tuple[Pair, ...]:
    """Pair the results of the cases that ask and expect the same in both runs, in the order of the run.

    What else a case says, such as its story, is that of the run in both.
    """
    before = {result.case.id: result for result in baseline.results}
    both = ((before.get(result.case.id), result) for result in run.results)
    return tuple(
        Pair(replace(old, case=new.case), new)
        for old, new in both
        if old is not None and old.case.bare == new.case.bare
    )


def estimate(metric: Metric, results: Results) -> Estimate:
    """Return a metric's figure over results, with its interval; those on which it crashed are left out."""
    counted = _counted(metric, results)
    sums = [sum(column) for column in zip(*(counts for _, counts in counted), strict=True)]
    value = metric.value(sums) if counted else None
    interval = None if value is None else statistics.interval(counted, metric.value, metric.is_share)
    return Estimate(value, interval, len(counted))


def failing(
    run: Run, baseline: Run | None = None, metrics: Sequence[Metric] = METRICS
) -> tuple[tuple[Metric, Case], ...]:
    """Return each invariant that fails in a case of the run, in any of its askings, and did not in the baseline.

    Without a baseline that is each that fails at all: the guarantees are absolute. Where the baseline says nothing of
    the case, or its evaluator crashed there, it counts as held.
    """
    known = _known(baseline, metrics) if baseline else set()
    found = {(metric.name, case.id): (metric, case) for metric, case in _failures(askings(run), metrics)}
    return tuple(pair for key, pair in found.items() if key not in known)


def breaches(
    run: Run, baseline: Run | None = None, again: Sequence[Results] = (), metrics: Sequence[Metric] = METRICS
) -> tuple[Breach, ...]:
    """Return what `failing` does, with how often it failed in the askings of the run and in those of `again`."""
    asked = (*askings(run), *again)
    return tuple(_breach(metric, case, asked) for metric, case in failing(run, baseline, metrics))


def askings(run: Run) -> tuple[Results, ...]:
    """Return the results of each time that a run asked its cases."""
    return (run.results, *run.repeats)


def _known(baseline: Run, metrics: Sequence[Metric]) -> set[tuple[str, str]]:
    """Return by metric and case what fails in the baseline, by more than accident."""
    return {(breach.metric.name, breach.case) for breach in breaches(baseline, metrics=metrics) if breach.holds}


def _failures(asked: Sequence[Results], metrics: Sequence[Metric]) -> Iterator[tuple[Metric, Case]]:
    invariants = [metric for metric in metrics if metric.invariant]
    for result in (result for asking in asked for result in asking):
        yield from ((metric, result.case) for metric in invariants if _fails(metric, result))


def _fails(metric: Metric, result: Result) -> bool:
    return metric.name in result.counts and metric.fails(result.counts[metric.name])


def _breach(metric: Metric, case: Case, asked: Sequence[Results]) -> Breach:
    results = [result for asking in asked for result in asking if result.case.id == case.id]
    known = [result for result in results if metric.name not in result.errors]
    return Breach(metric, case.id, sum(_fails(metric, result) for result in known), len(known))


def _change(metric: Metric, pairs: Sequence[Pair]) -> Change:
    kept = [pair for pair in pairs if metric.name not in {*pair.before.errors, *pair.after.errors}]
    before, after = [pair.before for pair in kept], [pair.after for pair in kept]
    difference = statistics.difference(_counted(metric, before), _counted(metric, after), metric.value)
    change = Change(
        metric, estimate(metric, before), estimate(metric, after), difference, regressed(metric, difference)
    )
    return replace(change, regressed=True) if metric.invariant and change.lost else change


def regressed(metric: Metric, difference: Interval | None) -> bool:
    """Whether the whole interval lies beyond the tolerance on the worse side; touching it is within."""
    if difference is None:
        return False
    if metric.better is Better.HIGHER:
        return difference.high < -metric.tolerance
    return difference.low > metric.tolerance


def _counted(metric: Metric, results: Results) -> statistics.Counted:
    return [
        (result.case.cluster, tuple(round(count, _PLACES) for count in result.counts[metric.name]))
        for result in results
        if metric.name in result.counts
    ]


def _flips(pairs: Sequence[Pair]) -> Flips:
    worse = tuple(pair.after.case.id for pair in pairs if pair.before.passed and not pair.after.passed)
    better = tuple(pair.after.case.id for pair in pairs if pair.after.passed and not pair.before.passed)
    return Flips(worse, better, statistics.mcnemar(len(worse), len(better)))
