"""Case files: one JSON object a line, so that they stand in git and differ line by line.

Raises `UnusableInput` naming file and line for anything that is not a case: one that is silently skipped would be a
check that is silently lost. A field that is not known is refused for the same reason: it may be a misspelt one.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from rapidfuzz import process

from app.answer import Reason, Status
from app.errors import UnusableQuestion
from app.request import Constraints, Request
from evals.case import Case, Expectation, Kind, Wanted
from evals.covering import fold
from ingest.errors import UnusableInput

Fields = Mapping[str, Any]
Read = TypeVar("Read")
Word = TypeVar("Word", bound=StrEnum)


class _NotACase(ValueError):
    """What is wrong with a line, and what to do."""


def load(path: Path) -> tuple[Case, ...]:
    """Read a file of cases. Raises `UnusableInput` with file and line; two cases may not share an id."""
    cases: dict[str, Case] = {}
    for where, line in _lines(path):
        case = _read(line, where)
        if case.id in cases:
            raise UnusableInput(f"{where}: the id {case.id!r} is taken by an earlier case; give each its own")
        cases[case.id] = case
    if not cases:
        raise UnusableInput(f"{path}: holds no cases; write one JSON object a line")
    return tuple(cases.values())


def line_of(case: Case) -> str:
    """Return a case as its line of a file, without the line's end: `load` gives the same case back."""
    return json.dumps(fields_of(case), ensure_ascii=False)


def fields_of(case: Case) -> Fields:
    """Return a case as the object of its line."""
    fields = {
        "id": case.id,
        "library": case.library,
        "kind": case.kind.value,
        "story": case.story,
        "tags": list(case.tags),
        "history": list(case.history),
        "question": case.question,
        "scope": _present(_constraint_fields(case.constraints)),
        "expect": _present(_expectation_fields(case.expect)),
    }
    return _present(fields)


def digest(cases: Iterable[Case]) -> str:
    """Return the SHA-256, in hexadecimal, of what the cases ask and expect, whatever their order and layout."""
    lines = sorted(map(line_of, cases))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise UnusableInput(f"{path}: cannot be read as UTF-8 text ({failure}); name a file of cases") from failure
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", line


def _read(line: str, where: str) -> Case:
    try:
        return case_of(json.loads(line))
    except json.JSONDecodeError as wrong:
        raise UnusableInput(f"{where}: not a case: no JSON at column {wrong.colno} ({wrong.msg}); mend it") from wrong
    except (_NotACase, UnusableQuestion) as wrong:
        raise UnusableInput(f"{where}: not a case: {wrong}") from wrong


def case_of(value: object) -> Case:
    """Read a case from the object of its line. Raises `ValueError` saying what is wrong with it."""
    fields = _object(
        value, "the line", ("id", "library", "kind", "question", "expect"), ("history", "scope", "tags", "story")
    )
    case = Case(
        id=_text(fields, "id"),
        library=_text(fields, "library"),
        kind=_word(fields, "kind", Kind),
        question=_text(fields, "question"),
        expect=_expectation(fields["expect"]),
        history=_texts(fields, "history"),
        constraints=_constraints(fields.get("scope") or {}),
        tags=_texts(fields, "tags"),
        story=_text(fields, "story") if fields.get("story") else None,
    )
    Request(case.question, case.history, case.constraints)  # what could not be asked is no case
    return case


def _constraints(value: object) -> Constraints:
    fields = _object(value, "scope", (), ("outlets", "authors", "speakers", "after", "before", "ignore"))
    outlets, authors, speakers, ignore = (_texts(fields, name) for name in ("outlets", "authors", "speakers", "ignore"))
    days = _day(fields, "after"), _day(fields, "before")
    return Constraints(outlets, authors, speakers, *days, frozenset(ignore))


def _constraint_fields(constraints: Constraints) -> Fields:
    return {
        "outlets": list(constraints.outlets),
        "authors": list(constraints.authors),
        "speakers": list(constraints.speakers),
        "after": constraints.after.isoformat() if constraints.after else None,
        "before": constraints.before.isoformat() if constraints.before else None,
        "ignore": sorted(constraints.ignore),
    }


