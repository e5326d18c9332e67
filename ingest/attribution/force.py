"""What a speaker does with the content, told from the words of the cue: asserts, denies, hedges or asks.

The plain verbs of denial are never missed, for a denial must not be cited as an assertion. What is denied of a denial
("did not rule out"), and what somebody declines to say, is neither said nor denied: it counts as hedged.
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
# "asked | for a delay", "asked | the mayor to go" are no questions.
_DEMANDED: Final = re.compile(r"(?:for|that) |(?!(?:wh\w+|how|if)\b)(?:[\w'’-]+ ){0,5}?to [a-z]")
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def _set(key: str) -> frozenset[str]:
    return frozenset(_DATA[key].split())


def _phrases(key: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in _DATA[key]) + r")\b")


_DENIES, _ASKS, _HEDGES = _set("denies"), _set("asks"), _set("hedges")
_ANSWERS = _set("answers")
_NEGATIONS, _WITHHOLDING = _set("negations"), _set("withholding")
_DENYING, _ASKING, _HEDGING = _phrases("denying_phrases"), _phrases("asking_phrases"), _phrases("hedging_phrases")
_REQUESTS, _HARMLESS = _phrases("requests"), _phrases("harmless")


def force_of(text: str, attribution: Attribution) -> Force:
    """Return the force of an attribution of `text`. Without a cue it asserts."""
    if not attribution.cue:
        return Force.ASSERTS
    start = attribution.cue[0].start
    before = _NEGATED_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    cue = " ".join(span.of(text) for span in attribution.cue)
    force = _force_of_words(f"not {cue}" if before else cue)
    demanded = attribution.content and _DEMANDED.match(attribution.content[0].of(text))
    return Force.ASSERTS if force is Force.ASKS and demanded else force


@lru_cache(16_384)
def _force_of_words(cue: str) -> Force:
    plain = " ".join(_WORD.findall(cue.lower().replace("’", "'").replace("n't", " not")))
    plain = _HARMLESS.sub(" ", plain)
    words = frozenset(plain.split())
    denied = not words.isdisjoint(_DENIES) or _DENYING.search(plain) is not None
    negated = not words.isdisjoint(_NEGATIONS)
    if denied:
        return Force.HEDGES if negated else Force.DENIES
    if not words.isdisjoint(_HEDGES) or _HEDGING.search(plain):
        return Force.HEDGES
    if negated:
        return Force.HEDGES if words & _WITHHOLDING else Force.DENIES
    asked = not words.isdisjoint(_ASKS) or _ASKING.search(plain) is not None
    return Force.ASKS if asked and words.isdisjoint(_ANSWERS) and not _REQUESTS.search(plain) else Force.ASSERTS
