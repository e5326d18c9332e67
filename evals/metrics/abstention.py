"""Whether there is an answer where there is one to give, and none where there is none.

An answer abstains where a reader is quoted nothing, and told nothing of the library either. Precision, recall and F1 of
abstaining as AbstentionBench has them (Kirichenko et al. 2025), beside the share of questions that are answered at all,
without which each can be had cheaply.
"""

from evals.metrics.base import Counts, Metric
from evals.observed import Observation


def _precision(seen: Observation) -> Counts | None:
    """Abstentions from what should not be answered, over all abstentions: tp / (tp + fp)."""
    return (float(seen.case.expect.abstains), 1.0) if seen.abstains else None


def _recall(seen: Observation) -> Counts | None:
    """Abstentions from what should not be answered, over all that should not be: tp / (tp + fn)."""
    return (float(seen.abstains), 1.0) if seen.case.expect.abstains else None


def _f1(seen: Observation) -> Counts | None:
    """The harmonic mean of both, of sums over all cases: 2 tp / (2 tp + fp + fn)."""
    should, does = seen.case.expect.abstains, seen.abstains
    return (2.0 * (should and does), float(should) + float(does)) if should or does else None


def _coverage(seen: Observation) -> Counts:
    """Questions that got an answer, right or wrong, over all: of selective prediction (El-Yaniv and Wiener 2010)."""
    return (float(not seen.abstains), 1.0)


PRECISION = Metric("abstention_precision", "Abstention precision", _precision)
RECALL = Metric("abstention_recall", "Abstention recall", _recall)
F1 = Metric("abstention_f1", "Abstention F1", _f1)
COVERAGE = Metric("coverage", "Questions answered", _coverage)
