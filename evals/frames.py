"""What stands before the quotes of a statement, taken apart by reading: who speaks, through whom, and how."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.observed import Publication
from evals.verbatim import folded

_VIA = re.compile(r", (?:quoted by|as reported by) (?=[^“”]*(?:“[^“”]*”[^“”]*)*$)")  # not inside a description
_VERB = re.compile(
    r"(?:,? |^)(?:also )?"
    r"(?P<verb>(?:did|does) not [a-z]+|declined? to [a-z]+|declines to [a-z]+|[a-z]+ and [a-z]+|[a-z]+)$"
)
_ARTICLES = frozenset({"the", "a", "an"})
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_GIST = ", in short, that "


@dataclass(frozen=True, slots=True)
class Frame:
    """Who speaks and how. `speakers` are those whom the article quotes, the one who speaks first, as they are shown.

    `reporter` is the outlet with its credit in brackets, where that is shown; `gist` is what is said in other words,
    and `attributed` all before it.
    """

    speakers: tuple[str, ...]
    reporter: str
    verb: str
    attributed: str
    gist: str = ""

    @property
    def names(self) -> str:
        """Everybody who is named."""
        return ", ".join((*self.speakers, self.reporter))


def frame_of(lead: str) -> Frame | None:
    """Take a lead apart; None where it names nobody or has no verb, so that nobody answers for what follows."""
    attributed, _, gist = lead.partition(_GIST)
    verb = _VERB.search(attributed)
    named = attributed[: verb.start()] if verb else ""
    *speakers, reporter = _VIA.split(named)
    return Frame(tuple(speakers), reporter, verb["verb"], attributed, gist) if verb and reporter else None


def is_credited(shown: str, known: Publication) -> bool:
    """Tell whether an outlet is shown that published the article, and in its credit, if it has one, author and day.

    An unknown outlet is named by the file. After the credit a list of sources has more.
    """
    outlet = folded(known.outlet or f"An unnamed outlet ({known.file})")
    rest = folded(shown).removeprefix(outlet)
    if not folded(shown).startswith(outlet) or (rest and not rest.startswith(" (")):
        return False
    day = known.published
    dated = rf"\b{day.day} \w+ {day.year}\b" if day else r"\bundated\b"
    return not rest or (folded(known.author or "") in rest and re.search(dated, rest) is not None)


def named(name: str, words: str, outlets: Iterable[str]) -> bool:
    """Tell whether `words` name somebody: an outlet of the library in full, also where a case has part of its name;
    anybody else by the surname outside the outlets' names, so that "Colonel Hurl" and "Bastian Hurl" are one.
    """
    asked, there = _words(name), _words(words)
    papers = [_words(outlet) for outlet in outlets]
    meant = [paper for paper in papers if set(asked) - _ARTICLES <= set(paper)]
    if asked in papers or any(_stands(paper, there) for paper in meant):
        return any(_stands(paper, there) for paper in meant)
    for paper in sorted(papers, key=len, reverse=True):
        there = _without(paper, there)
    surname = [word for word in asked if word not in _SUFFIXES] or asked
    return bool(surname) and surname[-1] in there


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", folded(name))


def _stands(part: Sequence[str], words: Sequence[str]) -> bool:
    return bool(part) and any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


def _without(part: Sequence[str], words: list[str]) -> list[str]:
    at = 0
    while part and at <= len(words) - len(part):
        if words[at : at + len(part)] == part:
            words = [*words[:at], "|", *words[at + len(part) :]]
        at += 1
    return words
