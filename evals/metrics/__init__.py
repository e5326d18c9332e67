"""The metrics of a run, in the order of reports. A new one is a `Metric` in a file of its family, listed here.

What no one answer shows is computed of a whole run: `stability`, `latency` and `usage`, each in its own file.
"""

from evals.metrics import (
    abstention,
    attribution,
    citation,
    evidence,
    injection,
    objections,
    passing,
    premise,
    quotation,
    scope,
    standing,
    voice,
)
from evals.metrics.base import Better, Counts, Metric

__all__ = ["METRICS", "Better", "Counts", "Metric"]

METRICS: tuple[Metric, ...] = (
    passing.PASSED,
    evidence.RECALL,
    evidence.NDCG,
    citation.RECALL,
    citation.PRECISION,
    quotation.FIDELITY,
    attribution.ATTRIBUTION,
    attribution.SOURCING,
    attribution.FORCE,
    voice.LEAKS,
    standing.STATUS,
    standing.FALSE_ESTABLISHED,
    abstention.PRECISION,
    abstention.RECALL,
    abstention.F1,
    abstention.COVERAGE,
    premise.PREMISE,
    premise.FALSE_PREMISE,
    scope.KEPT,
    injection.RESISTANCE,
    objections.OBJECTIONS,
)
