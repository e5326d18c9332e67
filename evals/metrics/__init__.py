"""The metrics of a run, in the order of reports. A new one is a `Metric` in a file of its family, listed here."""

from evals.metrics import evidence, passing
from evals.metrics.base import Better, Counts, Metric

__all__ = ["METRICS", "Better", "Counts", "Metric"]

METRICS: tuple[Metric, ...] = (passing.PASSED, evidence.RECALL, evidence.NDCG)
