"""Forms of English verbs, as far as undoing a question needs them: verbs.toml, and the rules of spelling.

A verb that is not listed has no forms here: a wrong past tense would put words into the user's mouth.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

_CVC: Final = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")  # "stop", "plan", "rig": one short vowel
_VOWELS: Final = "aeiou"


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("app.premise").joinpath("verbs.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def plain_verbs() -> frozenset[str]:
    """Base forms that are seldom anything but a verb."""
    return frozenset(_data()["plain"].split())


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """All base forms that are known."""
    return plain_verbs() | frozenset(_data()["dual"].split())


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, tuple[str, str]]:
    return {base: tuple(forms.split()) for base, forms in _data()["irregular"].items()}


def past(base: str) -> str | None:
    """Return the past tense of a known verb, None where it is unsure."""
    if base not in verbs() or base in _data()["spelling"]["either"].split():
        return None
    return _irregular()[base][0] if base in _irregular() else _with_ed(base)


def third(base: str) -> str | None:
    """Return the third person singular of a known verb, None where it is unsure."""
    if base not in verbs():
        return None
    return {"have": "has", "do": "does", "undo": "undoes", "go": "goes"}.get(base) or _with_s(base)


@lru_cache(maxsize=1)
def participles() -> Mapping[str, str]:
    """Past participles of the known verbs, each with its base form."""
    return {_irregular()[b][1] if b in _irregular() else _with_ed(b): b for b in sorted(verbs())}


@lru_cache(maxsize=1)
def gerunds() -> Mapping[str, str]:
    """Forms in -ing of the known verbs, each with its base form."""
    return {_with_ing(base): base for base in sorted(verbs())}


@lru_cache(maxsize=1)
def finite() -> Mapping[str, str]:
    """Past tenses and third persons of the known verbs, each with its base form."""
    tenses = ((form(base), base) for base in sorted(verbs()) for form in (past, third))
    return {inflected: base for inflected, base in tenses if inflected} | {"lied": "lie"}


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _with_ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def _with_s(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "veto")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in _VOWELS else base + "s"


def _doubled(base: str) -> str:
    doubles = _CVC.fullmatch(base) or base in _data()["spelling"]["doubles"].split()
    return base + base[-1] if doubles else base
