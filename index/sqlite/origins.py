"""Which articles are of one origin, and where else given words stand. Written at once, grouped at the end of a run."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from index.sqlite.database import Database
from index.sqlite.rows import metadata_of
from index.sqlite.upkeep import touch
from ingest.corpus import ArticleId
from ingest.origins import Kinship, Publication, Related, grouped, precedence, related
from ingest.shingles import RUN, SHINGLE, Shingles, longest_run, shingles_of, words_of

MANY = 50  # articles that hold one fingerprint; more are not looked at
MOST_HELD = 2_000  # places looked at for the words of one article that an answer cites
MOST_COMPARED = 20  # articles compared with a new one word for word
LEAST_SHARED = 0.1  # of the shorter one's fingerprints: half of what makes two articles related
REPEATED = 0.7  # of a stretch's words, in one unbroken run: a swapped name, figure or "not" breaks it

_STRETCHES = """
    SELECT substr(v.text, p.start + 1, p.end - p.start) FROM passage p
    JOIN article a ON a.id = p.article JOIN version v ON v.article = a.id AND v.number = a.version
    WHERE a.id = ? ORDER BY p.start
"""
# How many articles hold each fingerprint, and how often each article holds some; no more than the first ones are read,
# by the order of the primary key.
_HELD = """
    SELECT value, (SELECT count(*) FROM (SELECT 1 FROM fingerprint WHERE hash = value LIMIT ?)) FROM json_each(?)
"""
_SHARED = """
    SELECT f.number, count(*) FROM json_each(?) h JOIN fingerprint f ON f.hash = h.value AND f.number <= (
        SELECT max(number) FROM (SELECT number FROM fingerprint WHERE hash = h.value ORDER BY number LIMIT ?)
    ) GROUP BY f.number HAVING count(*) > 1
