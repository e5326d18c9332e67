"""What a fact-checker's rating says of the claim, as far as its meaning is known (`ratings.toml`)."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from index.record.finding import Verdict

_EDGES = re.compile(r"^[\s\"'“”‘’]+|[\s\"'“”‘’.]+$")  # nothing that means something, as a question mark does


def verdict_of(rating: Mapping[str, Any]) -> Verdict:
    """Read a schema.org Rating; one of unknown meaning is unresolved.

    Its name says what it means. A number alone does so only at an end of a scale that is given, since what lies between
    differs by fact-checker; and beside a name that is not known it does not.
    """
    if name := name_of(rating):
        return _known().get(_EDGES.sub("", name.lower()), Verdict.UNRESOLVED)
    if any(rating.get(key) for key in ("alternateName", "name")):
        return Verdict.UNRESOLVED  # a name in a form that is not read here: the number does not stand for it
    value, worst, best = (_number(rating.get(key)) for key in ("ratingValue", "worstRating", "bestRating"))
    if value is None or worst is None or best is None or worst >= best:
        return Verdict.UNRESOLVED
    return {best: Verdict.ESTABLISHED, worst: Verdict.REFUTED}.get(value, Verdict.UNRESOLVED)


def name_of(rating: Mapping[str, Any]) -> str | None:
    """Return a rating's name in one line, None where it has none. Some stand in the place of the number."""
    for key in ("alternateName", "name", "ratingValue"):
        value = rating.get(key)
        if isinstance(value, str) and value.strip() and _number(value) is None:
            return " ".join(value.split())
    return None


def in_words(rating: Mapping[str, Any]) -> str | None:
    """Return how to tell of a rating, None where there is none."""
    if name := name_of(rating):
        return f"rated “{name[:200]}”"
    value, worst, best = (_number(rating.get(key)) for key in ("ratingValue", "worstRating", "bestRating"))
    if value is None:
        return None
    scale = f" on a scale from {worst:g} to {best:g}" if worst is not None and best is not None else ""
    return f"rated {value:g}{scale}"


@lru_cache(1)
def _known() -> Mapping[str, Verdict]:
    table = tomllib.loads(files("index.record").joinpath("ratings.toml").read_text("utf-8"))
    return {name: Verdict(verdict) for verdict, names in table.items() for name in names}


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None
