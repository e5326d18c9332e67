"""Whether an answer keeps to the outlets, authors, speakers and days that were asked for."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from evals.frames import frame_of
from evals.metrics.base import Counts, Metric, share
from evals.observed import Observation, Publication, ShownStatement
from evals.verbatim import folded

Rule = Callable[[Publication], bool]


def _kept(seen: Observation) -> Counts | None:
    """Share of citations that lie in the scope that the case expects or sets by hand; leakage is one minus it.

    By what the library knows of the article behind each number: its outlet, author and day, where an unknown one is
    outside; and by whom the statement names before its quotes: one of the speakers asked for, at whatever depth. Names
    are the same where one has all words of the other. An outlet set by hand that is none of the library's is left out:
    the program may know it by an abbreviation.
    """
    rules, speakers = list(_rules(seen)), _speakers(seen)
    if not rules and not speakers:
        return None
    return share(
        [
            _is_within(seen.publication(number), rules) and _is_of(statement, speakers)
            for statement in seen.shown.statements
            for number in statement.numbers
        ]
    )


def _rules(seen: Observation) -> Iterator[Rule]:
    expect, set_by_hand = seen.case.expect, seen.case.constraints
    if expect.outlets_only:
        allowed = frozenset(map(folded, expect.outlets_only))
        yield lambda known: folded(known.outlet or "") in allowed
    outlets = [name for name in set_by_hand.outlets if any(_same(outlet, name) for outlet in seen.holdings.outlets())]
    if outlets:
        yield lambda known: any(_same(known.outlet, name) for name in outlets)
    if set_by_hand.authors:
        yield lambda known: any(_same(known.author, name) for name in set_by_hand.authors)
    for after in filter(None, (expect.after, set_by_hand.after)):
        yield _not_before(after)
    for before in filter(None, (expect.before, set_by_hand.before)):
        yield _not_after(before)


def _not_before(day: date) -> Rule:
    return lambda known: known.published is not None and known.published >= day


def _not_after(day: date) -> Rule:
    return lambda known: known.published is not None and known.published <= day


def _speakers(seen: Observation) -> tuple[str, ...]:
    return seen.case.expect.speakers_only + seen.case.constraints.speakers


def _is_within(known: Publication | None, rules: Iterable[Rule]) -> bool:
    return known is not None and all(rule(known) for rule in rules)


def _is_of(statement: ShownStatement, speakers: tuple[str, ...]) -> bool:
    frame = frame_of(statement.lead)
    named = frame.speakers if frame else ()
    return not speakers or any(_same(name.strip("“”"), asked) for name in named for asked in speakers)


def _same(name: str | None, asked: str) -> bool:
    one, other = (frozenset(folded(words).split()) for words in (name or "", asked))
    return bool(one) and (one <= other or other <= one)


KEPT = Metric("scope_kept", "Scope kept", _kept, tolerance=0.0, invariant=True)
