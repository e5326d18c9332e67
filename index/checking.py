"""Does everything in a library agree with the stored text? And if not, what can be made again is made again."""

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import Any

import numpy as np

from index.embedder import Embedder, collect, items_of
from index.errors import LibraryDamaged
from index.report import CheckReport, Progress
from index.sqlite import origins, speakers
from index.sqlite.attributions import attribution, unsound
from index.sqlite.rows import passage_id, spans_of
from index.sqlite.speakers import Folding
from index.sqlite.store import SqliteStore
from index.store import Encoded
from index.tagging import tag_again
from ingest.attribution import Tagger
from ingest.corpus import ArticleId, Span, digest_of

REPAIR = "hearsay check --repair makes it again"
RESTORE = "remove the article and ingest its file again"
LENGTH_TOLERANCE = 0.01  # of a vector's length, which half precision moves by less


def check(store: SqliteStore, tagger: str, folding: Folding) -> CheckReport:
    """Look at every version, passage, sentence, vector, attribution and index row.

    `tagger` should have found the attributions, and `folding` the names that speakers are known by.
    """
    articles, passages = store.db.rows("SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM passage)")[0]
    problems = [*_file(store), *_texts(store), *_full_text(store)]
    problems += [f"passage {p} of article {a} is not where it should be; {RESTORE}" for p, a in _misplaced(store)]
    problems += [f"passage {p} of article {a}: its vectors are not whole; {REPAIR}" for p, a in _bad_vectors(store)]
    problems += [f"article {a}: who says what there does not fit its text; {REPAIR}" for a in _misattributed(store)]
    problems += [*_tagging(store, tagger), *_names(store, folding), *_origins(store), *_confirmations(store)]
    return CheckReport(articles, passages, tuple(problems))


def repair(store: SqliteStore, embedder: Callable[[], Embedder]) -> None:
    """Make full text and damaged vectors again from the stored text. What was read from files is never touched."""
    with store.transaction():
        store.db.rows("INSERT INTO full_text (full_text) VALUES ('rebuild')")
        unsound = {article for _, article in _misplaced(store)}
        for article in {article for _, article in _bad_vectors(store)} - unsound:
            reencode(store, embedder(), article)
        store.changed()


def retag(store: SqliteStore, tagger: Tagger, folding: Folding, progress: Callable[[Progress], None]) -> None:
    """Find who says what where `tagger` has not, or what was found does not fit, and fold the speakers' names again.

    Cut short, it goes on where it was.
    """
    unsound = {article for _, article in _misplaced(store)}
    waiting = dict.fromkeys([*_misattributed(store), *store.not_tagged(tagger.name)])
    tag_again(store, tagger, [article for article in waiting if article not in unsound], progress)
    with store.transaction():
        speakers.fold(store.db, folding)


def retrace(store: SqliteStore, progress: Callable[[Progress], None]) -> None:
    """Search articles for copies where that was not done, or does not fit, and group them by origin again."""
    unsound = {article for _, article in _misplaced(store)}
    waiting = dict.fromkeys([*origins.mistraced(store.db), *origins.not_traced(store.db)])
    articles = [article for article in waiting if article not in unsound]
    for number, article in enumerate(articles):
        progress(Progress(number, len(articles), article))
        with store.transaction():
            origins.trace(store.db, article)
    store.group_origins()


def reencode(store: SqliteStore, embedder: Embedder, article: ArticleId) -> None:
    """Encode an article's passages once more, with the title that it has now."""
    store.set_vectors(article, _encoded(store, embedder, article))


def _encoded(store: SqliteStore, embedder: Embedder, article: ArticleId) -> Encoded:
    text, passages, metadata = store.material(article)
    return collect(embedder, embedder.encode(items_of(text, passages, metadata.title)))


def move_to(store: SqliteStore, embedder: Embedder, progress: Callable[[Progress], None]) -> None:
    """Encode the whole library with another encoder, from the stored text.

    What is done is kept aside article by article, so a run that was cut short goes on where it was; until all of it
    is there the library stays as it was.
    """
    waiting = store.not_moved(embedder.name)
    for number, article in enumerate(waiting):
        progress(Progress(number, len(waiting), article))
        store.set_aside(article, _encoded(store, embedder, article), embedder.name)
    store.move(embedder.name, embedder.dimension)


def _misattributed(store: SqliteStore) -> list[ArticleId]:
    """List the articles with attributions that are not spans of their text, or lie outside those they are within."""
    rows = store.db.rows(
        "SELECT a.article, length(v.text), a.number, a.start, a.end, a.source, a.cue, a.content, a.force, a.speaker, "
        "a.kind, a.within FROM attribution a JOIN article h ON h.id = a.article "
        "JOIN version v ON v.article = h.id AND v.number = h.version ORDER BY a.article, a.number"
    )
    return [ArticleId(a) for (a, length), own in groupby(rows, lambda row: row[:2]) if not _fits(length, list(own))]


def _fits(length: int, rows: list[tuple[Any, ...]]) -> bool:
    try:
        found = [attribution(row[5:]) for row in rows]
        extents = [(number, each.extent.start, each.extent.end) for number, each in enumerate(found)]
    except ValueError:
        return False
    return extents == [row[2:5] for row in rows] and not list(unsound(found, length))


def _tagging(store: SqliteStore, tagger: str) -> Iterator[str]:
    count = len(store.not_tagged(tagger))
    if count:
        yield f"{count} articles were searched for who says what by another tagger or none; {REPAIR}"


def _names(store: SqliteStore, folding: Folding) -> Iterator[str]:
    if store.db.rows("SELECT * FROM speaker ORDER BY spelling, kind") != speakers.renamed(store.db, folding):
        yield f"speakers do not go by the names that they should; {REPAIR}"


def _origins(store: SqliteStore) -> Iterator[str]:
    count = len(origins.not_traced(store.db))
    if count:
        yield f"{count} articles were not searched for copies; {REPAIR}"
    yield from (
        f"article {a}: what it shares with others is not as noted; {REPAIR}" for a in origins.mistraced(store.db)
    )
    if origins.misgrouped(store.db):
        yield f"articles are not grouped by the origins that they should have; {REPAIR}"


def _confirmations(store: SqliteStore) -> Iterator[str]:
    rows = store.db.rows(
        "SELECT c.number, c.finding FROM confirmation c "
        "JOIN version v ON v.article = c.article AND v.digest = c.digest "
        "WHERE c.quote <> substr(v.text, c.start + 1, c.end - c.start)"
    )
    for number, finding in rows:
        yield f"confirmation {number} of finding {finding} is of other words; hearsay record unconfirm takes it back"


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
