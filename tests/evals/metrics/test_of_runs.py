"""What is computed of a whole run: stability, latency, objections and usage."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from evals.fingerprint import Fingerprint
from evals.metrics.latency import Latency, latencies
from evals.metrics.objections import OBJECTIONS
from evals.metrics.stability import Stability, stability
from evals.metrics.usage import usage_per_answer
from evals.observed import Observation
from evals.run import Result, Run, observe
from tests.evals.metrics.pages import BELL, SHELF, STAR, abstention, case, counted, page

PASSES = case()
ONE, TWO, OTHER = page((STAR, 0)), page((STAR, 0), (STAR, 1)), page((BELL, 0))


def result(answer, **timings: float) -> Result:
    return replace(observe(Observation(PASSES, answer, SHELF)), timings=timings or {"total": 5.0})


def run(*times: tuple[Result, ...], usage: dict[str, float] | None = None) -> Run:
    fingerprint = object.__new__(Fingerprint)
    return Run(datetime(2026, 1, 1, tzinfo=UTC), fingerprint, times[0], times[1:], usage=usage or {})


def test_a_run_that_asked_once_has_no_stability() -> None:
    assert stability(run((result(ONE),))) is None


def test_equal_answers_are_stable() -> None:
    again = (result(ONE), result(TWO))
    assert stability(run(again, again, again)) == Stability(3, 1.0, 0.0, 1.0)


def test_a_case_that_passes_sometimes_has_flipped_and_places_overlap_by_pairs() -> None:
    measured = stability(run((result(ONE), result(ONE)), (result(TWO), result(abstention()))))
    assert measured == Stability(2, 0.5, 0.5, pytest.approx((1 / 2 + 0) / 2))


def test_a_case_that_always_fails_has_not_flipped() -> None:
    fails = (result(abstention()),)
    assert stability(run(fails, fails)) == Stability(2, 0.0, 0.0, None)


def test_other_places_do_not_overlap() -> None:
    measured = stability(run((result(ONE),), (result(OTHER),)))
    assert measured is not None
    assert measured.overlap == 0.0


def test_latency_is_told_by_stage_over_every_answer() -> None:
    first = tuple(result(ONE, retrieve=float(n), total=2.0 * n) for n in range(1, 11))
    again = tuple(result(ONE, retrieve=float(n), total=2.0 * n) for n in range(11, 22))
    assert latencies(run(first, again)) == (Latency("retrieve", 11.0, 20.0, 21), Latency("total", 22.0, 40.0, 21))


def test_a_recording_says_nothing_of_stability_nor_of_how_long_a_model_takes() -> None:
    once = (result(ONE, retrieve=3.0, compose=1.0, total=4.0),)
    replayed = replace(run(once, once), replayed=True)
    assert stability(replayed) is None
    assert [latency.stage for latency in latencies(replayed)] == ["retrieve"]


def test_a_run_without_timings_has_no_latency() -> None:
    assert latencies(run((replace(result(ONE), timings={}),))) == ()


def test_usage_is_shared_out_over_the_answers() -> None:
    once = (result(ONE), result(TWO))
    assert usage_per_answer(run(once, once, usage={"tokens": 100.0})) == {"tokens": 25.0}
    assert usage_per_answer(run(once)) == {}


def test_objections_are_counted_by_answer() -> None:
    assert counted(OBJECTIONS, page()) == (0.0, 1.0)
    refused = page((STAR, 0), gists={1: "the gates were opened at once"})
    assert counted(OBJECTIONS, refused) == (1.0, 1.0)
    assert counted(OBJECTIONS, page((STAR, 0), (STAR, 0))) == (1.0, 1.0)
