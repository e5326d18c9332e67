"""How alike the answers are when the same cases are asked again: of a run, as no one answer shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from evals.run import Result, Run

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Stability:
    """Over `times` answers to each case: the share of cases that pass every time (pass^k of tau-bench, Yao et al. 2024,
    arXiv 2406.12045), the share that pass sometimes, and how alike the cited places are.

    `overlap` is the Jaccard index of two answers' citations, by article and span, averaged over the pairs of answers to
    a case and then over cases; None where no answer cites anything.
    """

    times: int
    passed_always: float
    flipped: float
    overlap: float | None


def stability(run: Run) -> Stability | None:
    """Return how stable a run is; None where its cases were asked once, or the replies are of a recording: those
    are the same each time, whatever the model is.
    """
    if run.replayed or not run.repeats or not run.results:
        return None
    again = zip(run.results, *run.repeats, strict=True)
    outcomes = [(fmean(r.passed for r in results), _overlap(results)) for results in again]
    overlaps = [overlap for _, overlap in outcomes if overlap is not None]
    return Stability(
        times=1 + len(run.repeats),
        passed_always=fmean(share == 1 for share, _ in outcomes),
        flipped=fmean(0 < share < 1 for share, _ in outcomes),
        overlap=fmean(overlaps) if overlaps else None,
    )


def _overlap(results: Sequence[Result]) -> float | None:
    pairs = [(a, b) for a, b in combinations(map(_places, results), 2) if a | b]
    return fmean(len(a & b) / len(a | b) for a, b in pairs) if pairs else None


def _places(result: Result) -> frozenset[Place]:
    cited = (citation for statement in result.answer["statements"] for citation in statement["citations"])
    return frozenset((c["article"], c["start"], c["end"]) for c in cited)
