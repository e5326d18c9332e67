"""Whether a case passes: every check of `evals.metrics.checks` that applies to it holds."""

from evals.metrics.base import Counts, Metric
from evals.metrics.checks import judge
from evals.observed import Observation


def _passed(seen: Observation) -> Counts:
    """Share of cases of which every check that applies holds."""
    return (float(judge(seen).passed), 1.0)


PASSED = Metric("pass_rate", "Cases that pass", _passed)
