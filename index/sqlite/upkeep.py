"""What every write has to see to: that the article is there, full text in step, the library marked as changed."""

import getpass
import secrets
from datetime import UTC, datetime

from index.errors import NoSuchArticle
from index.sqlite.database import Database
from ingest.corpus import ArticleId


def require(db: Database, identifier: ArticleId) -> None:
    """Raise `NoSuchArticle` unless the article is there and not removed."""
    if not db.row("SELECT 1 FROM article WHERE id = ? AND removed_at IS NULL", [identifier]):
        raise NoSuchArticle(f"no article has the id {identifier}; hearsay articles lists them")


def index_words(db: Database, identifier: ArticleId) -> None:
    """Put a live article's words into full text."""
    db.rows(
        "INSERT INTO full_text (rowid, body, title, source) "
        "SELECT number, body, title, source FROM words WHERE article = ?",
        [identifier],
    )


def unindex_words(db: Database, identifier: ArticleId) -> None:
    """Take an article's words out of full text. FTS5 must be told the very words that it was given."""
    db.rows(
        "INSERT INTO full_text (full_text, rowid, body, title, source) "
        "SELECT 'delete', number, body, title, source FROM words WHERE article = ?",
        [identifier],
    )


def touch(db: Database) -> None:
    """Mark the library as changed. The mark is random: one of a write that was undone never comes back."""
    db.rows("INSERT OR REPLACE INTO library VALUES ('generation', ?)", [secrets.token_hex(8)])


def now() -> str:
    """Return the time as it is stored."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def login_name() -> str:
    """Return by what name to record who changes something by hand."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number that has no name
        return "unknown"
