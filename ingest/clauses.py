"""Whether words read as a sentence or a headline rather than as a name.

Capitals tell where a name is written as one; where all words have them, verbs do, by the lists of naming.toml.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.naming_rules import WORD, lower, rules

AFTER_COLON: Final = 3  # words; more are a headline's, or what somebody says
IN_SMALL: Final = 2  # words without a capital behind one that has it, beside "of" and the like: a sentence
ALL_SMALL: Final = 4  # such words where no capital begins: "bbc news" is a name
LONG: Final = 4  # words, from which one that may be a name or a verb is a verb

PARTS: Final = re.compile(r"\s+[-–—|•·]+\s+|\s*\|\s*|(?P<colon>:)\s+")
_CLOSED: Final = r"[\"”’')]*\s+\S"
_STOPS: Final = (
    # Within, and behind no abbreviation.
    re.compile(rf"(?<=[^\W\d_]{{4}})(?<!\b(?:Bros|Capt|Corp|Dept|Prof|Univ))\.{_CLOSED}"),
    re.compile(rf"\w\s.*[!?]+{_CLOSED}"),  # of several words; "Yahoo! News" is a name
    re.compile(r"\w\s+\S+\s.*(?:[^\W\d_]{4}\.|[!?])$"),  # of three and more; "Which?" is a name, and "Democracy Now!"
)
_PRESENTS_ITSELF: Final = re.compile(r"(?:this is|we are)\b")  # whoever goes by that name: it says nothing of the world


def is_sentence(plain: str) -> bool:
    """Tell whether words read as a sentence, by their stops, verbs or small letters."""
    return (
        any(stop.search(plain) for stop in _STOPS)
        or any(_is_clause(*part) for part in _parts(plain))
        or _written_as_sentence(plain)
    )


def telling(words: str) -> list[str]:
    """Return the words that are no "of", "bin" and the like."""
    small = rules().words["small"] | rules().words["particles"]
    return [word for word in WORD.findall(words) if word.casefold() not in small]


def is_act(word: str) -> bool:
    """Tell whether a word in lower case ends as a past in -ed does, and is none of those that names are made with."""
    return (
        len(word) > 4
        and word.endswith("ed")
        and not word.endswith("eed")
        and not word.startswith("un")
        and word not in rules().words["no_acts"]
    )


def _written_as_sentence(plain: str) -> bool:
    """Tell whether words begin with a capital, if any, and go on in small letters."""
    told = telling(plain)
    small = sum(word[0].islower() for word in told)
    return small >= (ALL_SMALL if told and told[0][0].islower() else IN_SMALL)


def _parts(plain: str) -> Iterator[tuple[Sequence[str], bool]]:
    """Yield the words of each part of "Name | Section: more", in lower case, with whether a colon stands before it."""
    start, behind = 0, False
    for found in PARTS.finditer(plain):
        yield lower(plain[start : found.start()]), behind
        start, behind = found.end(), found["colon"] is not None
    yield lower(plain[start:]), behind


def _is_clause(words: Sequence[str], behind_colon: bool) -> bool:
    if behind_colon and len(words) > AFTER_COLON:
        return True
    if len(words) <= LONG and _PRESENTS_ITSELF.match(" ".join(words)):
        return False
    listed = rules().words
    long = sum(word not in listed["particles"] for word in words) >= LONG
    verbs = listed["verbs"] | listed["long_verbs"] if long else listed["verbs"]
    asks = long and words[0] in listed["asking"]
    return asks or not verbs.isdisjoint(words[1:-1]) or _tells_of_act(words)


def _tells_of_act(words: Sequence[str]) -> bool:
    """Tell whether a past in -ed stands where it is a verb: "Front Sabotaged the Dam", "Karrow Dam Sabotaged"."""
    apart = frozenset.union(*(rules().words[key] for key in ("after_verb", "joining", "particles")))
    acts = (i for i in range(1, len(words)) if is_act(words[i]) and words[i - 1] not in apart)
    return any(_is_verb(words, i) for i in acts)


def _is_verb(words: Sequence[str], i: int) -> bool:
    """Tell whether a past in -ed has an object behind it, in words enough, or ends the words as a headline's does."""
    if i + 1 == len(words):
        return len(words) >= LONG - 1 and words[i] in rules().words["last_acts"]
    return len(words) >= LONG or words[i + 1] in rules().words["after_verb"]
