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
OF_A_WRITER_WHO_ASKS: Final = "asks"

_DATA: Final = tomllib.loads(files("app").joinpath("verbs.toml").read_text(encoding="utf-8"))
_WORD: Final = re.compile(r"n't\b|[a-z]+?(?=n't\b)|[a-z]+")
_UNSAID: Final = frozenset(_DATA["unsaid"]["words"].split())
_BASES: Final = frozenset(_DATA["unsaid"]["verbs"].split())
_SAYING: Final = frozenset(_DATA["unsaid"]["saying"].split())


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


def is_unsaid(cue: str) -> bool:
    """Tell whether a cue says that somebody did not say something ("she did not say that"): that denies nothing."""
    words = _words(cue)
    unsaid = any(word in _UNSAID and after in _SAYING for word, after in pairwise(words))
    return unsaid and not denies_outright(cue)


def denies_outright(cue: str) -> bool:
    """Tell whether a cue has a verb of denial: a "not" alone may be about anything."""
    return not _VERBS[Force.DENIES].keys().isdisjoint(_words(cue))


def force_of(voice: Voice, text: str) -> Force:
    """Return what the innermost speaker of `voice` does, no more than the cue in `text` tells; who denies some of it in
    so many words, denies.
    """
    if voice.denial and denies_outright(cue_of(voice.denial, text) or ""):
        return Force.DENIES
    cue = cue_of(voice.chain[-1], text) if voice.chain else None
    return Force.HEDGES if voice.force is Force.DENIES and cue and is_unsaid(cue) else voice.force


def _words(cue: str) -> list[str]:
    return _WORD.findall(cue.lower().replace("’", "'"))


def cue_of(attribution: Attribution, text: str) -> str | None:
    """Return the exact words of `text` that tell of speaking, pieces joined by an ellipsis; None without a cue."""
    return " … ".join(span.of(text) for span in attribution.cue) or None


def verb_of(voice: Voice, text: str) -> str:
    """Return our verb for what the innermost speaker of `voice` does, no stronger than the cue in `text`."""
    if not voice.chain:
        return OF_A_WRITER
    if voice.denial and denies_outright(cue_of(voice.denial, text) or ""):
        both = sorted((voice.denial, voice.chain[-1]), key=lambda said: said.extent)
        return " and ".join(dict.fromkeys(verb_of(Voice((said,)), text) for said in both))
    words, force = _words(cue_of(voice.chain[-1], text) or ""), force_of(voice, text)
    if force in (Force.ASSERTS, Force.HEDGES) and not _UNSAID.isdisjoint(words):
        return _unsaid(words)
    verbs = _VERBS[force]
    return next((verbs[word] for word in words if word in verbs), str(_DATA["otherwise"][force]))
