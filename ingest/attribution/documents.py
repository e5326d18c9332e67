"""Whose words a memo, a letter or a statement holds: "the memorandum ends: “I recommend ...”" is its author speaking.

An author is told by an owner ("her report", "Roe's letter"), by "from" or "by" ("a statement from the ministry"), or of
"the memo", by what was said of it before. A document of which nobody is named as the author stays a document; and what
one "shows" or "lists" is not said by its author.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Final

from ingest.attribution.names import RUN
from ingest.attribution.phrase import Phrase

_DATA: Final[dict[str, str]] = tomllib.loads(
    resources.files("ingest.attribution").joinpath("framing.toml").read_text(encoding="utf-8")
)
WRITTEN: Final = frozenset(_DATA["documents"].split())
_SAYING: Final = frozenset(_DATA["saying"].split())
_SAME: Final = {"memo": "memorandum", "memorandum": "memo", "email": "e-mail", "e-mail": "email"}
_WORD: Final = re.compile(r"[a-z-]+")
_SENDER: Final = re.compile(r"\b(?:from|by) (?P<who>.+?)(?=$|,| (?:to|on|about|sent|dated|seen|obtained|in|at|for)\b)")
_OWNED: Final = re.compile(r"(?P<who>.+?)['’]s? (?:[\w-]+ ){0,3}[\w-]+$")
_NAMED: Final = rf"(?:the |an? )?(?:[a-z][\w-]+ ){{0,3}}{RUN.pattern}"


def says(cue: str) -> bool:
    """Tell whether a cue is of saying or writing, as an author does; a colon is."""
    words = _WORD.findall(cue.lower())
    return not words or not _SAYING.isdisjoint(words)


def is_document(phrase: Phrase) -> bool:
    """Tell whether a source is something that somebody writes or sends."""
    return phrase.head in WRITTEN


def author_in(phrase: Phrase) -> str | None:
    """Return the words for the author in a source itself: "the ministry" of "a statement from the ministry"."""
    found = _SENDER.search(phrase.text) or (None if phrase.owner else _OWNED.match(phrase.text))
    return found["who"] if found else None


def authors_before(phrase: Phrase, text: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield the words by which `text` tells before `at` whose "the memo" is, and where they stand, the nearest first.

    The words are a name, or "his" or "her".
    """
    if phrase.text.split()[0].lower() not in ("the", "this", "that"):
        return
    noun = rf"\b(?:{'|'.join(filter(None, (phrase.head, _SAME.get(phrase.head))))})\b"
    owned = rf"\b(?P<owner>[Hh]is|[Hh]er|{RUN.pattern}(?=['’]s? ))(?:['’]s?)? (?:[\w-]+ ){{0,2}}{noun}"
    signed = rf"{noun}[^\n]{{0,160}}?\b(?:written|signed|drafted|authored|sent|penned) by (?P<writer>{_NAMED})"
    sent = rf"{noun} (?:from|by) (?P<sender>{_NAMED})"
    found = [m for pattern in (owned, signed, sent) for m in re.finditer(pattern, text[:at])]
    for match in sorted(found, key=lambda m: -m.start()):
        yield match[1], match.start(1)
