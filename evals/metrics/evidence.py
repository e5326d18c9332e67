"""Whether what an answer should rest on is cited, and how early."""

import ir_measures
from ir_measures import nDCG

from evals.judge import SCORED, covers
from evals.metrics.base import Counts, Metric
from evals.observed import Observation

CUTOFF = 10  # ranks that nDCG looks at
_ANY = "any"  # stands for all of `any_cite`, any one of which is enough


def _recall(seen: Observation) -> Counts | None:
    """Share of the wanted evidence that the first eight citations cover: Recall@8 of TREC, averaged over cases.

    Each of `must_cite` is one piece of evidence, and the whole of `any_cite` another.
    """
    wanted = _wanted(seen)
    return (len(_found(seen, SCORED)) / len(wanted), 1.0) if wanted else None


def _ndcg(seen: Observation) -> Counts | None:
    """nDCG@10 (Järvelin and Kekäläinen 2002, binary gains), averaged over cases; citations in the order shown.

    A rank gains where it is the first to cover a piece of wanted evidence.
    """
    wanted = _wanted(seen)
    if not wanted:
        return None
    ranks = _found(seen, CUTOFF)
    qrels = [ir_measures.Qrel("q", name, 1) for name in wanted]
    run = [ir_measures.ScoredDoc("q", name, -float(rank)) for name, rank in ranks.items()]
    run += [
        ir_measures.ScoredDoc("q", f"rank {rank}", -float(rank))
        for rank in range(min(CUTOFF, len(seen.citations)))
        if rank not in ranks.values()
    ]
    return (ir_measures.calc_aggregate([nDCG @ CUTOFF], qrels, run)[nDCG @ CUTOFF], 1.0) if run else (0.0, 1.0)


def _wanted(seen: Observation) -> tuple[str, ...]:
    expect = seen.case.expect
    return (*(f"must {n}" for n in range(len(expect.must_cite))), *((_ANY,) if expect.any_cite else ()))


def _found(seen: Observation, most: int) -> dict[str, int]:
    """Return for each piece of wanted evidence that is covered the first rank, from zero, that covers it."""
    expect = seen.case.expect
    groups = {f"must {n}": (wanted,) for n, wanted in enumerate(expect.must_cite)} | {_ANY: expect.any_cite}
    found: dict[str, int] = {}
    for rank, number in enumerate(list(seen.citations)[:most]):
        publication = seen.publication(number)
        cited = {"file": publication.file if publication else "", "quote": seen.stored(number)}
        for name, group in groups.items():
            if name not in found and any(covers(cited, wanted) for wanted in group):
                found[name] = rank
    return found


RECALL = Metric("evidence_recall", "Evidence recall", _recall)
NDCG = Metric("ndcg_10", "nDCG@10", _ndcg)
