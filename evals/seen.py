"""An answer just seen, to be made a case of: as the program gave it, or as ``hearsay ask --json`` printed it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.feedback import Feedback
from app.request import Constraints
from evals.adding import articles_with, case_from, checked
from evals.case import Case
from evals.held import Held
from evals.unheld import refuse_unheld
from index.scope import Scope
from index.store import Store
from ingest.errors import UnusableInput

SHOWN = ("question", "outcome", "text")
SCOPES = ("outlets", "authors", "speakers", "after", "before")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer with what was asked before it, oldest first, and what was set by hand beside the question."""

    answer: Json
    history: tuple[str, ...]
    constraints: Constraints


@dataclass(frozen=True, slots=True)
class Proposed:
    """A case that could be kept, and the checks that fail on the answer it was made from."""

    case: Case
    failed: tuple[str, ...]


def propose(seen: Seen, feedback: Feedback, library: str, store: Store) -> Proposed:
    """Make a case of an answer to a question of a library. Raises `UnusableFeedback`, and `UnusableInput` where the
    answer has not the shape that ``hearsay ask --json`` prints.
    """
    held = Held(store)
    try:
        case = case_from(
            seen.answer, seen.history, seen.constraints, library, feedback, lambda words: articles_with(store, words)
        )
        refuse_unheld(case, store)
        return Proposed(case, checked(case, seen.answer, feedback, held))
    except (KeyError, TypeError, AttributeError, ValueError) as wrong:
        raise UnusableInput(f"this is no answer as hearsay ask --json prints it ({wrong!r})") from wrong


def is_within(scope: Scope, answer: Json) -> bool:
    """Tell whether an answer says of itself that it keeps to a scope, and to no other."""
    said = answer.get("scope")
    return isinstance(said, dict) and all(_as_said(getattr(scope, name)) == said.get(name) for name in SCOPES)


def _as_said(value: tuple[str, ...] | date | None) -> list[str] | str | None:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if value else None


def read_answer(content: bytes, where: str) -> Json:
    """Read an answer in UTF-8. Raises `UnusableInput` with `where` it stands."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise UnusableInput(f"{where}: not JSON ({wrong}); give what hearsay ask --json printed") from wrong
    if not isinstance(answer, dict) or not all(isinstance(answer.get(name), str) for name in SHOWN):
        raise UnusableInput(f"{where}: no answer; give one that hearsay ask --json printed")
    return answer
