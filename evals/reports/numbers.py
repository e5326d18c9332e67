"""Figures in words: shares as per cent, their differences as points of a hundred, others as they are."""

from evals.comparison import Interval
from evals.metrics import Metric

NOTHING = "not applicable"


def percent(share: float) -> str:
    """Return a share as per cent with one decimal, as ``81.7 %``."""
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def shown(metric: Metric, value: float | None) -> str:
    """Return a figure: a share as per cent, another as it is."""
    if value is None:
        return NOTHING
    return percent(value) if metric.is_share else f"{value:.2f}"


def shift(metric: Metric, difference: float) -> str:
    """Return a difference with its sign: ``−12.0 points`` of a share, ``−0.31`` of another figure."""
    return f"{signed(metric, difference)} points" if metric.is_share else signed(metric, difference)


def within(interval: Interval | None, metric: Metric | None = None) -> str:
    """Return the bounds of a figure, of a share where no metric is named, as ``73.1 to 88.9``; nothing of none."""
    if interval is None:
        return ""
    if metric and not metric.is_share:
        return f"{interval.low:.2f} to {interval.high:.2f}"
    return f"{100 * interval.low:.1f} to {100 * interval.high:.1f}"


def ranging(metric: Metric, difference: Interval | None) -> str:
    """Return the bounds of a difference, as ``−20.6 to −8.3``; nothing where there are none."""
    return f"{signed(metric, difference.low)} to {signed(metric, difference.high)}" if difference else ""


def shift_within(metric: Metric, by: float | None, difference: Interval | None) -> str:
    """Return how a figure differs and within which bounds, as ``−14.4 (−22.5 to −7.2)``, of a share in points."""
    if by is None:
        return ""
    varies = difference is not None and difference.low != difference.high
    return f"{signed(metric, by)} ({ranging(metric, difference)})" if varies else signed(metric, by)


def signed(metric: Metric, difference: float) -> str:
    """Return a difference with its sign: ``−12.0`` points of a share, ``−0.31`` of another figure."""
    rounded = f"{abs(100 * difference):.1f}" if metric.is_share else f"{abs(difference):.2f}"
    sign = "" if not float(rounded) else "−" if difference < 0 else "+"
    return sign + rounded


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun, or with what is said of so many."""
    return f"{number} {one if number == 1 else several}"


def cases_in(number: int) -> str:
    """Return how many cases."""
    return counted(number, "case", "cases")
