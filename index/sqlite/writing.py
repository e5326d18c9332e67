"""What changes the record. Every function runs inside a transaction and keeps full text in step with the rows."""

import json
from collections.abc import Sequence
from typing import Any

from index.errors import NoSuchArticle
from index.sqlite import attributions
from index.sqlite.belief import believe
from index.sqlite.database import Database
from index.sqlite.rows import metadata_json, passage_id, spans_bytes, vector_bytes
from index.sqlite.speakers import unfold
from index.sqlite.upkeep import index_words, now, require, touch, unindex_words
from index.store import Encoded
from ingest.corpus import Article, ArticleId, Attribution, digest_of


def put(db: Database, article: Article, encoded: Encoded, replaces: ArticleId | None, tagger: str | None) -> ArticleId:
    """Add an article, a new version of `replaces`, or what is new about one whose text is known.

    An article that was removed comes back with it.
    """
    current = holder(db, article.digest)
    identifier = current or replaces or _free_id(db, article.digest)
    if replaces is not None and current is None:
        _require_any(db, replaces)
    unindex_words(db, identifier)
    if current is None:
        _add_version(db, identifier, article)
    else:
        _refresh(db, identifier, article)
    _replace_passages(db, identifier, article, encoded)
    attributions.replace(db, identifier, article.attributions, tagger)
    unfold(db)
    believe(db, identifier)
    return identifier


def remove(db: Database, identifier: ArticleId) -> None:
    """Take an article out of full text and mark it as removed."""
    require(db, identifier)
    unindex_words(db, identifier)
    db.rows("UPDATE article SET removed_at = ? WHERE id = ?", [now(), identifier])
    unfold(db)
    touch(db)


def restore(db: Database, identifier: ArticleId) -> None:
    """Undo `remove`."""
    _require_any(db, identifier)
    unindex_words(db, identifier)
    db.rows("UPDATE article SET removed_at = NULL WHERE id = ?", [identifier])
    index_words(db, identifier)
    unfold(db)
    touch(db)


def set_attributions(db: Database, identifier: ArticleId, found: Sequence[Attribution], tagger: str) -> None:
    """Replace what was found in an article of who says what."""
    attributions.replace(db, identifier, found, tagger)
    unfold(db)
    touch(db)


def purge(db: Database) -> int:
    """Delete removed articles for good, with their versions and where they were seen. Returns how many."""
    gone = db.rows("DELETE FROM article WHERE removed_at IS NOT NULL RETURNING id")
    touch(db)
    return len(gone)


def set_vectors(db: Database, identifier: ArticleId, encoded: Encoded) -> None:
    """Replace the vectors of an article's passages."""
    rows = _packed(db, identifier, encoded)
    db.many("UPDATE passage SET vector = ?2, sentence_vectors = ?3 WHERE id = ?1", rows)
    db.many("DELETE FROM reencoded WHERE passage = ?", [row[:1] for row in rows])  # made with what was there before
    touch(db)


def set_aside(db: Database, identifier: ArticleId, encoded: Encoded, encoder: str) -> None:
    """Keep another encoder's vectors of an article's passages."""
    rows = [(*row, encoder) for row in _packed(db, identifier, encoded)]
    db.many("INSERT OR REPLACE INTO reencoded (passage, vector, sentence_vectors, encoder) VALUES (?, ?, ?, ?)", rows)


def move(db: Database, encoder: str, dimension: int) -> None:
    """Put the vectors that were set aside in the place of those in use. All passages must have some."""
    db.rows(
        "UPDATE passage SET vector = r.vector, sentence_vectors = r.sentence_vectors "
        "FROM reencoded r WHERE r.passage = passage.id AND r.encoder = ?",
        [encoder],
    )
    db.rows("DELETE FROM reencoded")
    facts = [("encoder", encoder), ("dimension", str(dimension))]
    db.many("INSERT OR REPLACE INTO library VALUES (?, ?)", facts)
    touch(db)


