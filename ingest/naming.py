"""Whether words that a page gives for a name can be one: a name stands outside quotation marks, as if it were ours.

A page may call itself "Confirmed: the dam was sabotaged", and what it publishes would be told in those words. A name
says who speaks; what asserts, judges or commands is none. Rules, in naming.toml, because they say why. In doubt words
are no name of an outlet or author, which metadata.csv can give. A speaker is somebody of whom the article says more, or
else is quoted as described; whoever loses a real name is said to be quoted by nobody, so only what judges is none.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ingest.clauses import PARTS, is_act, is_sentence, telling
from ingest.corpus import ArticleWarning, Span
from ingest.injection import injections
from ingest.naming_rules import lower, rules
from ingest.tidy import INNER_MARKS, tidy

CODE: Final = "no-name"
CHARACTERS: Final = 70  # of a name; the longest of 160 outlets looked at has 59
WORDS: Final = 6  # of one part of "Name | Section", beside "of" and the like; those looked at have five
ASSERTING: Final = 4  # words of a speaker's name in which an "is" or "has" makes a sentence
REMEMBERED: Final = 4_096  # names recur within and across articles

_MARKS: Final = re.compile(r"[\[\]{}<>\\^;…。！？：]|(?<!\w)`|`(?!\w)|:$")  # "Sana`a" is a name
_LETTERS: Final = re.compile(r"[^\W_]+")  # with no stop or apostrophe between them: "Газета.Ru"


class NoName(StrEnum):
    """Why words are no name, to be read after "the name"."""

    LONG = "is too long"
    MARKS = "holds characters that no name has"
    MACHINES = "addresses machines"
    VERDICT = "passes a verdict"
    SENTENCE = "reads as a sentence"


@lru_cache(REMEMBERED)
def no_name(words: str) -> NoName | None:
    """Tell why `words` can be no name of an outlet or author; None where they can."""
    plain = _plain(words)
    if len(plain) > CHARACTERS:
        return NoName.LONG
    if plain and injections(plain, [Span(0, len(plain))]):
        return NoName.MACHINES
    if (why := _judges(words)) is None and is_sentence(plain):
        return NoName.SENTENCE
    return why or _long(plain)


def warning_about(given: str, words: str, why: NoName) -> ArticleWarning:
    """Say why the name that is `given` ("markup: the outlet's name") is none, with its `words` between our marks."""
    shown = tidy(words).translate(INNER_MARKS)
    shown = shown if len(shown) <= CHARACTERS else shown[:CHARACTERS].rstrip() + "…"
    return ArticleWarning(
        CODE, f"{given} {why}, so it counts as unknown: “{shown}”; metadata.csv can give the right one"
    )


@lru_cache(REMEMBERED)
def no_speaker(name: str) -> bool:
    """Tell whether the name that an article gives to whom it quotes judges: "Corrupt Orvel Ministry".

    It may be long, and many a real one looks like a sentence ("National Association of Licensed Paralegals"), but never
    like "Front Sabotaged The Dam" or "Orvel Has Enemies in the North".
    """
    words = _unnamed(lower(name))
    judged = len(words) > 1 and not rules().words["judgements"].isdisjoint(words[:2])
    acts = any(is_act(word) and follows == "the" for word, follows in pairwise(words))
    asserts = len(words) >= ASSERTING and not rules().words["asserting"].isdisjoint(words[1:-1])
    return judged or acts or asserts or _judges(name) is not None


def _plain(words: str) -> str:
    """Return words as they read: without unseen characters, and fullwidth or ornate letters as plain ones."""
    seen = "".join(character for character in tidy(words) if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFKC", seen)


def _judges(words: str) -> NoName | None:
    """Tell of marks that no name has, which may hide something, and of a verdict."""
    plain = _plain(words)
    if _MARKS.search(tidy(words)) or any(map(_mixes_alphabets, _LETTERS.findall(plain))):
        return NoName.MARKS
    return NoName.VERDICT if _passes_verdict(plain.casefold()) else None


def _long(plain: str) -> NoName | None:
    return NoName.LONG if any(len(telling(part)) > WORDS for part in PARTS.split(plain) if part) else None


def _passes_verdict(folded: str) -> bool:
    said = _unnamed(lower(folded))
    return (
        not rules().words["verdicts"].isdisjoint(said)
        or rules().phrases.search(" ".join(said)) is not None
        or rules().labels.match(folded) is not None
    )


def _unnamed(words: Sequence[str]) -> list[str]:
    """Return words in lower case, a stop in the place of those that pass no verdict as they name somebody."""
    return rules().named.sub(".", " ".join(words)).split()


def _mixes_alphabets(word: str) -> bool:
    """Tell whether a word has letters of Latin beside Cyrillic or Greek ones that look like them."""
    if word.isascii():
        return False
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha()}
    return "LATIN" in scripts and not scripts.isdisjoint(("CYRILLIC", "GREEK"))
