"""What is kept in memory of a library's current state, and read again when a write has changed it."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from index.exact import Matrix
from index.sqlite.database import Database
from index.sqlite.rows import CATALOGUE, catalogued
from index.sqlite.speakers import passages_quoting
from index.store import Catalogued, StoredPassage
from ingest.corpus import ArticleId, Attribution, Passage, PassageId

PASSAGES_KEPT = 10_000  # some 30 KB each
TEXTS_KEPT = 1_000  # some 10 KB each


@dataclass(slots=True)
class _State:
    """One state of the library. The matrix is read when first searched: a list of articles does not need it."""

    generation: str
    articles: Mapping[ArticleId, Catalogued]  # by outlet, date and title
    matrix: Matrix | None = None
    passages: dict[PassageId, StoredPassage] = field(default_factory=dict)
    texts: dict[ArticleId, str] = field(default_factory=dict)
    spans: dict[ArticleId, Sequence[Passage]] = field(default_factory=dict)
    attributions: dict[ArticleId, tuple[Attribution, ...]] = field(default_factory=dict)


class Memory:
    """Safe to use from several threads. A state may be newer than the generation it goes by, never older."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._held = threading.local()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep to one state in this thread, without looking again whether it is still the library's."""
        outer: _State | None = getattr(self._held, "state", None)
        self._held.state = outer or self._current()
        try:
            yield
        finally:
            self._held.state = outer

    def articles(self) -> Mapping[ArticleId, Catalogued]:
        """Return the live articles by outlet, date and title; what is not known comes last."""
        return self._current().articles

    def matrix(self) -> Matrix:
        """Return the vectors of the live articles' passages."""
        state = self._current()
        with self._lock:
            if state.matrix is None:
                state.matrix = self._read_matrix(state.articles)
            return state.matrix

    def passages(self) -> dict[PassageId, StoredPassage]:
        """Return the passages that were asked for lately, for reading and adding."""
        kept = self._current().passages
        if len(kept) > PASSAGES_KEPT:
            kept.clear()
        return kept

    def texts(self) -> dict[ArticleId, str]:
        """Return the texts of articles that were asked for lately, for reading and adding."""
        kept = self._current().texts
        if len(kept) > TEXTS_KEPT:
            kept.clear()
        return kept

    def spans(self) -> dict[ArticleId, Sequence[Passage]]:
        """Return the passages of articles that were asked for lately, for reading and adding."""
        kept = self._current().spans
        if len(kept) > TEXTS_KEPT:
            kept.clear()
        return kept

    def attributions(self) -> dict[ArticleId, tuple[Attribution, ...]]:
        """Return the attributions of articles that were asked for lately, for reading and adding."""
        kept = self._current().attributions
        if len(kept) > TEXTS_KEPT:
            kept.clear()
        return kept

    def generation(self) -> str:
        """Return the mark that every write changes."""
        held: _State | None = getattr(self._held, "state", None)
        return held.generation if held else self._read_generation()

    def _read_generation(self) -> str:
        return str(self._db.rows("SELECT value FROM library WHERE key = 'generation'")[0][0])

    def _current(self) -> _State:
        held: _State | None = getattr(self._held, "state", None)
        if held is not None:
            return held
        generation, state = self._read_generation(), self._state
        if state is None or state.generation != generation:
            state = self._state = _State(generation, self._read_articles())
        return state

    def _read_articles(self) -> Mapping[ArticleId, Catalogued]:
        rows = self._db.rows(
            f"{CATALOGUE} WHERE a.removed_at IS NULL "
            "ORDER BY a.outlet NULLS LAST, a.published NULLS LAST, a.title NULLS LAST, a.file, a.id"
        )
        return {entry.id: entry for entry in map(catalogued, rows)}

    def _read_matrix(self, articles: Mapping[ArticleId, Catalogued]) -> Matrix:
        place = {identifier: n for n, identifier in enumerate(articles)}
        rows = self._db.rows("SELECT id, article, vector, number FROM passage ORDER BY number")
        rows = [row for row in rows if row[1] in place]
        dimension = self._db.rows("SELECT value FROM library WHERE key = 'dimension'")[0][0]
        packed = np.frombuffer(b"".join(row[2] for row in rows), np.float16)
        return Matrix(
            vectors=packed.astype(np.float32).reshape(len(rows), int(dimension)),
            numbers=np.array([row[3] for row in rows], np.int64),
            ids=tuple(PassageId(row[0]) for row in rows),
            owners=np.array([place[row[1]] for row in rows], np.int32),
            articles=tuple((entry.id, entry.metadata) for entry in articles.values()),
            quoting=lambda names: passages_quoting(self._db, names),
        )
