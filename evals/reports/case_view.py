"""One case as the page shows it: what was asked and wanted, both answers, and why it fails."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.inert import day
from evals.case import Case, Wanted
from evals.comparison import Breach, Comparison, Pair
from evals.covering import SCORED, covers
from evals.metrics import METRICS, Better, Metric
from evals.reports.numbers import counted, shown
from evals.reports.side_by_side import Row, side_by_side
from evals.reports.wording import PASSING, lost_by, newly_failing
from evals.run import Result

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that the case wants, and whether each answer cites them; None where there is no answer before."""

    article: str
    text: str
    before: bool | None
    after: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A citation in a list of them; the other answer may have one of the same place, or of words that overlap."""

    number: int
    outlet: str
    particulars: str
    kept: bool
    overlaps: bool

    @property
    def alone(self) -> bool:
        """Whether the other answer cites nothing here."""
        return not self.kept and not self.overlaps


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case that changed."""

    case: Case
    reasons: tuple[str, ...]
    failed_before: tuple[str, ...]
    failed_after: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...]
    evidence: tuple[Evidence, ...]
    rows: tuple[Row, ...]
    sources_before: tuple[Source, ...]
    sources_after: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The cases whose answers changed, each once: those that newly break what must hold, those that newly fail a check,
    those that newly pass, and the rest.
    """

    broken: tuple[CaseView, ...] = ()
    worse: tuple[CaseView, ...] = ()
    better: tuple[CaseView, ...] = ()
    other: tuple[CaseView, ...] = ()

    @property
    def all(self) -> tuple[CaseView, ...]:
        """Every one, in the order in which they are told."""
        return (*self.broken, *self.worse, *self.better, *self.other)


def changed(comparison: Comparison) -> Changed:
    """Sort the cases of a comparison whose answers differ; of the rest those come first whose figures fell most."""
    left = {pair.after.case.id: pair for pair in comparison.pairs}
    breaking = dict.fromkeys(breach.case for breach in comparison.breaches)
    broken, worse, better = (
        tuple(view(left.pop(case), comparison.breaches) for case in cases if case in left)
        for cases in (breaking, comparison.flips.worse, comparison.flips.better)
    )
    rest = sorted((pair for pair in left.values() if pair.differs), key=_gain)
    return Changed(broken, worse, better, tuple(map(view, rest)))


def view(pair: Pair, breaches: Sequence[Breach] = ()) -> CaseView:
    """Return both answers to a case beside each other; of `breaches` those of the case are reasons."""
    before, after = pair.before, pair.after
    there, here = citations_of(before.answer), citations_of(after.answer)
    return CaseView(
        after.case,
        _reasons(pair, [breach for breach in breaches if breach.case == after.case.id]),
        before.failed,
        after.failed,
        tuple(_figures(pair)),
        evidence_of(after.case, after.answer, before.answer),
        side_by_side(before.answer["text"], after.answer["text"]),
        _sources(there, here),
        _sources(here, there),
    )


def evidence_of(case: Case, after: Json, before: Json | None = None) -> tuple[Evidence, ...]:
    """Return what a case wants, and whether an answer cites it among the citations that count."""
    here, there = citations_of(after), citations_of(before) if before else None
    return tuple(
        Evidence(wanted.article, wanted.text, None if there is None else _cited(wanted, there), _cited(wanted, here))
        for wanted in case.expect.wanted
    )


def _cited(wanted: Wanted, citations: Sequence[Json]) -> bool:
    return any(covers(citation["file"], citation["quote"], wanted) for citation in citations[:SCORED])


def citations_of(answer: Json) -> list[Json]:
    """Return the citations of an answer by number, each once."""
    return list({c["number"]: c for statement in answer["statements"] for c in statement["citations"]}.values())


def sources_of(answer: Json) -> tuple[Source, ...]:
    """Return the citations of one answer that is shown by itself."""
    citations = citations_of(answer)
    return _sources(citations, citations)


def _reasons(pair: Pair, breaches: Iterable[Breach]) -> tuple[str, ...]:
    broken = [f"It breaks “{b.metric.title}”, {b.times} of {b.asked} times." for b in breaches]
    lost = [f"The answer {lost_by(check)}." for check in newly_failing(pair)]
    held = [check for check in pair.before.failed if check not in pair.after.failed]
    return (*broken, *lost, *((f"It no longer fails: {', '.join(held)}.",) if held else ()))


def _figures(pair: Pair) -> Iterator[tuple[str, str, str]]:
    """Yield each metric that says something of both answers, and not the same; whether a case passes is told anyway."""
    for metric in METRICS:
        before, after = (_figure(metric, result) for result in (pair.before, pair.after))
        if before and after and before != after and metric.name != PASSING:
            yield metric.title, before, after


def _figure(metric: Metric, result: Result) -> str:
    """Return what a metric would be were there no other answer; nothing where it does not say."""
    if metric.name in result.errors:
        return "crashed"
    counts = result.counts.get(metric.name)
    return "" if counts is None else shown(metric, metric.value(counts))


def _gain(pair: Pair) -> float:
    """Return by how much the figures of one answer rose in all, those falling that are better low."""
    gains = 0.0
    for metric in METRICS:
        values = [
            metric.value(result.counts[metric.name])
            for result in (pair.before, pair.after)
            if metric.name in result.counts
        ]
        if len(values) == 2 and None not in values:
            before, after = values
            gains += ((after or 0) - (before or 0)) * (1 if metric.better is Better.HIGHER else -1)
    return gains


def _sources(here: Iterable[Json], there: Sequence[Json]) -> tuple[Source, ...]:
    return tuple(
        Source(
            citation["number"],
            citation["outlet"] or "an unnamed outlet",
            _particulars(citation),
            any(_place(citation) == _place(other) for other in there),
            any(_overlap(citation, other) for other in there),
        )
        for citation in here
    )


def _place(citation: Json) -> tuple[str, int, int]:
    return citation["article"], citation["start"], citation["end"]


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["article"] == other["article"] and one["start"] < other["end"] and other["start"] < one["end"])


def _particulars(citation: Json) -> str:
    published = citation.get("published")
    told = (citation.get("author"), day(date.fromisoformat(published)) if published else "undated", citation["file"])
    return ", ".join(each for each in told if each)


def summary_of(case: CaseView) -> str:
    """Return in a few words what is new about a case, for the line that opens it."""
    if case.reasons:
        return " ".join(case.reasons)
    fresh, gone = (sum(s.alone for s in sources) for sources in (case.sources_after, case.sources_before))
    if not fresh and not gone:
        return "Worded otherwise."
    return f"{counted(gone, 'citation', 'citations')} gone, {fresh} new."
