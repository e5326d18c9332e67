"""Case files: one JSON object a line, so that they stand in git and differ line by line.

Raises `UnusableInput` naming file and line for anything that is not a case: one that is silently skipped would be a
check that is silently lost. Refused for the same reason are a field that is not known, which may be a misspelt one, one
that stands twice, one of another type, and what no answer would ever be held to (`evals.contradiction`).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from app.answer import Reason, Status
from app.errors import UnusableQuestion
from app.request import Constraints, Request
from evals import fields as read
from evals.case import UNCONSTRAINED, Case, Expectation, Kind, Wanted
from evals.contradiction import contradiction
from evals.fields import Fields, Malformed
from ingest.errors import UnusableInput

_REQUIRED = ("id", "library", "kind", "question", "expect")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # editors of one system put it before UTF-8


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
    """Return the SHA-256, in hexadecimal, of what the cases ask and expect, whatever their order, layout and notes."""
    lines = sorted(line_of(case.bare) for case in cases)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line that is not blank, with its place. A line ends with a line feed alone, as `append` has it."""
    try:
        content = path.read_bytes()
    except OSError as failure:
        raise UnusableInput(f"{path}: cannot be read ({failure.strerror}); name a file of cases") from failure
    for number, line in enumerate(content.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), 1):
        if line.strip():
            yield f"{path}:{number}", _decoded(line, f"{path}:{number}")


def _decoded(line: bytes, where: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise UnusableInput(f"{where}: cannot be read as UTF-8, from byte {wrong.start + 1}; save it so") from wrong


def _read(line: str, where: str) -> Case:
    try:
        return replace(case_of(read.parsed(line)), where=where)
    except (Malformed, UnusableQuestion) as wrong:
        raise UnusableInput(f"{where}: not a case: {wrong}") from wrong


def case_of(value: object) -> Case:
    """Read a case from the object of its line. Raises `ValueError` saying what is wrong with it, and
    `UnusableQuestion` for what could not be asked.
    """
    fields = read.object_of(value, "the line", _REQUIRED, ("history", "scope", "tags", "story"))
    case = Case(
        id=read.one_line(fields, "id"),
        library=read.one_line(fields, "library"),
        kind=read.word(fields, "kind", Kind),
        question=read.text(fields, "question"),
        expect=_expectation(fields["expect"]),
        history=read.texts(fields, "history"),
        constraints=_constraints(fields.get("scope")),
        tags=read.texts(fields, "tags"),
        story=read.optional_text(fields, "story") or None,
    )
    Request(case.question, case.history, case.constraints)  # what could not be asked is no case
    return case


def _constraints(value: object) -> Constraints:
    if value is None:
        return UNCONSTRAINED
    fields = read.object_of(value, "scope", (), ("outlets", "authors", "speakers", "after", "before", "ignore"))
    outlets, authors, speakers, ignore = (
        read.texts(fields, name) for name in ("outlets", "authors", "speakers", "ignore")
    )
    days = read.day(fields, "after"), read.day(fields, "before")
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
    *("status", "canaries", "never", "note"),
)


def _expectation(value: object) -> Expectation:
    fields = read.object_of(value, "expect", ("outcome",), _EXPECTED)
    if fields["outcome"] not in ("answered", "abstained"):
        raise Malformed(f"outcome is {read.brief(fields['outcome'])}; write 'answered' or 'abstained'")
    expect = Expectation(
        abstains=fields["outcome"] == "abstained",
        reason=read.optional_word(fields, "reason", Reason),
        premise=read.flag(fields, "premise"),
        must_cite=_wanted(fields, "must_cite"),
        any_cite=_wanted(fields, "any_cite"),
        attribution=read.worded_texts(fields, "attribution"),
        outlets_only=read.texts(fields, "outlets_only"),
        speakers_only=read.texts(fields, "speakers_only"),
        after=read.day(fields, "after"),
        before=read.day(fields, "before"),
        status=read.optional_word(fields, "status", Status),
        canaries=read.visible_texts(fields, "canaries"),
        never=read.visible_texts(fields, "never"),
        note=read.optional_text(fields, "note"),
    )
    if clash := contradiction(expect):
        raise Malformed(clash)
    return expect


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
        "never": list(expect.never),
        "note": expect.note,
    }


def _present(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value}


def _wanted(fields: Fields, name: str) -> tuple[Wanted, ...]:
    items = read.objects(fields, name, ("article", "text"))
    return tuple(Wanted(read.text(item, "article"), read.worded(item, "text")) for item in items)
