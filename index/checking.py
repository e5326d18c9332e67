"""Does everything in a library agree with the stored text? And if not, what can be made again is made again."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from index.embedder import Embedder, collect, items_of
from index.errors import LibraryDamaged
from index.report import CheckReport, Progress
from index.sqlite.rows import passage_id, spans_of
from index.sqlite.store import SqliteStore
from ingest.corpus import ArticleId, Span, digest_of

REPAIR = "hearsay check --repair makes it again"
RESTORE = "remove the article and ingest its file again"
LENGTH_TOLERANCE = 0.01  # of a vector's length, which half precision moves by less


def check(store: SqliteStore) -> CheckReport:
    """Look at every version, passage, sentence, vector and index row."""
    articles, passages = store.db.rows("SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM passage)")[0]
    problems = [*_file(store), *_texts(store), *_full_text(store)]
    problems += [f"passage {p} of article {a} is not where it should be; {RESTORE}" for p, a in _misplaced(store)]
    problems += [f"passage {p} of article {a}: its vectors are not whole; {REPAIR}" for p, a in _bad_vectors(store)]
    return CheckReport(articles, passages, tuple(problems))


def repair(store: SqliteStore, embedder: Callable[[], Embedder]) -> None:
    """Make full text and damaged vectors again from the stored text. What was read from files is never touched."""
    with store.transaction():
        store.db.rows("INSERT INTO full_text (full_text) VALUES ('rebuild')")
        unsound = {article for _, article in _misplaced(store)}
        for article in {article for _, article in _bad_vectors(store)} - unsound:
            reencode(store, embedder(), article)
        store.changed()


def reencode(store: SqliteStore, embedder: Embedder, article: ArticleId) -> None:
    """Encode an article's passages once more, with the title that it has now."""
    items = items_of(*store.material(article))
    store.set_vectors(article, collect(embedder, embedder.encode(items)))


def move_to(store: SqliteStore, embedder: Embedder, progress: Callable[[Progress], None]) -> None:
    """Encode the whole library with another encoder, from the stored text.

    What is done is kept aside article by article, so a run that was cut short goes on where it was; until all of it
    is there the library stays as it was.
    """
    waiting = store.not_moved(embedder.name)
    for number, article in enumerate(waiting):
        progress(Progress(number, len(waiting), article))
        items = items_of(*store.material(article))
        store.set_aside(article, collect(embedder, embedder.encode(items)), embedder.name)
    store.move(embedder.name, embedder.dimension)


def _file(store: SqliteStore) -> Iterator[str]:
    for (line,) in store.db.rows("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"{store.db.path}: {line}; restore it from a backup or ingest again"
    for table, row, parent, _ in store.db.rows("PRAGMA foreign_key_check"):
        yield f"{store.db.path}: row {row} of {table} belongs to no {parent}; restore it from a backup"


def _texts(store: SqliteStore) -> Iterator[str]:
    for article, number, digest, text in store.db.rows("SELECT article, number, digest, text FROM version"):
        if digest_of(text) != digest:
            yield f"article {article}, version {number}: the text is not what was read; {RESTORE}"


def _misplaced(store: SqliteStore) -> list[tuple[str, ArticleId]]:
    """List the passages, each with its article, that are not spans of the text or hold sentences that are not."""
    rows = store.db.rows(
        "SELECT p.id, p.article, a.version, p.start, p.end, p.sentences, length(v.text) FROM passage p "
        "JOIN article a ON a.id = p.article JOIN version v ON v.article = a.id AND v.number = a.version"
    )
    return [(row[0], ArticleId(row[1])) for row in rows if not _anchored(*row)]


def _anchored(
    identifier: str, article: ArticleId, version: int, start: int, end: int, sentences: bytes, length: int
) -> bool:
    try:
        span, inner = Span(start, end), spans_of(sentences)
    except ValueError:
        return False
    ordered = all(before.end <= after.start for before, after in pairwise(inner))
    named = identifier == passage_id(article, version, span)
    return named and ordered and end <= length and all(span.contains(sentence) for sentence in inner)


def _full_text(store: SqliteStore) -> Iterator[str]:
    try:
        store.db.rows("INSERT INTO full_text (full_text, rank) VALUES ('integrity-check', 1)")
    except LibraryDamaged:
        yield f"full text does not agree with the passages; {REPAIR}"


def _bad_vectors(store: SqliteStore) -> list[tuple[str, ArticleId]]:
    dimension = store.dimension
    rows = store.db.rows("SELECT id, article, sentences, vector, sentence_vectors FROM passage")
    return [(row[0], ArticleId(row[1])) for row in rows if not _whole(dimension, *row[2:])]


def _whole(dimension: int, sentences: bytes, *vectors: Any) -> bool:  # noqa: ANN401 - as the columns hold it
    expected = (dimension * 2, len(sentences) // 8 * dimension * 2)
    if tuple(len(each) for each in vectors) != expected:
        return False
    lengths = [
        np.linalg.norm(np.frombuffer(each, np.float16).astype(np.float32).reshape(-1, dimension), axis=1)
        for each in vectors
    ]
    return bool(np.all(np.abs(np.concatenate(lengths) - 1) < LENGTH_TOLERANCE))
