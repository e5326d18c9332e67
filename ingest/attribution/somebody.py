"""Whether a source that is only described can speak: people, bodies and documents can, a ribbon and "no one" cannot.

What no list knows may still be somebody (no list of what people are is whole), so whoever is quoted in marks is one.
"""

import re
from typing import Final

from ingest.attribution.force import NOBODY
from ingest.attribution.lexicon import BODIES, NOUNS
from ingest.attribution.phrase import PLURALS, ROLES, Phrase, is_agent, is_plural, words_of

_LISTED: Final = ("endings", "persons", "things", "writings", "collectives")
_SPEAKING: Final = frozenset().union(ROLES, PLURALS, BODIES, *(NOUNS[key] for key in _LISTED)) - NOUNS["numerals"]
_BARE: Final = re.compile(rf"(?:{'|'.join(NOUNS['numerals'])})(?: of (?:them|us|these|those))?", re.IGNORECASE)


def may_speak(phrase: Phrase, quoted: bool) -> bool:
    """Tell whether an unnamed source is anybody; `quoted` is whether words of it stand in quotation marks."""
    if NOBODY.match(phrase.text) or _BARE.fullmatch(phrase.text):
        return False
    return quoted or bool(phrase.parts) or any(_speaks(word) for word in words_of(phrase.text))


def _speaks(word: str) -> bool:
    return word in _SPEAKING or is_agent(word) or is_plural(word)
