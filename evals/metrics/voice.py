"""Whether the assistant says anything about the world itself."""

import re
from collections.abc import Iterator

from evals.frames import frame_of
from evals.guarantees import beyond_names, copies, more_than_a_verb, own_words, speaks
from evals.metrics.base import Better, Counts, Metric
from evals.observed import Observation, ShownStatement, outside_quotes
from evals.own_lines import OwnLines, beside_quotes, blanked
from evals.verbatim import folded

_BESIDE = beside_quotes()
_ENDS = re.compile(r"(?<=[.!?])\s+")


def _leaks(seen: Observation) -> Counts | None:
    """Voice leak rate: propositions in our own voice over all propositions, none of which a finding establishes.

    A proposition is a statement, a line of the list of sources that is more than one, or a sentence of another line
    that is none of our fixed ones about the question, the scope and the library (own_lines.toml). It leaks without a
    frame of attribution: a statement without a name of the library's and a verb before the quotes, or with more than
    those and fixed notes outside them, where a language model's gist has no word that its quotes have not; another
    sentence without a word of speaking, or with a run of six of a cited article's words. After what the EBU and BBC
    looked for ("News Integrity in AI Assistants", 2025): sourcing, and telling opinion from fact. Words of speaking
    are a closed list, so a leak may hide behind one.
    """
    statements = [_leaks_of_statement(seen, s) for s in seen.shown.statements if not _is_established(seen, s)]
    leaks = [*statements, *(_is_ours(seen, sentence) for sentence in _propositions(seen))]
    return (float(sum(leaks)), float(len(leaks))) if leaks else None


def _is_established(seen: Observation, statement: ShownStatement) -> bool:
    return bool(statement.numbers) and all("established" in seen.settled(n) for n in statement.numbers)


def _leaks_of_statement(seen: Observation, statement: ShownStatement) -> bool:
    frame = frame_of(statement.lead)
    if frame is None:
        return True
    outlets = seen.holdings.outlets() | {"An unnamed outlet"}
    speakers = {name for number in statement.numbers for saying in seen.sayings(number) for name in saying.speakers}
    known = [name for name in outlets | speakers if folded(name) in folded(frame.names)]
    left = beyond_names(outside_quotes(frame.attributed), known)
    beside = _BESIDE.sub(" ", outside_quotes(statement.text[len(statement.lead) :]))
    gist = own_words(frame.gist, [seen.stored(number) for number in statement.numbers])
    return not known or bool(gist) or more_than_a_verb(left) or re.search(r"\w", beside) is not None


def _propositions(seen: Observation) -> Iterator[str]:
    """Yield the sentences of the answer that are neither in a statement nor of our fixed wording."""
    own = OwnLines(seen.holdings.names())
    for line in f"{seen.shown.opening}\n{seen.shown.closing}".split("\n"):
        ours = blanked(line.strip())
        if ours and not _is_own(own, ours):
            yield from (sentence for sentence in _ENDS.split(ours) if not _is_own(own, sentence))
    yield from (entry for entry in map(blanked, seen.shown.listed) if not own.has(entry, "sources"))


def _is_own(own: OwnLines, words: str) -> bool:
    return own.has(words) or own.has(words, "library")


def _is_ours(seen: Observation, sentence: str) -> bool:
    texts = [seen.holdings.text(article) or "" for article in {c.article for c in seen.citations.values()}]
    return not speaks(sentence) or copies(sentence, texts, seen.case.question)


LEAKS = Metric("voice_leak", "Voice leak rate", _leaks, Better.LOWER, tolerance=0.0, invariant=True)
