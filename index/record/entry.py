"""What a person enters about a finding: fields of text become particulars, or each wrong field is named."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from index.errors import UnusableFinding
from index.record.finding import FinderKind, Particulars, Verdict, is_web_address
from ingest.tidy import break_lines, tidy

FIELDS = ("statement", "verdict", "finder", "kind", "how", "found", "url", "quote")
REQUIRED = frozenset(FIELDS) - {"quote"}  # of a person; a fact-check that is imported may lack what it does not say
LONGEST = {"statement": 1_000, "finder": 200, "how": 1_000, "url": 2_000, "quote": 2_000}  # code points
WANTED = {
    "statement": "write what was found to be so, or not so, as one sentence",
    "verdict": f"choose one of {', '.join(Verdict)}",
    "finder": "name who found it",
    "kind": f"choose one of {', '.join(FinderKind)}",
    "how": "say how it was found: after which trial, hearings, count or documents",
    "found": "give the day on which it was found, as 2019-05-31",
    "url": "give the address where the finding can be read",
}

Choice = TypeVar("Choice", bound=StrEnum)


def particulars_of(fields: Mapping[str, str | None], today: date, required: frozenset[str] = REQUIRED) -> Particulars:
    """Read what was entered. Raises `UnusableFinding` that names every field which is wrong."""
    typed = {name: tidy(break_lines(fields.get(name) or "")) for name in FIELDS}
    problems = {name: WANTED[name] for name in FIELDS if name in required and not typed[name]}
    problems |= {
        name: f"it has {len(typed[name])} characters; shorten it to {most}"
        for name, most in LONGEST.items()
        if len(typed[name]) > most
    }
    judged = {name: _judged(judge, typed[name], name, problems) for name, judge in JUDGES.items() if typed[name]}
    if isinstance(found := judged.get("found"), date) and found > today:
        problems["found"] = f"{found.isoformat()} is yet to come; give the day on which it was found"
    if problems:
        raise UnusableFinding({name: problems[name] for name in FIELDS if name in problems})
    texts = {name: typed[name] or None for name in ("how", "quote")}
    return Particulars(statement=typed["statement"], finder=typed["finder"], **texts, **judged)  # type: ignore[arg-type]


def fields_of(particulars: Particulars) -> dict[str, str]:
    """Return particulars as the text of each field, as a form shows them."""
    return {name: str(getattr(particulars, name) or "") for name in FIELDS}


def _judged(judge: Callable[[str], object], given: str, name: str, problems: dict[str, str]) -> object:
    try:
        return judge(given)
    except ValueError as wrong:
        problems.setdefault(name, str(wrong))
        return None


def _chosen(kind: type[Choice]) -> Callable[[str], Choice]:
    def choose(given: str) -> Choice:
        written = " ".join(given.lower().replace("_", " ").split())
        for choice in kind:
            if written.replace("-", " ") == choice.value.replace("-", " "):
                return choice
        raise ValueError(f"{given[:40]!r} is none of {', '.join(kind)}")

    return choose


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ValueError(f"{given[:40]!r} is not a date; write it as 2019-05-31") from None


def _address(given: str) -> str:
    if not is_web_address(given):
        raise ValueError(f"{given[:60]!r} is not a web address; write it as https://example.org/finding")
    return given


JUDGES: Mapping[str, Callable[[str], object]] = {
    "verdict": _chosen(Verdict),
    "kind": _chosen(FinderKind),
    "found": _day,
    "url": _address,
}
