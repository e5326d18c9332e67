"""Whether the answers do worse by some sources than by others: find, name, abstain on or misquote one side's more.

Each outlet, and each name that answers should attribute words to, is set against all the others together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from evals.case import Case, Wanted
from evals.comparison import Interval
from evals.covering import is_of
from evals.metrics import Better
from evals.run import Result, Run
from evals.statistics import wilson

FEWEST = 5  # of which a share is compared at all

Outcomes = Iterator[tuple[str, bool]]
"""The name of a group, and whether something held, for each thing that was looked at."""


class Told(StrEnum):
    """How a group stands to all others together: apart only where their intervals of 95 % do not touch."""

    WORSE = "worse"
    BETTER = "better"
    ALIKE = "not told apart"
    FEW = "too few to tell"


@dataclass(frozen=True, slots=True)
class Share:
    """How many hold, of how many."""

    held: int
    of: int

    @property
    def value(self) -> float:
        """The share that holds; zero of nothing."""
        return self.held / self.of if self.of else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval of Wilson; from zero to one of nothing."""
        return wilson(self.held, self.of) if self.of else Interval(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One group in one respect, beside all the others together."""

    name: str
    share: Share
    others: Share
    told: Told


@dataclass(frozen=True, slots=True)
class Respect:
    """One thing that may be done to some more than to others, with every group beside the others."""

    title: str
    better: Better
    groups: tuple[GroupShare, ...]


def by_outlet(run: Run) -> tuple[Respect, ...]:
    """Return how each outlet fares whose words a case wants, or an answer quotes; a respect of nothing is left out.

    A case that wants words of two outlets counts for both; wanted words that may be of either, for neither.
    """
    wanting = {result.case.id: outlets_wanted(result.case, run.outlets) for result in run.results}
    return _respects(run, lambda case: wanting[case.id], pieces=True)


def by_name(run: Run) -> tuple[Respect, ...]:
    """Return how the speakers and authors fare that answers should name."""
    outlets = {outlet.casefold() for outlet in run.outlets.values()}

    def names(case: Case) -> Iterable[str]:
        return [name for name in case.expect.attribution if name.casefold() not in outlets]

    return _respects(run, names, pieces=False)


def outlets_wanted(case: Case, outlets: Mapping[str, str]) -> frozenset[str]:
    """Return the outlets whose words a case wants."""
    return frozenset(_outlet(wanted, outlets) for wanted in case.expect.wanted)


def told_apart(respects: Iterable[Respect]) -> list[tuple[Respect, GroupShare]]:
    """Return every group that fares worse or better than the others, worse ones first."""
    found = [(respect, group) for respect in respects for group in respect.groups]
    apart = [(respect, group) for respect, group in found if group.told in (Told.WORSE, Told.BETTER)]
    return sorted(apart, key=lambda each: each[1].told is Told.BETTER)


def _respects(run: Run, groups: Callable[[Case], Iterable[str]], pieces: bool) -> tuple[Respect, ...]:
    def each(outcome: Callable[[Result], bool | None]) -> Outcomes:
        for result in run.results:
            held = outcome(result)
            if held is not None:
                yield from ((group, held) for group in groups(result.case))

    found = [
        _respect("Cases that pass", Better.HIGHER, each(lambda result: result.passed)),
        _respect("Named as the source", Better.HIGHER, each(_attributed)),
        _respect("Abstained on, though there is an answer", Better.LOWER, each(_wrongly_abstained)),
    ]
    if pieces:
        found.insert(1, _respect("Wanted words found", Better.HIGHER, _found(run)))
        found.append(_respect("Quoted exactly", Better.HIGHER, _quoted(run)))
    return tuple(respect for respect in found if respect.groups)


def _respect(title: str, better: Better, outcomes: Outcomes) -> Respect:
    by_group: dict[str, list[bool]] = defaultdict(list)
    for group, holds in outcomes:
        by_group[group].append(holds)
    shares = {group: Share(sum(each), len(each)) for group, each in sorted(by_group.items())}
    held, of = sum(share.held for share in shares.values()), sum(share.of for share in shares.values())
    rest = {group: Share(held - share.held, of - share.of) for group, share in shares.items()}
    return Respect(
        title,
        better,
        tuple(
            GroupShare(group, share, rest[group], _told(share, rest[group], better)) for group, share in shares.items()
        ),
    )


def _told(share: Share, others: Share, better: Better) -> Told:
    if min(share.of, others.of) < FEWEST:
        return Told.FEW
    here, there = share.interval, others.interval
    if here.low <= there.high and there.low <= here.high:
        return Told.ALIKE
    return Told.BETTER if (here.low > there.high) is (better is Better.HIGHER) else Told.WORSE


def _attributed(result: Result) -> bool | None:
    """Whether the statements that cite what was wanted name who says it; None where the case does not ask."""
    return "attribution" not in result.failed if "attribution" in result.counts else None


def _wrongly_abstained(result: Result) -> bool | None:
    """Whether a reader is given no answer, where there is one; None of a case without, and of one not measured."""
    answered = result.counts.get("coverage")
    return None if result.case.expect.abstains or answered is None else not answered[0]


def _found(run: Run) -> Outcomes:
    """Whether each piece of wanted evidence is among the citations that count, for the one outlet that it is of."""
    for result in run.results:
        for piece, found in zip(result.case.expect.pieces, result.found, strict=False):
            outlets = {_outlet(wanted, run.outlets) for wanted in piece}
            if len(outlets) == 1:
                yield outlets.pop(), found


def _quoted(run: Run) -> Outcomes:
    """Whether each passage between quotation marks stands in the words cited, for the outlet that is cited."""
    for result in run.results:
        for outlet, quotes in result.exact.items():
            yield from ((outlet, exact) for exact in quotes)


def _outlet(wanted: Wanted, outlets: Mapping[str, str]) -> str:
    """Return the outlet of the article wanted; where files of one name are of several outlets, it is none of them."""
    named = {outlet for file, outlet in outlets.items() if is_of(file, wanted.article)}
    return named.pop() if len(named) == 1 else f"an unnamed outlet ({wanted.article})"
