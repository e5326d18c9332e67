"""Whether what stands between quotation marks was written."""

from collections.abc import Iterator

from evals.covering import fold
from evals.metrics.base import Counts, Metric, share
from evals.observed import Observation
from evals.verbatim import stands_in

SHORTEST = 3  # words of a quoted span, or characters where there is no space between words; fewer are found anywhere


def _fidelity(seen: Observation) -> Counts | None:
    """Share of quoted spans that stand, character by character, in the words that the number behind them stands for.

    Spans of three words or more that are cut inside no word, in the text of the library and not in the JSON's quote.
    White space, Unicode form and the kind of quotation mark are folded, capitals are kept, a span is split at ellipses,
    and no quote is no success.
    The descriptions that stand in place of a name are names, and titles are of the list of sources: neither counts.
    Faithful quoting is the first thing that the EBU and BBC looked at ("News Integrity in AI Assistants", 2025).
    """
    return share([exact for _, exact in _spans(seen)])


def exact_by_outlet(seen: Observation) -> dict[str, tuple[bool, ...]]:
    """Return for each outlet, by what the library knows of the article cited, which of its quoted spans stand there."""
    found: dict[str, tuple[bool, ...]] = {}
    for number, exact in _spans(seen):
        if known := seen.publication(number):
            outlet = known.outlet or f"an unnamed outlet ({known.file})"
            found[outlet] = (*found.get(outlet, ()), exact)
    return found


def _spans(seen: Observation) -> Iterator[tuple[int, bool]]:
    """Yield the number behind each quoted span, and whether the span stands where that points to."""
    for number, words in (quote for statement in seen.shown.statements for quote in statement.quotes):
        if len(fold(words)) >= SHORTEST:
            yield number, seen.is_whole(number) and stands_in(words, seen.stored(number))


FIDELITY = Metric("quote_fidelity", "Quote fidelity", _fidelity, tolerance=0.0, invariant=True)
