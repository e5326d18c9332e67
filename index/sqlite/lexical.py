"""Full text: BM25 over passages (FTS5). Words of a question are always quoted, so none is read as query syntax."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from index.scope import Scope
from index.sqlite.database import Database
from index.words import content_words, distinct, stems
from ingest.corpus import PassageId

# bm25's weight of each column: the words themselves, the article's title, its outlet and author.
BODY, TITLE, SOURCE = 1.0, 0.5, 0.25
# A slip is seldom in the first letters; and a short word is one slip from too many others.
SAME_START, SHORTEST_START, LONG_WORD, NEAREST = 2, 4, 9, 3
LAST_CHARACTER = "\U0010ffff"
_TOKEN = re.compile(r"[^\W_]+")


def ranked(db: Database, question: str, scope: Scope, k: int) -> tuple[PassageId, ...]:
    """Return the `k` passages in scope that match a question's words best."""
    terms = distinct(token for word in content_words(question) for token in _TOKEN.findall(word))
    if not terms:
        return ()
    condition, parameters = _within(scope)
    found = db.rows(
        f"SELECT p.id FROM full_text f CROSS JOIN passage p ON p.number = f.rowid JOIN article a ON a.id = p.article "
        f"WHERE f.full_text MATCH ? {condition} ORDER BY bm25(f.full_text, {BODY}, {TITLE}, {SOURCE}), f.rowid LIMIT ?",
        [" OR ".join(f'"{term}"' for term in terms), *parameters, k],
    )
    return tuple(PassageId(identifier) for (identifier,) in found)


def mentions(db: Database, phrase: str, scope: Scope) -> int:
    """Count the passages in scope whose own words hold `phrase`."""
    tokens = _TOKEN.findall(phrase)
    if not tokens:
        return 0
    condition, parameters = _within(scope)
    found = db.row(
        f"SELECT count(*) FROM full_text f JOIN passage p ON p.number = f.rowid JOIN article a ON a.id = p.article "
        f"WHERE f.full_text MATCH ? {condition}",
        ['body : "' + " ".join(tokens) + '"', *parameters],
    )
    return int(found[0]) if found else 0


def document_frequency(db: Database, term: str) -> int:
    """Count the passages whose own words hold `term`, stemmed by the index itself so that both agree."""
    tokens = _TOKEN.findall(term)
    if not tokens:
        return 0
    found = db.row("SELECT count(*) FROM full_text WHERE full_text MATCH ?", ['body : "' + " ".join(tokens) + '"'])
    return int(found[0]) if found else 0


def count(db: Database) -> int:
    """Count the passages that can be searched."""
    found = db.row("SELECT count(*) FROM passage p JOIN article a ON a.id = p.article WHERE a.removed_at IS NULL")
    return int(found[0]) if found else 0


def near_words(db: Database, word: str) -> tuple[str, ...]:
    """List words of the articles that `word` may be meant for: itself, those it begins, those a slip or two away."""
    tokens = _TOKEN.findall(word.lower())
    if len(tokens) != 1:
        return ()
    (token,) = tokens
    first = token[:SAME_START]
    db.rows("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, full_text, row)")
    found = db.rows("SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ?", [first, first + LAST_CHARACTER])
    stem = stems(token)[0] if stems(token) else token
    slips = {term: _slips(stem, term) for (term,) in found}
    nearest = sorted((t for t, n in slips.items() if n is not None), key=lambda t: (slips[t], t))[:NEAREST]
    return tuple(distinct(_spelt(db, term) for term in nearest))


def _spelt(db: Database, term: str) -> str:
    """Return a word as some article spells it, given its stem."""
    found = db.row("SELECT body || ' ' || title || ' ' || source FROM full_text WHERE full_text MATCH ?", [f'"{term}"'])
    tokens = distinct(_TOKEN.findall(found[0])) if found else []
    return min(tokens, key=lambda token: OSA.distance(token.lower(), term), default=term)


def _slips(stem: str, term: str) -> int | None:
    """Count the slips from one stem to the other, None if too many; a longer form of a name counts as one."""
    if len(stem) >= SHORTEST_START and term.startswith(stem):
        return int(term != stem)
    most = 1 if len(stem) <= LONG_WORD else 2
    distance = OSA.distance(stem, term, score_cutoff=most)
    return distance if distance <= most and len(stem) > SHORTEST_START else None


def _within(scope: Scope) -> tuple[str, list[str]]:
    """Return conditions on article `a` that admit what `Scope.admits` admits, and their parameters."""
    conditions: list[str] = []
    parameters: list[str] = []
    for column, names in (("a.outlet", scope.outlets), ("a.author", scope.authors), ("a.id", scope.articles)):
        if names:
            conditions.append(f"AND {column} IN ({_marks(names)})")
            parameters += names
    for comparison, day in ((">=", scope.after), ("<=", scope.before)):
        if day is not None:
            conditions.append(f"AND a.published {comparison} ?")  # no date compares as NULL, so it is left out
            parameters.append(day.isoformat())
    return " ".join(conditions), parameters


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
