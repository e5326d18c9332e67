"""Expectations that no answer would ever be held to: they look like checks, and are none."""

from collections.abc import Iterator

from evals.case import Expectation

_OF_ANSWERS = ("must_cite", "any_cite", "attribution", "status", "outlets_only", "speakers_only", "after", "before")
_OF_WORDS = ("attribution", "status")  # what is expected of the statements that cite wanted words


def contradiction(expect: Expectation) -> str | None:
    """Return what an expectation has that goes with nothing else in it, and what to do; None where all is well."""
    return next(_contradictions(expect), None)


def _contradictions(expect: Expectation) -> Iterator[str]:
    if expect.abstains:
        for name in _given(expect, _OF_ANSWERS):
            yield f"{name} is of an answer, and outcome is 'abstained'; take one of them out"
    elif expect.reason:
        yield "reason is of an abstention, and outcome is 'answered'; take one of them out"
    if not expect.wanted:
        for name in _given(expect, _OF_WORDS):
            yield f"{name} is of the words in must_cite and any_cite, and there are none; add them"
    if expect.after and expect.before and expect.after > expect.before:
        yield "no day is from after to before; swap the two dates"


def _given(expect: Expectation, names: tuple[str, ...]) -> Iterator[str]:
    return (name for name in names if getattr(expect, name))
