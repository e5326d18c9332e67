"""Questions that lean on the ones before them: how they are known, and what they inherit."""

import re
from dataclasses import dataclass, replace
from typing import Final

from app.dates import Window
from app.sources import Party
from app.topic import content_of
from app.words import lowered, words_of

_LEANING: Final = re.compile(
    r"^(?:and|but|so|then|or|also|what about|how about|what else|anything else|why|how come)\b"
)
_POINTING: Final = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|theirs|it|its|that|this|those|these|there|then|the same)\b"
)
_WHOLE: Final = re.compile(r"^(?:who|what)(?:'s| is| was| are| were)\s+(?!he\b|she\b|it\b|they\b|that\b|this\b|the\b)")
FEW: Final = 1  # content words up to which a question hardly stands alone
LONG: Final = 9  # content words from which a question stands alone, pronouns or not
CARRIED: Final = 14  # content words that a topic carries along at most


@dataclass(frozen=True, slots=True)
class Turn:
    """What a question says by itself, or together with what it leans on.

    `anchor` is the topic of the last question that stood by itself: what a row of follow-ups is about.
    """

    question: str
    topic: str
    anchor: str
    parties: tuple[Party, ...] = ()
    joined: bool = False
    window: Window | None = None


def leans(turn: Turn) -> bool:
    """Tell whether `turn` cannot be understood without what was asked before it."""
    low = lowered(turn.question).strip()
    content = content_of(turn.question)
    if len(content) >= LONG:
        return False
    if _LEANING.match(low):
        return True
    if _POINTING.search(low):
        return not _antecedent(turn.question, low)
    named = {word.stem for party in turn.parties for word in words_of(party.said)}
    about = [word for word in content_of(turn.topic) if word.stem not in named]
    if turn.parties:
        return not about
    return len(about) <= FEW and not any(word.capital for word in about[1:]) and not _WHOLE.match(low)


def _antecedent(question: str, low: str) -> bool:
    """Tell whether a name stands before the first pronoun, which then points to it."""
    pronoun = _POINTING.search(low)
    before = content_of(question[: pronoun.start()]) if pronoun else ()
    return len(before) > 1 and any(word.capital for word in before)


def carried(turn: Turn, earlier: Turn | None) -> Turn:
    """Return `turn` with what it inherits from `earlier`, or as it is where it stands alone."""
    if earlier is None or not leans(turn):
        return turn
    has_source = any(party.sources for party in turn.parties)
    inherited = tuple(p for p in earlier.parties if (p.sources and not has_source) or (p.person and not turn.parties))
    own = content_of(turn.topic)
    names = (word for word in content_of(earlier.topic) if word.capital)
    words = {word.stem: word.text for word in (*own, *content_of(earlier.anchor)[:CARRIED], *names)}
    return replace(
        turn,
        topic=" ".join(words.values()),
        anchor=earlier.anchor,
        parties=turn.parties + inherited,
        joined=turn.joined or (bool(inherited) and earlier.joined),
        window=turn.window or earlier.window,
    )
