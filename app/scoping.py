"""From the sources that a question names, and what was set by hand, to the articles that may answer it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from app.answer import Role
from app.catalogue import Catalogue
from app.sources import Party
from index.scope import Scope
from ingest.corpus import ArticleId

Name = TypeVar("Name", bound=str)


def side_of(party: Party) -> Scope:
    """Return the words quoted of a party, or its articles; a name that is both outlet and author is the outlet."""
    if party.speakers:
        return Scope(speakers=party.speakers)
    published = tuple(s.name for s in party.sources if s.role is Role.OUTLET and not s.articles)
    came = tuple(dict.fromkeys(a for s in party.sources for a in s.articles))
    if published or came:
        return Scope(outlets=published) if published else Scope(articles=came)
    return Scope(authors=tuple(dict.fromkeys(line for s in party.sources for line in s.authors)))


def apart(sides: Sequence[Scope], catalogue: Catalogue) -> tuple[Scope, ...]:
    """Return sides of a comparison that share no article: against its own writer, an outlet is its other articles."""
    written = {a for side in sides if _only(side) == "authors" for a in catalogue.within(side)}
    return tuple(_without(side, written, catalogue) if _only(side) == "outlets" else side for side in sides)


def _without(side: Scope, written: set[ArticleId], catalogue: Catalogue) -> Scope:
    held = catalogue.within(side) if written else ()
    rest = tuple(article for article in held if article not in written)
    return Scope(articles=rest) if rest and len(rest) < len(held) else side


def together(sides: Iterable[Scope], catalogue: Catalogue) -> Scope:
    """Return the scope that holds what any of `sides` holds; open where one is of speakers and another of articles."""
    first, *rest = sides
    for side in rest:
        if _only(first) == _only(side) == "outlets":
            first = Scope(outlets=tuple(dict.fromkeys(first.outlets + side.outlets)))
        elif _only(first) == _only(side) == "authors":
            first = Scope(authors=tuple(dict.fromkeys(first.authors + side.authors)))
        elif first.speakers and side.speakers:
            first = Scope(speakers=tuple(dict.fromkeys(first.speakers + side.speakers)))
        elif first.speakers or side.speakers:
            return Scope()
        else:
            held = (*catalogue.within(first), *catalogue.within(side))
            first = Scope(articles=tuple(dict.fromkeys(held)))
    return first


def rest_of(barred: Sequence[Party], catalogue: Catalogue) -> Scope | None:
    """Return the scope of all but the sources in `barred`, open where none is; None where they are all there is."""
    if not barred:
        return Scope()
    sides = [side_of(party) for party in barred]
    shut_out = {name for side in sides for name in side.outlets}
    if all(_only(side) == "outlets" for side in sides) and (others := shut_out.symmetric_difference(catalogue.outlets)):
        return Scope(outlets=tuple(name for name in catalogue.outlets if name in others))
    held = {article for side in sides for article in catalogue.within(side)}
    rest = tuple(article for article in catalogue.within(Scope()) if article not in held)
    return Scope(articles=rest) if rest else None


def at_once(sides: Iterable[Scope]) -> Scope:
    """Return the scope that holds what all of `sides` hold; of two outlets, or two authors, the first counts.

    Of several speakers any one may: who tells what another said speaks for both.
    """
    scope = Scope()
    for side in sides:
        scope = replace(
            scope,
            outlets=scope.outlets or side.outlets,
            authors=scope.authors or side.authors,
            speakers=tuple(dict.fromkeys(scope.speakers + side.speakers)),
            articles=scope.articles or side.articles,
        )
    return scope


def _only(scope: Scope) -> str:
    return "articles" if scope.articles else "outlets" if scope.outlets else "speakers" if scope.speakers else "authors"


def narrowed(scope: Scope, outer: Scope) -> Scope | None:
    """Return the part of `scope` inside `outer`; None where of one kind the two name nobody in common."""
    outlets, authors = _common(scope.outlets, outer.outlets), _common(scope.authors, outer.authors)
    speakers, articles = _common(scope.speakers, outer.speakers), _common(scope.articles, outer.articles)
    if outlets is None or authors is None or speakers is None or articles is None:
        return None
    starts = [day for day in (scope.after, outer.after) if day]
    ends = [day for day in (scope.before, outer.before) if day]
    return Scope(outlets, authors, speakers, max(starts, default=None), min(ends, default=None), articles)


def _common(inner: tuple[Name, ...], outer: tuple[Name, ...]) -> tuple[Name, ...] | None:
    if not inner or not outer:
        return inner or outer
    return tuple(name for name in inner if name in outer) or None
