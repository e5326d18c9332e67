"""The embedded store: SQLite as the record, exact search over its vectors, FTS5 over its words."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from index.exact import Matrix
from index.scope import Scope
from index.sqlite import attributions, lexical, origins, speakers, spelling
from index.sqlite.memory import Memory
from index.sqlite.record import Record
from index.sqlite.rows import stored_passage
from index.store import Catalogued, Quotation, QuotedBy, QuotedSpeaker, Ranked, StoredPassage, Vectors
from ingest.corpus import ArticleId, Attribution, Passage, PassageId, Span
from ingest.origins import precedence

EVERYTHING = Scope()
ELLIPSIS = " … "  # between the pieces of a quotation


class Approximate(Protocol):
    """An index of all passages that may serve where there is no scope, while it is of the library's generation."""

    @property
    def generation(self) -> str:
        """The state of the library that it answers for."""
        ...

    def nearest(self, vector: Vectors, k: int) -> tuple[PassageId, ...] | None:
        """Return the `k` passages nearest to a (d,) vector, best first; None where it cannot tell."""
        ...


class SqliteStore(Record):
    """A library in a folder. Safe to use from several threads; see `index.store.Store` for the methods."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._memory = Memory(self.db)
        self.approximate: Approximate | None = None
        self._quoted_by = lru_cache(1)(lambda _generation: speakers.quoted_by(self.db))
        self._speakers = lru_cache(1)(lambda _generation: speakers.speakers(self.db))
        self._publication = lru_cache(200)(lambda _generation, article: origins.publication(self.db, article))
        self._count = lru_cache(1)(lambda _generation: lexical.count(self.db))
        self._snapshot = lru_cache(1)(lambda _generation, _mark: self.read_snapshot())
        self._frequency = lru_cache(10_000)(lambda _generation, term: lexical.mentions(self.db, term))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside, by this thread, is of one state of the library."""
        with self.db.reading(), self._memory.held():
            yield

    def articles(self, scope: Scope = EVERYTHING) -> Sequence[Catalogued]:
        """List the articles in scope, by outlet, date and title; what is not known comes last."""
        held = [entry for entry in self._memory.articles().values() if scope.admits(entry.id, entry.metadata)]
        if not scope.speakers:
            return held
        quoting = speakers.articles_quoting(self.db, scope.speakers)
        return [entry for entry in held if entry.id in quoting]

    def catalogued(self, article: ArticleId) -> Catalogued:
        """Return one article's entry. Raises `NoSuchArticle`."""
        entry = self._memory.articles().get(article)
        return entry or self._one(article)

    def entries(self, articles: Iterable[ArticleId]) -> Mapping[ArticleId, Catalogued]:
        """Return several articles' entries at once. Raises `NoSuchArticle`."""
        known = self._memory.articles()
        return {article: known.get(article) or self._one(article) for article in articles}

    def text(self, article: ArticleId) -> str:
        """Return the stored text that all offsets refer to. Raises `NoSuchArticle`."""
        kept = self._memory.texts()
        if article not in kept:
            kept[article] = self.read_text(article)
        return kept[article]

    def spans(self, article: ArticleId) -> Sequence[Passage]:
        """Return the passages of an article in order. Raises `NoSuchArticle`."""
        kept = self._memory.spans()
        if article not in kept:
            kept[article] = self.read_spans(article)
        return kept[article]

    def attributions(self, articles: Iterable[ArticleId]) -> Mapping[ArticleId, tuple[Attribution, ...]]:
        """Return who says what in each of `articles`, speakers by the name the library knows them by."""
        wanted, kept = list(articles), self._memory.attributions()
        missing = [article for article in wanted if article not in kept]
        if missing:
            kept.update({article: () for article in missing} | dict(attributions.of(self.db, missing)))
        return {article: kept[article] for article in wanted}

    def speakers(self) -> Sequence[QuotedSpeaker]:
        """List everyone whose words the articles report, most often quoted first."""
        return self._speakers(self.generation)

    def quotations(self, speaker: str) -> Sequence[Quotation]:
        """List what is reported of a speaker, by the library's name, in order of publication; the undated last."""
        found = [(article, each) for article, each in speakers.attributed_to(self.db, speaker) if each.content]
        entries = self.entries({article for article, _ in found})
        return [
            Quotation(entries[article], each, ELLIPSIS.join(piece.of(self.text(article)) for piece in each.content))
            for article, each in found
        ]

    def quoted_by(self) -> Sequence[QuotedBy]:
        """Count how often each outlet reports what each speaker says, most often first."""
        return self._quoted_by(self.generation)

    def publications(self, article: ArticleId) -> Sequence[Catalogued]:
        """List the articles of one origin with `article`, itself among them, the first published first."""
        origin = self.catalogued(article).origin
        held = [entry for entry in self._memory.articles().values() if entry.origin == origin]
        return sorted(held, key=lambda entry: precedence(entry.id, entry.metadata))

    def repeats(self, article: ArticleId, spans: Sequence[Span]) -> Sequence[tuple[Catalogued, ...]]:
        """Return, for each span of an article, the other articles in which its words stand, first published first."""
        text, generation = self.text(article), self.generation
        stretches = [span.of(text) for span in spans]
        found = origins.repeats(self.db, lambda other: self._publication(generation, other), article, stretches)
        return [tuple(self.catalogued(other) for other in others) for others in found]

    def snapshot(self) -> str:
        """Identify the state of the library: equal for equal content, changed by any write."""
        return self._snapshot(self.generation, self.findings.mark)

    def search(self, text: str, vector: Vectors, scope: Scope, k: int) -> Ranked:
        """Return the `k` best passages in scope for a question: by its (d,) vector, and by its words."""
        numbers = lexical.ranked(self.db, text, self._within(scope), k)
        return Ranked(self._nearest(vector, scope, k), self.matrix().named(numbers))

    def matrix(self) -> Matrix:
        """Return the vectors of all passages that can be found."""
        return self._memory.matrix()

    def _nearest(self, vector: Vectors, scope: Scope, k: int) -> tuple[PassageId, ...]:
        index = self.approximate
        if index is not None and not scope and index.generation == self.generation:
            found = index.nearest(vector, k)
            if found is not None:
                return found
        return self.matrix().nearest(vector, scope, k)

    def _within(self, scope: Scope) -> lexical.Numbers | None:
        return self.matrix().numbers[self.matrix().rows(scope)] if scope else None

    def passages(self, ids: Iterable[PassageId]) -> Sequence[StoredPassage]:
        """Return passages in the order of `ids`; ids that are gone are left out."""
        wanted, kept = list(ids), self._memory.passages()
        missing = [identifier for identifier in wanted if identifier not in kept]
        if missing:
            kept.update((passage.id, passage) for passage in self._read_passages(missing))
        return [kept[identifier] for identifier in wanted if identifier in kept]

    def _read_passages(self, ids: Sequence[PassageId]) -> Iterator[StoredPassage]:
        rows = self.db.rows(
            "SELECT p.id, p.article, p.start, p.end, p.sentences, w.body, p.sentence_vectors "
            "FROM passage p JOIN words w ON w.number = p.number WHERE p.id IN (SELECT value FROM json_each(?))",
            [json.dumps(ids)],
        )
        return map(stored_passage, rows)

    def mentions(self, phrase: str, scope: Scope = EVERYTHING) -> int:
        """Count the passages in scope that hold all the words of `phrase` next to each other, stemmed."""
        return lexical.mentions(self.db, phrase, self._within(scope))

    def document_frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        """For each word, the number of passages that hold it (stemmed as `search` stems it)."""
        generation = self.generation
        return {term: self._frequency(generation, term) for term in terms}

    def near_words(self, word: str) -> Sequence[str]:
        """List words of the articles that `word` may be meant for, likeliest first."""
        return spelling.near_words(self.db, word)

    def count(self) -> int:
        """Return the number of passages that can be searched."""
        return self._count(self.generation)
