"""How often the guard had to step in."""

from evals.metrics.base import Better, Counts, Metric
from evals.observed import Observation


def _objections(seen: Observation) -> Counts:
    """Objections that the guard raised, over answers. For information: they cannot be seen in the text of an answer.

    The one metric that is taken from the JSON alone, and so with a tolerance of one objection an answer.
    """
    return (float(len(seen.answer["objections"])), 1.0)


OBJECTIONS = Metric("objections", "Objections an answer", _objections, Better.LOWER, tolerance=1.0, is_share=False)
