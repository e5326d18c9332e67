"""What a run's file must hold for its pages and comparisons to be made: a file may have been edited, or cut."""

import json
import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from evals.fields import Malformed, brief
from evals.metrics import METRICS

Json = Mapping[str, Any]

_BY_NAME = {metric.name: metric for metric in METRICS}
_TEXT = str | None  # also null
_CITATION = {"number": int, "article": str, "start": int, "end": int, "quote": str, "file": str}
_STATEMENT = {"citations": list}
_ANSWER = {"text": str, "outcome": str, "statements": list}
_CREDIT = ("outlet", "author", "published")


def parsed(text: str) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Read JSON without the numbers that are none. Raises `ValueError`."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError as wrong:
        raise Malformed("brackets within brackets without end") from wrong


def counts_of(fields: Json) -> dict[str, tuple[float, ...]]:
    """Read a case's counts. Raises `ValueError` for such as their metric can make no figure of."""
    return {name: _counts(name, counts) for name, counts in fields.items()}


def answer_of(fields: Json) -> Json:
    """Return an answer that has what reports read. Raises `ValueError` for another."""
    _has(fields, _ANSWER, "an answer")
    for statement in fields["statements"]:
        _has(statement, _STATEMENT, "a statement")
        for citation in statement["citations"]:
            _has(citation, _CITATION, "a citation")
            _has_texts(citation, _CREDIT)
            date.fromisoformat(citation["published"] or "0001-01-01")
    return fields


def texts_of(fields: Json) -> dict[str, str]:
    """Return an object of texts. Raises `ValueError` for another."""
    _has_texts(fields, tuple(fields))
    return dict(fields)


def numbers_of(fields: Json) -> dict[str, float]:
    """Return an object of numbers. Raises `ValueError` for another."""
    if wrong := [value for value in fields.values() if not _is_number(value)]:
        raise Malformed(f"{brief(wrong[0])} is no number")
    return dict(fields)


def _counts(name: str, counts: Any) -> tuple[float, ...]:  # noqa: ANN401  # what is read may be anything
    if not isinstance(counts, list) or not all(map(_is_number, counts)):
        raise Malformed(f"the counts of {name} are {brief(counts)}")
    if name in _BY_NAME:
        try:
            _BY_NAME[name].value(counts)
        except ValueError as wrong:
            raise Malformed(f"{name} has {len(counts)} counts, from which it cannot be computed") from wrong
    return tuple(counts)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _has(value: Any, shape: Mapping[str, type], what: str) -> None:  # noqa: ANN401  # what is read may be anything
    if not isinstance(value, dict):
        raise Malformed(f"{what} is {brief(value)}")
    for name, kind in shape.items():
        if not isinstance(value.get(name), kind):
            raise Malformed(f"{what} has no {name}, or another kind of it")


def _has_texts(fields: Json, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in fields or not isinstance(fields[name], _TEXT):
            raise Malformed(f"{name} is {brief(fields.get(name))}, no text")


def _no_number(constant: str) -> float:
    raise Malformed(f"{constant} is no number")
