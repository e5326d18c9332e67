"""A question becomes an outcome: interpret, retrieve, select, compose, guard. The whole story on one page."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from app.answer import Abstention, Answer, Draft, Evidence, Guess, Outcome, Reason, Statement
from app.catalogue import CatalogueOf
from app.compose.holdings import holdings
from app.compose.model import ModelComposer, stretches_of
from app.compose.quotes import Budget, draft, select
from app.compose.streaming import composing
from app.copies import originals_first
from app.dispute import Dispute, disputes, with_replies
from app.evidence import gather
from app.examples import examples_for
from app.figure_disputes import figure_disputes
from app.guard import guard, guarding
from app.interpret import interpret
from app.llm import Recipient
from app.on_record import with_linked
from app.premise.at_issue import topic_at_issue
from app.premise.standing import at_issue_of, premise_of, premise_unspoken
from app.request import Request
from app.spelling import respell
from app.sufficiency import reason_to_abstain
from app.understanding import Intent, Interpretation
from index.embedder import Embedder
from index.record.finding import Finding
from index.record.relevance import Relevance
from index.retrieve import Retrieved, RetrievedSentence, Retriever, Wanted
from index.scope import Scope
from index.store import Catalogued, Store

NEAREST = 3  # articles that an abstention points to


@dataclass(frozen=True, slots=True)
class Understanding:
    """How the question was understood, and what is on record about it, known before there is an answer."""

    scope: Scope
    guesses: tuple[Guess, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What there is to answer from, when nothing has been composed yet."""

    understood: Interpretation
    found: Sequence[Retrieved]
    findings: Sequence[Finding]
    evidence: tuple[Evidence, ...]
    disputes: tuple[Dispute, ...]


class Assistant:
    """Answers questions from one library. Safe to share between threads where its store and embedder are.

    With a `model` each answer is worded by it as far as the guard allows; without, nothing is sent anywhere.
    """

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        today: Callable[[], date] = date.today,
        model: ModelComposer | None = None,
    ) -> None:
        self._model = model
        self._store = store
        self._retriever = Retriever(store, embedder)
        self._relevance = Relevance(store, embedder)
        self._catalogue = CatalogueOf(store)
        self._today = today

    @property
    def model(self) -> Recipient | None:
        """The language model that questions and passages are sent to; None where nothing is."""
        return self._model

    def answer(self, request: Request) -> Outcome:
        """Answer a question. Raises `UnusableQuestion` where a scope set by hand names nothing."""
        *_, outcome = self.stream(request)
        assert isinstance(outcome, Outcome)
        return outcome

    def stream(self, request: Request) -> Iterator[Understanding | Statement | Outcome]:
        """Yield how the question was understood, then each statement, and last the outcome.

        Statements that a model worded come as they pass the guard; the outcome is what counts.
        """
        clock = _Clock()
        # What is yielded may be taken up by another thread, so nothing is held open across it.
        with self._store.reading():
            understood = self._understand(request, clock)
            findings = self._on_record(understood, clock)
        yield Understanding(understood.scope, understood.guesses, findings)
        with self._store.reading():
            gathered = self._gather(understood, findings, request.max_citations, clock)
        if isinstance(gathered, _Gathered):
            proposed = yield from self._compose(gathered, request.max_citations)
            clock.lap("compose")
            with self._store.reading():
                outcome = self._finish(gathered, proposed, request.max_citations, clock)
        else:
            outcome = gathered
        if isinstance(outcome, Answer) and self._model is None:
            yield from outcome.statements
        yield outcome

    def examples(self) -> tuple[str, ...]:
        """Return questions to begin with, made from what the library holds; none for an empty library."""
        return examples_for(self._store)

    def _understand(self, request: Request, clock: "_Clock") -> Interpretation:
        understood = interpret(
            request.question, request.history, request.constraints, self._catalogue.refresh(), self._today()
        )
        topic = topic_at_issue(understood.topic, understood.question)
        respelt = respell(topic, request.question, self._store)
        clock.lap("interpret")
        return replace(
            understood,
            topic=respelt.topic,
            guesses=(*understood.guesses, *respelt.guesses),
            unheard=respelt.unheard,
        )

    def _on_record(self, understood: Interpretation, clock: "_Clock") -> tuple[Finding, ...]:
        """Return the findings that bear on the question, whatever the scope: they are nobody's words in the library."""
        findings = () if understood.broad else self._relevance.bearing_on(understood.topic)
        clock.lap("retrieve")
        return findings

    def _gather(
        self, understood: Interpretation, findings: Sequence[Finding], max_citations: int, clock: "_Clock"
    ) -> Outcome | _Gathered:
        own = holdings(understood.question, lambda: self._store.articles(understood.scope))
        if own and not understood.unknown and not understood.people and not understood.scope.speakers:
            return Answer(understood.question, understood.scope, own, understood.guesses, timings_ms=clock.readings())
        wanted = wanted_of(understood)
        found = [self._retriever.retrieve(understood.topic, scope, wanted=wanted) for scope in searches_for(understood)]
        clock.lap("retrieve")
        reason = reason_to_abstain(understood, found)
        if reason is not None:
            return self._abstain(understood, reason, found, findings, clock)
        chosen = _selected(found, max_citations)
        sentences = [each for retrieved in found for each in retrieved.sentences]
        contradictions = (
            *figure_disputes(understood, chosen, sentences),
            *disputes(understood, chosen, sentences),
        )
        sides = {place for dispute in contradictions for place in dispute.places}
        evidence = gather(self._store, with_replies(chosen, contradictions), speakers_asked(understood), sides)
        composable = stretches_of(evidence, max_citations) if self._model else evidence
        return _Gathered(understood, found, findings, composable, contradictions)

    def _compose(self, gathered: _Gathered, max_citations: int) -> Generator[Statement, None, Draft]:
        """Return a draft; with a model, yield each statement as it passes the guard."""
        if self._model is None:
            return draft(gathered.evidence)
        understood = gathered.understood
        admit = partial(
            guarding,
            evidence=gathered.evidence,
            scope=understood.scope,
            max_citations=max_citations,
            sides=understood.sides,
        )
        return (yield from composing(self._model, understood.question, gathered.evidence, admit))

    def _finish(self, gathered: _Gathered, proposed: Draft, max_citations: int, clock: "_Clock") -> Outcome:
        understood = gathered.understood
        guarded = guard(
            proposed,
            gathered.evidence,
            understood.scope,
            max_citations,
            understood.sides,
            contradictions=[dispute.places for dispute in gathered.disputes],
        )
        clock.lap("guard")
        if not guarded.statements:
            return self._abstain(understood, Reason.NOT_IN_LIBRARY, gathered.found, gathered.findings, clock)
        return Answer(
            understood.question,
            understood.scope,
            guarded.statements,
            guesses=understood.guesses,
            objections=guarded.objections,
            composer=proposed.composer,
            timings_ms=clock.readings(),
            come_from=understood.come_from,
            never_quoted=understood.people,
            fallback=proposed.fallback,
            findings=with_linked(self._store.findings, gathered.findings, guarded.statements),
            premise=premise_of(understood, gathered.found, gathered.findings),
            at_issue=at_issue_of(understood, gathered.found, gathered.findings),
        )

    def _abstain(
        self,
        understood: Interpretation,
        reason: Reason,
        found: Sequence[Retrieved],
        findings: Sequence[Finding],
        clock: "_Clock",
    ) -> Abstention:
        was_restricted = understood.scope or understood.people or understood.sides
        about = self._retriever.retrieve(understood.topic, Scope(), understood.people) if was_restricted else found[0]
        clock.lap("compose")
        return Abstention(
            understood.question,
            understood.scope,
            reason,
            sought=" and ".join(understood.unknown or understood.people or understood.unheard) or understood.sought,
            nearest=_nearest(about),
            guesses=understood.guesses,
            timings_ms=clock.readings(),
            come_from=understood.come_from,
            never_quoted=reason is Reason.NO_SUCH_SOURCE and not understood.unknown,
            findings=tuple(findings),
            premise=premise_unspoken(understood, findings) if reason is Reason.NOT_IN_LIBRARY else None,
        )


