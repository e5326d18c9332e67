"""What to search for: the words of a question without those that only say whose words are wanted, and from when."""

import re
from collections.abc import Iterable
from typing import Final

from app.sources import Party
from app.words import Word, lowered, stems, words_of
from index.words import dated
from ingest.corpus import Span

# What questions open with and retrieval has no use for, once it is known whose words are asked for.
_OPENING: Final = re.compile(
    r"^(?:(?:and|or|so|but|then|please|what(?:'?s)?|explain|summari[sz]e|describe|tell me"
    r"|think|say|claim|believe|argue|is|are|was|were|do|does|did|has|have|the|there"
    r"|(?:any|every)(?:one|body)(?: else)?(?= ?:|,? (?:say|think|claim|believe|argue|write|report)\b)"
    r"|(?:(?:news)?papers|press|media|outlets|articles|sources)(?=,? (?:say|think|claim|believe|argue|write|report)\b)"
    r"|(?:write|report)(?= (?:about|on)\b)|about|on|of|that|regarding|with|to|for|as|,|:|-|\?)(?=\W|$)\W*)+"
)
_REPEATED: Final = re.compile(r"\s*([,;:])(?:\s*[,;:])+")  # what is left where words between commas went
_CLOSING: Final = re.compile(r"(?:[\s?.!,;:-]|\b(?:about|on|of|regarding|according to each|and)\b)+$")
_REPORTED: Final = frozenset(
    """
    write writes wrote written report reports reported reporting published printed covered coverage news article
    articles piece pieces stories
    """.split()
)
_EMPTY: Final = frozenset(
    """
    a an the and or but so of to in on at by for from with about as into over than then there it its is are was were be
    been do does did has have had what whats which who whom whose when where why how much many he him his she her hers
    they them their theirs this that these those we us our you your i me my not no yes also too ever really up out if or
    any some say says said tell told think thinks thought claim claims point happen happened happens go going get got
    would will can could should may might must shall more else anything everything something details please show give
    list hey
    """.split()
)


def topic_of(question: str, scaffold: Iterable[Span]) -> str:
    """Return `question` without `scaffold` and without its opening words; never empty for a question that is not."""
    left = _left(question, scaffold)
    return left if _says_something(left) else question.strip()


def is_broad(question: str, scaffold: Iterable[Span]) -> bool:
    """Tell whether `question` seeks nothing in particular: whatever a source says, whatever was written in a month."""
    return not _says_something(_left(question, scaffold))


def _left(question: str, scaffold: Iterable[Span]) -> str:
    kept = list(question)
    for span in scaffold:
        kept[span.start : span.end] = " " * (span.end - span.start)
    text = _REPEATED.sub(r"\1", re.sub(r"\s+", " ", "".join(kept))).strip(" ?.!,;:/-")
    opening = _OPENING.match(lowered(text)) if "".join(kept) != question else None
    text = text[opening.end() :] if opening else text
    closing = _CLOSING.search(text)
    return text[: closing.start()] if closing else text


def _says_something(text: str) -> bool:
    """Tell whether `text` names anything to search for besides a date."""
    idle = dated(text) | _REPORTED
    return any(word.stem not in idle for word in content_of(text))


def corrected(topic: str, parties: Iterable[Party]) -> str:
    """Return `topic` with misspelt people as the library spells them."""
    for party in parties:
        took = party.names[0] if party.guessed and not party.sources and len(party.names) == 1 else party.said
        if stems(party.said)[-1:] != stems(took)[-1:]:  # a surname as it should be tells enough
            topic = topic.replace(party.said, took)
    return topic


def content_of(text: str) -> tuple[Word, ...]:
    """Return the words of `text` that say something by themselves."""
    return tuple(word for word in words_of(text) if word.stem not in _EMPTY)
