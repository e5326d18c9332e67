"""Is there an answer at all? Decides between answering and abstaining, and names the reason.

What decides is the nearest sentence: the cosine of its vector and the question's, and half the share of the question's
words (weighted by rarity) that it holds with its neighbours. `python -m evals.abstention` measures the threshold.
"""

from collections.abc import Sequence

from app.answer import Reason
from app.understanding import Interpretation
from index.retrieve import Retrieved

CONSIDERED = 20  # best sentences that are looked at
ENOUGH = 0.5


def reason_to_abstain(understood: Interpretation, found: Sequence[Retrieved]) -> Reason | None:
    """Return why the question cannot be answered from what was found, None if it can."""
    if understood.unknown or (understood.people and not _has_a_speaker(understood)):
        return Reason.NO_SUCH_SOURCE
    if understood.broad and any(retrieved.sentences for retrieved in found):
        return None
    if not understood.unheard and any(suffices(retrieved) for retrieved in found):
        return None
    scope = understood.scope
    names_a_source = scope.outlets or scope.authors or scope.speakers or scope.articles or understood.sides
    return Reason.SOURCE_SILENT if names_a_source else Reason.NOT_IN_LIBRARY


def _has_a_speaker(understood: Interpretation) -> bool:
    """Tell whether somebody whose words are asked for is quoted here, beside those who are only talked about."""
    return bool(understood.scope.speakers or understood.sides)


def suffices(retrieved: Retrieved) -> bool:
    """Tell whether what was retrieved addresses the question."""
    return any(sentence.nearness >= ENOUGH for sentence in retrieved.sentences[:CONSIDERED])
