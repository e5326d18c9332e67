"""Figures that differ: two sources that put another number or date to the same thing.

Of two figures in one unit that cannot mean the same amount (``app.figures``) one of three marks must tell that they are
of one thing:

=========  ==============================================================================================
mark       the two figures
=========  ==============================================================================================
asked      are each the only answer that its sentence has to "how many ...", "how much ...", "when ..."
alike      stand in sentences that say the same otherwise
follows    come one right after the other in an article, the second as "the number", "the toll"
=========  ==============================================================================================

What narrows the one, a name, a place or a kind of people, must stand on the other side, too, or in its title or the
question. What happened must be the same, and so must the time that the sentences are of; and since counts grow,
amounts must be of one article, or published on one day.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from app.figure_asked import Asked
from app.figures import DATA, Figure, Kind, any_of, may_have_figures
from app.measured import (
    AMOUNTS,
    MOMENTS,
    Measured,
    figures_of,
    happened_in,
    measured,
    names_in,
    periods_in,
    sought_in,
    telling,
    weekdays_in,
)
from index.retrieve import RetrievedSentence
from index.words import stems

# Chosen by reading the pairs that are told among 949 pairs of articles (see CONTRIBUTING, "Disputes").
ASKED, ALIKE, FOLLOWS = 0.2, 0.7, 0.2  # cosine of the two sentences, at least
MOST: Final = 0.5  # of the question's words that must stand in a sentence or its title
SHARED: Final = 3  # stems, names aside, in both clauses of sentences that say the same otherwise
ADJACENT: Final = 3  # characters between two sentences that follow on each other
ONE_EVENT: Final = 183  # days between two dates of one event, at most, unless it happens once

_SPOKEN_OF: Final = (
    rf"\b(?:{any_of(DATA['spoken_of']['words'].split())}|(?:put|puts|putting) it)\s+(?:\w+\s+)?(?:at|was|is|to be)\s+$"
)
_ONCE, _REPEATED = (frozenset(stems(DATA[table]["words"])) for table in ("once", "repeated"))


@dataclass(frozen=True, slots=True)
class Account:
    """A sentence as it is compared: `framed` are its words with blanks for who says so; `title`, day of publication
    and identity are its article's. `told` are all its figures, and `figures` those that can be compared.
    """

    words: str
    framed: str
    title: str = ""
    published: date | None = None
    article: str | None = None
    told: tuple[Figure, ...] = field(init=False)
    figures: tuple[Measured, ...] = field(init=False)

    def __post_init__(self) -> None:
        told, figures = _read(self.words, self.framed, self.published)
        object.__setattr__(self, "told", told)
        object.__setattr__(self, "figures", figures)

    @classmethod
    def of(cls, sentence: RetrievedSentence) -> "Account":
        """Take a sentence that was retrieved."""
        known = sentence.article.metadata
        return cls(sentence.words, _framed(sentence), known.title or "", known.published, sentence.article.id)

    @property
    def context(self) -> frozenset[str]:
        """Stems of the sentence and the title."""
        return frozenset(stems(f"{self.words} {self.title}"))


@lru_cache(maxsize=10_000)
def _read(words: str, framed: str, published: date | None) -> tuple[tuple[Figure, ...], tuple[Measured, ...]]:
    """Return the figures of a sentence; kept, since questions about one matter find the same sentences."""
    if not may_have_figures(words):
        return (), ()
    told = figures_of(words, published)
    return told, measured(words, framed, told)


def _framed(sentence: RetrievedSentence) -> str:
    words = sentence.words
    for said in sentence.voice.chain:
        for span in (*said.source, *said.cue):
            if sentence.span.contains(span):
                start, end = span.start - sentence.span.start, span.end - sentence.span.start
                words = f"{words[:start]}{' ' * (end - start)}{words[end:]}"
    return words


def answer_differently(reply: Account, claim: Account, similarity: float, asked: Asked) -> bool:
    """Tell whether two sentences answer a question for a figure with another one each. `similarity` is their cosine."""
    if similarity < ASKED or not asked.kinds:
        return False
    ours, theirs = (_answers(each, asked) for each in (reply, claim))
    return len(ours) == len(theirs) == 1 and _differ(reply, claim, ours[0], theirs[0], asked)


def are_alike_but(reply: Account, claim: Account, similarity: float, asked: Asked) -> bool:
    """Tell whether two sentences say the same, with another figure. `similarity` is their cosine."""
    if similarity < ALIKE:
        return False
    names = names_in(reply.words) | names_in(claim.words)
    pairs = [(a, b) for a in reply.figures for b in claim.figures if _are_of_one_thing(a, b, names)]
    return any(_differ(reply, claim, a, b, asked) for a, b in pairs)


def follows_differently(reply: Account, claim: Account, similarity: float, gap: int) -> bool:
    """Tell whether a sentence `gap` characters after another puts another number to what that tells of."""
    if similarity < FOLLOWS or not 0 <= gap <= ADJACENT:
        return False
    ours = [item for item in reply.figures if _is_of_what_was_spoken_of(item, reply.words)]
    theirs = [item for item in claim.figures if item.figure.kind in AMOUNTS]
    return len(ours) == len(theirs) == 1 and ours[0].figure.differs(theirs[0].figure)


def _is_of_what_was_spoken_of(item: Measured, words: str) -> bool:
    is_named = telling(item.things) or item.figure.kind not in AMOUNTS
    return not is_named and re.search(_SPOKEN_OF, words[: item.figure.span.start], re.IGNORECASE) is not None


def _answers(account: Account, asked: Asked) -> list[Measured]:
    """Return the figures of a sentence that may be what is asked for."""
    names = names_in(account.words)
    return [
        item
        for item in account.figures
        if item.figure.kind in asked.kinds
        and item.happened == happened_in(asked.stems)
        and (_is_when(item, asked, names) if item.figure.kind in MOMENTS else _is_amount(item, account, asked))
    ]


def _is_when(item: Measured, asked: Asked, names: frozenset[str]) -> bool:
    """Tell whether a day or time is that of what is asked after: names alone are of much that happens."""
    sought = asked.stems - asked.names - names
    return len(sought & item.clause) >= max(1, MOST * len(sought))


def _is_amount(item: Measured, account: Account, asked: Asked) -> bool:
    """Tell whether an amount is of what is asked after: of the same thing, in a sentence about the rest of it."""
    sought, counted = sought_in(asked.stems), sought_in(asked.things)
    held = len(sought & account.context)
    if counted and counted.isdisjoint(item.things | item.clause):
        return False
    if item.happened:
        return held >= MOST * len(sought)
    return held > MOST * len(sought) and not sought.isdisjoint(item.clause)


def _are_of_one_thing(a: Measured, b: Measured, names: frozenset[str]) -> bool:
    if a.figure.kind in MOMENTS and not _happens_once(a, b):
        return False
    return _unit(a) == _unit(b) and a.happened == b.happened and len((a.clause & b.clause) - names) >= SHARED


def _differ(reply: Account, claim: Account, a: Measured, b: Measured, asked: Asked) -> bool:
    return (
        a.figure.differs(b.figure)
        and not _agrees(a, claim)
        and not _agrees(b, reply)
        and (_are_of_one_event(a, b) if a.figure.kind is Kind.DAY else _are_of_one_time(reply, claim))
        and _is_known(a, claim, asked)
        and _is_known(b, reply, asked)
        and not (_foreign_names(reply, claim, asked) and _foreign_names(claim, reply, asked))
    )


def _agrees(item: Measured, other: Account) -> bool:
    """Tell whether any figure on the other side may be this one: which of several is meant cannot be told then."""
    alike = (figure for figure in other.told if (figure.kind, figure.unit) == _unit(item))
    return any(not figure.differs(item.figure) for figure in alike)


def _unit(item: Measured) -> tuple[Kind, str]:
    return item.figure.kind, item.figure.unit


def _is_known(item: Measured, other: Account, asked: Asked) -> bool:
    """Tell whether all that narrows a figure, and of an amount what it counts, stands on the other side, too."""
    own = item.narrowing | (item.things if item.figure.kind is Kind.COUNT else frozenset())
    return telling(own) <= other.context | asked.stems


def _foreign_names(account: Account, other: Account, asked: Asked) -> frozenset[str]:
    return names_in(account.framed) - other.context - asked.stems


def _happens_once(a: Measured, b: Measured) -> bool:
    return not _ONCE.isdisjoint(a.clause) and not _ONCE.isdisjoint(b.clause)


def _are_of_one_event(a: Measured, b: Measured) -> bool:
    if not _REPEATED.isdisjoint(a.clause | b.clause):
        return False
    return _happens_once(a, b) or abs(a.figure.low - b.figure.low) <= ONE_EVENT


def _are_of_one_time(reply: Account, claim: Account) -> bool:
    """Tell whether amounts, or times of day, are of one time, by what the sentences say and when they appeared."""
    ours, theirs = (weekdays_in(each.framed) for each in (reply, claim))
    if periods_in(reply.words) != periods_in(claim.words) or (ours and theirs and ours != theirs):
        return False
    return reply.article == claim.article or (reply.published == claim.published and reply.published is not None)
