"""What a word that nobody wrote may be meant for, by the words that the articles do hold."""

import re

from rapidfuzz.distance import OSA

from index.sqlite.database import Database
from index.words import distinct, stems

# A slip is seldom in the first letters; and a short word is one slip from too many others.
SAME_START, SHORTEST_START, LONG_WORD, NEAREST = 2, 4, 9, 3
LAST_CHARACTER = "\U0010ffff"
_TOKEN = re.compile(r"[^\W_]+")


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
    found = db.row(
        "SELECT body || ' ' || title || ' ' || source FROM full_text WHERE full_text MATCH ? LIMIT 1", [f'"{term}"']
    )
    tokens = distinct(_TOKEN.findall(found[0])) if found else []
    return min(tokens, key=lambda token: OSA.distance(token.lower(), term), default=term)


def _slips(stem: str, term: str) -> int | None:
    """Count the slips from one stem to the other, None if too many; a longer form of a name counts as one."""
    if len(stem) >= SHORTEST_START and term.startswith(stem):
        return int(term != stem)
    most = 1 if len(stem) <= LONG_WORD else 2
    distance = OSA.distance(stem, term, score_cutoff=most)
    return distance if distance <= most and len(stem) > SHORTEST_START else None
