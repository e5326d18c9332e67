"""A SQLite file: opening it, a connection for each thread, and transactions that nest."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from index.errors import LibraryBusy, LibraryDamaged, LibraryError, NoLibrary

APPLICATION = 0x48525359  # "HRSY", in the file's header, so that `file` and we can tell what it is
SCRIPTS = ("schema.sql", "attributions.sql", "origins.sql", "findings.sql")  # of each schema, what it adds
SCHEMA = len(SCRIPTS)
BUSY_SECONDS = 10.0
# What was added since schema 1, empty and not in the file: so a library of an earlier schema is read as one in which
# nobody has looked for who says what, or for copies, and with nothing on record. The file's own tables come first once
# `migrate` has made them,
# even for who had it open before.
ADDED = """
    ATTACH ':memory:' AS added;
    CREATE TABLE added.tagged (article, tagger);
    CREATE TABLE added.attribution (
        article, number, start, end, source, cue, content, force, speaker, kind, within);
    CREATE TABLE added.speaker (spelling, kind, name, known_as);
    CREATE TABLE added.traced (number, article, version);
    CREATE TABLE added.fingerprint (hash, number);
    CREATE TABLE added.related (part, whole, size, kinship);
    CREATE TABLE added.finding (
        number, id, act, made_by, made_at, statement, verdict, finder, kind, url, how, found, quote, entered_by,
        entered_at, retired);
    CREATE TABLE added.confirmation (
        number, finding, statement, article, digest, start, end, quote, stance, made_by, made_at);
    CREATE TABLE added.withdrawal (number, confirmation, made_by, made_at);
    CREATE TABLE added.finding_vector (statement, encoder, vector);
"""

Rows = list[tuple[Any, ...]]
Parameters = Sequence[Any] | Mapping[str, Any]


class _Connection(sqlite3.Connection):
    """A connection that can be referred to weakly."""


class Database:
    """One SQLite file, safe to use from several threads.

    Where its folder cannot be written to, as on a DVD, it can still be read.

    Raises `NoLibrary`, `LibraryDamaged` (not ours, or broken) and `LibraryError` (made by a newer Hearsay, or in a
    folder that cannot be looked into).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._connections = weakref.WeakSet[_Connection]()  # one whose thread has ended is closed by itself
        if not _is_file(path):
            raise NoLibrary(f"there is no library at {path.parent}; hearsay ingest PATH makes one")
        self._check_header()

    @classmethod
    def create(cls, path: Path, facts: Mapping[str, str]) -> "Database":
        """Make an empty record that holds `facts` about the library; it appears whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        connection = sqlite3.connect(draft)
        # One transaction: each of its own would wait for the disk once more.
        connection.executescript("".join(["BEGIN;", *map(_script, SCRIPTS)]))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.executemany("INSERT INTO library VALUES (?, ?)", {"generation": "", **facts}.items())
        connection.commit()
        connection.close()
        draft.replace(path)
        return cls(path)

    @classmethod
    def migrate(cls, path: Path) -> None:
        """Give a record of an earlier schema the tables that it lacks, all or none.

        That is quick: what belongs in them is made later. Only the one process that may write does it.
        """
        db = cls(path)
        if db.schema < SCHEMA:
            added = "".join(map(_script, SCRIPTS[db.schema :]))
            with _translated(path):
                db._connection().executescript(f"BEGIN IMMEDIATE; {added} PRAGMA user_version = {SCHEMA}; COMMIT")
        db.close()

    @property
    def schema(self) -> int:
        """Version of the file's tables."""
        return int((self.row("PRAGMA user_version") or (0,))[0])

    def rows(self, sql: str, parameters: Parameters = ()) -> Rows:
        """Run one statement and return all its rows."""
        with _translated(self.path):
            return self._connection().execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Run one statement and return its first row, if there is one."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def many(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each set of parameters."""
        with _translated(self.path):
            self._connection().executemany(sql, parameters)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all or nothing. Inside another transaction of the same thread it is part of that one."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        with _translated(self.path):
            connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:  # SQLite has undone it by itself where the disk was full
                connection.execute("ROLLBACK")
            raise
        with _translated(self.path):
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the file, whatever is written meanwhile. Inside a transaction it is that one's."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        with _translated(self.path):
            connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close every thread's connection."""
        for connection in list(self._connections):
            connection.close()

    def _connection(self) -> _Connection:
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
            self._connections.add(connection)
        return connection

    def _connect(self) -> _Connection:
        # Each thread uses its own; closing is the one thing that is done to it from another.
        writable = os.access(self.path.parent, os.W_OK)
        with _translated(self.path):
            connection = sqlite3.connect(
                address(self.path, writable),
                BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                factory=_Connection,
                uri=True,
            )
            connection.execute("PRAGMA foreign_keys = ON")
            if writable:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")  # what was reported as done outlives a power cut, too
            if connection.execute("PRAGMA user_version").fetchone()[0] < SCHEMA:
                connection.executescript(ADDED)
        return connection

    def _check_header(self) -> None:
        application = (self.row("PRAGMA application_id") or (0,))[0]
        if application != APPLICATION:
            raise LibraryDamaged(f"{self.path} is not a Hearsay library; move it away or name another folder")
        if self.schema > SCHEMA:
            raise LibraryError(f"{self.path} was made by a newer Hearsay (schema {self.schema}); upgrade Hearsay")


def address(path: Path, writable: bool) -> str:
    """Return the URI that opens a file whose folder is `writable`, or is not.

    SQLite reads a log that is there, but cannot make one where it may not write; told that the file is immutable, it
    needs none.
    """
    log = path.with_name(f"{path.name}-wal")
    mode = "" if writable else "?mode=ro" if log.exists() else "?mode=ro&immutable=1"
    return path.absolute().as_uri() + mode


def _script(name: str) -> str:
    return files("index.sqlite").joinpath(name).read_text("utf-8")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        raise LibraryError(f"{path.parent} cannot be looked into ({error.strerror}); check the path") from None


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file into errors of ours. Programming errors pass through."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LibraryBusy(f"{path} is being written to by another process; try again when it is done") from error
        if error.sqlite_errorname.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_READONLY")):
            raise LibraryError(f"{path}: {error}; check the disk's space and the folder's permissions") from error
        raise
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(f"{path} cannot be read ({error}); restore it from a backup or ingest again") from error
