"""Whom a source is asked to report: "what does the Courier say that the mayor said"."""

from collections.abc import Callable, Sequence

from app.cues import Cue, nested_in
from app.roles import Role, role_of
from app.sources import Party
from app.words import words_at

Asked = tuple[Cue, tuple[Party, ...]]
"""A cue, and who stands in its place."""


def reported_in(
    question: str, asked: Sequence[Cue], named_at: Callable[[Cue], tuple[Party, ...]]
) -> tuple[list[Asked], Role | None]:
    """Return whom a source is asked to report, by name (told by `named_at`) or by role, beside the cues that `asked`
    somebody already; nothing where it is asked for its own words.
    """
    for cue in nested_in(question):
        if any(cue.place.overlaps(other.place) for other in asked):
            continue
        if found := named_at(cue):
            return [(cue, found)], None
        if role := role_of(words_at(question, cue.place)):
            return [], role
    return [], None
