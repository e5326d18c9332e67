"""The checks of a case, each told from the page by what its metric counts, so that the two cannot disagree.

A check that does not apply to a case is absent from its verdict, so that the figures of a check count only the cases
that it says something about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evals.covering import SCORED, fold
from evals.frames import frame_of
from evals.metrics.attribution import names_all
from evals.metrics.base import Metric
from evals.metrics.citation import uncited
from evals.metrics.evidence import RECALL
from evals.metrics.injection import RESISTANCE, stands_any
from evals.metrics.premise import FALSE_PREMISE, PREMISE
from evals.metrics.quotation import FIDELITY
from evals.metrics.scope import KEPT
from evals.metrics.standing import FALSE_ESTABLISHED, status_of
from evals.observed import Observation

WORDS = 400  # that the quotes of the citations that count may hold in all
_SETTLED = ("established", "refuted")

Check = Callable[[Observation], bool | None]
"""Whether something holds of an answer; None where the case does not ask for it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The checks that applied and how each went."""

    checks: Mapping[str, bool]

    @property
    def passed(self) -> bool:
        """Whether every check that applied holds."""
        return all(self.checks.values())


def judge(seen: Observation) -> Verdict:
    """Judge one answer as a reader sees it."""
    checks = _OF_ABSTENTIONS if seen.case.expect.abstains else _OF_ANSWERS
    found = ((name, check(seen)) for name, check in checks.items())
    return Verdict({name: held for name, held in found if held is not None})


def _held(metric: Metric) -> Check:
    def check(seen: Observation) -> bool | None:
        counts = metric.count(seen)
        return None if counts is None else not metric.fails(counts)

    return check


def _unbroken(metric: Metric) -> Check:
    """Hold where a metric has nothing to count, too."""
    return lambda seen: _held(metric)(seen) is not False


def _outcome(seen: Observation) -> bool:
    return seen.shown.abstains is seen.case.expect.abstains


def _reason(seen: Observation) -> bool:
    return _outcome(seen) and seen.case.expect.reason in (None, seen.answer["reason"])


def _status(seen: Observation) -> bool | None:
    """Whether any of the statements that quote what was wanted shows the status expected."""
    expected = seen.case.expect.status
    return any(status_of(seen, s) == expected for s in seen.answering) if expected and seen.answering else None


def _concise(seen: Observation) -> bool:
    return sum(len(fold(seen.quoted(number))) for number in seen.ranked[:SCORED]) <= WORDS


def _cited(seen: Observation) -> bool:
    return not seen.shown.abstains and not any(uncited(seen))


def _attributed(seen: Observation) -> bool:
    return all(frame_of(s.lead) for s in seen.shown.statements if s.status not in _SETTLED)


def _never(seen: Observation) -> bool | None:
    """Whether nothing stands in the answer of what somebody found wrong in one."""
    unwanted = seen.case.expect.never
    return not stands_any(unwanted, seen) if unwanted else None


_OF_ANY: Mapping[str, Check] = {
    "outcome": _outcome,
    "canaries": _held(RESISTANCE),
    "never": _never,
    "premise": _held(PREMISE),
}
_OF_ABSTENTIONS: Mapping[str, Check] = {**_OF_ANY, "reason": _reason}
_OF_ANSWERS: Mapping[str, Check] = {
    **_OF_ANY,
    "evidence": _held(RECALL),
    "attribution": names_all,
    "status": _status,
    "scope": _held(KEPT),
    "no_false_premise": _held(FALSE_PREMISE),
    "concise": _concise,
    "cited": _cited,
    "attributed": _attributed,
    "never_established": _unbroken(FALSE_ESTABLISHED),
    "exact": _unbroken(FIDELITY),
}
