"""What a yes-no question asks after: "is it proven that P" asks after P, "did P" after itself.

Such a question takes nothing for granted, and no count of sources answers it. So the answer opens with what is on
record, and never with yes or no.
"""

import re
from typing import Final

from app.premise.asked import first_sentence
from app.proposition import Form
from app.words import lowered

_SURE: Final = (
    r"(?:(?:really|actually|definitely|now|ever|already|been|finally|officially|independently|in fact) )*"
    r"(?:true|a fact|facts?|proven|proved|confirmed|settled|established|certain|clear|known|official|the case|verified"
    r"|beyond doubt|documented|demonstrated|shown|sure|conclusive|correct)(?: for (?:sure|certain))?"
)
_PROOF: Final = (
    r"(?:any |some |actual |real |hard |solid |conclusive |good |clear |direct |enough )*"
    r"(?:proof|evidence|confirmation|indication)"
)
_CLAUSE: Final = r"(?:that|if|whether|who|what|why|how|when|where|which)\b.+"
_OPENERS: Final = (
    r"(?:true or false|fact or fiction|fact-?check)\W+(?:that )?(?P<p>.+)",
    rf"(?:is|was|has|isn'?t|wasn'?t) (?:it|that) {_SURE} (?P<p>{_CLAUSE})",
    rf"(?:is|was|isn'?t) there {_PROOF} (?:of |for )?(?P<p>{_CLAUSE})",
    rf"(?:do|does|can|could) (?:we|you|anyone|anybody) (?:really |actually )?(?:know|be sure|prove|say|confirm)"
    rf"(?: for (?:sure|certain|a fact))? (?P<p>{_CLAUSE})",
)
# Compiled by ``re`` when first used: a question needs few of them.
_PATTERNS: Final = tuple(rf"^(?:(?:and|so|but|ok|well)[\s,]+)*{opener}" for opener in _OPENERS)
_YES_NO: Final = (
    r"^(?:is|are|was|were|does|do|did|has|have)\s+(?!(?:you|we|i|it|he|she|they|this|that|these|those)\b)\S+"
    r"|^could\s+\S+.*\bhave\b"
)
_LEADS: Final = tuple("is was are were has have do did does can could true fact and so but ok well".split())
_THAT: Final = re.compile(r"^(?:that|if|whether)\s+")
_TAIL: Final = re.compile(
    r",?\s+or (?:not|no)$|,\s+(?:(?:and|or|so)\s+)?(?:who|what|how|why|when|where|which|is|was|did)\b.*$"
)


def at_issue(question: str) -> tuple[str, Form] | None:
    """Return what `question` asks after, in its own words, and what these are; None for any other question."""
    first = first_sentence(question)
    low = lowered(first)
    if not low.startswith(_LEADS):
        return None
    for pattern in _PATTERNS:
        if match := re.match(pattern, low):
            words = first[match.start("p") :]
            is_clause = pattern is not _PATTERNS[0] and not _THAT.match(match["p"])
            return _less(words, _THAT), Form.CLAUSE if is_clause else Form.STATEMENT
    return (_less(first, _TAIL), Form.OPEN) if re.match(_YES_NO, low) else None


def topic_at_issue(topic: str, question: str) -> str:
    """Return what to search for: of "is it proven that P" it is P, since articles that tell P need not speak of proof.

    A `topic` that does not hold P, because the question leans on another or asks a source, stays as it is.
    """
    asked = at_issue(question)
    return asked[0] if asked and asked[1] is not Form.OPEN and asked[0] in topic else topic


def _less(words: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(lowered(words))
    return words[: match.start()] + words[match.end() :] if match else words
