"""Cases and answers made by hand, in the shape that ``hearsay ask --json`` prints."""

from collections.abc import Mapping
from typing import Any

from evals.case import Case, Expectation, Kind, Wanted

TEXT = "The mayor said that not one siren had sounded before the water came."
WANTED = Wanted("sirens.txt", "not one siren had sounded before the water came")


def case(kind: Kind = Kind.LOOKUP, identifier: str = "c", **expected: Any) -> Case:
    return Case(identifier, "demo", kind, "did the sirens sound?", Expectation(**{"abstains": False, **expected}))


def abstaining(reason: Any, kind: Kind = Kind.NO_SUCH_SOURCE, identifier: str = "c") -> Case:
    return case(kind, identifier, abstains=True, reason=reason)


def citation(
    quote: str = TEXT, file: str = "sirens.txt", start: int = 0, outlet: str | None = "Lonne Valley Star"
) -> Mapping[str, Any]:
    return {
        "number": 1,
        "article": "a1",
        "file": file,
        "outlet": outlet,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }


def statement(*citations: Mapping[str, Any], status: str = "asserted", names: tuple[str, ...] = ("Star",)) -> Any:
    attribution = [{"name": name, "role": "outlet", "cue": None} for name in names]
    return {"status": status, "attribution": attribution, "citations": list(citations)}


def answer(*statements: Any, premise: Any = None, identifier: str = "c") -> Mapping[str, Any]:
    return {
        "id": identifier,
        "outcome": "answered",
        "reason": None,
        "premise": premise,
        "statements": list(statements) or [statement(citation())],
    }


def abstention(reason: str, identifier: str = "c") -> Mapping[str, Any]:
    return {"id": identifier, "outcome": "abstained", "reason": reason, "premise": None, "statements": []}
