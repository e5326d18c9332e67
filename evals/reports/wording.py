"""What a comparison says, in words: the verdict of a metric, and that of the whole, alike in every report.

Figures are shares and means between zero and one, shown as per cent, and their differences as points of a hundred.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from evals.comparison import Change, Comparison, Estimate, Interval, Pair
from evals.metrics import Better
from evals.run import Run

NOTHING = "not applicable"
OUTCOME = "outcome"
PASSING = "pass_rate"
NAMED = 2  # things that the headline names


class Movement(StrEnum):
    """What can be said of a metric's difference, from its interval and the metric's tolerance."""

    WORSE = "worse"
    PERHAPS_WORSE = "perhaps worse"
    BETTER = "better"
    PERHAPS_BETTER = "perhaps better"
    SAME = "same"
    UNTOLD = "no telling"
    NOTHING = NOTHING


MEANINGS = {
    Movement.WORSE: "the whole interval lies beyond the tolerance, on the worse side: a regression",
    Movement.PERHAPS_WORSE: "worse, perhaps by no more than is tolerated",
    Movement.BETTER: "the whole interval lies beyond the tolerance, on the better side",
    Movement.PERHAPS_BETTER: "better, perhaps by no more than is tolerated",
    Movement.SAME: "the whole interval lies within the tolerance",
    Movement.UNTOLD: "the interval reaches to both sides: too few cases to tell",
    Movement.NOTHING: "one of the runs has no figure",
}

# What a check that newly fails means to a reader: of one answer, of several.
_LOST = {
    "evidence": ("lost its wanted source", "lost their wanted source"),
    "attribution": ("no longer names who says it", "no longer name who says it"),
    "status": ("gives another standing", "give another standing"),
    "premise": ("no longer says what the question takes for granted", "no longer say what the question takes for granted"),
    "no_false_premise": ("finds a premise that is not there", "find a premise that is not there"),
    "reason": ("gives the wrong reason for abstaining", "give the wrong reason for abstaining"),
    "scope": ("cites what was not asked for", "cite what was not asked for"),
    "exact": ("quotes inexactly", "quote inexactly"),
    "concise": ("quotes too much", "quote too much"),
    "cited": ("states something without a citation", "state something without a citation"),
    "attributed": ("states something without its source", "state something without its source"),
    "never_established": ("calls established what no finding is on record for",) * 2,
    "abstains": ("abstains where there is an answer", "abstain where there is an answer"),
    "answers": ("is given where there is none", "are given where there is none"),
}


def movement_of(change: Change) -> Movement:
    """Return what the interval of a difference says, whichever way is better."""
    if change.difference is None:
        return Movement.NOTHING
    if change.regressed:
        return Movement.WORSE
    gain = gain_of(change.metric.better, change.difference)
    tolerance = change.metric.tolerance
    if -tolerance <= gain.low and gain.high <= tolerance:
        return Movement.SAME
    if gain.low > 0:
        return Movement.BETTER if gain.low > tolerance else Movement.PERHAPS_BETTER
    return Movement.PERHAPS_WORSE if gain.high < 0 else Movement.UNTOLD


def gain_of(better: Better, difference: Interval) -> Interval:
    """Return a difference turned so that more is better."""
    return difference if better is Better.HIGHER else Interval(-difference.high, -difference.low)


def moved(change: Change) -> float | None:
    """Return by how much a figure changed, after minus before."""
    before, after = change.before.value, change.after.value
    return None if before is None or after is None else after - before


def percent(value: float | None) -> str:
    """Return a share as per cent with one decimal, as ``81.7 %``."""
    return NOTHING if value is None else f"{100 * value:.1f} %"


def points(value: float) -> str:
    """Return a difference of shares in points of a hundred, with its sign, as ``−12.0``."""
    rounded = f"{abs(100 * value):.1f}"
    return rounded if rounded == "0.0" else f"{'−' if value < 0 else '+'}{rounded}"


def within(interval: Interval | None) -> str:
    """Return the bounds of an estimate, as ``73.1 to 88.9``; nothing where there are none."""
    return f"{100 * interval.low:.1f} to {100 * interval.high:.1f}" if interval else ""


def ranging(difference: Interval | None) -> str:
    """Return the bounds of a difference, as ``−20.6 to −8.3``; nothing where there are none."""
    return f"{points(difference.low)} to {points(difference.high)}" if difference else ""


def estimated(estimate: Estimate) -> str:
    """Return a figure with its bounds, as ``81.7 % (73.1 to 88.9)``."""
    bounds = within(estimate.interval)
    return f"{percent(estimate.value)} ({bounds})" if bounds else percent(estimate.value)


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun, or with what is said of so many."""
    return f"{number} {one if number == 1 else several}"


