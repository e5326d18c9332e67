"""Runs and comparisons made by hand, of answers in the shape that ``hearsay ask --json`` prints."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from evals.case import Case, Expectation, Kind, Wanted
from evals.comparison import Breach, Change, Comparison, Estimate, Flips, Interval, Pair
from evals.fingerprint import Fingerprint
from evals.gate import Verdict
from evals.metrics import METRICS, Metric
from evals.metrics.abstention import COVERAGE
from evals.metrics.attribution import ATTRIBUTION
from evals.metrics.evidence import found_in
from evals.metrics.quotation import exact_by_outlet
from evals.observed import Observation, Publication
from evals.run import Result, Run

BY_NAME = {metric.name: metric for metric in METRICS}
RECALL, FIDELITY, PASSED = (BY_NAME[name] for name in ("evidence_recall", "quote_fidelity", "pass_rate"))

SIREN = "Not one siren sounded in Sallow Ford."
FILES = {"star.txt": "Lonne Valley Star", "hammer.txt": "The Plain Hammer"}


class Shelf:
    """One article a file, all of the same words: as much of `evals.observed.Holdings` as is used."""

    def text(self, article: str) -> str:
        return SIREN

    def publication(self, article: str) -> Publication:
        file = article.removeprefix("id of ")
        return Publication(file, FILES.get(file), "Osric Fenn")

    def outlets(self) -> frozenset[str]:
        return frozenset(FILES.values())


SHELF: Any = Shelf()

# What an article, a question or a case file could hold to speak to whatever shows it.
HOSTILE = (
    '<script>alert(1)</script><img src="http://evil.example/x.png" onerror="alert(2)">'
    "</style></title>{{ 7 * 7 }}{% raw %}<svg onload=alert(3)>"
)


def case(identifier: str, question: str = "Did the sirens sound?", kind: Kind = Kind.LOOKUP, **expected: Any) -> Case:
    return Case(identifier, "demo", kind, question, Expectation(**{"abstains": False, **expected}))


def wanting(identifier: str, *files: str, kind: Kind = Kind.LOOKUP, **expected: Any) -> Case:
    return case(identifier, kind=kind, must_cite=tuple(Wanted(file, SIREN) for file in files), **expected)


def citation(number: int = 1, file: str = "star.txt", quote: str = SIREN, start: int = 0) -> Mapping[str, Any]:
    return {
        "number": number,
        "article": f"id of {file}",
        "file": file,
        "title": "Sirens",
        "outlet": FILES.get(file),
        "author": "Osric Fenn",
        "published": "2019-03-18",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }


def answer(*citations: Mapping[str, Any], text: str | None = None) -> Mapping[str, Any]:
    shown = text or "\n\n".join(f"**{c['outlet']}** writes: “{c['quote']}” [{c['number']}]" for c in citations)
    chain = [{"name": name, "role": "outlet", "cue": None} for name in {c["outlet"] for c in citations}]
    statement = {"text": shown, "status": "asserted", "attribution": chain, "citations": list(citations)}
    return {
        "outcome": "answered",
        "reason": None,
        "premise": None,
        "statements": [statement] if citations else [],
        "objections": [],
        "text": shown,
    }


def abstention(text: str = "No article here says so.") -> Mapping[str, Any]:
    return {**answer(text=text), "outcome": "abstained", "reason": "not_in_library"}


def result(
    of: Case | str,
    answered: Mapping[str, Any] | None = None,
    failed: tuple[str, ...] = (),
    recall: float = 1.0,
    errors: Mapping[str, str] | None = None,
    milliseconds: float = 20.0,
) -> Result:
    asked = case(of) if isinstance(of, str) else of
    seen = Observation(asked, answered or answer(citation()), SHELF)
    measured = {metric.name: metric.count(seen) for metric in (COVERAGE, ATTRIBUTION)}
    counts = {PASSED.name: (0.0 if failed else 1.0, 1.0), RECALL.name: (recall, 1.0)}
    return Result(
        case=asked,
        failed=failed,
        counts=counts | {name: counted for name, counted in measured.items() if counted},
        found=found_in(seen),
        exact=exact_by_outlet(seen),
        errors=errors or {},
        answer=answered or answer(citation()),
        timings={"interpret": milliseconds / 4, "total": milliseconds},
    )


def run(results: Iterable[Result], repeats: Sequence[Sequence[Result]] = (), **parts: Any) -> Run:
    told = {"cases": "c1", "library": "l1", "encoder": "minilm", "tagger": "t1", "code": "a1"} | parts
    return Run(
        datetime(2026, 11, 20, 10, 15, tzinfo=UTC),
        Fingerprint(**told),
        tuple(results),
        tuple(map(tuple, repeats)),
        outlets=FILES,
    )


def change(metric: Metric, before: float, after: float, low: float, high: float, regressed: bool = False) -> Change:
    return Change(metric, Estimate(before, None, 10), Estimate(after, None, 10), Interval(low, high), regressed)


def compared(before: Run, after: Run, changes: Sequence[Change] = (), breaches: Sequence[Breach] = ()) -> Comparison:
    """Return a comparison whose figures are given, and whose pairs and flips are those of the runs."""
    pairs = tuple(map(Pair, before.results, after.results))
    worse = tuple(pair.after.case.id for pair in pairs if pair.before.passed and not pair.after.passed)
    better = tuple(pair.after.case.id for pair in pairs if pair.after.passed and not pair.before.passed)
    return Comparison(tuple(changes), Flips(worse, better, 0.25), tuple(breaches), pairs)


def gated(comparison: Comparison | None = None, breaches: Sequence[Breach] = ()) -> Verdict:
    """Return what the gate says of a comparison, or of a run alone that breaks what must hold."""
    return Verdict(comparison, comparison.breaches if comparison else tuple(breaches))


def worse() -> tuple[Run, Run, Comparison]:
    """Return a baseline, a run that lost a source, and what they differ in."""
    wanted = wanting("sirens", "star.txt")
    other = wanting("hammer", "hammer.txt", kind=Kind.DENIAL)
    before = run([result(wanted), result(other, answer(citation(file="hammer.txt")))])
    after = run(
        [result(wanted, answer(citation(file="hammer.txt")), ("evidence",), recall=0.0), before.results[1]], code="b2"
    )
    return before, after, compared(before, after, [change(RECALL, 1.0, 0.5, -0.8, -0.3, regressed=True)])
