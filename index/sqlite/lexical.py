"""Full text: BM25 over passages (FTS5). Words of a question are always quoted, so none is read as query syntax.

Passages go by their numbers here. Which of them are in scope is told as a list: joining each match to its article in
SQL takes longer than ranking it.
"""

import json
import re

import numpy as np
from numpy.typing import NDArray

from index.sqlite.database import Database
from index.words import content_words, distinct

Numbers = NDArray[np.int64]

# bm25's weight of each column: the words themselves, the article's title, its outlet and author.
BODY, TITLE, SOURCE = 1.0, 0.5, 0.25
_TOKEN = re.compile(r"[^\W_]+")
# The sign keeps SQLite from asking FTS5 again for each number; it makes the list a set, and looks matches up in it.
_WITHIN = "AND +rowid IN (SELECT value FROM json_each(?))"


def ranked(db: Database, question: str, within: Numbers | None, k: int) -> list[int]:
    """Return the `k` passages that match a question's words best, of those `within` or of all."""
    terms = distinct(token for word in content_words(question) for token in _TOKEN.findall(word))
    if not terms:
        return []
    rows = db.rows(
        f"SELECT rowid FROM full_text WHERE full_text MATCH ? {_WITHIN if within is not None else ''} "
        f"ORDER BY bm25(full_text, {BODY}, {TITLE}, {SOURCE}), rowid LIMIT {k:d}",
        [" OR ".join(f'"{term}"' for term in terms), *_listed(within)],
    )
    return [number for (number,) in rows]


def mentions(db: Database, phrase: str, within: Numbers | None = None) -> int:
    """Count the passages whose own words hold the words of `phrase` next to each other, stemmed by the index."""
    tokens = _TOKEN.findall(phrase)
    if not tokens:
        return 0
    rows = db.rows(
        f"SELECT count(*) FROM full_text WHERE full_text MATCH ? {_WITHIN if within is not None else ''}",
        ['body : "' + " ".join(tokens) + '"', *_listed(within)],
    )
    return int(rows[0][0])


def count(db: Database) -> int:
    """Count the passages that can be searched."""
    rows = db.rows("SELECT count(*) FROM passage p JOIN article a ON a.id = p.article WHERE a.removed_at IS NULL")
    return int(rows[0][0])


def _listed(numbers: Numbers | None) -> list[str]:
    return [] if numbers is None else [json.dumps(numbers.tolist())]
