"""An answer just seen becomes a case: that it is right as it is, or what is wrong with it.

A case of a wrong answer must fail on that answer, or it would test nothing; `checked` refuses one that does not.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.answer import Status
from app.errors import UnusableFeedback
from app.feedback import Feedback, Right, Wrong
from app.request import Constraints
from evals.case import Case, Expectation, Kind
from evals.case_file import case_of, fields_of
from evals.covering import fold
from evals.expecting import Holding, righted, shown
from evals.metrics.checks import judge
from evals.observed import Holdings, Observation
from index.store import Catalogued, Store

Json = Mapping[str, Any]
LONGEST_ID = 60  # characters
_OF_ANY = frozenset({"concise", "cited", "attributed", "never_established", "exact"})  # whatever a case expects
_SEVERAL = 2  # sources asked for make a comparison


def case_from(
    answer: Json,
    history: Sequence[str],
    constraints: Constraints,
    library: str,
    feedback: Feedback,
    holding: Holding,
) -> Case:
    """Return the case, with an id made of the question. `constraints` are what was set by hand.

    Raises `UnusableFeedback` with the field that is wrong.
    """
    expect = shown(answer) if isinstance(feedback, Right) else righted(answer, feedback, constraints, holding)
    case = Case(
        id=slug(answer["question"]),
        library=library,
        kind=_kind(answer, expect, history),
        question=answer["question"],
        expect=replace(expect, note=feedback.note.strip()),
        history=tuple(history),
        constraints=constraints,
        tags=("kept",) if isinstance(feedback, Right) else ("wrong",),
    )
    try:
        return case_of(fields_of(case))
    except ValueError as wrong:
        raise UnusableFeedback("", str(wrong)) from wrong


def checked(case: Case, answer: Json, feedback: Feedback, holdings: Holdings) -> tuple[str, ...]:
    """Return the checks that fail on the answer that the case was made from, over the library that it was given from.

    Raises `UnusableFeedback` where nothing fails of what is said to be wrong, or anything of what is said to be right:
    no answer alike could ever pass.
    """
    failed = tuple(name for name, held in judge(Observation(case, answer, holdings)).checks.items() if not held)
    if isinstance(feedback, Right) and failed:
        raise UnusableFeedback("", f"the answer fails the test made of it, by {', '.join(failed)}; say what is wrong")
    if isinstance(feedback, Wrong) and _OF_ANY.issuperset(failed):
        raise UnusableFeedback("", "the answer passes such a test already; say what else is wrong with it")
    return failed


def articles_with(store: Store, words: str) -> tuple[Catalogued, ...]:
    """Return the articles in which words stand; marks, white space and capitals aside."""
    sought = fold(words)
    rarest = max(sought, key=len)  # to look for one word first is a hundred times as quick as to take a text apart

    def holds(text: str) -> bool:
        even = unicodedata.normalize("NFKC", text).lower()
        return rarest in even and " ".join(sought) in " ".join(fold(text))

    return tuple(article for article in store.articles() if holds(store.text(article.id)))


def slug(question: str) -> str:
    """Return a question's words as an id that can be read: ``who-broke-the-dam``."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", question.lower()) if not unicodedata.combining(c))
    words = "-".join(re.findall(r"[^\W_]+", plain))
    return words[:LONGEST_ID].rpartition("-")[0] or words[:LONGEST_ID] if len(words) > LONGEST_ID else words or "case"


def _kind(answer: Json, expect: Expectation, history: Sequence[str]) -> Kind:
    """Return what the question seems to be about, by what its answer shows; whoever edits the file knows better."""
    scope = answer["scope"]
    sources = len(scope["outlets"]) + len(scope["authors"]) + len(scope["speakers"])
    found = (
        (expect.abstains and expect.reason is not None, expect.reason and Kind(expect.reason.value)),
        (expect.premise, Kind.PREMISE),
        (bool(history), Kind.FOLLOWUP),
        (expect.status in (Status.ESTABLISHED, Status.REFUTED), Kind.ESTABLISHED),
        (any(statement["status"] == Status.DISPUTED for statement in answer["statements"]), Kind.CONTESTED),
        (sources >= _SEVERAL, Kind.COMPARE),
        (bool(scope["speakers"]), Kind.SPEAKER_CLAIM),
        (sources > 0, Kind.OUTLET_CLAIM),
        (bool(scope["after"] or scope["before"]), Kind.DATED),
    )
    return next((kind for holds, kind in found if holds and kind), Kind.LOOKUP)
