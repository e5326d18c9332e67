"""Whether words that a page gives for a name can be one: a name stands outside quotation marks, as if it were ours.

A page may call itself "Confirmed: the dam was sabotaged", and what it publishes would be told in those words. A name
says who speaks; what asserts, judges or commands is none. Rules, in naming.toml, because they say why. In doubt words
are no name: an outlet that stays unknown can be named in metadata.csv, and a speaker is quoted as described.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

from ingest.corpus import ArticleWarning, Span
from ingest.injection import injections
from ingest.tidy import tidy

CODE: Final = "no-name"
CHARACTERS: Final = 70  # of a name; the longest of 160 outlets looked at has 59
WORDS: Final = 6  # of one part of "Name | Section", beside "of" and the like; those looked at have five
AFTER_COLON: Final = 3  # words; more are a headline's, or what somebody says
IN_SMALL: Final = 2  # words without a capital behind one that has it, beside "of" and the like: a sentence
ALL_SMALL: Final = 4  # such words where no capital begins: "bbc news" is a name
LONG: Final = 4  # words, from which one that may be a name or a verb is a verb
REMEMBERED: Final = 4_096  # names recur within and across articles

_MARKS: Final = re.compile(r"[\[\]{}<>\\`^;…。！？：]|:$")
_INNER_MARKS: Final = str.maketrans('“”„‟«»❝❞〝〞＂"', "‘’‚‛‹›‘’‘’''")
_PARTS: Final = re.compile(r"\s+[-–—|•·]+\s+|\s*\|\s*|(?P<colon>:)\s+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_CLOSED: Final = r"[\"”’')]*\s+\S"
_STOPS: Final = (
    re.compile(rf"(?<=[^\W\d_]{{4}})(?<!\bCorp)(?<!\bBros)\.{_CLOSED}"),  # within, and behind no abbreviation
    re.compile(rf"\w\s.*[!?]+{_CLOSED}"),  # of several words; "Yahoo! News" is a name
    re.compile(r"\w\s+\S+\s.*(?:[^\W\d_]{4}\.|[!?])$"),  # of three and more; "Which?" is a name, and "Democracy Now!"
)
_PRESENTS_ITSELF: Final = re.compile(r"(?:this is|we are)\b")  # whoever goes by that name: it says nothing of the world
_LABEL: Final = re.compile(r"\s*(?:[:|!–—]|-\s)")


class NoName(StrEnum):
    """Why words are no name, to be read after "the name"."""

    LONG = "is too long"
    MARKS = "holds characters that no name has"
    MACHINES = "addresses machines"
    VERDICT = "passes a verdict"
    SENTENCE = "reads as a sentence"


@dataclass(frozen=True, slots=True)
class _Rules:
    """Words by what they keep a name from being; `phrases` and `labels` as patterns."""

    words: dict[str, frozenset[str]]
    phrases: re.Pattern[str]
    labels: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data: dict[str, Any] = tomllib.loads(resources.files("ingest").joinpath("naming.toml").read_text(encoding="utf-8"))
    words = {key: frozenset(value.split()) for key, value in data.items() if isinstance(value, str)}
    phrases = "|".join(map(re.escape, data["verdict_phrases"]))
    labels = "|".join(sorted(words["labels"]))
    return _Rules(words, re.compile(rf"\b(?:{phrases})\b"), re.compile(rf"(?:{labels}){_LABEL.pattern}"))


@lru_cache(REMEMBERED)
def no_name(words: str) -> NoName | None:
    """Tell why `words` can be no name of an outlet or author; None where they can."""
    plain = _plain(words)
    if len(plain) > CHARACTERS:
        return NoName.LONG
    if plain and injections(plain, [Span(0, len(plain))]):
        return NoName.MACHINES
    if (why := _claims(words)) or not _written_as_sentence(plain):
        return why or _long(plain)
    return NoName.SENTENCE


def warning_about(given: str, words: str, why: NoName) -> ArticleWarning:
    """Say why the name that is `given` ("markup: the outlet's name") is none, with its `words` between our marks."""
    shown = tidy(words).translate(_INNER_MARKS)
    shown = shown if len(shown) <= CHARACTERS else shown[:CHARACTERS].rstrip() + "…"
    return ArticleWarning(
        CODE, f"{given} {why}, so it counts as unknown: “{shown}”; metadata.csv can give the right one"
    )


@lru_cache(REMEMBERED)
def no_speaker(name: str) -> bool:
    """Tell whether the name that an article gives to whom it quotes says more than who that is.

    It has capitals by the way it was found, and may be long; but it may judge: "Corrupt Orvel Ministry".
    """
    first, *rest = _lower(name) or [""]
    judged = bool(rest) and not _rules().words["judgements"].isdisjoint((first, rest[0]))
    return judged or _claims(name) is not None


def _plain(words: str) -> str:
    """Return words as they read: without unseen characters, and fullwidth or ornate letters as plain ones."""
    seen = "".join(character for character in tidy(words) if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFKC", seen)


def _claims(words: str) -> NoName | None:
    plain = _plain(words)
    if _MARKS.search(tidy(words)) or any(map(_mixes_alphabets, _WORD.findall(plain))):
        return NoName.MARKS
    if _passes_verdict(plain.casefold()):
        return NoName.VERDICT
    clause = any(stop.search(plain) for stop in _STOPS) or any(_is_clause(*part) for part in _parts(plain))
    return NoName.SENTENCE if clause else None


def _long(plain: str) -> NoName | None:
    return NoName.LONG if any(len(_telling(part)) > WORDS for part in _PARTS.split(plain) if part) else None


def _passes_verdict(folded: str) -> bool:
    rules, said = _rules(), _lower(folded)
    return (
        not rules.words["verdicts"].isdisjoint(said)
        or rules.phrases.search(" ".join(said)) is not None
        or rules.labels.match(folded) is not None
    )


def _written_as_sentence(plain: str) -> bool:
    """Tell whether words begin with a capital, if any, and go on in small letters."""
    told = _telling(plain)
    small = sum(word[0].islower() for word in told)
    return small >= (ALL_SMALL if told and told[0][0].islower() else IN_SMALL)


def _telling(words: str) -> list[str]:
    """Return the words that are no "of" and the like."""
    return [word for word in _WORD.findall(words) if word.casefold() not in _rules().words["small"]]


def _parts(plain: str) -> Iterator[tuple[Sequence[str], bool]]:
    """Yield the words of each part of "Name | Section: more", in lower case, with whether a colon stands before it."""
    start, behind = 0, False
    for found in _PARTS.finditer(plain):
        yield _lower(plain[start : found.start()]), behind
        start, behind = found.end(), found["colon"] is not None
    yield _lower(plain[start:]), behind


def _is_clause(words: Sequence[str], behind_colon: bool) -> bool:
    if behind_colon and len(words) > AFTER_COLON:
        return True
    if len(words) <= LONG and _PRESENTS_ITSELF.match(" ".join(words)):
        return False
    rules = _rules().words
    verbs = rules["verbs"] | rules["long_verbs"] if len(words) >= LONG else rules["verbs"]
    asks = len(words) >= LONG and words[0] in rules["asking"]
    return asks or not verbs.isdisjoint(words[1:-1]) or _tells_of_act(words)


def _tells_of_act(words: Sequence[str]) -> bool:
    """Tell whether a past in -ed stands where it is a verb: "Front Sabotaged the Dam", "Karrow Dam Sabotaged"."""
    after = _rules().words["after_verb"]
    if any(_is_act(word) and follows in after for word, follows in pairwise(words[1:])):
        return True
    first = 1 if len(words) >= LONG else LONG - 2  # of three words the last: "Orvel Armed Forces" is a name
    alone = (word for before, word in pairwise(words[first - 1 :]) if before not in after and before != "and")
    return any(map(_is_act, alone))


def _is_act(word: str) -> bool:
    return (
        len(word) > 4
        and word.endswith("ed")
        and not word.endswith("eed")
        and not word.startswith("un")
        and word not in _rules().words["no_acts"]
    )


def _lower(words: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(words)]


def _mixes_alphabets(word: str) -> bool:
    """Tell whether a word has letters of Latin beside Cyrillic or Greek ones that look like them."""
    if word.isascii():
        return False
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha()}
    return "LATIN" in scripts and not scripts.isdisjoint(("CYRILLIC", "GREEK"))
