"""Chips: how a question was understood, each restriction with the name by which it is taken away again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answer import Guess
from app.dates import dates_in
from app.inert import day, named
from app.names import people_of
from app.request import Constraints
from index.errors import NoSuchArticle
from index.scope import Scope
from index.store import Store
from ingest.corpus import ArticleId

DATES = "dates"  # the name of the chip for both ends of a period: a question that says "in August" means both

_ANY_DAY = date(2000, 1, 1)  # where a date stands in a question does not depend on when it is asked


@dataclass(frozen=True, slots=True)
class Chip:
    """One restriction: what it says, and its name, which is a source's or `DATES`."""

    label: str
    name: str


def chips_of(scope: Scope, store: Store) -> tuple[Chip, ...]:
    """Return a scope's restrictions."""
    return (
        *(Chip(f"Outlet: {name}", name) for name in scope.outlets),
        *(Chip(f"Author: {name}", name) for name in scope.authors),
        *(Chip(f"Speaker: {named(name)}", name) for name in scope.speakers),
        *(Chip(f"First published by {name}", name) for name in _elsewhere(scope.articles, store)),
        *_period(scope.after, scope.before),
    )


def _elsewhere(articles: Iterable[ArticleId], store: Store) -> tuple[str, ...]:
    """Return the outlets that a scope of single articles stands for: those that published them before ours did."""
    found: dict[str, None] = {}
    for article in articles:
        try:
            metadata = store.catalogued(article).metadata
        except NoSuchArticle:
            continue
        first = metadata.first_published.outlet if metadata.first_published else None
        found.update(dict.fromkeys(name for name in (first or metadata.wire or metadata.outlet,) if name))
    return tuple(found)


def _period(after: date | None, before: date | None) -> tuple[Chip, ...]:
    if after and before:
        return (Chip(f"From {day(after)} to {day(before)}", DATES),)
    if after:
        return (Chip(f"From {day(after)}", DATES),)
    return (Chip(f"Until {day(before)}", DATES),) if before else ()


def without(constraints: Constraints, name: str, guesses: Iterable[Guess], questions: Sequence[str]) -> Constraints:
    """Return constraints in which the chip `name` is neither set by hand nor read in any of `questions`."""
    if name == DATES:
        said = (asked[d.span.start : d.span.end] for asked in questions for d in dates_in(asked, _ANY_DAY))
        return replace(constraints, after=None, before=None, ignore=constraints.ignore.union(said))
    took: defaultdict[str, set[str]] = defaultdict(set)
    for guess in guesses:
        took[guess.said].add(guess.took)
    return replace(
        constraints,
        outlets=tuple(outlet for outlet in constraints.outlets if outlet != name),
        authors=tuple(author for author in constraints.authors if author != name),
        speakers=tuple(speaker for speaker in constraints.speakers if speaker != name),
        # A line of several authors is read from the name of any one of them.
        # What was said is still asked for where it was taken for others as well.
        ignore=constraints.ignore
        | {name, *people_of(name)}
        | {said for said, taken in took.items() if taken == {name}},
    )
