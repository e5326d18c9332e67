"""Whether an answer says that its question takes for granted what nothing establishes, and only then.

As in FalseQA (Hu et al. 2023, arXiv 2307.02394) and CREPE (Yu et al. 2023, arXiv 2211.17257), told from how the
rendered answer opens. There premises are false of the world; here they are not on record.
"""

import re

from evals.case import Kind
from evals.metrics.base import Better, Counts, Metric
from evals.observed import Observation

_GRANTED = re.compile(r"^The question takes for granted that .*“[^“”]+”", re.MULTILINE)
_LEFT_OPEN = (Kind.PREMISE, Kind.ESTABLISHED)  # a question for proof may be taken either way


def _premise(seen: Observation) -> Counts | None:
    """Share of the questions with a premise that nothing establishes whose answer opens with it, in quotation marks."""
    return (float(_names_one(seen)), 1.0) if seen.case.expect.premise else None


def _false_premise(seen: Observation) -> Counts | None:
    """Share of the answerable questions without such a premise whose answer opens with one.

    Not of kinds premise and established, and not where the right answer is to abstain: what no article addresses may
    well be taken for granted.
    """
    expect = seen.case.expect
    if expect.premise or expect.abstains or seen.case.kind in _LEFT_OPEN:
        return None
    return (float(_names_one(seen)), 1.0)


def _names_one(seen: Observation) -> bool:
    return _GRANTED.search(seen.shown.opening) is not None


PREMISE = Metric("premise", "Premise named", _premise)
FALSE_PREMISE = Metric("false_premise", "Premise invented", _false_premise, Better.LOWER)
