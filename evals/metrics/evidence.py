"""Whether what an answer should rest on is cited, and how early."""

import ir_measures
from ir_measures import nDCG

from evals.covering import SCORED
from evals.metrics.base import Counts, Metric
from evals.observed import Observation

CUTOFF = 10  # ranks that nDCG looks at


def _recall(seen: Observation) -> Counts | None:
    """Share of the wanted evidence that the first eight citations cover, as they are shown: Recall@8, averaged.

    Each of `must_cite` is one piece of evidence, and the whole of `any_cite` another.
    """
    found = found_in(seen)
    return (sum(found) / len(found), 1.0) if found else None


def found_in(seen: Observation) -> tuple[bool, ...]:
    """Return for each piece of wanted evidence whether the citations that count cover it."""
    ranks = _ranks(seen, SCORED)
    return tuple(piece in ranks for piece in range(len(seen.case.expect.pieces)))


def _ndcg(seen: Observation) -> Counts | None:
    """nDCG@10 (Järvelin and Kekäläinen 2002, binary gains), averaged over cases; citations in the order shown.

    A rank gains where it is the first to cover a piece of wanted evidence.
    """
    pieces = seen.case.expect.pieces
    if not pieces:
        return None
    ranks = _ranks(seen, CUTOFF)
    qrels = [ir_measures.Qrel("q", f"piece {piece}", 1) for piece in range(len(pieces))]
    run = [ir_measures.ScoredDoc("q", f"piece {piece}", -float(rank)) for piece, rank in ranks.items()]
    run += [
        ir_measures.ScoredDoc("q", f"rank {rank}", -float(rank))
        for rank in range(min(CUTOFF, len(seen.ranked)))
        if rank not in ranks.values()
    ]
    return (ir_measures.calc_aggregate([nDCG @ CUTOFF], qrels, run)[nDCG @ CUTOFF], 1.0) if run else (0.0, 1.0)


def _ranks(seen: Observation, most: int) -> dict[int, int]:
    """Return for each piece of wanted evidence that is covered the first rank, from zero, that covers it."""
    found: dict[int, int] = {}
    for rank, number in enumerate(seen.ranked[:most]):
        for piece, group in enumerate(seen.case.expect.pieces):
            if piece not in found and any(seen.covers(number, wanted) for wanted in group):
                found[piece] = rank
    return found


RECALL = Metric("evidence_recall", "Evidence recall", _recall)
NDCG = Metric("ndcg_10", "nDCG@10", _ndcg)
