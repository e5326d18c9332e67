"""Whether what stands between quotation marks was written."""

from evals.metrics.base import Counts, Metric, share
from evals.observed import Observation
from evals.verbatim import stands_in

SHORTEST = 3  # words of a quoted span; fewer are found anywhere


def _fidelity(seen: Observation) -> Counts | None:
    """Share of quoted spans that stand, character by character, in the words that the number behind them stands for.

    Spans of three words or more, in the text of the library and not in the JSON's quote. White space, Unicode form and
    the kind of quotation mark are folded, capitals are kept, a span is split at ellipses, and no quote is no success.
    The descriptions that stand in place of a name are names, and titles are of the list of sources: neither counts.
    Faithful quoting is the first thing that the EBU and BBC looked at ("News Integrity in AI Assistants", 2025).
    """
    spans = [(number, words) for s in seen.shown.statements for number, words in s.quotes]
    return share([stands_in(words, seen.stored(n)) for n, words in spans if len(words.split()) >= SHORTEST])


FIDELITY = Metric("quote_fidelity", "Quote fidelity", _fidelity, tolerance=0.0, invariant=True)
