"""The record of a library: what is written to it, and what is read of it one article at a time."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from index.errors import NoSuchArticle
from index.sqlite import belief, origins, speakers, upkeep, writing
from index.sqlite.database import Database
from index.sqlite.findings import SqliteFindings
from index.sqlite.rows import CATALOGUE, catalogued, metadata_of, spans_of
from index.sqlite.speakers import Folding
from index.store import Catalogued, Encoded
from ingest.corpus import Article, ArticleId, Attribution, Metadata, Passage, Span

FILE = "record.sqlite"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file as it was when it was last read: the article it holds, and whether that has since been removed."""

    fingerprint: str
    article: ArticleId
    removed: bool


class Record:
    """The writing half of the embedded store in `folder`, and what every other part of it reads.

    Raises `NoLibrary`, `LibraryDamaged`, and `LibraryError` when it was made by a newer Hearsay.
    """

    def __init__(self, folder: Path) -> None:
        self.db = Database(folder / FILE)
        self._findings = SqliteFindings(self.db)

    @classmethod
    def create(cls, folder: Path, encoder: str, dimension: int) -> Self:
        """Make an empty library for an encoder's vectors."""
        db = Database.create(folder / FILE, {"encoder": encoder, "dimension": str(dimension)})
        db.close()
        return cls(folder)

    @staticmethod
    def migrate(folder: Path) -> None:
        """Bring a library that an earlier Hearsay made up to date; only the one process that may write does it."""
        Database.migrate(folder / FILE)

    def close(self) -> None:
        """Close the files."""
        self.db.close()

    @property
    def findings(self) -> SqliteFindings:
        """What is on record about the world, apart from what articles assert."""
        return self._findings

    @property
    def encoder(self) -> str:
        """Name of the encoder that made the vectors."""
        return self.fact("encoder")

    @property
    def dimension(self) -> int:
        """Number of components of its vectors."""
        return int(self.fact("dimension"))

    @property
    def generation(self) -> str:
        """A mark that every write changes. Cheap, unlike `snapshot`, and of this copy of the library only."""
        return self.fact("generation")

    def fact(self, key: str) -> str:
        """Return a fact about the library as a whole."""
        found = self.db.row("SELECT value FROM library WHERE key = ?", [key])
        return str(found[0]) if found else ""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside becomes visible at once at its end, or not at all."""
        with self.db.transaction():
            yield

    def put(
        self, article: Article, encoded: Encoded, replaces: ArticleId | None = None, tagger: str | None = None
    ) -> ArticleId:
        """Add an article, or a new version of `replaces`; idempotent by content. Returns its id.

        `tagger` names what found its attributions; None where none has looked.
        """
        with self.transaction():
            return writing.put(self.db, article, encoded, replaces, tagger)

    def remove(self, article: ArticleId) -> None:
        """Take an article out of every list and search until `restore`. Raises `NoSuchArticle`."""
        with self.transaction():
            writing.remove(self.db, article)

    def restore(self, article: ArticleId) -> None:
        """Undo `remove`. Raises `NoSuchArticle`."""
        with self.transaction():
            writing.restore(self.db, article)

    def purge(self) -> int:
        """Delete removed articles for good. Returns how many there were."""
        with self.transaction():
            return writing.purge(self.db)

    def correct(self, article: ArticleId, changes: Mapping[str, str | None], who: str | None = None) -> Catalogued:
        """Set metadata fields by hand; None says that it is not known. Raises `NoSuchArticle`, `UnusableInput`."""
        with self.transaction():
            belief.correct(self.db, article, changes, who or upkeep.login_name())
            return self._one(article)

    def read_again(self, article: ArticleId, metadata: Metadata) -> None:
        """Replace what was read of an article's metadata; corrections stay. Raises `NoSuchArticle`."""
        with self.transaction():
            belief.read_again(self.db, article, metadata)

    def set_vectors(self, article: ArticleId, encoded: Encoded) -> None:
        """Replace the vectors of an article's passages, given in order. Raises `NoSuchArticle`."""
        with self.transaction():
            writing.set_vectors(self.db, article, encoded)

    def set_attributions(self, article: ArticleId, found: Sequence[Attribution], tagger: str) -> None:
        """Replace what was found in an article of who says what."""
        with self.transaction():
            writing.set_attributions(self.db, article, found, tagger)

    def not_tagged(self, tagger: str) -> Sequence[ArticleId]:
        """List the articles, removed ones too, that another tagger or none has searched for attributions."""
        found = self.db.rows(
            "SELECT id FROM article WHERE id NOT IN (SELECT article FROM tagged WHERE tagger = ?) ORDER BY id", [tagger]
        )
        return [ArticleId(article) for (article,) in found]

    def fold(self, folding: Folding) -> None:
        """Find by what names the library knows its speakers, if who is quoted has changed since that was done last."""
        if not speakers.folded(self.db):
            with self.transaction():
                speakers.fold(self.db, folding)

    def group_origins(self) -> None:
        """Find which articles are of one origin, if that has changed since it was done last."""
        with self.transaction():
            origins.group(self.db)

    def never_tagged(self) -> int:
        """Count the articles that no tagger has searched for attributions."""
        rows = self.db.rows(
            "SELECT count(*) FROM article WHERE removed_at IS NULL AND id NOT IN (SELECT article FROM tagged)"
        )
        return int(rows[0][0])

    def material(self, article: ArticleId) -> tuple[str, Sequence[Passage], Metadata]:
        """Return what an article, removed or not, is encoded and tagged by: its text, passages and metadata."""
        text, metadata = self.db.rows(
            "SELECT v.text, a.metadata FROM article a JOIN version v ON v.article = a.id AND v.number = a.version "
            "WHERE a.id = ?",
            [article],
        )[0]
        return text, self._passages_of(article), metadata_of(metadata)

    def not_moved(self, encoder: str) -> Sequence[ArticleId]:
        """List the articles with passages that have no vectors of another `encoder` set aside yet."""
        found = self.db.rows(
            "SELECT DISTINCT article FROM passage WHERE id NOT IN (SELECT passage FROM reencoded WHERE encoder = ?)",
            [encoder],
        )
        return [ArticleId(article) for (article,) in found]

    def set_aside(self, article: ArticleId, encoded: Encoded, encoder: str) -> None:
        """Keep another encoder's vectors of an article until all are there."""
        with self.transaction():
            writing.set_aside(self.db, article, encoded, encoder)

    def move(self, encoder: str, dimension: int) -> None:
        """Put the vectors that were set aside in the place of those in use."""
        with self.transaction():
            writing.move(self.db, encoder, dimension)

    def changed(self) -> None:
        """Have what is kept in memory read again."""
        upkeep.touch(self.db)

    def saw(self, path: Path, fingerprint: str, article: ArticleId) -> None:
        """Record that a file holds an article."""
        self.db.rows("INSERT OR REPLACE INTO sighting VALUES (?, ?, ?)", [str(path), fingerprint, article])

    def seen(self, path: Path) -> Sighting | None:
        """Return what a file held when it was last read."""
        found = self.db.row(
            "SELECT s.fingerprint, s.article, a.removed_at NOTNULL FROM sighting s JOIN article a ON a.id = s.article "
            "WHERE s.path = ?",
            [str(path)],
        )
        return Sighting(found[0], ArticleId(found[1]), bool(found[2])) if found else None

    def places(self, article: ArticleId) -> Sequence[Path]:
        """List the files that hold an article."""
        found = self.db.rows("SELECT path FROM sighting WHERE article = ? ORDER BY path", [article])
        return [Path(path) for (path,) in found]

    def holder(self, digest: str) -> ArticleId | None:
        """Return the article, removed or not, whose current text has this digest."""
        return writing.holder(self.db, digest)

    def as_read(self, article: ArticleId) -> tuple[Metadata, bool]:
        """Return an article's metadata without corrections, and whether it is removed. Raises `NoSuchArticle`."""
        return belief.as_read(self.db, article)

    def corrections(self, article: ArticleId) -> Mapping[str, str | None]:
        """Return the corrections that hold for an article."""
        return belief.corrections(self.db, article)

    def removed(self) -> Sequence[Catalogued]:
        """List the articles that `restore` can bring back, last removed first."""
        return [
            catalogued(row) for row in self.db.rows(f"{CATALOGUE} WHERE removed_at NOTNULL ORDER BY removed_at DESC")
        ]

    def read_text(self, article: ArticleId) -> str:
        """Return the stored text that all offsets refer to. Raises `NoSuchArticle`."""
        found = self.db.row(
            "SELECT v.text FROM version v JOIN article a ON a.id = v.article AND a.version = v.number "
            "WHERE a.id = ? AND a.removed_at IS NULL",
            [article],
        )
        if found is None:
            raise NoSuchArticle(f"no article has the id {article}; hearsay articles lists them")
        return str(found[0])

    def read_spans(self, article: ArticleId) -> Sequence[Passage]:
        """Return the passages of an article in order. Raises `NoSuchArticle`."""
        upkeep.require(self.db, article)
        return self._passages_of(article)

    def _passages_of(self, article: ArticleId) -> Sequence[Passage]:
        found = self.db.rows("SELECT start, end, sentences FROM passage WHERE article = ? ORDER BY start", [article])
        return [Passage(Span(start, end), spans_of(sentences)) for start, end, sentences in found]

    def read_snapshot(self) -> str:
        """Identify the state of the library: equal for equal content, changed by any write."""
        found = self.db.rows(
            "SELECT a.id, v.digest, a.file, a.metadata, t.tagger FROM article a "
            "JOIN version v ON v.article = a.id AND v.number = a.version LEFT JOIN tagged t ON t.article = a.id "
            "WHERE a.removed_at IS NULL ORDER BY a.id"
        )
        # What a tagger finds follows from the text, so its name stands for that.
        names = self.db.rows("SELECT spelling, kind, name, known_as FROM speaker ORDER BY spelling, kind")
        record = [*self._findings.in_force()]
        return hashlib.sha256(json.dumps([self.encoder, found, names, *record]).encode()).hexdigest()[:16]

    def _one(self, article: ArticleId) -> Catalogued:
        found = self.db.row(f"{CATALOGUE} WHERE a.id = ? AND a.removed_at IS NULL", [article])
        if found is None:
            raise NoSuchArticle(f"no article has the id {article}; hearsay articles lists them")
        return catalogued(found)
