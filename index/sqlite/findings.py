"""The record of findings in SQLite. Every state a finding has been in is a row; the last of an id is what holds."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from index.errors import NoSuchFinding, UnusableFinding
from index.record.finding import (
    Act,
    Confirmation,
    FinderKind,
    Finding,
    FindingId,
    Particulars,
    Revision,
    Stance,
    Verdict,
)
from index.sqlite import confirmations
from index.sqlite.database import Database
from index.sqlite.rows import vector_bytes
from index.sqlite.upkeep import now
from index.store import Vectors
from ingest.corpus import ArticleId, Span

COLUMNS = "id, statement, verdict, finder, kind, url, how, found, quote, entered_by, entered_at, retired"
LAST = "number IN (SELECT max(number) FROM finding GROUP BY id)"


class SqliteFindings:
    """The record of findings of a library; see `index.record.finding.Findings` for the methods."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @property
    def mark(self) -> str:
        """What every write to this record changes; cheap."""
        tables = ("finding", "confirmation", "withdrawal")
        numbers = ", ".join(f"(SELECT max(number) FROM {table})" for table in tables)
        return "-".join(str(number or 0) for number in self._db.rows(f"SELECT {numbers}")[0])

    def all(self, retired: bool = False) -> Sequence[Finding]:
        """List the findings, the latest found first; with `retired` those that are, too."""
        rows = self._db.rows(
            f"SELECT {COLUMNS} FROM finding WHERE {LAST} AND retired <= ? "
            "ORDER BY found DESC NULLS LAST, statement, id",
            [int(retired)],
        )
        return [_finding(row) for row in rows]

    def get(self, finding: FindingId) -> Finding:
        """Return one, retired or not. Raises `NoSuchFinding`."""
        row = self._db.row(f"SELECT {COLUMNS} FROM finding WHERE id = ? ORDER BY number DESC LIMIT 1", [finding])
        if row is None:
            raise NoSuchFinding(f"no finding has the id {finding}; hearsay record list --all lists them")
        return _finding(row)

    def known(self, url: str, statement: str) -> FindingId | None:
        """Return the finding that was ever on record with this address and statement, retired or not."""
        row = self._db.row("SELECT id FROM finding WHERE url = ? AND statement = ? LIMIT 1", [url, statement])
        return FindingId(row[0]) if row else None

    def history(self, finding: FindingId) -> Sequence[Revision]:
        """Return its revisions, oldest first. Raises `NoSuchFinding`."""
        self.get(finding)
        rows = self._db.rows(
            f"SELECT act, made_by, made_at, {COLUMNS} FROM finding WHERE id = ? ORDER BY number", [finding]
        )
        return [
            Revision(number, Act(act), by, datetime.fromisoformat(at), _finding(row))
            for number, (act, by, at, *row) in enumerate(rows, 1)
        ]

    def enter(self, particulars: Particulars, by: str, act: Act = Act.ENTERED) -> Finding:
        """Put a finding on record. Raises `UnusableFinding` where `known` knows it."""
        with self._db.transaction():
            self._require_new(particulars)
            return self._write(self._free_id(particulars), particulars, by, act)

    def edit(self, finding: FindingId, particulars: Particulars, by: str, act: Act = Act.EDITED) -> Finding:
        """Put other words in the place of its own; the same ones change nothing. Raises `NoSuchFinding`."""
        with self._db.transaction():
            held = self.get(finding)
            if _values(held) == _values(particulars):
                return held
            self._require_new(particulars, finding)
            return self._write(finding, particulars, by, act, retired=held.retired)

    def retire(self, finding: FindingId, by: str) -> Finding:
        """Take it off the record, until `restore`. Raises `NoSuchFinding`."""
        with self._db.transaction():
            held = self.get(finding)
            return held if held.retired else self._write(finding, held, by, Act.RETIRED, words=held, retired=True)

    def restore(self, finding: FindingId, by: str, revision: int | None = None) -> Finding:
        """Bring it back, with the words of an earlier `revision` where one is named.

        Raises `NoSuchFinding`, `UnusableFinding`.
        """
        with self._db.transaction():
            held, history = self.get(finding), self.history(finding)
            if revision is None:
                return self._write(finding, held, by, Act.RESTORED, words=held) if held.retired else held
            if not 1 <= revision <= len(history):
                raise UnusableFinding({"revision": f"{finding} has 1 to {len(history)}, and no {revision}"})
            earlier = history[revision - 1].finding
            return self._write(finding, earlier, by, Act.RESTORED, words=earlier)

    def confirm(self, finding: FindingId, article: ArticleId, span: Span, stance: Stance, by: str) -> Confirmation:
        """Record that a person takes words of an article to say what the finding states, or its opposite.

        Raises `NoSuchFinding`, `NoSuchArticle`, `SelectorMismatch`.
        """
        with self._db.transaction():
            return confirmations.add(self._db, self.get(finding), article, span, stance, by)

    def withdraw(self, confirmation: int, by: str) -> Confirmation:
        """Take a confirmation back, by its number. Raises `UnusableFinding`."""
        with self._db.transaction():
            return confirmations.withdraw(self._db, confirmation, by)

    def confirmations(self, finding: FindingId) -> Sequence[Confirmation]:
        """Return what was ever confirmed of a finding, the latest first. Raises `NoSuchFinding`."""
        self.get(finding)
        return confirmations.of(self._db, finding)

    def confirmed(self, articles: Iterable[ArticleId]) -> Mapping[ArticleId, tuple[Confirmation, ...]]:
        """Return the confirmations that hold, by article; an article without any is left out."""
        return confirmations.holding(self._db, articles)

    def in_force(self) -> Iterator[tuple[str | int | None, ...]]:
        """Yield what answers depend on: the words of the findings that are not retired, the confirmations that hold."""
        for finding in self.all():
            yield finding.id, *_values(finding)
        yield from confirmations.in_force(self._db)

    def vectors(self, encoder: str) -> Mapping[str, Vectors]:
        """Return the (d,) vectors of statements that `encoder` made and were kept; some may be missing."""
        rows = self._db.rows("SELECT statement, vector FROM finding_vector WHERE encoder = ?", [encoder])
        return {statement: np.frombuffer(vector, np.float16).astype(np.float32) for statement, vector in rows}

    def keep_vectors(self, encoder: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors of statements."""
        rows = [(statement, encoder, vector_bytes(vector)) for statement, vector in vectors.items()]
        with self._db.transaction():
            self._db.many("INSERT OR REPLACE INTO finding_vector VALUES (?, ?, ?)", rows)

    def _write(
        self,
        finding: FindingId,
        particulars: Particulars,
        by: str,
        act: Act,
        *,
        words: Finding | None = None,
        retired: bool = False,
    ) -> Finding:
        """Add a state. Its words are `by` whom and new, unless they are those of `words`."""
        at = now()
        entered = (words.entered_by, words.entered_at.isoformat()) if words else (by, at)
        self._db.rows(
            f"INSERT INTO finding (act, made_by, made_at, {COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [act, by, at, finding, *_values(particulars), *entered, int(retired)],
        )
        return self.get(finding)

    def _free_id(self, particulars: Particulars) -> FindingId:
        named, count = f"{particulars.url}\n{particulars.statement}", 0
        while True:
            identifier = hashlib.sha256(f"{named}\n{count}".encode()).hexdigest()[:12]
            if not self._db.row("SELECT 1 FROM finding WHERE id = ?", [identifier]):
                return FindingId(identifier)
            count += 1

    def _require_new(self, particulars: Particulars, but: FindingId | None = None) -> None:
        """Raise `UnusableFinding` where another finding, retired or not, says the same at the same address."""
        known = self.known(particulars.url, particulars.statement)
        if known not in (None, but):
            again = f", retired; hearsay record restore {known}" if self.get(known).retired else ""
            raise UnusableFinding({"statement": f"it is on record with this address as {known}{again}"})


def _values(particulars: Particulars) -> tuple[str | None, ...]:
    found = particulars.found.isoformat() if particulars.found else None
    named = (particulars.statement, particulars.verdict.value, particulars.finder, particulars.kind.value)
    return (*named, particulars.url, particulars.how, found, particulars.quote)


def _finding(row: Sequence[Any]) -> Finding:
    identifier, statement, verdict, finder, kind, url, how, found, quote, by, at, retired = row
    return Finding(
        id=FindingId(identifier),
        statement=statement,
        verdict=Verdict(verdict),
        finder=finder,
        kind=FinderKind(kind),
        url=url,
        how=how,
        found=date.fromisoformat(found) if found else None,
        quote=quote,
        entered_by=by,
        entered_at=datetime.fromisoformat(at),
        retired=bool(retired),
    )
