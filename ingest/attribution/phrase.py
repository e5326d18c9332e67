"""What a noun phrase is once it is read: its kind, its name, the words that describe whom it means."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ingest.attribution.lexicon import BODIES, NOUNS, TITLES, Gender, fold
from ingest.corpus import Speaker, SpeakerKind

ROLES: Final = NOUNS["roles"]
PLURALS: Final = frozenset(f"{word}s" for word in ROLES) | NOUNS["plurals"]
OFFICES: Final = ROLES | TITLES | BODIES
PREPOSITION: Final = re.compile(
    r"\s+(?=(?:of|from|at|in|with|for|on|to|by|about|against|among|near|behind|inside|under|into|before|after|over|through|via|like|close|familiar)\b)"
)
_AGENTS: Final = tuple(NOUNS["agents"])
_TOKEN: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


class Kind(Enum):
    """What a noun phrase is."""

    PRONOUN = "pronoun"
    PERSON = "person"
    BODY = "body"
    NAME = "a name of either"
    DESCRIPTION = "description"
    SEVERAL = "several of these"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as it is written, tidied (`text`), with what it names.

    `name` holds the words of a name; `described`, folded, those beside a name or of a description; `head` the noun of a
    description. `owner` is the pronoun or name in "his campaign", "Roe's campaign". `parts` are those of several.
    """

    kind: Kind
    text: str
    name: tuple[str, ...] = ()
    described: frozenset[str] = frozenset()
    head: str = ""
    owner: str = ""
    gender: Gender | None = None
    definite: bool = False
    parts: "tuple[Phrase, ...]" = ()

    @property
    def unnamed(self) -> Speaker:
        """Return it as a speaker who stays unnamed, under the description as it stands."""
        return Speaker(self.text, SpeakerKind.UNNAMED)

    @property
    def plural(self) -> bool:
        """Tell whether it speaks of many without a name."""
        return self.kind is Kind.SEVERAL or (self.kind is Kind.DESCRIPTION and is_plural(self.head))


def is_plural(noun: str) -> bool:
    """Tell whether a folded noun is a plural, as far as its end tells."""
    return noun in PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news", "congress")))


def is_agent(noun: str) -> bool:
    """Tell whether a folded noun is for a person by what they are or do."""
    return noun in ROLES or (len(noun) > 4 and noun.endswith(_AGENTS) and noun not in NOUNS["no_agents"])


def words_of(text: str) -> list[str]:
    """Return the words of `text`, folded, those joined by hyphens also apart: "R-Vt." holds "r" and "vt"."""
    words = [fold(word) for word in _TOKEN.findall(text)]
    return words + [part for word in words if "-" in word for part in word.split("-")]


def described_by(text: str) -> list[str]:
    """Return the words by which `text` describes whom it stands beside.

    Behind a preposition stand places, and the offices of others: "a spokesman for the governor" is no governor.
    """
    own, *others = PREPOSITION.split(text, maxsplit=1)
    behind = [word for word in words_of(others[0]) if word not in OFFICES] if others else []
    return words_of(own) + behind
