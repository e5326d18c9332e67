"""What kind of answer a question wants, by its wording."""

import re
from typing import Final

from app.understanding import Intent
from app.words import lowered

_DENY: Final = (
    r"(?:den(?:y|ies|ied)|brush(?:es|ed)? off|reject(?:s|ed)?|disput(?:es|ed?)|rebut(?:s|ted)?|dismiss(?:es|ed)?)"
)
_SAID: Final = (
    r"(?:said|says|claim(?:s|ed)?|suggest(?:s|ed)?|alleg(?:es|ed)|argu(?:es|ed)|vow(?:s|ed)|accus(?:es|ed)|thinks|thought"
    r"|believ(?:es|ed)|call(?:s|ed)|put|warn(?:s|ed)|admit(?:s|ted)|told|compar(?:es|ed)|blam(?:es|ed)|insist(?:s|ed)"
    r"|predict(?:s|ed)|smell(?:s|ed)|announc(?:es|ed)|demand(?:s|ed)|promis(?:es|ed)|described?|likened|wrote|writes)"
)
_WHO: Final = r"(?:who|which|whose)\b(?:\s+[\w'-]+){0,3}?"
_EXTENT: Final = r"(?:many|much|big|tall|long|old|far|often|heavy|large|high|late|soon|few|near|deep|wide|fast)"
_QUANTITY: Final = r"(?:share|number|year|date|percentage|proportion|time|day|night|month|amount|total)"
_EACH: Final = r"according to each|(?:to|by|from) each of them"
_YES_NO: Final = r"is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|true or false"
_LEAD: Final = r"^(?:and|so|but|roughly|about|exactly|\s|,)*"
# Each in order; those of the first list hold even where somebody's words are asked for.
_FIRST: Final = (
    (Intent.COMPARE, re.compile(rf"{_LEAD}(?:compare|contrast)\b|\b(?:vs|versus|{_EACH}|both (?:sides|accounts))\b")),
    (Intent.DENIAL, re.compile(rf"^{_WHO}\s+{_DENY}\b|\bd(?:o|oes|id) (?:[\w.'-]+ ){{1,4}}deny\b")),
    (Intent.WHO_SAID, re.compile(rf"{_LEAD}{_WHO}\s+(?:has |had |have )?{_SAID}\b")),
    (Intent.FACT, re.compile(rf"(?:{_LEAD}|[,:]\s*)(?:how {_EXTENT}|what {_QUANTITY})\b")),
)
_THEN: Final = (
    (Intent.FACT, re.compile(rf"{_LEAD}(?:when|where|which|who|whom|whose|(?:since|by|on|until) (?:which|what))\b")),
    (Intent.YES_NO, re.compile(rf"{_LEAD}(?:{_YES_NO})\b|\bor not\b")),
    (Intent.WHY, re.compile(r"\b(?:why|how)\b")),
    (Intent.FACT, re.compile(rf"{_LEAD}what\b|^(?:as of|by|at|before|in|on)\b.*, (?:what|how many|how much|who)\b")),
)


def intent_of(question: str, asked: bool, compared: bool) -> Intent:
    """Return the intent of `question`; `asked` when it asks for somebody's words, `compared` when for several's."""
    if compared:
        return Intent.COMPARE
    low = lowered(question).strip()
    if found := next((intent for intent, pattern in _FIRST if pattern.search(low)), None):
        return found
    if asked:
        return Intent.CLAIM
    return next((intent for intent, pattern in _THEN if pattern.search(low)), Intent.ABOUT)
