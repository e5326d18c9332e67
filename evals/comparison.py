"""What two runs differ in: the nouns that `evals.compare` makes and reports show."""

from dataclasses import dataclass

from evals.metrics import Metric
from evals.run import Result


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of 95 %, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `cases` cases, with its interval; both None where it applies to none."""

    value: float | None
    interval: Interval | None
    cases: int


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in both runs. `difference` bounds after minus before, whichever way is better; None where either run
    has no figure. `regressed` tells that the whole of it lies beyond the metric's tolerance on the worse side, or that
    a guarantee is not looked at any more.
    """

    metric: Metric
    before: Estimate
    after: Estimate
    difference: Interval | None
    regressed: bool

    @property
    def lost(self) -> bool:
        """Whether the metric had a figure, and says nothing of any case any more."""
        return self.before.value is not None and self.after.value is None


@dataclass(frozen=True, slots=True)
class Flips:
    """Cases that pass in one run only, by id, and the two-sided p of as uneven a split by chance (exact McNemar)."""

    worse: tuple[str, ...]
    better: tuple[str, ...]
    p: float


@dataclass(frozen=True, slots=True)
class Breach:
    """A case in which an invariant newly fails. `times` it did, of `asked` times that it was asked in all."""

    metric: Metric
    case: str
    times: int
    asked: int

    @property
    def holds(self) -> bool:
        """Whether it failed often enough to be no accident: twice, of however many times, or the only time."""
        return self.times >= min(2, self.asked)


@dataclass(frozen=True, slots=True)
class Pair:
    """A case with its result in both runs."""

    before: Result
    after: Result

    @property
    def differs(self) -> bool:
        """Whether a reader sees another answer, or another check holds."""
        return self.before.answer["text"] != self.after.answer["text"] or self.before.failed != self.after.failed


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that two runs differ in."""

    changes: tuple[Change, ...]
    flips: Flips
    breaches: tuple[Breach, ...]
    pairs: tuple[Pair, ...]

    @property
    def regressed(self) -> bool:
        """Whether the gate fails."""
        return any(change.regressed for change in self.changes) or any(breach.holds for breach in self.breaches)
