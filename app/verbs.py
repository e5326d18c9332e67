"""How an answer says that somebody speaks: the cue in the article's own words, and our verb for it (verbs.toml)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Final

from index.voices import Voice
from ingest.corpus import Attribution, Force

OF_A_WRITER: Final = "writes"

_DATA: Final = tomllib.loads(files("app").joinpath("verbs.toml").read_text(encoding="utf-8"))
_WORD: Final = re.compile(r"n't\b|[a-z]+?(?=n't\b)|[a-z]+")
_UNSAID: Final = frozenset(_DATA["unsaid"]["words"].split())
_BASES: Final = frozenset(_DATA["unsaid"]["verbs"].split())


def _by_form(*forces: Force) -> Mapping[str, str]:
    return {form: verb for force in forces for verb, forms in _DATA[force].items() for form in forms.split()}


# Which verbs a force allows: whoever asserts may do it as weakly as a cue says, and only a denial denies.
_VERBS: Final = {
    Force.ASSERTS: _by_form(Force.ASSERTS, Force.HEDGES, Force.ASKS),
    Force.HEDGES: _by_form(Force.HEDGES),
    Force.ASKS: _by_form(Force.ASKS),
    Force.DENIES: _by_form(Force.DENIES),
}


def _unsaid(words: Sequence[str]) -> str:
    """Return the verb for what somebody did not do with the content: the cue's own, if it is a known one."""
    undone = next((after for word, after in pairwise(words) if word in _UNSAID and after in _BASES), None)
    return f"did not {undone}" if undone else str(_DATA["unsaid"]["verb"])


def cue_of(attribution: Attribution, text: str) -> str | None:
    """Return the exact words of `text` that tell of speaking, pieces joined by an ellipsis; None without a cue."""
    return " … ".join(span.of(text) for span in attribution.cue) or None


def verb_of(voice: Voice, text: str) -> str:
    """Return our verb for what the innermost speaker of `voice` does, no stronger than the cue in `text`."""
    if not voice.chain:
        return OF_A_WRITER
    if voice.denial:
        both = sorted((voice.denial, voice.chain[-1]), key=lambda said: said.extent)
        return " and ".join(dict.fromkeys(verb_of(Voice((said,)), text) for said in both))
    words = _WORD.findall((cue_of(voice.chain[-1], text) or "").lower().replace("’", "'"))
    if voice.force in (Force.ASSERTS, Force.HEDGES) and not _UNSAID.isdisjoint(words):
        return _unsaid(words)
    verbs = _VERBS[voice.force]
    return next((verbs[word] for word in words if word in verbs), str(_DATA["otherwise"][voice.force]))
