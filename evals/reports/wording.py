"""What a run and its comparison say, in words, alike in every report: where each metric moved, and the verdict."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from evals.comparison import Breach, Change, Comparison, Interval, Pair
from evals.gate import Verdict
from evals.metrics import Better
from evals.reports.numbers import NOTHING, cases_in, counted, shift_within, shown
from evals.run import Run

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
    Movement.UNTOLD: "the interval reaches to both sides, or there is none: too few cases to tell",
    Movement.NOTHING: "one of the runs has no figure",
}

# What a check that newly fails means to a reader: of one answer, of several.
_LOST = {
    "evidence": ("lost its wanted source", "lost their wanted source"),
    "attribution": ("no longer names who says it", "no longer name who says it"),
    "status": ("gives another standing", "give another standing"),
    "premise": (
        "no longer says what the question takes for granted",
        "no longer say what the question takes for granted",
    ),
    "no_false_premise": ("finds a premise that is not there", "find a premise that is not there"),
    "reason": ("gives the wrong reason for abstaining", "give the wrong reason for abstaining"),
    "scope": ("cites what was not asked for", "cite what was not asked for"),
    "exact": ("quotes inexactly", "quote inexactly"),
    "canaries": ("holds words that must not stand there", "hold words that must not stand there"),
    "never": ("holds words that were found wrong in it", "hold words that were found wrong in them"),
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
        return Movement.NOTHING if moved(change) is None else Movement.UNTOLD
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


def headline(run: Run, verdict: Verdict) -> str:
    """Return the one sentence that says whether the answers got worse, and in what."""
    if crashed := run.errors():
        metrics = len({metric for _, metric, _ in crashed})
        return f"Not measured in full: {counted(metrics, 'metric', 'metrics')} crashed"
    if run.is_silent:
        return f"Not measured: {unworded_of(run)}"
    if verdict.refused:
        return f"Not comparable: {'; '.join((verdict.refused, *_broken(verdict.breaches), *_missed(verdict)))}"
    if verdict.comparison is None:
        passed = sum(result.passed for result in run.results)
        passing = f"{passed} of {cases_in(len(run.results))} {'passes' if passed == 1 else 'pass'}"
        told = (*_broken(verdict.breaches), *_missed(verdict), f"{passing}, not compared with a baseline")
        return "; ".join(told)
    if verdict.regressed:
        return f"Worse: {'; '.join((*_what_fell(verdict.comparison, verdict.breaches), *_missed(verdict)))}"
    better = _listed([change.metric.title for change in rose(verdict.comparison)])
    told = (f"Better: {better}" if better else "", _few(run, verdict.comparison))
    return "; ".join(filter(None, told)) or "No regression"


def _few(run: Run, comparison: Comparison) -> str:
    worse = len(comparison.flips.worse)
    return f"{worse} of {cases_in(len(run.results))} newly {_fail(worse)}, too few to rule out chance" if worse else ""


def unworded_of(run: Run) -> str:
    """Say how many answers a language model did not word; nothing where it worded all."""
    if not run.unworded:
        return ""
    if run.is_silent:
        return f"{run.fingerprint.model} worded no answer, so they are quotes alone"
    of = len(run.answered)
    return f"{run.unworded} of {of} answers are quotes alone, as {run.fingerprint.model} did not word them"


def _missed(verdict: Verdict) -> list[str]:
    rest = len(verdict.missed) - 1
    more = f" (and {rest} more)" if rest > 0 else ""
    return [f"floors are not held: {line}{more}" for line in verdict.missed[:1]]


def rose(comparison: Comparison) -> tuple[Change, ...]:
    """Return the metrics that got better by more than is tolerated."""
    return tuple(change for change in comparison.changes if movement_of(change) is Movement.BETTER)


def _listed(names: Iterable[str]) -> str:
    told = [name if name.startswith("“") else _lowered(name) for name in names]
    rest = len(told) - NAMED
    return ", ".join(told[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _what_fell(comparison: Comparison, breaches: Sequence[Breach]) -> list[str]:
    """Return the two things that say most: what must hold and does not, what fell furthest, what answers lost."""
    told = {breach.metric.name for breach in breaches if breach.holds}
    regressed = (change for change in comparison.changes if change.regressed and change.metric.name not in told)
    # That fewer cases pass follows from the rest.
    worst = sorted(regressed, key=lambda change: (change.metric.name != PASSING, _severity(change)))
    return [*_broken(breaches), *map(_fall, worst[-1:]), *reasons(comparison)][:NAMED]


def _broken(breaches: Sequence[Breach]) -> list[str]:
    titles = Counter(breach.metric.title for breach in breaches if breach.holds)
    cases = len({breach.case for breach in breaches if breach.holds})
    named = _listed(f"“{title}”" for title, _ in titles.most_common())
    return [f"{named} {'does' if len(titles) == 1 else 'do'} not hold in {cases_in(cases)}"] if titles else []


def _fall(change: Change) -> str:
    if change.lost:
        return f"{_lowered(change.metric.title)} says nothing of any case any more"
    went = "fell" if change.metric.better is Better.HIGHER else "rose"
    by = abs(moved(change) or 0.0)
    amount = f"{100 * by:.0f}\N{NO-BREAK SPACE}points" if change.metric.is_share else f"{by:.2f}"
    return f"{_lowered(change.metric.title)} {went} by {amount}"


def _severity(change: Change) -> float:
    return abs(moved(change) or 0.0)


def reasons(comparison: Comparison) -> list[str]:
    """Return what is newly wrong in answers that passed, commonest first: ``3 answers lost their wanted source``."""
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


def breach_of(breach: Breach) -> str:
    """Return in which case what must hold does not, and how often."""
    often = "" if breach.holds else ": too seldom to fail the gate"
    return f"{breach.metric.title} does not hold in {breach.case}, {breach.times} of {breach.asked} times{often}"


def change_of(change: Change) -> str:
    """Return what a figure was and is, and how surely it differs."""
    before, after = (shown(change.metric, estimate.value) for estimate in (change.before, change.after))
    if change.lost:
        return f"{change.metric.title} was {before}, and says nothing of any case now"
    differs = shift_within(change.metric, moved(change), change.difference)
    return f"{change.metric.title} was {before} and is {after}: {differs}"


def fell(comparison: Comparison | None) -> tuple[tuple[Pair, str], ...]:
    """Return the cases that newly fail, each with what is newly wrong."""
    pairs = {pair.after.case.id: pair for pair in comparison.pairs} if comparison else {}
    worse = [pairs[case] for case in comparison.flips.worse if case in pairs] if comparison else []
    return tuple((pair, "; ".join(map(lost_by, newly_failing(pair)))) for pair in worse)


def flips_of(comparison: Comparison) -> str:
    """Return how many cases pass in one run only, and what chance says to that."""
    worse, better = len(comparison.flips.worse), len(comparison.flips.better)
    if not worse and not better:
        return "No case newly fails, and none newly passes."
    chance = f"p = {comparison.flips.p:.3f}" if comparison.flips.p >= 0.0005 else "p < 0.001"
    return f"{cases_in(worse)} newly {_fail(worse)}, {better} newly {_pass(better)} (McNemar’s {chance})."


def _fail(count: int) -> str:
    return "fails" if count == 1 else "fail"


def _pass(count: int) -> str:
    return "passes" if count == 1 else "pass"


def _lowered(title: str) -> str:
    """Return a title as it stands inside a sentence: lower, unless it begins with an acronym."""
    return title if title[1:2].isupper() or not title[1:2].islower() else title[0].lower() + title[1:]


def advice_of(judged: Mapping[str, Any]) -> str:
    """Say what a model makes of a run's citations, that it is advice, and how far it agrees with people."""
    shares = ((name, judged[f"citation_{name}"]) for name in ("recall", "precision"))
    figures = ", ".join(f"{name} {'not applicable' if value is None else f'{value:.3f}'}" for name, value in shares)
    chance = "" if judged["kappa"] is None else f", kappa {judged['kappa']:.2f}"
    missing = f"; {judged['without_verdict']} got no verdict" if judged["without_verdict"] else ""
    return (
        f"As {judged['judge']} judges the citations of {judged['statements']} statements: {figures}{missing}. This is"
        f" advice and no part of the verdict: of {judged['labels']} pairs that people labelled it agrees with them on"
        f" {judged['agrees']}{chance}."
    )
