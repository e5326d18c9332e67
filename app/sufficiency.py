"""Is there an answer at all? Decides between answering and abstaining, and names the reason."""

from collections.abc import Sequence

from app.answer import Reason
from app.understanding import Interpretation
from index.retrieve import Retrieved

SIMILARITY = 0.40
COVERAGE = 0.30


def reason_to_abstain(understood: Interpretation, found: Sequence[Retrieved]) -> Reason | None:
    """Return why the question cannot be answered from what was found, None if it can."""
    if understood.unknown:
        return Reason.NO_SUCH_SOURCE
    if any(_suffices(retrieved) for retrieved in found):
        return None
    return Reason.SOURCE_SILENT if understood.scope or understood.people else Reason.NOT_IN_LIBRARY


def _suffices(retrieved: Retrieved) -> bool:
    best = retrieved.sentences[:20]
    return bool(best) and (max(s.similarity for s in best) >= SIMILARITY and max(s.coverage for s in best) >= COVERAGE)