"""


def trace(db: Database, article: ArticleId) -> None:
    """Note an article's fingerprints, and how it is related to those that share some, in the place of what was noted.

    Takes some milliseconds, however many articles there are.
    """
    own = publication(db, article)
    fingerprints = _signed(own.fingerprints)
    db.rows("DELETE FROM traced WHERE article = ?", [article])
    db.rows("INSERT INTO traced (article, version) SELECT id, version FROM article WHERE id = ?", [article])
    near = _sharing(db, fingerprints)
    db.rows(
        "INSERT INTO fingerprint SELECT value, (SELECT number FROM traced WHERE article = ?) FROM json_each(?)",
        [article, json.dumps(fingerprints)],
    )
    pairs = (related(own, publication(db, other)) for other in near)
    db.many("INSERT INTO related VALUES (?, ?, ?, ?)", [(p.part, p.whole, p.size, p.kinship) for p in pairs if p])


def publication(db: Database, article: ArticleId) -> Publication:
    """Return an article, removed or not, as it is compared: what lies in passages, and what is believed of it."""
    (metadata,) = db.rows("SELECT metadata FROM article WHERE id = ?", [article])[0]
    return Publication.of(article, (text for (text,) in db.rows(_STRETCHES, [article])), metadata_of(metadata))


def group(db: Database) -> None:
    """Find which live articles are of one origin, and write where that has changed. Quick where nothing has."""
    changed = misgrouped(db)
    if changed:
        db.many("UPDATE article SET origin = ? WHERE id = ?", changed)
        touch(db)


def misgrouped(db: Database) -> list[tuple[ArticleId, ArticleId]]:
    """Return (origin, article) for each article whose origin is not what it should be."""
    gone = "SELECT id FROM article WHERE removed_at NOTNULL"  # a few: of those that are live SQLite would try each pair
    rows = db.rows(
        f"SELECT part, whole, size, kinship FROM related WHERE part NOT IN ({gone}) AND whole NOT IN ({gone})"
    )
    groups = grouped(Related(ArticleId(p), ArticleId(w), size, Kinship(kinship)) for p, w, size, kinship in rows)
    origins = {article: _first(db, members) for members in groups for article in members}
    current = [(ArticleId(article), origin) for article, origin in db.rows("SELECT id, origin FROM article")]
    return [(origins.get(a, a), a) for a, origin in current if origin != origins.get(a, a)]


def not_traced(db: Database) -> Sequence[ArticleId]:
    """List the articles, removed ones too, whose current version was not searched for copies."""
    rows = db.rows(
        "SELECT a.id FROM article a LEFT JOIN traced t ON t.article = a.id WHERE t.version IS NOT a.version ORDER BY 1"
    )
    return [ArticleId(article) for (article,) in rows]


def mistraced(db: Database) -> Iterator[ArticleId]:
    """Yield the articles whose fingerprints are not those of their text, or that are not related as noted."""
    for number, name in db.rows("SELECT number, article FROM traced ORDER BY number"):
        own = publication(db, article := ArticleId(name))
        noted = db.rows("SELECT hash FROM fingerprint WHERE number = ? ORDER BY hash", [number])
        pairs = db.rows("SELECT part, whole, size, kinship FROM related WHERE part = ?", [article])
        found = (related(own, publication(db, ArticleId(whole))) for _, whole, _, _ in pairs)
        if [each for (each,) in noted] != sorted(_signed(own.fingerprints)) or pairs != [
            pair and (pair.part, pair.whole, pair.size, pair.kinship) for pair in found
        ]:
            yield article


def repeats(
    db: Database, read: Callable[[ArticleId], Publication], article: ArticleId, stretches: Sequence[str]
) -> list[tuple[ArticleId, ...]]:
    """Return, for each of some stretches of an article's text, the other live articles in which its words stand.

    That is where most of them do in one unbroken run, long enough that it is not by chance; in an article of the same
    origin a short one will do. First published ones come first. `read` returns an article's publication.
    """
    asked = [shingles_of(words_of([stretch])) for stretch in stretches]
    akin, holders = _of_one_origin(db, article), _holders(db, article, [each for own in asked for each in _signed(own)])
    candidates = [akin.union(*(holders[each] for each in _signed(own))) for own in asked]
    held = {other: read(other) for other in frozenset[ArticleId]().union(*candidates)}
    ordered = sorted(held.values(), key=lambda other: precedence(other.article, other.metadata))
    return [
        tuple(o.article for o in ordered if o.article in near and _stand_in(shingles, o, o.article in akin))
        for shingles, near in zip(asked, candidates, strict=True)
    ]


def _stand_in(shingles: Shingles, other: Publication, is_akin: bool) -> bool:
    run = longest_run(shingles, other.shingles)
    return run >= max(1 if is_akin else RUN, REPEATED * (len(shingles) + SHINGLE - 1))


def _of_one_origin(db: Database, article: ArticleId) -> frozenset[ArticleId]:
    rows = db.rows(
        "SELECT o.id FROM article a JOIN article o ON o.origin = a.origin AND o.id <> a.id AND o.removed_at IS NULL "
        "WHERE a.id = ?",
        [article],
    )
    return frozenset(ArticleId(other) for (other,) in rows)


def _holders(db: Database, article: ArticleId, hashes: Sequence[int]) -> Mapping[int, set[ArticleId]]:
    """Return the other live articles that have each of some shingles for a fingerprint."""
    rows = db.rows(
        "SELECT f.hash, a.id FROM json_each(?) h JOIN fingerprint f ON f.hash = h.value "
        "JOIN traced t ON t.number = f.number JOIN article a ON a.id = t.article AND a.removed_at IS NULL "
        "WHERE a.id <> ? LIMIT ?",
        [json.dumps(hashes), article, MOST_HELD],
    )
    holders: defaultdict[int, set[ArticleId]] = defaultdict(set)
    for each, other in rows:
        holders[each].add(ArticleId(other))
    return holders


def _sharing(db: Database, fingerprints: Sequence[int]) -> list[ArticleId]:
    """Return the articles that share enough of some fingerprints to be compared, those that share most first."""
    shared: dict[int, int] = dict(db.rows(_SHARED, [json.dumps(_telling(db, fingerprints)), MANY]))
    rows = db.rows(
        "SELECT f.number, t.article, count(*) FROM fingerprint f JOIN traced t ON t.number = f.number "
        "WHERE f.number IN (SELECT value FROM json_each(?)) GROUP BY f.number",
        [json.dumps(list(shared))],
    )
    shares = {ArticleId(a): shared[number] / min(count, len(fingerprints)) for number, a, count in rows}
    near = [article for article, share in shares.items() if share >= LEAST_SHARED]
    return sorted(near, key=lambda article: (-shares[article], article))[:MOST_COMPARED]


def _telling(db: Database, fingerprints: Sequence[int]) -> Sequence[int]:
    """Leave out what many articles hold: the lines that a site puts everywhere.

    Unless that is most of a text, which then is a story that many print.
    """
    rare = [each for each, held in db.rows(_HELD, [MANY, json.dumps(fingerprints)]) if held < MANY]
    return rare if len(rare) > len(fingerprints) / 2 else fingerprints


def _first(db: Database, articles: Iterable[ArticleId]) -> ArticleId:
    rows = db.rows(
        "SELECT id, metadata FROM article WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(articles))]
    )
    return min(precedence(ArticleId(identifier), metadata_of(metadata)) for identifier, metadata in rows)[-1]


def _signed(hashes: Shingles) -> list[int]:
    """Return hashes as SQLite holds them."""
    return [int(each) for each in hashes.view(np.int64)]
