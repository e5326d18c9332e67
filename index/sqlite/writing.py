"""What changes the record. Every function runs inside a transaction and keeps full text in step with the rows."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from index.errors import NoSuchArticle
from index.sqlite.database import Database
from index.sqlite.rows import (
    corrected,
    metadata_json,
    metadata_of,
    passage_id,
    spans_bytes,
    vector_bytes,
)
from index.store import Encoded
from ingest.corpus import FIELDS, Article, ArticleId, Metadata, digest_of
from ingest.errors import UnusableInput


def put(db: Database, article: Article, encoded: Encoded, replaces: ArticleId | None) -> ArticleId:
    """Add an article, a new version of `replaces`, or what is new about one whose text is known."""
    current = holder(db, article.digest)
    identifier = current or replaces or _free_id(db, article.digest)
    if replaces is not None and current is None:
        require(db, replaces)
    _unindex(db, identifier)
    if current is None:
        _add_version(db, identifier, article)
    else:
        _refresh(db, identifier, article)
    _replace_passages(db, identifier, article, encoded)
    believe(db, identifier)
    return identifier


def remove(db: Database, identifier: ArticleId) -> None:
    """Take an article out of full text and mark it as removed."""
    require(db, identifier)
    _unindex(db, identifier)
    db.rows("UPDATE article SET removed_at = ? WHERE id = ?", [_now(), identifier])
    touch(db)


def restore(db: Database, identifier: ArticleId) -> None:
    """Undo `remove`."""
    if not db.row("SELECT 1 FROM article WHERE id = ?", [identifier]):
        raise NoSuchArticle(f"no article has the id {identifier}; hearsay articles lists them")
    _unindex(db, identifier)
    db.rows("UPDATE article SET removed_at = NULL WHERE id = ?", [identifier])
    _index(db, identifier)
    touch(db)


def purge(db: Database) -> int:
    """Delete removed articles for good, with their versions and where they were seen. Returns how many."""
    gone = db.rows("DELETE FROM article WHERE removed_at IS NOT NULL RETURNING id")
    touch(db)
    return len(gone)


def correct(db: Database, identifier: ArticleId, changes: Mapping[str, str | None], who: str) -> None:
    """Record what a person says of an article, and believe it."""
    require(db, identifier)
    sound = {name: checked(name, value) for name, value in changes.items()}
    _unindex(db, identifier)
    before = believed(db, identifier)
    for name, value in sound.items():
        was = getattr(before, name)
        db.rows(
            "INSERT INTO correction (article, field, value, was, who, made) VALUES (?, ?, ?, ?, ?, ?)",
            [identifier, name, value, None if was is None else str(was), who, _now()],
        )
    believe(db, identifier)


def checked(name: str, value: str | None) -> str | None:
    """Return a correction as it is stored: one line, or None where there is nothing. Raises `UnusableInput`."""
    if name not in FIELDS:
        raise UnusableInput(f"{name} cannot be corrected; one of {', '.join(FIELDS)} can")
    line = " ".join((value or "").split())
    if name == "published" and line:
        try:
            return date.fromisoformat(line).isoformat()
        except ValueError:
            raise UnusableInput(f"published: {line} is not a date; write it as 2017-12-20") from None
    return line or None


def believe(db: Database, identifier: ArticleId) -> None:
    """Derive an article's metadata from what was read and what was corrected, and index its words with it."""
    metadata = believed(db, identifier)
    db.rows(
        "UPDATE article SET title = ?, outlet = ?, author = ?, published = ?, metadata = ? WHERE id = ?",
        [
            metadata.title,
            metadata.outlet,
            metadata.author,
            metadata.published.isoformat() if metadata.published else None,
            metadata_json(metadata),
            identifier,
        ],
    )
    _index(db, identifier)
    touch(db)


def believed(db: Database, identifier: ArticleId) -> Metadata:
    """Return what was read of an article with its corrections laid over it."""
    metadata, _ = as_read(db, identifier)
    changes = corrections(db, identifier)
    return corrected(metadata, changes) if changes else metadata


def as_read(db: Database, identifier: ArticleId) -> tuple[Metadata, bool]:
    """Return an article's metadata without corrections, and whether it is removed. Raises `NoSuchArticle`."""
    found = db.row(
        "SELECT v.metadata, a.removed_at NOTNULL FROM article a "
        "JOIN version v ON v.article = a.id AND v.number = a.version WHERE a.id = ?",
        [identifier],
    )
    if found is None:
        raise NoSuchArticle(f"no article has the id {identifier}; hearsay articles lists them")
    return metadata_of(found[0]), bool(found[1])


def corrections(db: Database, identifier: ArticleId) -> dict[str, str | None]:
    """Return the latest correction of each field."""
    return dict(db.rows("SELECT field, value FROM correction WHERE article = ? ORDER BY number", [identifier]))


def read_again(db: Database, identifier: ArticleId, metadata: Metadata) -> None:
    """Replace what was read of an article's metadata."""
    require(db, identifier)
    _unindex(db, identifier)
    db.rows(
        "UPDATE version SET metadata = ? WHERE (article, number) = (SELECT id, version FROM article WHERE id = ?)",
        [metadata_json(metadata), identifier],
    )
    believe(db, identifier)


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


def require(db: Database, identifier: ArticleId) -> None:
    """Raise `NoSuchArticle` unless the article is there and not removed."""
    if not db.row("SELECT 1 FROM article WHERE id = ? AND removed_at IS NULL", [identifier]):
        raise NoSuchArticle(f"no article has the id {identifier}; hearsay articles lists them")


def touch(db: Database) -> None:
    """Mark the library as changed. The mark is random: one of a write that was undone never comes back."""
    db.rows("INSERT OR REPLACE INTO library VALUES ('generation', ?)", [secrets.token_hex(8)])


def _free_id(db: Database, digest: str) -> ArticleId:
    """Name a new article by its text; where an article that has since changed bears that name, by text and count."""
    identifier, count = digest[:16], 1
    while db.row("SELECT 1 FROM article WHERE id = ?", [identifier]):
        count += 1
        identifier = digest_of(f"{digest}:{count}")[:16]
    return ArticleId(identifier)


def _add_version(db: Database, identifier: ArticleId, article: Article) -> None:
    last = db.row("SELECT version FROM article WHERE id = ?", [identifier])
    number, now = (last[0] if last else 0) + 1, _now()
    db.rows(
        "INSERT INTO article (id, version, file, origin, added, metadata) VALUES (?, ?, ?, ?, ?, '{}') "
        "ON CONFLICT (id) DO UPDATE SET version = excluded.version, file = excluded.file, removed_at = NULL",
        [identifier, number, article.file, identifier, now],
    )
    db.rows(
        "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [identifier, number, article.digest, article.text, len(article.text.split()), *_read(article), now],
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


def _index(db: Database, identifier: ArticleId) -> None:
    db.rows(
        "INSERT INTO full_text (rowid, body, title, source) "
        "SELECT number, body, title, source FROM words WHERE article = ?",
        [identifier],
    )


def _unindex(db: Database, identifier: ArticleId) -> None:
    """Take an article's words out of full text. FTS5 must be told the very words that it was given."""
    db.rows(
        "INSERT INTO full_text (full_text, rowid, body, title, source) "
        "SELECT 'delete', number, body, title, source FROM words WHERE article = ?",
        [identifier],
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