def searches_for(understood: Interpretation) -> tuple[Scope, ...]:
    """Return where to look: once for each side of a comparison, else once."""
    return understood.sides if understood.intent is Intent.COMPARE and understood.sides else (understood.scope,)


def wanted_of(understood: Interpretation) -> Wanted:
    """Return which sentences an answer to the question should put first."""
    if understood.intent is Intent.DENIAL:
        return Wanted.DENIED
    return Wanted.QUOTED if understood.wants_attributed else Wanted.ANY


def speakers_asked(understood: Interpretation) -> frozenset[str]:
    """Return whose words the question wants, on whichever side."""
    return frozenset(name for scope in (understood.scope, *understood.sides) for name in scope.speakers)


def _selected(found: Sequence[Retrieved], max_citations: int) -> list[RetrievedSentence]:
    """Choose from each side of a comparison in equal parts, or from the one retrieval with all of the budget."""
    share = Budget(max_citations).shared_by(len(found))
    return [sentence for retrieved in found for sentence in select(originals_first(retrieved.sentences), share)]


def _nearest(retrieved: Retrieved) -> tuple[Catalogued, ...]:
    articles = {sentence.article.id: sentence.article for sentence in reversed(retrieved.sentences[:20])}
    return tuple(reversed(articles.values()))[:NEAREST]


class _Clock:
    """Milliseconds by stage, and in all."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self._laps[stage] = self._laps.get(stage, 0.0) + (now - self._last) * 1000
        self._last = now

    def readings(self) -> dict[str, float]:
        stages = {stage: self._laps.get(stage, 0.0) for stage in ("interpret", "retrieve", "compose", "guard")}
        return {**stages, "total": (time.perf_counter() - self._start) * 1000}
