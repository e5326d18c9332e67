"""Invariants hold of what the program says of the demonstration articles, and see when it says something else."""

import pytest

from app.json_form import to_json
from app.request import Request
from evals.case_file import load
from evals.floors import CASES
from evals.held import Held
from evals.metrics import METRICS
from evals.observed import Observation

ASKED = {
    "demo-outlet-hammer-compound",  # an outlet asked for, and copies
    "demo-outlet-unsigned-call",  # an outlet that is not known
    "demo-contested-dead",  # a republication, with its first publisher in the credit
    "demo-denial-front",
    "demo-nested-bell-hammer-officer",
    "demo-established-diggers",  # a dispute
    "demo-nil-tenor",  # an abstention with a premise
}


@pytest.fixture(scope="module")
def observed(demo, assistant) -> list[Observation]:
    held = Held(demo.store)
    cases = [case for case in load(CASES) if case.id in ASKED]
    assert len(cases) == len(ASKED)
    return [Observation(case, to_json(assistant.answer(Request(case.question))), held) for case in cases]


@pytest.mark.parametrize("metric", [m for m in METRICS if m.invariant], ids=lambda m: m.name)
def test_no_invariant_fails(observed, metric) -> None:
    counts = {seen.case.id: metric.count(seen) for seen in observed}
    assert [name for name, counted in counts.items() if counted and metric.fails(counted)] == []


def test_an_outlet_swapped_in_the_text_alone_is_seen(observed) -> None:
    sourcing = next(metric for metric in METRICS if metric.name == "sourcing")
    for seen in observed:
        answer = {**seen.answer, "text": seen.answer["text"].replace("The Hill Bell", "The Plain Hammer")}
        counts = sourcing.count(Observation(seen.case, answer, seen.holdings))
        cited = {known.outlet for number in seen.citations if (known := seen.publication(number))}
        assert (counts is not None and sourcing.fails(counts)) == ("The Hill Bell" in cited)
