"""A run: cases asked of a library, each answer with what every metric counts in it. `evals.run_file` keeps it.

Everything is asked in one process, as the chat does, and judged from the JSON and text that a user of the program gets.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.answer import QUOTES
from app.compose.model import ModelComposer
from app.json_form import to_json
from app.pipeline import Assistant
from app.request import Request
from evals.case import Case
from evals.fingerprint import Fingerprint, fingerprint_of
from evals.held import Held
from evals.metrics import METRICS, Counts
from evals.metrics.checks import judge
from evals.metrics.evidence import found_in
from evals.metrics.quotation import exact_by_outlet
from evals.observed import Holdings, Observation
from index.embedder import Embedder
from index.store import Store

CHECKS = "checks"  # of a case, as an evaluator that may crash

Json = Mapping[str, Any]
Progress = Callable[[int, int], None]
"""Told how many cases have been asked, of how many."""


@dataclass(frozen=True, slots=True)
class Result:
    """A case and what came of it.

    `failed` are the checks of `evals.metrics.checks` that do not hold. `counts` has an entry for each metric that says
    something of the case; `errors` has the reason for each that crashed, which is no count at all. `answer` is what
    ``hearsay ask --json`` prints, without its timings, which are milliseconds by stage. `found` tells of each piece of
    evidence that the case wants whether it is cited, `exact` by outlet of each quoted span whether it was written: both
    by the page, and for the report by outlet alone.
    """

    case: Case
    failed: tuple[str, ...]
    counts: Mapping[str, Counts]
    errors: Mapping[str, str]
    answer: Json
    timings: Mapping[str, float]
    found: tuple[bool, ...] = ()
    exact: Mapping[str, tuple[bool, ...]] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every check that applies holds."""
        return not self.failed


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one run. `repeats` are those of asking the same cases again, for stability.

    `reason` says why a run was made the baseline; None where it was not. `outlets` has the outlet of each article by
    the name of its file, of those too that no answer cites; an article without one is not there. `usage` is what a
    language model was asked for, `judged` what it makes of the citations where it was asked for advice: empty without.
    Where it is `replayed` the model's replies were recorded ones, which say nothing of how long it takes or how much
    its replies differ.
    """

    made: datetime
    fingerprint: Fingerprint
    results: tuple[Result, ...]
    repeats: tuple[tuple[Result, ...], ...] = ()
    reason: str | None = None
    outlets: Mapping[str, str] = field(default_factory=dict)
    usage: Mapping[str, float] = field(default_factory=dict)
    judged: Mapping[str, Any] = field(default_factory=dict)
    replayed: bool = False

    def value(self, metric: str) -> float | None:
        """Return a metric's figure over all cases; None where it applies to none, or its denominator is zero."""
        found = [result.counts[metric] for result in self.results if metric in result.counts]
        by_name = {each.name: each for each in METRICS}
        return by_name[metric].value([sum(column) for column in zip(*found, strict=True)]) if found else None

    @property
    def answered(self) -> tuple[Json, ...]:
        """The answers that a language model would have worded, where one takes part: those with statements."""
        return tuple(result.answer for result in self.results if result.answer["statements"])

    @property
    def unworded(self) -> int:
        """How many answers a language model was asked to word and did not; they are quotes alone."""
        return sum(answer.get("fallback") is not None for answer in self.answered)

    @property
    def is_silent(self) -> bool:
        """Whether a language model was asked and worded nothing at all, so that no figure is of it."""
        return self.unworded > 0 and all(answer["composer"] == QUOTES for answer in self.answered)

    def errors(self) -> tuple[tuple[str, str, str], ...]:
        """Return the case, metric and reason of every evaluator that crashed."""
        return tuple((r.case.id, metric, why) for r in self.results for metric, why in r.errors.items())


def evaluate(
    cases: Sequence[Case],
    store: Store,
    embedder: Embedder,
    model: ModelComposer | None = None,
    repeats: int = 0,
    progress: Progress = lambda *_: None,
) -> Run:
    """Ask every case, and `repeats` times more.

    Raises `HearsayError` where a question cannot be asked at all.
    """
    asking = _Asking(Assistant(store, embedder, model=model), Held(store))
    total = len(cases) * (1 + repeats)
    asked = (asking.result(case) for _ in range(1 + repeats) for case in cases)
    results = []
    for result in asked:
        results.append(result)
        progress(len(results), total)
    first, *again = (tuple(results[at : at + len(cases)]) for at in range(0, total, len(cases)))
    made = datetime.now(UTC).replace(microsecond=0)
    outlets = {article.file: article.metadata.outlet for article in store.articles() if article.metadata.outlet}
    return Run(made, fingerprint_of(cases, store, model), first, tuple(again), outlets=outlets)


@dataclass(frozen=True, slots=True)
class _Asking:
    assistant: Assistant
    holdings: Holdings

    def result(self, case: Case) -> Result:
        outcome = self.assistant.answer(Request(case.question, case.history, case.constraints))
        return observe(Observation(case, to_json(outcome), self.holdings))


def observe(seen: Observation) -> Result:
    """Judge one answer, and count for every metric."""
    counts: dict[str, Counts] = {}
    errors: dict[str, str] = {}
    failed: tuple[str, ...] = (CHECKS,)
    found: tuple[bool, ...] = ()
    exact: dict[str, tuple[bool, ...]] = {}
    try:
        failed = tuple(name for name, held in judge(seen).checks.items() if not held)
        found, exact = found_in(seen), exact_by_outlet(seen)
    except Exception as crash:  # noqa: BLE001  # as below: a case whose checks crashed has not passed
        errors[CHECKS] = f"{type(crash).__name__}: {crash}"
    for metric in METRICS:
        try:
            counted = metric.count(seen)
        except Exception as crash:  # noqa: BLE001  # an evaluator that crashed must not pass for a figure, nor end the run
            errors[metric.name] = f"{type(crash).__name__}: {crash}"
        else:
            if counted is not None:
                counts[metric.name] = counted
    answer = {name: value for name, value in seen.answer.items() if name != "timings_ms"}
    timings = seen.answer["timings_ms"]
    return Result(seen.case, failed, counts, errors, answer, timings, found, exact)
