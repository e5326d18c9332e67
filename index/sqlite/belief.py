"""What is believed of an article: what was read, with what a person has corrected laid over it.

Every function that writes runs inside a transaction.
"""

from collections.abc import Mapping
from datetime import date

from index.errors import NoSuchArticle
from index.sqlite import origins
from index.sqlite.database import Database
from index.sqlite.rows import corrected, metadata_json, metadata_of
from index.sqlite.upkeep import index_words, now, require, touch, unindex_words
from ingest.corpus import FIELDS, ArticleId, Metadata
from ingest.errors import UnusableInput


def correct(db: Database, identifier: ArticleId, changes: Mapping[str, str | None], who: str) -> None:
    """Record what a person says of an article, and believe it."""
    require(db, identifier)
    sound = {name: checked(name, value) for name, value in changes.items()}
    unindex_words(db, identifier)
    before = believed(db, identifier)
    for name, value in sound.items():
        was = getattr(before, name)
        db.rows(
            "INSERT INTO correction (article, field, value, was, who, made) VALUES (?, ?, ?, ?, ?, ?)",
            [identifier, name, value, None if was is None else str(was), who, now()],
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
    """Derive an article's metadata from what was read and what was corrected, and what goes by it: words, copies."""
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
    index_words(db, identifier)
    origins.trace(db, identifier)
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
    unindex_words(db, identifier)
    db.rows(
        "UPDATE version SET metadata = ? WHERE (article, number) = (SELECT id, version FROM article WHERE id = ?)",
        [metadata_json(metadata), identifier],
    )
    believe(db, identifier)
