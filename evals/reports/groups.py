"""Cases in groups, by kind or by outlet, with a square for each that says how it went."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from evals.case import Case
from evals.comparison import Comparison
from evals.reports import plots
from evals.run import Result, Run

_ORDER = ("fell", "fails", "rose", "passes")
_SAID = {"fell": "newly fails", "fails": "fails as before", "rose": "newly passes", "passes": "passes"}


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one kind or outlet, a square each; `change` is how many more pass than before."""

    name: str
    passed: int
    of: int
    change: int | None
    plot: Markup


def groups(run: Run, comparison: Comparison | None, names: Callable[[Case], Iterable[str]]) -> tuple[Group, ...]:
    """Sort the cases into groups by what `names` gives for each, and draw them, the group that lost most first."""
    fell = frozenset(comparison.flips.worse if comparison else ())
    rose = frozenset(comparison.flips.better if comparison else ())
    sorted_out: dict[str, list[tuple[str, Result]]] = defaultdict(list)
    for result in run.results:
        for name in names(result.case):
            sorted_out[name].append((_kind(result, fell, rose), result))
    found = (_group(name, members, comparison is not None) for name, members in sorted_out.items())
    return tuple(sorted(found, key=lambda group: (group.change or 0, group.passed / group.of, group.name)))


def _kind(result: Result, fell: frozenset[str], rose: frozenset[str]) -> str:
    if result.case.id in fell:
        return "fell"
    if result.case.id in rose:
        return "rose"
    return "passes" if result.passed else "fails"


def _group(name: str, members: list[tuple[str, Result]], compared: bool) -> Group:
    members.sort(key=lambda member: _ORDER.index(member[0]))
    passed = sum(result.passed for _, result in members)
    kinds = [kind for kind, _ in members]
    change = kinds.count("rose") - kinds.count("fell")
    said = ", ".join(f"{kinds.count(kind)} {_SAID[kind]}" for kind in _ORDER if kind in kinds)
    marks = [
        (kind, f"{result.case.id}: {_SAID[kind] if compared or kind == 'passes' else 'fails'}")
        for kind, result in members
    ]
    return Group(name, passed, len(members), change if compared else None, plots.squares(marks, said))
