"""A question becomes an outcome: interpret, retrieve, select, compose, guard. The whole story on one page."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from app.answer import MAX_CITATIONS, Abstention, Answer, Evidence, Guess, Outcome, Reason, Role, Statement
from app.both import with_quoted_words
from app.catalogue import CatalogueOf
from app.clock import Clock
from app.compose.holdings import holdings
from app.compose.quotes import Budget, draft, select
from app.copies import originals_first
from app.described import Described
from app.dispute import Dispute, disputes, with_replies
from app.draft import Draft
from app.evidence import gather
from app.examples import examples_for
from app.figure_disputes import figure_disputes
from app.fitting import denying, fitting
from app.guard import guard, guarding
from app.interpret import interpret
from app.llm import Recipient
from app.on_record import with_linked
from app.premise.at_issue import topic_at_issue
from app.premise.standing import at_issue_of, premise_of, premise_unspoken
from app.quoting import quoting_of, whose_words
from app.request import Request
from app.scopes import Scopes
from app.searches import Searched, searches_for
from app.spelling import respell
from app.sufficiency import reason_to_abstain, suffices
from app.understanding import Intent, Interpretation
from index.embedder import Embedder
from index.record.finding import Finding
from index.record.relevance import Relevance
from index.retrieve import Retrieved, RetrievedSentence, Retriever
from index.scope import Scope
from index.store import Catalogued, Store

if TYPE_CHECKING:
    from app.compose.model import ModelComposer  # what composes with a model is loaded where one is set

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
        model: "ModelComposer | None" = None,
    ) -> None:
        self._model = model
        self._store = store
        self._described = Described(store, embedder)
        self._retriever = Retriever(store, embedder)
        self._relevance = Relevance(store, embedder)
        self._catalogue = CatalogueOf(store)
        self._today = today
        self._examples: dict[str, tuple[str, ...]] = {}  # by the state of the library

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
        clock, searched = Clock(), Searched(self._retriever, self._store)
        # What is yielded may be taken up by another thread, so nothing is held open across it.
        with self._store.reading():
            understood = self._understand(request, searched, clock)
            findings = self._on_record(understood, clock)
        yield Understanding(understood.scope, understood.guesses, findings)
        with self._store.reading():
            gathered = self._gather(understood, findings, request.max_citations, searched, clock)
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
        """Return questions to begin with, made from what the library holds, which it answers; none if it is empty."""
        key = self._catalogue.refresh().key
        if key not in self._examples:
            self._examples = {key: examples_for(self._store, self._answers)}
        return self._examples[key]

    def _answers(self, question: str) -> bool:
        """Tell whether a question has an answer, without asking a language model."""
        searched = Searched(self._retriever, self._store)
        understood = self._understand(Request(question), searched, Clock())
        return isinstance(self._gather(understood, (), MAX_CITATIONS, searched, Clock()), _Gathered)

    def _understand(self, request: Request, searched: Searched, clock: Clock) -> Interpretation:
        understood = interpret(
            request.question, request.history, request.constraints, self._catalogue.refresh(), self._today()
        )
        understood = with_quoted_words(understood, self._store)
        topic = topic_at_issue(understood.topic, understood.question)
        respelt = respell(topic, request.question, self._store)
        understood = replace(understood, topic=respelt.topic, unheard=respelt.unheard)
        understood = self._described.told(
            understood,
            self._catalogue.refresh(),
            request.constraints.ignore,
            lambda narrowed: suffices(searched.of(narrowed, narrowed.scope)),
        )
        clock.lap("interpret")
        return replace(understood, guesses=(*understood.guesses, *respelt.guesses))

    def _on_record(self, understood: Interpretation, clock: Clock) -> tuple[Finding, ...]:
        """Return the findings that bear on the question, whatever the scope: they are nobody's words in the library."""
        findings = () if understood.broad else self._relevance.bearing_on(understood.topic)
        clock.lap("retrieve")
        return findings

    def _gather(
        self,
        understood: Interpretation,
        findings: Sequence[Finding],
        max_citations: int,
        searched: Searched,
        clock: Clock,
    ) -> Outcome | _Gathered:
        own = holdings(understood.question, lambda: self._store.articles(understood.scope))
        if own and not understood.unknown and not understood.people and not understood.scope.speakers:
            return Answer(understood.question, understood.scope, own, understood.guesses, timings_ms=clock.readings())
        retrieved = (searched.of(understood, scope) for scope in searches_for(understood))
        found = [replace(each, sentences=fitting(understood, each.sentences)) for each in retrieved]
        clock.lap("retrieve")
        if understood.also_quoted:
            found = [each for each in found if suffices(each) or understood.broad] or found
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
        if understood.intent is Intent.DENIAL:
            told = [replace(each, sentences=denying(understood, each.sentences, sides)) for each in found]
            chosen = _selected(told, max_citations)
        asked = Scopes(understood.scope, understood.sides)
        evidence = gather(self._store, with_replies(chosen, contradictions), asked, sides)
        return _Gathered(understood, found, findings, self._composable(evidence, max_citations), contradictions)

    def _composable(self, evidence: tuple[Evidence, ...], max_citations: int) -> tuple[Evidence, ...]:
        """Return what a composer chooses from: a model gets whole statements of the quotes answer."""
        if self._model is None:
            return evidence
        from app.compose.model import stretches_of

        return stretches_of(evidence, max_citations)

    def _compose(self, gathered: _Gathered, max_citations: int) -> Generator[Statement, None, Draft]:
        """Return a draft; with a model, yield each statement as it passes the guard."""
        if self._model is None:
            return draft(gathered.evidence)
        from app.compose.streaming import composing

        understood = gathered.understood
        admit = partial(
            guarding,
            evidence=gathered.evidence,
            scope=understood.scope,
            max_citations=max_citations,
            sides=understood.sides,
        )
        return (yield from composing(self._model, understood.question, gathered.evidence, admit))

    def _finish(self, gathered: _Gathered, proposed: Draft, max_citations: int, clock: Clock) -> Outcome:
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
        heard = understood.hears(_speakers_in(guarded.statements))
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
            also_quoted=understood.also_quoted,
            no_words_of=None if heard else understood.no_words_of,
            few_words_of=understood.no_words_of if heard else None,
            premise=premise_of(understood, gathered.found, gathered.findings),
            at_issue=at_issue_of(understood, gathered.found, gathered.findings),
        )

    def _abstain(
        self,
        understood: Interpretation,
        reason: Reason,
        found: Sequence[Retrieved],
        findings: Sequence[Finding],
        clock: Clock,
    ) -> Abstention:
        was_restricted = understood.scope or understood.people or understood.sides
        theirs = whose_words(understood.scope) if reason is Reason.SOURCE_SILENT else None
        about = found[0]
        if was_restricted:
            about = self._retriever.retrieve(understood.topic, theirs or Scope(), understood.people)
        clock.lap("compose")
        return Abstention(
            understood.question,
            understood.sides[-1] if understood.also_quoted else understood.scope,
            reason,
            sought=" and ".join(understood.unknown or understood.people or understood.unheard) or understood.sought,
            nearest=_nearest(about),
            guesses=understood.guesses,
            timings_ms=clock.readings(),
            come_from=understood.come_from,
            never_quoted=reason is Reason.NO_SUCH_SOURCE and not understood.unknown,
            quoting=quoting_of(self._store, understood.scope, about) if theirs else None,
            findings=tuple(findings),
            premise=premise_unspoken(understood, findings) if reason is Reason.NOT_IN_LIBRARY else None,
        )


def _selected(found: Sequence[Retrieved], max_citations: int) -> list[RetrievedSentence]:
    """Choose from each side of a comparison in equal parts, or from the one retrieval with all of the budget."""
    share = Budget(max_citations).shared_by(len(found))
    return [sentence for retrieved in found for sentence in select(originals_first(retrieved.sentences), share)]


def _speakers_in(statements: Sequence[Statement]) -> set[str]:
    links = (link for statement in statements for link in statement.attribution)
    return {link.name for link in links if link.role is Role.SPEAKER and link.name}


def _nearest(retrieved: Retrieved) -> tuple[Catalogued, ...]:
    articles = {sentence.article.id: sentence.article for sentence in reversed(retrieved.sentences[:20])}
    return tuple(reversed(articles.values()))[:NEAREST]
