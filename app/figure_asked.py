"""What figure a question asks for: "how many ...", "how much ...", "when ...", "what is the price of ..."."""

import re
from dataclasses import dataclass
from typing import Final

from app.figures import Kind
from app.measured import AMOUNTS, MOMENTS, names_in, things
from app.words import lowered
from index.words import stems

_LEAD: Final = r"^(?:(?:and|so|but|roughly|about|exactly|on|at|in|by|since|of)[\s,]+)*"
_WHAT: Final = (
    rf"{_LEAD}what(?:'s| is| was| were| are)? (?:the )?(?:total |overall |final |official |estimated |death )*"
)
_QUANTITY: Final = r"(?:number|toll|total|count|tally|turnout|population|attendance)"
_PRICE: Final = r"(?:cost|price|budget|amount|sum|bill|fine|value|income|salary)"
_QUESTIONS: Final = (
    (frozenset({Kind.COUNT}), rf"{_LEAD}how many\b"),
    (frozenset({Kind.COUNT}), rf"{_WHAT}{_QUANTITY}\b(?: of)?"),
    (frozenset({Kind.MONEY, Kind.MEASURE, Kind.SHARE}), rf"{_LEAD}how much\b"),
    (frozenset({Kind.MONEY}), rf"{_WHAT}{_PRICE}\b(?: of)?"),
    (frozenset({Kind.SHARE}), rf"{_WHAT}(?:share|percentage|proportion)\b(?: of)?"),
    (frozenset({Kind.MEASURE}), rf"{_LEAD}how (?:long|tall|big|far|heavy|high|deep|wide|large)\b"),
    (frozenset({Kind.CLOCK}), rf"{_LEAD}(?:what|which) time\b"),
    (frozenset({Kind.DAY}), rf"{_LEAD}(?:what|which) (?:day|date|month|year)\b"),
    (MOMENTS, rf"{_LEAD}when\b"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: kinds of figure, none where it asks for no figure, and its stems.

    `things` are those of what is counted, or of what is asked of it ("population"); `names` those of names.
    """

    kinds: frozenset[Kind]
    stems: frozenset[str]
    things: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def by(cls, question: str) -> "Asked":
        """Read `question`."""
        low = lowered(question).strip()
        names = names_in(question)
        for kinds, pattern in _QUESTIONS:
            if match := re.match(pattern, low):
                own, rest = stems(re.sub(r"\b(?:many|much)\b", " ", match.group())), low[match.end() :]
                counted = [*own, *stems(" ".join(things(rest)))] if kinds <= AMOUNTS else ()
                return cls(kinds, frozenset([*own, *stems(rest)]), frozenset(counted), names)
        return cls(frozenset(), frozenset(stems(low)), names=names)
