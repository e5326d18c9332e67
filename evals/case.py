"""Cases: a question of one library, and what a right answer to it must show.

A file of cases holds one JSON object a line. Raises `UnusableInput` naming file and line for anything that is not a
case: a case that is silently skipped would be a check that is silently lost.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.answer import Reason, Status
from ingest.errors import UnusableInput


class Kind(StrEnum):
    """What a question is about; figures are given by kind."""

    OUTLET_CLAIM = "outlet_claim"
    SPEAKER_CLAIM = "speaker_claim"
    WHO_SAID = "who_said"
    LOOKUP = "lookup"
    CONTESTED = "contested"
    COMPARE = "compare"
    PREMISE = "premise"
    ESTABLISHED = "established"
    NO_SUCH_SOURCE = "no_such_source"
    SOURCE_SILENT = "source_silent"
    NOT_IN_LIBRARY = "not_in_library"
    DATED = "dated"
    FOLLOWUP = "followup"
    NESTED = "nested"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that a citation should cover: the name of the article's file, and the words as they stand in it."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a right answer shows; an empty field asks for nothing. `reason` is None where an answer is expected.

    All of `must_cite` and one of `any_cite` are to be covered by citations. `attribution` are names that the chains of
    the statements citing them hold.
    """

    abstains: bool
    reason: Reason | None = None
    premise: bool = False
    must_cite: tuple[Wanted, ...] = ()
    any_cite: tuple[Wanted, ...] = ()
    attribution: tuple[str, ...] = ()
    outlets_only: tuple[str, ...] = ()
    status: Status | None = None
    note: str = ""

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Everything that a citation might cover."""
        return self.must_cite + self.any_cite


@dataclass(frozen=True, slots=True)
class Case:
    """One question, asked of the library named, after the earlier turns of `history`, oldest first."""

    id: str
    library: str
    kind: Kind
    question: str
    expect: Expectation
    history: tuple[str, ...] = ()


def load(path: Path) -> tuple[Case, ...]:
    """Read a file of cases. Raises `UnusableInput` with file and line; two cases may not share an id."""
    cases: dict[str, Case] = {}
    for where, line in _lines(path):
        case = _case(line, where)
        if case.id in cases:
            raise UnusableInput(f"{where}: the id {case.id!r} is taken by an earlier case; give each its own")
        cases[case.id] = case
    if not cases:
        raise UnusableInput(f"{path}: holds no cases; write one JSON object a line")
    return tuple(cases.values())


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise UnusableInput(f"{path}: cannot be read as UTF-8 text ({failure}); name a file of cases") from failure
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", line


def _case(line: str, where: str) -> Case:
    try:
        fields = json.loads(line)
        return Case(
            id=fields["id"],
            library=fields["library"],
            kind=Kind(fields["kind"]),
            question=fields["question"],
            expect=_expectation(fields["expect"]),
            history=tuple(fields.get("history", ())),
        )
    except KeyError as missing:
        raise UnusableInput(f"{where}: the field {missing} is missing; add it") from missing
    except (ValueError, TypeError, AttributeError) as wrong:
        raise UnusableInput(f"{where}: not a case ({wrong}); write one JSON object as the other lines do") from wrong


def _expectation(fields: Mapping[str, Any]) -> Expectation:
    outcome, reason, status = fields["outcome"], fields.get("reason"), fields.get("status")
    if outcome not in ("answered", "abstained"):
        raise ValueError(f"outcome is {outcome!r}, not 'answered' or 'abstained'")
    return Expectation(
        abstains=outcome == "abstained",
        reason=Reason(reason) if reason else None,
        premise=bool(fields.get("premise")),
        must_cite=_wanted(fields.get("must_cite")),
        any_cite=_wanted(fields.get("any_cite")),
        attribution=tuple(fields.get("attribution", ())),
        outlets_only=tuple(fields.get("outlets_only", ())),
        status=Status(status) if status else None,
        note=fields.get("note", ""),
    )


def _wanted(items: list[Mapping[str, str]] | None) -> tuple[Wanted, ...]:
    return tuple(Wanted(item["article"], item["text"]) for item in items or ())
