"""The fields of a JSON object, read strictly: a value of another type than is asked for is wrong, empty or not.

A field that is missing or null is absent. Whatever is wrong raises `Malformed`, in one line, without the place.
"""

import json
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from reprlib import Repr
from typing import Any, TypeVar

from rapidfuzz import process

Fields = Mapping[str, Any]
Read = TypeVar("Read")
Word = TypeVar("Word", bound=StrEnum)

_BRIEF = Repr()  # a value that is told may be of any length and depth
_BRIEF.maxstring = 80


class Malformed(ValueError):
    """What is wrong with a value, and what to do."""


def parsed(text: str) -> object:
    """Read one JSON value, in which no object has a field twice: the first would be lost without a word."""
    try:
        return json.loads(text, object_pairs_hook=_once_each)
    except json.JSONDecodeError as wrong:
        raise Malformed(f"no JSON at column {wrong.colno} ({wrong.msg}); mend it") from wrong
    except RecursionError as wrong:
        raise Malformed("brackets within brackets without end; mend it") from wrong
    except Malformed:
        raise
    except ValueError as wrong:
        raise Malformed("no JSON that can be read: a number of too many digits; mend it") from wrong


def _once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise Malformed(f"the field {brief(double)} stands there twice; keep one of them")
    return fields


def object_of(value: object, where: str, required: Collection[str], optional: Collection[str]) -> Fields:
    """Return the fields of an object that has all that are required, and none that is not known."""
    if not isinstance(value, dict):
        raise Malformed(f"{where} is no JSON object; write {{...}}")
    for name in value.keys() - {*required, *optional}:
        near = process.extractOne(name, (*required, *optional))
        raise Malformed(f"{where} has a field {brief(name)}, which is not known; did you mean {near[0]!r}?")
    for name in required:
        if value.get(name) is None:
            raise Malformed(f"the field {name!r} is missing in {where}; add it")
    return value


def text(fields: Fields, name: str) -> str:
    """Return text that is not empty, of characters that a file can hold."""
    given: str = fields[name]
    return _of_type(given, name, _is_text, "text that is not empty")


def optional_text(fields: Fields, name: str) -> str:
    """Return text, empty where there is none."""
    return _of_type(_or(fields, name, ""), name, lambda v: v == "" or _is_text(v), "text")


def one_line(fields: Fields, name: str) -> str:
    """Return text that can stand in a line of a report, and can do nothing to who prints it."""
    return _of_type(text(fields, name), name, str.isprintable, "one line without control characters")


def texts(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list of texts, none of them empty."""
    return tuple(_listed(fields, name, _is_text, "a list of texts"))


def worded(fields: Fields, name: str) -> str:
    """Return text that has a letter or digit: there is nothing to look for in any other."""
    return _of_type(text(fields, name), name, _has_words, "words, with a letter or digit")


def worded_texts(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list of texts, each with a letter or digit."""
    return tuple(_listed(fields, name, lambda v: _is_text(v) and _has_words(v), "a list of texts with letters"))


def visible_texts(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list of texts, each with something to see: what cannot be seen "stands" in every answer."""
    return tuple(_listed(fields, name, lambda v: _is_text(v) and _is_visible(v), "a list of texts that can be seen"))


def flag(fields: Fields, name: str) -> bool:
    """Return true or false, false where it is absent."""
    return _of_type(_or(fields, name, False), name, lambda v: isinstance(v, bool), "true or false")


def day(fields: Fields, name: str) -> date | None:
    """Return a date in ISO's form."""
    if fields.get(name) is None:
        return None
    try:
        return date.fromisoformat(fields[name])
    except (TypeError, ValueError) as wrong:
        raise Malformed(f"{name} is {brief(fields[name])}, no date; write it as 2017-12-20") from wrong


def word(fields: Fields, name: str, words: type[Word]) -> Word:
    """Return one of `words`."""
    try:
        return words(fields[name])
    except ValueError as wrong:
        raise Malformed(f"{name} is {brief(fields[name])}; write one of {', '.join(words)}") from wrong


def optional_word(fields: Fields, name: str, words: type[Word]) -> Word | None:
    """Return one of `words`, None where it is absent."""
    return None if fields.get(name) is None else word(fields, name, words)


def objects(fields: Fields, name: str, required: Collection[str]) -> tuple[Fields, ...]:
    """Return a list of objects with these fields and no other."""
    items = _listed(fields, name, lambda _: True, "a list")
    return tuple(object_of(item, f"an item of {name}", required, ()) for item in items)


def brief(value: object) -> str:
    """Return a value as a message tells it: in one line, shortened, whatever it holds."""
    return _BRIEF.repr(value)


def _or(fields: Fields, name: str, absent: Read) -> Read:
    value: Read | None = fields.get(name)
    return absent if value is None else value


def _listed(fields: Fields, name: str, is_good: Callable[[Any], bool], what: str) -> list[Any]:
    empty: list[Any] = []
    return _of_type(_or(fields, name, empty), name, lambda v: isinstance(v, list) and all(map(is_good, v)), what)


def _of_type(value: Read, name: str, is_good: Callable[[Read], object], what: str) -> Read:
    if not is_good(value):
        raise Malformed(f"{name} is {brief(value)}; write {what}")
    return value


def _is_text(value: object) -> bool:
    """Half of a character outside the first plane, a lone surrogate, is in no file of UTF-8."""
    return isinstance(value, str) and bool(value.strip()) and not any(unicodedata.category(c) == "Cs" for c in value)


def _has_words(value: str) -> bool:
    return any(c.isalnum() for c in value)


def _is_visible(value: str) -> bool:
    return any(unicodedata.category(c)[0] in "LNPS" for c in value)