def cases_in(number: int) -> str:
    """Return how many cases."""
    return counted(number, "case", "cases")


def headline(run: Run, comparison: Comparison | None) -> str:
    """Return the one sentence that says whether the answers got worse, and in what."""
    if crashed := run.errors():
        metrics = len({metric for _, metric, _ in crashed})
        return f"Not measured in full: {counted(metrics, 'metric', 'metrics')} crashed"
    if comparison is None:
        passed = sum(result.passed for result in run.results)
        return f"{passed} of {cases_in(len(run.results))} pass; there is no baseline to compare with"
    if comparison.regressed:
        return f"Worse: {'; '.join(_what_fell(comparison))}"
    better = rose(comparison)
    return f"Better: {_listed([change.metric.title for change in better])}" if better else "No regression"


def rose(comparison: Comparison) -> tuple[Change, ...]:
    """Return the metrics that got better by more than is tolerated."""
    return tuple(change for change in comparison.changes if movement_of(change) is Movement.BETTER)


def _listed(names: Iterable[str]) -> str:
    told = [_lowered(name) for name in names]
    rest = len(told) - NAMED
    return ", ".join(told[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _what_fell(comparison: Comparison) -> list[str]:
    """Return the two things that say most: broken invariants, the figure that fell furthest, what answers lost."""
    broken = Counter(breach.metric.title for breach in comparison.breaches if breach.holds)
    told = [f"{cases_in(count)} newly {_break(count)} “{_listed(broken)}”" for count in [broken.total()] if count]
    # That fewer cases pass follows from the rest.
    fell = sorted((c for c in comparison.changes if c.regressed), key=lambda c: (c.metric.name != PASSING, _severity(c)))
    told += [_fall(change) for change in fell[-1:]]
    return (told + reasons(comparison))[:NAMED]


def _fall(change: Change) -> str:
    went = "fell" if change.metric.better is Better.HIGHER else "rose"
    return f"{_lowered(change.metric.title)} {went} by {abs(100 * (moved(change) or 0)):.0f} points"


def _severity(change: Change) -> float:
    return abs(moved(change) or 0.0)


def reasons(comparison: Comparison) -> list[str]:
    """Return what newly goes wrong in answers that passed, commonest first, as ``3 answers lost their wanted source``."""
    worse = frozenset(comparison.flips.worse)
    lost = Counter(check for pair in comparison.pairs if pair.after.case.id in worse for check in newly_failing(pair))
    return [f"{counted(count, 'answer', 'answers')} {lost_by(check, count)}" for check, count in lost.most_common()]


def lost_by(check: str, answers: int = 1) -> str:
    """Return what a failing check means, of one answer or of several."""
    one, several = _LOST.get(check, (f"fails the check “{check}”", f"fail the check “{check}”"))
    return one if answers == 1 else several


def newly_failing(pair: Pair) -> tuple[str, ...]:
    """Return the checks that fail now and did not before; of a wrong outcome nothing but which way it is wrong."""
    newly = tuple(check for check in pair.after.failed if check not in pair.before.failed)
    if OUTCOME not in newly:
        return newly
    # An abstention cites nothing, and an answer gives no reason to abstain: what fails beside follows from it.
    return ("answers",) if pair.after.case.expect.abstains else ("abstains",)


def flips_of(comparison: Comparison) -> str:
    """Return how many cases pass in one run only, and what chance says to that."""
    worse, better = len(comparison.flips.worse), len(comparison.flips.better)
    if not worse and not better:
        return "No case newly fails, and none newly passes."
    chance = f"p = {comparison.flips.p:.3f}" if comparison.flips.p >= 0.0005 else "p < 0.001"
    return f"{cases_in(worse)} newly {_fail(worse)}, {better} newly {_pass(better)} (McNemar’s {chance})."


def _break(count: int) -> str:
    return "breaks" if count == 1 else "break"


def _fail(count: int) -> str:
    return "fails" if count == 1 else "fail"


def _pass(count: int) -> str:
    return "passes" if count == 1 else "pass"


def _lowered(title: str) -> str:
    """Return a title as it stands inside a sentence: lower, unless it begins with an acronym."""
    return title if title[1:2].isupper() or not title[1:2].islower() else title[0].lower() + title[1:]
