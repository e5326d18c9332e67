"""A question becomes an outcome: interpret, retrieve, select, compose, guard. The whole story on one page."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answer import Abstention, Answer, Evidence, Guess, Outcome, Reason, Statement
from app.catalogue import CatalogueOf
from app.compose.holdings import holdings
from app.compose.quotes import MAX_WORDS, Budget, draft, select
from app.compose.whole import completed, cuts_quotation
from app.examples import examples_for
from app.guard import guard
from app.interpret import interpret
from app.request import Request
from app.spelling import respell
from app.sufficiency import reason_to_abstain
from app.understanding import Intent, Interpretation
from index.embedder import Embedder
from index.retrieve import Retrieved, RetrievedSentence, Retriever
from index.scope import Scope
from index.store import Catalogued, Store
from ingest.corpus import ArticleId, Span

NEAREST = 3  # articles that an abstention points to


@dataclass(frozen=True, slots=True)
class Understanding:
    """How the question was understood, known before there is an answer."""

    scope: Scope
    guesses: tuple[Guess, ...]


class Assistant:
    """Answers questions from one library. Safe to share between threads where its store and embedder are."""

    def __init__(self, store: Store, embedder: Embedder, today: Callable[[], date] = date.today) -> None:
        self._store = store
        self._retriever = Retriever(store, embedder)
        self._catalogue = CatalogueOf(store)
        self._today = today

    def answer(self, request: Request) -> Outcome:
        """Answer a question. Raises `UnusableQuestion` where a scope set by hand names nothing."""
        clock = _Clock()
        with self._store.reading():
            return self._answer(self._understand(request, clock), request.max_citations, clock)

    def stream(self, request: Request) -> Iterator[Understanding | Statement | Outcome]:
        """Yield how the question was understood, then each statement, and last the outcome."""
        clock = _Clock()
        # What is yielded may be taken up by another thread, so nothing is held open across it.
        with self._store.reading():
            understood = self._understand(request, clock)
        yield Understanding(understood.scope, understood.guesses)
        with self._store.reading():
            outcome = self._answer(understood, request.max_citations, clock)
        if isinstance(outcome, Answer):
            yield from outcome.statements
        yield outcome

    def examples(self) -> tuple[str, ...]:
        """Return questions to begin with, made from what the library holds; none for an empty library."""
        return examples_for(self._store)

    def _understand(self, request: Request, clock: "_Clock") -> Interpretation:
        understood = interpret(
            request.question, request.history, request.constraints, self._catalogue.refresh(), self._today()
        )
        respelt = respell(understood.topic, request.question, self._store)
        clock.lap("interpret")
        return replace(
            understood,
            topic=respelt.topic,
            guesses=(*understood.guesses, *respelt.guesses),
            unheard=respelt.unheard,
        )

    def _answer(self, understood: Interpretation, max_citations: int, clock: "_Clock") -> Outcome:
        own = holdings(understood.question, lambda: self._store.articles(understood.scope))
        if own and not understood.unknown and not understood.people:
            return Answer(understood.question, understood.scope, own, understood.guesses, timings_ms=clock.readings())
        found = [
            self._retriever.retrieve(understood.topic, scope, naming) for scope, naming in searches_for(understood)
        ]
        clock.lap("retrieve")
        reason = reason_to_abstain(understood, found)
        if reason is not None:
            return self._abstain(understood, reason, found, clock)
        evidence = self._evidence(_selected(found, max_citations))
        proposed = draft(evidence)
        clock.lap("compose")
        guarded = guard(proposed, evidence, understood.scope, max_citations)
        clock.lap("guard")
        if not guarded.statements:
            return self._abstain(understood, Reason.NOT_IN_LIBRARY, found, clock)
        return Answer(
            understood.question,
            understood.scope,
            guarded.statements,
            understood.guesses,
            guarded.objections,
            proposed.composer,
            clock.readings(),
            understood.come_from,
        )

    def _evidence(self, chosen: Sequence[RetrievedSentence]) -> tuple[Evidence, ...]:
        """Put the chosen sentences, each with those that complete its quotations, beside the text they are spans of.

        One whose completion would make the answer too long is left out, unless it is the best.
        """
        spans: dict[tuple[ArticleId, Span], Catalogued] = {}
        words = 0
        for sentence in chosen:
            article = sentence.article.id
            text = self._store.text(article)
            fresh = [span for span in self._whole(sentence, text) if (article, span) not in spans]
            length = sum(len(span.of(text).split()) for span in fresh)
            if not spans or words + length <= MAX_WORDS:
                spans.update(((article, span), sentence.article) for span in fresh)
                words += length
        return tuple(
            Evidence(number, entry, self._store.text(article), span)
            for number, ((article, span), entry) in enumerate(spans.items(), 1)
        )

    def _whole(self, sentence: RetrievedSentence, text: str) -> Sequence[Span]:
        if not cuts_quotation(text, sentence.span):
            return [sentence.span]
        passages = self._store.spans(sentence.article.id)
        return completed([span for passage in passages for span in passage.sentences], sentence.span, text)

    def _abstain(
        self, understood: Interpretation, reason: Reason, found: Sequence[Retrieved], clock: "_Clock"
    ) -> Abstention:
        was_restricted = understood.scope or understood.people or understood.sides
        nearest = self._retriever.retrieve(understood.topic, Scope()) if was_restricted else found[0]
        clock.lap("compose")
        return Abstention(
            understood.question,
            understood.scope,
            reason,
            sought=" and ".join(understood.unknown or understood.unheard) or understood.sought,
            nearest=_nearest(nearest),
            guesses=understood.guesses,
            timings_ms=clock.readings(),
            come_from=understood.come_from,
        )


def searches_for(understood: Interpretation) -> list[tuple[Scope, tuple[str, ...]]]:
    """Return where to look and for whose names: once for each party of a comparison, else once."""
    by_hand = understood.scope.speakers
    parties = tuple(person for person in understood.people if person not in by_hand)
    if understood.intent is Intent.COMPARE and (understood.sides or parties):
        people = ((understood.scope, by_hand or (person,)) for person in parties)
        return [*((side, by_hand) for side in understood.sides), *people]
    return [(understood.scope, by_hand or parties)]


def _selected(found: Sequence[Retrieved], max_citations: int) -> list[RetrievedSentence]:
    """Choose from each side of a comparison in equal parts, or from the one retrieval with all of the budget."""
    share = Budget(max_citations).shared_by(len(found))
    return [sentence for retrieved in found for sentence in select(retrieved.sentences, share)]


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
