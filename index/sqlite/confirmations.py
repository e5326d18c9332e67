"""Matches of findings with words of articles: what people confirmed, and what of that holds.

Nothing watches for changes: a row knows for which text and statement it was made, and holds while they are the same.
Every function that writes runs inside a transaction.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from index.errors import NoSuchArticle, UnusableFinding
from index.record.finding import Confirmation, Finding, FindingId, Stance
from index.sqlite.database import Database, Rows
from index.sqlite.upkeep import now
from ingest.corpus import ArticleId, Quote, Span

CONFIRMATIONS = """
    SELECT c.number, c.finding, c.article, c.start, c.end, c.quote, c.stance, c.made_by, c.made_at,
           c.number NOT IN (SELECT confirmation FROM withdrawal) AND NOT f.retired AND f.statement = c.statement
               AND a.removed_at IS NULL AND v.digest = c.digest AS holds
    FROM confirmation c
    JOIN finding f ON f.number = (SELECT max(number) FROM finding WHERE id = c.finding)
    JOIN article a ON a.id = c.article JOIN version v ON v.article = a.id AND v.number = a.version
"""


def add(db: Database, finding: Finding, article: ArticleId, span: Span, stance: Stance, by: str) -> Confirmation:
    """Record a match, in the place of one of the same words. Raises `NoSuchArticle`, `SelectorMismatch`."""
    digest, text = _text(db, article)
    for earlier in of(db, finding.id):
        if earlier.holds and earlier.article == article and earlier.span == span:
            withdraw(db, earlier.number, by)
    (number,) = db.rows(
        "INSERT INTO confirmation (finding, statement, article, digest, start, end, quote, stance, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
        [
            *(finding.id, finding.statement, article, digest, span.start, span.end),
            *(Quote.at(text, span).exact, stance, by, now()),
        ],
    )[0]
    return one(db, number)


def withdraw(db: Database, number: int, by: str) -> Confirmation:
    """Take a match back; it stays to be read. Raises `UnusableFinding`."""
    one(db, number)
    db.rows("INSERT OR IGNORE INTO withdrawal (confirmation, made_by, made_at) VALUES (?, ?, ?)", [number, by, now()])
    return one(db, number)


def one(db: Database, number: int) -> Confirmation:
    """Return a match by its number. Raises `UnusableFinding`."""
    row = db.row(f"{CONFIRMATIONS} WHERE c.number = ?", [number])
    if row is None:
        raise UnusableFinding({"match": f"there is none with the number {number}; hearsay record show lists them"})
    return _confirmation(row)


def of(db: Database, finding: FindingId) -> Sequence[Confirmation]:
    """Return what was ever confirmed of a finding, the latest first."""
    rows = db.rows(f"{CONFIRMATIONS} WHERE c.finding = ? ORDER BY c.number DESC", [finding])
    return [_confirmation(row) for row in rows]


def holding(db: Database, articles: Iterable[ArticleId]) -> Mapping[ArticleId, tuple[Confirmation, ...]]:
    """Return the matches that hold, by article; an article without any is left out."""
    rows = db.rows(
        f"{CONFIRMATIONS} WHERE holds AND c.article IN (SELECT value FROM json_each(?)) "
        "ORDER BY c.article, c.start, c.number",
        [json.dumps(list(articles))],
    )
    found = map(_confirmation, rows)
    return {article: tuple(own) for article, own in groupby(found, key=lambda each: each.article)}


def in_force(db: Database) -> Rows:
    """Return (finding, article, start, end, stance) of each match that holds."""
    return db.rows(f"SELECT finding, article, start, end, stance FROM ({CONFIRMATIONS}) WHERE holds ORDER BY number")


def _text(db: Database, article: ArticleId) -> tuple[str, str]:
    row = db.row(
        "SELECT v.digest, v.text FROM article a JOIN version v ON v.article = a.id AND v.number = a.version "
        "WHERE a.id = ? AND a.removed_at IS NULL",
        [article],
    )
    if row is None:
        raise NoSuchArticle(f"no article has the id {article}; hearsay articles lists them")
    return row[0], row[1]


def _confirmation(row: Sequence[Any]) -> Confirmation:
    number, finding, article, start, end, quote, stance, by, at, holds = row
    return Confirmation(
        number,
        FindingId(finding),
        ArticleId(article),
        Span(start, end),
        quote,
        Stance(stance),
        by,
        datetime.fromisoformat(at),
        bool(holds),
    )