def holder(db: Database, digest: str) -> ArticleId | None:
    """Return the article, removed or not, whose current text has this digest."""
    found = db.row(
        "SELECT a.id FROM version v JOIN article a ON a.id = v.article AND a.version = v.number WHERE v.digest = ?",
        [digest],
    )
    return ArticleId(found[0]) if found else None


def _require_any(db: Database, identifier: ArticleId) -> None:
    """Raise `NoSuchArticle` unless the article is there, removed or not."""
    if not db.row("SELECT 1 FROM article WHERE id = ?", [identifier]):
        raise NoSuchArticle(f"no article has the id {identifier}; hearsay articles lists them")


def _free_id(db: Database, digest: str) -> ArticleId:
    """Name a new article by its text; where an article that has since changed bears that name, by text and count."""
    identifier, count = digest[:16], 1
    while db.row("SELECT 1 FROM article WHERE id = ?", [identifier]):
        count += 1
        identifier = digest_of(f"{digest}:{count}")[:16]
    return ArticleId(identifier)


def _add_version(db: Database, identifier: ArticleId, article: Article) -> None:
    last = db.row("SELECT version FROM article WHERE id = ?", [identifier])
    number, added = (last[0] if last else 0) + 1, now()
    db.rows(
        "INSERT INTO article (id, version, file, origin, added, metadata) VALUES (?, ?, ?, ?, ?, '{}') "
        "ON CONFLICT (id) DO UPDATE SET version = excluded.version, file = excluded.file, removed_at = NULL",
        [identifier, number, article.file, identifier, added],
    )
    db.rows(
        "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [identifier, number, article.digest, article.text, len(article.text.split()), *_read(article), added],
    )


def _refresh(db: Database, identifier: ArticleId, article: Article) -> None:
    """The same text again: what was read of it may still differ, as when metadata.csv was edited."""
    db.rows("UPDATE article SET removed_at = NULL WHERE id = ?", [identifier])
    db.rows(
        "UPDATE version SET metadata = ?, warnings = ? WHERE (article, number) = "
        "(SELECT id, version FROM article WHERE id = ?)",
        [*_read(article), identifier],
    )


def _read(article: Article) -> tuple[str, str]:
    warnings = [(warning.code, warning.detail) for warning in article.warnings]
    return metadata_json(article.metadata), json.dumps(warnings, ensure_ascii=False)


def _replace_passages(db: Database, identifier: ArticleId, article: Article, encoded: Encoded) -> None:
    if len(encoded.passages) != len(article.passages) or len(encoded.sentences) != len(article.passages):
        raise ValueError(f"{article.file}: {len(article.passages)} passages but {len(encoded.passages)} vectors")
    (version,) = db.rows("SELECT version FROM article WHERE id = ?", [identifier])[0]
    rows: list[tuple[Any, ...]] = [
        (
            passage_id(identifier, version, passage.span),
            identifier,
            passage.span.start,
            passage.span.end,
            spans_bytes(passage.sentences),
            vector_bytes(vector),
            vector_bytes(sentences),
        )
        for passage, vector, sentences in zip(article.passages, encoded.passages, encoded.sentences, strict=True)
    ]
    db.rows("DELETE FROM passage WHERE article = ?", [identifier])
    db.many(
        "INSERT INTO passage (id, article, start, end, sentences, vector, sentence_vectors) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _packed(db: Database, identifier: ArticleId, encoded: Encoded) -> list[tuple[str, bytes, bytes]]:
    """Return (passage id, vector, sentence vectors) of each passage, in order."""
    ids = db.rows("SELECT id FROM passage WHERE article = ? ORDER BY start", [identifier])
    return [
        (passage, vector_bytes(vector), vector_bytes(sentences))
        for (passage,), vector, sentences in zip(ids, encoded.passages, encoded.sentences, strict=True)
    ]
