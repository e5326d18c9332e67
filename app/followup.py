"""Questions that lean on the ones before them: how they are known, and what they inherit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.dates import Window
from app.question_words import DATA
from app.roles import Role
from app.sources import Party
from app.topic import content_of
from app.words import Word, lowered, words_of

_LEANING: Final = re.compile(
    r"^(?:and|but|so|then|or|also|what about|how about|what else|anything else|why|how come)\b"
)
_SWAP: Final = re.compile(r"^(?:and|but|or|so)\s+(?:about|on|regarding|over)\b")
_REPLY: Final = re.compile(r"\b(?:answer|reply|replied|respond|response|react|reaction|hit back)")  # is another's
# Pronouns that stand for somebody named before them, in the same question if need be ("Reuel on his dam") ...
_BACKWARD: Final = re.compile(r"\b(?:he|his|she|her|hers|they|their|theirs|its)\b")
# ... and those that stand for what was asked about; "that" and "it" do much else as well.
_OUTWARD: Final = re.compile(
    r"\b(?:him|them|this|these|those|the same)\b|\b(?:it|that|there|then)\s*(?:[?.!,]|$)"
    r"|\b(?:to|of|at|for|about|after|before|since|by|with) (?:it|that)\b"
    r"|\b(?:did|does|would|will|can|could) it\b"
    r"|\b(?:is|was|has) it\b(?! (?:true|the case|a fact|fair|possible|clear|right))"
)
_WHOLE: Final = re.compile(r"^(?:who|what)(?:'s| is| was| are| were)\s+(?!he\b|she\b|it\b|they\b|that\b|this\b|the\b)")
_SAYING: Final = frozenset(f"{DATA['verbs']} {DATA['writing']} {DATA['treating']}".replace("_", " ").split())
FEW: Final = 1  # content words up to which a question hardly stands alone
LONG: Final = 9  # content words from which a question stands alone, pronouns or not
CARRIED: Final = 14  # content words that a topic carries along at most


@dataclass(frozen=True, slots=True)
class Turn:
    """What a question says by itself, or together with what it leans on.

    `joined` are those of its parties that each get an answer. `barred` are sources that it shuts out. `anchor` is the
    topic of the last question that stood by itself: what a row of follow-ups is about. `broad` tells that it seeks
    nothing in particular. `also` are speakers that are asked for if somebody's words were ("and Reuel?"); `spoken`
    tells that words which somebody said are asked for, `role` what that is called who is not named.
    """

    question: str
    topic: str
    anchor: str
    parties: tuple[Party, ...] = ()
    joined: tuple[Party, ...] = ()
    window: Window | None = None
    barred: tuple[Party, ...] = ()
    broad: bool = False
    also: tuple[Party, ...] = ()
    spoken: bool = False
    role: Role | None = None


def leans(turn: Turn) -> bool:
    """Tell whether `turn` cannot be understood without what was asked before it."""
    low = lowered(turn.question).strip()
    content = content_of(turn.question)
    if len(content) >= LONG:
        return False
    if _LEANING.match(low) or _OUTWARD.search(low):
        return True
    if pronoun := _BACKWARD.search(low):
        return not _antecedent(turn, content, pronoun.start())
    about = [word for word in content if word.stem not in _names_of(turn.parties)]
    if turn.parties:
        return all(word.stem in _SAYING for word in about)
    whole = _WHOLE.match(low) and (len(about) > FEW or any(word.capital for word in about))
    return not whole and len(about) <= FEW and not any(word.capital for word in about[1:])


def _antecedent(turn: Turn, content: Sequence[Word], pronoun: int) -> bool:
    """Tell whether a name stands before the first pronoun, which then points to it."""
    named = any(party.span.start < pronoun for party in turn.parties)
    return named or any(word.capital and 0 < word.start < pronoun for word in content)


def _names_of(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(word.stem for party in parties for word in words_of(party.said))


def carried(turn: Turn, earlier: Turn | None) -> Turn:
    """Return `turn` with what it inherits from `earlier`, or as it is where it stands alone.

    Sources, people and dates are inherited each where it names none of its own; "and about Y?" swaps the topic.
    """
    if earlier is None or not leans(turn):
        return turn
    if turn.also and any(not party.sources for party in earlier.parties):
        turn = replace(turn, parties=turn.parties + turn.also)
    inherited = _inherited(turn, earlier)
    broad = turn.broad and earlier.broad
    topic = turn.topic if broad else _topic(turn, earlier, inherited)
    return replace(
        turn,
        topic=topic,
        anchor=topic if _SWAP.match(lowered(turn.question).strip()) else earlier.anchor,
        parties=turn.parties + inherited,
        joined=turn.joined or tuple(party for party in inherited if party in earlier.joined),
        window=turn.window or earlier.window,
        barred=turn.barred or (() if turn.parties else earlier.barred),
        broad=broad,
        spoken=turn.spoken or (earlier.spoken and not any(party.sources for party in turn.parties)),
        role=turn.role or (earlier.role if not turn.parties else None),
    )


def _inherited(turn: Turn, earlier: Turn) -> tuple[Party, ...]:
    """Return the sources that still hold, and the people, where the question is still about what they say."""
    low = lowered(turn.question).strip()
    has_source = any(party.sources for party in turn.parties)
    same_speaker = _BACKWARD.search(low) or _SWAP.match(low) or not content_of(turn.topic)
    same_speaker = same_speaker and not _REPLY.search(low)
    return tuple(
        party
        for party in earlier.parties
        if (party.sources and not has_source) or (not party.sources and same_speaker and not turn.parties)
    )


def _topic(turn: Turn, earlier: Turn, inherited: Sequence[Party]) -> str:
    """Join a follow-up's own words with those it leans on: the anchor's, and names that came up since."""
    sources = _names_of(party for party in turn.parties if party.sources)
    own = [word for word in content_of(turn.topic) if word.stem not in sources]
    if _SWAP.match(lowered(turn.question).strip()) and own:
        leant_on = [word for party in inherited if party.person for word in content_of(party.person)]
    else:
        names = (word for word in content_of(earlier.topic) if word.capital)
        leant_on = [*content_of(earlier.anchor)[:CARRIED], *names]
    words = {word.stem: word.text for word in (*own, *leant_on)}
    return " ".join(words.values()) or turn.question.strip()
