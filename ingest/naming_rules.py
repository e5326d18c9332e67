"""The rules by which words are told from names, in naming.toml, and words as those rules compare them."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_LABEL: Final = r"\s*(?:[:|!–—]|-\s)"


@dataclass(frozen=True, slots=True)
class Rules:
    """Words by what they keep a name from being; `phrases`, `labels` and what is `named` with them as patterns."""

    words: dict[str, frozenset[str]]
    phrases: re.Pattern[str]
    named: re.Pattern[str]
    labels: re.Pattern[str]


@cache
def rules() -> Rules:
    """Return the rules, read once."""
    data: dict[str, Any] = tomllib.loads(resources.files("ingest").joinpath("naming.toml").read_text(encoding="utf-8"))
    words = {key: frozenset(value.split()) for key, value in data.items() if isinstance(value, str)}
    phrases, named = (_any_of(data[key]) for key in ("verdict_phrases", "named"))
    return Rules(words, phrases, named, re.compile(rf"(?:{'|'.join(sorted(words['labels']))}){_LABEL}"))


def lower(words: str) -> list[str]:
    """Return each word in lower case, with a straight apostrophe."""
    return [word.casefold().replace("’", "'") for word in WORD.findall(words)]


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
