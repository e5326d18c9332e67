"""Runs made by hand: of each case its counts, and what else matters to a comparison."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from evals.case import Case, Expectation, Kind
from evals.compare import compare
from evals.comparison import Comparison
from evals.fingerprint import Fingerprint
from evals.metrics import Better, Metric
from evals.run import Result, Run

HOLDS, FALLS = (1.0, 1.0), (0.0, 1.0)


def metric(name: str, **given: Any) -> Metric:
    return Metric(name, name.replace("_", " ").capitalize(), lambda _: None, **given)


RATE = metric("rate")
LEAKS = metric("leaks", better=Better.LOWER, tolerance=0.05)
KEPT = metric("scope_kept", invariant=True)
SAID = metric("false_established", better=Better.LOWER, invariant=True)
ALL = (RATE, LEAKS, KEPT, SAID)


def case(identifier: str, story: str | None = None, question: str = "did the sirens sound?") -> Case:
    return Case(identifier, "demo", Kind.LOOKUP, question, Expectation(abstains=False), story=story)


def result(
    of: Case | str,
    counts: Mapping[str, Sequence[float]] | None = None,
    failed: tuple[str, ...] = (),
    errors: Mapping[str, str] | None = None,
    text: str = "The answer.",
) -> Result:
    asked = case(of) if isinstance(of, str) else of
    answer = {"text": text, "outcome": "answered", "statements": []}
    counted = {name: tuple(each) for name, each in (counts or {}).items()}
    return Result(asked, failed, counted, errors or {}, answer, {"total": 12.5})


def run(results: Iterable[Result], repeats: Sequence[Iterable[Result]] = (), **fingerprint: Any) -> Run:
    parts = {"cases": "c", "library": "l", "encoder": "e", "tagger": "t", "code": "c"} | fingerprint
    return Run(
        datetime(2026, 11, 20, 10, 15, tzinfo=UTC),
        Fingerprint(**parts),
        tuple(results),
        tuple(tuple(again) for again in repeats),
    )


def rated(outcomes: Iterable[bool], story: Mapping[int, str] | None = None) -> Run:
    """Return a run of cases, each of which passes or not."""
    return run(
        result(
            case(f"c{number}", (story or {}).get(number)),
            {RATE.name: HOLDS if passes else FALLS, LEAKS.name: FALLS if passes else HOLDS},
            () if passes else ("outcome",),
        )
        for number, passes in enumerate(outcomes)
    )


def compared(before: Run, after: Run, again: Sequence[Sequence[Result]] = ()) -> Comparison:
    return compare(before, after, again, ALL)
