"""Whether two sentences are told by one party: nobody disputes what they say themselves."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from index.retrieve import RetrievedSentence
from ingest.corpus import Span

_GOES_ON: Final = r"(?:it|he|she|they)\b"


def are_one_party(reply: RetrievedSentence, claim: RetrievedSentence) -> bool:
    """Tell whether both are the same side's: of one speaker or outlet, of those who speak for them, or told on."""
    ours, theirs = reply.voice.speakers, claim.voice.speakers
    if not ours and reply.article.id == claim.article.id and re.match(_GOES_ON, reply.words, re.IGNORECASE):
        return True  # "It found no evidence" after what an inquiry said: who that is cannot be told, so it is none
    if not ours or not theirs:
        return _party(reply) == _party(claim)
    return (
        ours[0] == theirs[-1]
        or ours == theirs
        or _is_in_source(theirs[-1], reply, 0)
        or _is_in_source(ours[0], claim, -1)
    )


def _party(sentence: RetrievedSentence) -> tuple[str | None, ...]:
    """Return who answers for a sentence: those quoted, or the outlet where nobody is."""
    return sentence.voice.speakers or (sentence.article.metadata.outlet or sentence.article.file,)


def _is_in_source(name: str, sentence: RetrievedSentence, at: int) -> bool:
    """Tell whether what a sentence calls its speaker holds `name`: "Ada Moor, who speaks for the Mill Board"."""
    return any(
        re.search(rf"\b{re.escape(name)}\b", called) for called in pieces(sentence, sentence.voice.chain[at].source)
    )


def pieces(sentence: RetrievedSentence, spans: Iterable[Span]) -> Iterator[str]:
    """Yield the words at those of `spans` that lie in a sentence."""
    start = sentence.span.start
    return (sentence.words[s.start - start : s.end - start] for s in spans if sentence.span.contains(s))
