"""What kind of event a clause tells of, by its verb (asked.toml): a saying, a happening, a charge against somebody."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from app.premise.clause import OBJECT, Clause
from app.premise.inflect import finite, gerunds, participles
from app.words import lowered


@lru_cache(maxsize=1)
def _data() -> dict[str, frozenset[str]]:
    data = tomllib.loads(files("app.premise").joinpath("asked.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in data.items()}


def base_of(word: str) -> str | None:
    """Return the base form of an inflected known verb."""
    return finite().get(word) or participles().get(word) or gerunds().get(word)


def is_saying(word: str) -> bool:
    """Tell whether `word`, in any form, is a verb of saying, asking, thinking or answering."""
    return (base_of(word) or word) in _data()["saying"]


def is_happening(base: str, behind: str) -> bool:
    """Tell whether a verb in its base form, with the word `behind` it, tells of something that is nobody's doing."""
    return base in _data()["happening"] or (base in _data()["ambitransitive"] and behind not in OBJECT)


def says(clause: Clause) -> bool:
    """Tell whether the clause is about what somebody said; not to have said something is a deed."""
    return clause.is_one_of(_data()["saying"]) and not clause.negated and not charges(clause)


def happens(clause: Clause) -> bool:
    """Tell whether the clause is about something that is nobody's doing."""
    return clause.acts and clause.verb is not None and is_happening(clause.verb, clause.particle)


def charges(clause: Clause) -> bool:
    """Tell whether the clause charges somebody with a wrong, or with having been told."""
    told = not clause.acts and clause.is_one_of(_data()["told"])
    return told or clause.is_one_of(_data()["wrong"])


def blames(clause: Clause) -> bool:
    """Tell whether the clause lays something at somebody's door that is not done in the open."""
    return clause.agent and clause.is_one_of(_data()["covert"])


def blames_openly(clause: Clause) -> bool:
    """Tell whether the clause lays an act of violence, or what befell others, at somebody's door."""
    return clause.agent and (clause.is_one_of(_data()["overt"]) or _is_causative(clause))


def is_wrong(base: str, particle: str) -> bool:
    """Tell whether a verb with the word behind it is one that charges, whoever did it."""
    return not {base, f"{base}_{particle}"}.isdisjoint(_data()["wrong"])


def holds_wrong(phrase: str) -> bool:
    """Tell whether a phrase ends in the name of a wrong: "secret deals", "lies"."""
    return bool(re.search(rf"(?:^|\s)(?:{_wrongs()})$", phrase))


@lru_cache(maxsize=1)
def owned_wrong() -> re.Pattern[str]:
    """A pattern for a wrong that somebody has: "the mayor's secret deal"."""
    return re.compile(
        rf"(?P<thing>(?:the )?[\w.'-]+(?: [\w.'-]+){{0,3}}?(?:'s|s') (?:(?!and\b)[\w-]+ ){{0,2}}?(?:{_wrongs()}))\b"
    )


@lru_cache(maxsize=1)
def _wrongs() -> str:
    return "|".join(sorted(word.replace("_", " ") for word in _data()["wrongs"]))


def _is_causative(clause: Clause) -> bool:
    """Tell whether the subject has something done to others: "got those people killed", but not "got stuck"."""
    behind = lowered(clause.rest).split()[len(clause.subject.split()) + 2 :]
    return (
        clause.verb in ("get", "have")
        and clause.particle not in participles()
        and any(word in participles() for word in behind)
    )
