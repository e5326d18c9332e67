"""Answers as the program renders them, of three small articles, to be broken by hand; and a library in memory."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.answer import Abstention, Answer, OnRecord, Reason, Status
from app.draft import Draft, DraftStatement
from app.guard import guard
from app.json_form import to_json
from app.proposition import Proposition
from evals.case import Case, Expectation, Kind, Wanted
from evals.held import sayings_of
from evals.metrics.base import Metric
from evals.observed import Observation, Publication, Saying
from evals.verbatim import folded
from index.record.finding import FindingId
from index.scope import Scope
from index.store import Catalogued
from ingest.corpus import Attribution, Force, Speaker, SpeakerKind
from tests.app.builders import catalogued, evidence
from tests.attributions import attribution
from tests.findings import CRACKS, NO_WARNING

QUESTION = "who knew of the leak?"
FINDING = FindingId("f1")

STAR = catalogued("a" * 16, "Lonne Valley Star", "Dagny Ferrow", date(2019, 7, 17), "At the inquiry", file="star.txt")
BELL = catalogued("b" * 16, "The Hill Bell", "Ana Corriveth", date(2019, 3, 23), "Not us", file="bell.txt")
NOBODY = catalogued("c" * 16, None, None, None, None, file="river.txt")

STAR_SENTENCES = (
    "The gates stayed shut on 14 March, and the water rose.",
    "Osric Fenn said that nobody had heard a siren.",
    'Petra Dorn asked: "Who had the keys?"',
)
BELL_SENTENCES = (
    "Teodra Lisk denied that the Front had burned the huts.",
    'A guard who would not be named said: "Two lamps stood on the crest."',
    "“We went home at nine.” So the Front says.",
)
NOBODY_SENTENCES = ("I was at the desk when the watchman rang.",)

TEXTS = {
    STAR.id: " ".join(STAR_SENTENCES),
    BELL.id: " ".join(BELL_SENTENCES),
    NOBODY.id: " ".join(NOBODY_SENTENCES),
}
GUARD = Speaker("A guard who would not be named", SpeakerKind.UNNAMED)
FRONT = Speaker("Highland Front", SpeakerKind.BODY)
SAID: Mapping[str, Sequence[Attribution]] = {
    STAR.id: (
        attribution(TEXTS[STAR.id], "Osric Fenn", "said", "that nobody had heard a siren", speaker="Osric Fenn"),
        attribution(
            TEXTS[STAR.id], "Petra Dorn", "asked", '"Who had the keys?"', speaker="Petra Dorn", force=Force.ASKS
        ),
    ),
    BELL.id: (
        attribution(
            TEXTS[BELL.id],
            "Teodra Lisk",
            "denied",
            "that the Front had burned the huts",
            speaker="Teodra Lisk",
            force=Force.DENIES,
        ),
        attribution(
            TEXTS[BELL.id],
            "A guard who would not be named",
            "said",
            '"Two lamps stood on the crest."',
            speaker=GUARD,
        ),
        attribution(TEXTS[BELL.id], "the Front", "says", "“We went home at nine.”", speaker=FRONT),
    ),
    NOBODY.id: (),
}


class Shelf:
    """What the three articles and one finding make: `evals.observed.Holdings`."""

    def __init__(self, verdict: str | None = None, settled: str | None = None) -> None:
        self._verdict = verdict
        self._settled = settled

    def text(self, article: str) -> str | None:
        return {str(key): text for key, text in TEXTS.items()}.get(article)

    def publication(self, article: str) -> Publication | None:
        entry = {each.id: each for each in (STAR, BELL, NOBODY)}.get(article)  # type: ignore[call-overload]
        known = entry.metadata if entry else None
        return Publication(entry.file, known.outlet, known.author, known.published) if entry and known else None

    def verdict(self, finding: str) -> str | None:
        return self._verdict if finding == FINDING else None

    def outlets(self) -> frozenset[str]:
        return frozenset({"Lonne Valley Star", "The Hill Bell"})

    def names(self) -> frozenset[str]:
        articles = [(e.metadata.outlet, e.metadata.author, e.file) for e in (STAR, BELL, NOBODY)]
        speakers = [s.speakers for article in TEXTS for s in self.sayings(article, 0, 1_000)]
        found = [(f.finder, f.how, "Ana", f.url) for f in (CRACKS, NO_WARNING)]
        others = ("Tidewire", "The U.S. Times", "Jo Orr and Sons")
        return frozenset(folded(name) for some in (*articles, *speakers, *found, others) for name in some if name)

    def sayings(self, article: str, start: int, end: int) -> tuple[Saying, ...]:
        return tuple(s for s in sayings_of(SAID.get(article, ())) if s.start < end and start < s.end)

    def settled(self, article: str, start: int, end: int) -> frozenset[str]:
        return frozenset({self._settled} if self._settled else ())


SHELF = Shelf()


def page(
    *chosen: tuple[Catalogued, int],
    gists: Mapping[int, str] | None = None,
    premise: Proposition | None = None,
    established: bool = False,
    **fields: Any,
) -> Mapping[str, Any]:
    """An answer that quotes sentences, each by article and place, as the program prints it: all of them by default."""
    chosen = chosen or ALL
    items = [_evidence(*each, number) for number, each in enumerate(chosen, 1)]
    if established:
        items = [replace(item, on_record=OnRecord(Status.ESTABLISHED, FINDING)) for item in items]
    gists = gists or {}
    draft = Draft(tuple(DraftStatement((n,), gists.get(n)) for n in range(1, len(items) + 1)), "a-model")
    guarded = guard(draft, items, Scope(), 8)
    return to_json(
        Answer(
            QUESTION,
            Scope(),
            guarded.statements,
            objections=guarded.objections,
            premise=premise,
            composer="a-model" if gists else "quotes",
            timings_ms={"total": 5.0},
            **fields,
        )
    )


def abstention(reason: Reason = Reason.NOT_IN_LIBRARY, **fields: Any) -> Mapping[str, Any]:
    return to_json(Abstention(QUESTION, Scope(), reason, sought="leak", nearest=(STAR, NOBODY), **fields))


def _evidence(article: Catalogued, place: int, number: int) -> Any:
    sentences = {STAR.id: STAR_SENTENCES, BELL.id: BELL_SENTENCES, NOBODY.id: NOBODY_SENTENCES}[article.id]
    start = TEXTS[article.id].index(sentences[place])
    span = (start, start + len(sentences[place]))
    return evidence(TEXTS[article.id], span, article=article, first=number, said=SAID[article.id])[0]


ALL = ((STAR, 0), (STAR, 1), (STAR, 2), (BELL, 0), (BELL, 1), (BELL, 2), (NOBODY, 0))


def changed(answer: Mapping[str, Any], old: str, new: str, times: int = -1) -> Mapping[str, Any]:
    """The answer with other words in its text, so that the JSON beside it is none the wiser."""
    assert old in answer["text"], f"nothing to change: {old!r}"
    return {**json.loads(json.dumps(answer)), "text": answer["text"].replace(old, new, times)}


def wanted(article: Catalogued, place: int) -> Wanted:
    sentences = {STAR.id: STAR_SENTENCES, BELL.id: BELL_SENTENCES, NOBODY.id: NOBODY_SENTENCES}[article.id]
    return Wanted(article.file, sentences[place])


def case(kind: Kind = Kind.LOOKUP, **expected: Any) -> Case:
    return Case("c", "demo", kind, QUESTION, Expectation(**{"abstains": False, **expected}))


def counted(
    metric: Metric, answer: Mapping[str, Any], asked: Case | None = None, shelf: Shelf = SHELF
) -> tuple[float, ...] | None:
    return metric.count(Observation(asked or case(), answer, shelf))


def failed(metric: Metric, answer: Mapping[str, Any], asked: Case | None = None, shelf: Shelf = SHELF) -> bool:
    counts = counted(metric, answer, asked, shelf)
    assert counts is not None, "the metric says nothing of this case"
    return metric.fails(counts)