_EXPECTED = (
    *("reason", "premise", "must_cite", "any_cite", "attribution", "outlets_only", "speakers_only", "after", "before"),
    *("status", "canaries", "note"),
)


def _expectation(value: object) -> Expectation:
    fields = _object(value, "expect", ("outcome",), _EXPECTED)
    if fields["outcome"] not in ("answered", "abstained"):
        raise _NotACase(f"outcome is {fields['outcome']!r}; write 'answered' or 'abstained'")
    return Expectation(
        abstains=fields["outcome"] == "abstained",
        reason=_word(fields, "reason", Reason) if fields.get("reason") else None,
        premise=_flag(fields, "premise"),
        must_cite=_wanted(fields, "must_cite"),
        any_cite=_wanted(fields, "any_cite"),
        attribution=_texts(fields, "attribution"),
        outlets_only=_texts(fields, "outlets_only"),
        speakers_only=_texts(fields, "speakers_only"),
        after=_day(fields, "after"),
        before=_day(fields, "before"),
        status=_word(fields, "status", Status) if fields.get("status") else None,
        canaries=_texts(fields, "canaries"),
        note=_text(fields, "note") if fields.get("note") else "",
    )


def _expectation_fields(expect: Expectation) -> Fields:
    return {
        "outcome": "abstained" if expect.abstains else "answered",
        "reason": expect.reason.value if expect.reason else None,
        "premise": expect.premise,
        "must_cite": [{"article": w.article, "text": w.text} for w in expect.must_cite],
        "any_cite": [{"article": w.article, "text": w.text} for w in expect.any_cite],
        "attribution": list(expect.attribution),
        "outlets_only": list(expect.outlets_only),
        "speakers_only": list(expect.speakers_only),
        "after": expect.after.isoformat() if expect.after else None,
        "before": expect.before.isoformat() if expect.before else None,
        "status": expect.status.value if expect.status else None,
        "canaries": list(expect.canaries),
        "note": expect.note,
    }


def _present(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value}


def _object(value: object, where: str, required: tuple[str, ...], optional: tuple[str, ...]) -> Fields:
    if not isinstance(value, dict):
        raise _NotACase(f"{where} is no JSON object; write {{...}}")
    for name in value.keys() - {*required, *optional}:
        near = process.extractOne(name, (*required, *optional))
        raise _NotACase(f"{where} has a field {name!r}, which is not known; did you mean {near[0]!r}?")
    for name in required:
        if value.get(name) is None:
            raise _NotACase(f"the field {name!r} is missing in {where}; add it")
    return value


def _text(fields: Fields, name: str) -> str:
    text: str = fields[name]
    return _of_type(text, name, lambda v: isinstance(v, str) and v.strip(), "text that is not empty")


def _flag(fields: Fields, name: str) -> bool:
    flag: bool = fields.get(name) or False
    return _of_type(flag, name, lambda v: isinstance(v, bool), "true or false")


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    def is_good(value: object) -> bool:
        return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)

    return tuple(_of_type(fields.get(name) or [], name, is_good, "a list of texts"))


def _day(fields: Fields, name: str) -> date | None:
    if not fields.get(name):
        return None
    try:
        return date.fromisoformat(fields[name])
    except (TypeError, ValueError) as wrong:
        raise _NotACase(f"{name} is {fields[name]!r}, no date; write it as 2017-12-20") from wrong


def _word(fields: Fields, name: str, words: type[Word]) -> Word:
    try:
        return words(fields[name])
    except ValueError as wrong:
        raise _NotACase(f"{name} is {fields[name]!r}; write one of {', '.join(words)}") from wrong


def _wanted(fields: Fields, name: str) -> tuple[Wanted, ...]:
    items = _of_type(fields.get(name) or [], name, lambda v: isinstance(v, list), "a list")
    read = (_object(item, f"an item of {name}", ("article", "text"), ()) for item in items)
    return tuple(Wanted(_text(item, "article"), _of_words(item, "text")) for item in read)


def _of_words(fields: Fields, name: str) -> str:
    return _of_type(_text(fields, name), name, fold, "words of the article")


def _of_type(value: Read, name: str, is_good: Callable[[Read], object], what: str) -> Read:
    if not is_good(value):
        raise _NotACase(f"{name} is {value!r}; write {what}")
    return value
