"""What a speaker does with the content, told from the words of the cue: asserts, denies, hedges or asks.

The plain verbs of denial are never missed, for a denial must not be cited as an assertion. What is denied of a denial
("did not rule out"), what somebody declines to say, and what somebody only thinks or hopes, counts as hedged.
"""

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Final

from ingest.corpus import Attribution, Force

_DATA: Final = tomllib.loads(resources.files("ingest.attribution").joinpath("force.toml").read_text(encoding="utf-8"))
_LOOK_BACK: Final = 24  # code points before the cue in which a negation may stand: "did not", "has never"
_NEGATED_BEFORE: Final = re.compile(r"(?:\b(?:not|never|cannot)|n['’]t)\s+(?:\w+ly\s+|even\s+|ever\s+)?$")
# "Nor does she deny": before a source that stands between its auxiliary and its verb.
_INVERTED: Final = re.compile(
    r"\b(?:nor|neither|never|not once|at no time|in no way)\s(?:do|does|did|has|have|had|is|are|was|were|will|would|can"
    r"|could|should)\s\Z",
    re.IGNORECASE,
)
# As a source; "No 10" is a house.
NOBODY: Final = re.compile(r"(?:no[ -]?one|nobody|none|nothing|neither|no(?!\.? ?\d))\b", re.IGNORECASE)
# What "did not say" leaves open, and does not deny.
_LEFT_OPEN: Final = re.compile(r"(?:whether|if|how|what|why|where|when|who|whom|whose|which|by how)\b", re.IGNORECASE)
_QUESTION: Final = re.compile(r"\?[\"”’')]*$")  # behind a cue that is but a colon
_MAY: Final = re.compile(r"(?<=\w )May\b")  # the month
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def _set(key: str) -> frozenset[str]:
    return frozenset(_DATA[key].split())


def _phrases(key: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in _DATA[key]) + r")\b")


_DENIES, _ASKS, _HEDGES, _VIEWS = _set("denies"), _set("asks"), _set("hedges"), _set("views")
_ANSWERS = _set("answers")
_NEGATIONS, _WITHHOLDING, _DENIABLE = _set("negations"), _set("withholding"), _set("deniable")
_DENYING, _ASKING, _HEDGING = _phrases("denying_phrases"), _phrases("asking_phrases"), _phrases("hedging_phrases")
_HARMLESS = _phrases("harmless")


def force_of(text: str, attribution: Attribution) -> Force:
    """Return the force of an attribution of `text`. Without a cue it asserts."""
    if not attribution.cue:
        return Force.ASSERTS
    if attribution.source and NOBODY.match(text, attribution.source[0].start):
        return Force.HEDGES  # what nobody says or denies is left open
    start = attribution.cue[0].start
    before = _NEGATED_BEFORE.search(text, max(0, start - _LOOK_BACK), start) or _is_inverted(text, attribution)
    cue = " ".join(span.of(text) for span in attribution.cue)
    left_open = bool(attribution.content) and is_left_open(attribution.content[0].of(text))
    if not _WORD.search(cue):
        asked = attribution.content and _QUESTION.search(attribution.content[-1].of(text))
        return Force.ASKS if asked else Force.ASSERTS
    return _force_of_words(f"not {cue}" if before else cue, left_open)


def _is_inverted(text: str, attribution: Attribution) -> bool:
    """Tell whether a negation stands before the source, whose verb follows it: "Nor does she deny"."""
    if not attribution.source or text[attribution.source[-1].end : attribution.cue[0].start].strip():
        return False
    start = attribution.source[0].start
    return _INVERTED.search(text, max(0, start - _LOOK_BACK), start) is not None


def is_left_open(content: str) -> bool:
    """Tell whether a content is an indirect question ("whether it held")."""
    return _LEFT_OPEN.match(content) is not None


@lru_cache(16_384)
def _force_of_words(cue: str, left_open: bool) -> Force:
    plain = " ".join(_WORD.findall(_MAY.sub("", cue).lower().replace("’", "'").replace("n't", " not")))
    plain = _HARMLESS.sub(" ", plain)
    words = frozenset(plain.split())
    denied = not words.isdisjoint(_DENIES) or _DENYING.search(plain) is not None
    negated = not words.isdisjoint(_NEGATIONS)
    if denied:
        return Force.HEDGES if negated else Force.DENIES
    if not words.isdisjoint(_HEDGES) or _HEDGING.search(plain):
        return Force.HEDGES
    if negated:
        denies = not (left_open or words & _WITHHOLDING or words.isdisjoint(_DENIABLE))
        return Force.DENIES if denies else Force.HEDGES
    if not words.isdisjoint(_VIEWS):
        return Force.HEDGES
    asked = not words.isdisjoint(_ASKS) or _ASKING.search(plain) is not None
    return Force.ASKS if asked and words.isdisjoint(_ANSWERS) else Force.ASSERTS
