"""Who is quoted, over all live articles: names folded, counted, and the passages that report someone's words."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from index.sqlite.attributions import COLUMNS, NAMED, attribution
from index.sqlite.database import Database
from index.sqlite.rows import spans_of
from index.sqlite.upkeep import touch
from index.store import QuotedBy, QuotedSpeaker
from ingest.corpus import ArticleId, Attribution, Span, Speaker, SpeakerKind

Folding = Callable[[Mapping[Speaker, int]], Mapping[Speaker, Speaker]]
"""Names as articles spell them, with how many articles do, become the names that the library knows them by."""

_LIVE = "JOIN article h ON h.id = a.article AND h.removed_at IS NULL"
# Which spellings could be meant is asked first, so that the index on speakers is of use.
_CALLED = """
    a.speaker IN (SELECT value FROM json_each(:names) UNION
                  SELECT spelling FROM speaker WHERE name IN (SELECT value FROM json_each(:names)))
    AND coalesce(s.name, a.speaker) IN (SELECT value FROM json_each(:names))
"""
# Nested attributions are looked for within the articles found, a few dozen each.
_SPOKEN = f"""
    WITH RECURSIVE spoken (article, number) AS (
        SELECT a.article, a.number FROM {NAMED} WHERE {_CALLED}
        UNION
        SELECT a.article, a.number FROM spoken o JOIN attribution a ON a.article = o.article AND a.within = o.number
    )
"""


def folded(db: Database) -> bool:
    """Tell whether names were folded since who is quoted last changed."""
    return db.row("SELECT 1 FROM library WHERE key = 'folded' AND value = 'yes'") is not None


def unfold(db: Database) -> None:
    """Note that who is quoted has changed."""
    db.rows("INSERT OR REPLACE INTO library VALUES ('folded', 'no')")


def fold(db: Database, folding: Folding) -> None:
    """Find by what names the library knows its speakers, all over again."""
    db.rows("DELETE FROM speaker")
    db.many("INSERT INTO speaker VALUES (?, ?, ?, ?)", renamed(db, folding))
    db.rows("INSERT OR REPLACE INTO library VALUES ('folded', 'yes')")
    touch(db)


def renamed(db: Database, folding: Folding) -> list[tuple[str, str, str, str]]:
    """Return the rows of `speaker` as they should be, in order: one for each speaker known by another name."""
    counted = {speaker: len(articles) for speaker, articles in _quoted(db)}
    pairs = folding(counted).items()
    return sorted((own.name, own.kind.value, by.name, by.kind.value) for own, by in pairs if own != by)


def speakers(db: Database) -> tuple[QuotedSpeaker, ...]:
    """List who is quoted, most often quoted first."""
    known = _known(db)
    spellings: defaultdict[Speaker, set[str]] = defaultdict(set)
    articles: defaultdict[Speaker, set[str]] = defaultdict(set)
    times: Counter[Speaker] = Counter()
    for speaker, own in _quoted(db):
        name = known.get(speaker, speaker)
        spellings[name].add(speaker.name)
        articles[name].update(own)
        times[name] += sum(own.values())
    found = [
        QuotedSpeaker(name.name, name.kind, tuple(sorted(spellings[name])), len(articles[name]), count)
        for name, count in times.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.attributions, -each.articles, each.name, each.kind)))


def quoted_by(db: Database) -> tuple[QuotedBy, ...]:
    """Count how often each outlet reports what each speaker says, most often first."""
    known = _known(db)
    outlets: dict[str, str | None] = dict(db.rows("SELECT id, outlet FROM article"))
    counts: Counter[tuple[str | None, Speaker]] = Counter()
    for speaker, own in _quoted(db):
        name = known.get(speaker, speaker)
        for article, times in own.items():
            counts[outlets[article], name] += times
    found = [QuotedBy(outlet, name.name, name.kind, times) for (outlet, name), times in counts.items()]
    return tuple(sorted(found, key=lambda each: (-each.attributions, each.outlet or "", each.speaker, each.kind)))


def _known(db: Database) -> dict[Speaker, Speaker]:
    """Return by whom each speaker is known who goes by another name."""
    rows = db.rows("SELECT spelling, kind, name, known_as FROM speaker")
    return {Speaker(own, SpeakerKind(kind)): Speaker(name, SpeakerKind(known)) for own, kind, name, known in rows}


def _quoted(db: Database) -> Iterator[tuple[Speaker, dict[str, int]]]:
    """Yield each speaker as articles name them, with how often each live article reports words of theirs.

    The rows come as the index on speakers has them; to join or sort 300,000 takes a second.
    """
    rows = db.rows(
        "SELECT speaker, kind, article, count(*) FROM attribution WHERE speaker NOTNULL "
        "AND article NOT IN (SELECT id FROM article WHERE removed_at NOTNULL) GROUP BY speaker, kind, article"
    )
    for (name, kind), own in groupby(rows, key=itemgetter(0, 1)):
        yield Speaker(name, SpeakerKind(kind)), {article: times for _, _, article, times in own}


def attributed_to(db: Database, speaker: str) -> Iterator[tuple[ArticleId, Attribution]]:
    """Yield the attributions to a speaker in live articles, by day of publication, undated ones last."""
    rows = db.rows(
        f"SELECT a.article, {COLUMNS} FROM {NAMED} {_LIVE} WHERE {_CALLED} "
        "ORDER BY h.published NULLS LAST, h.outlet NULLS LAST, a.article, a.number",
        {"names": json.dumps([speaker])},
    )
    return ((ArticleId(row[0]), attribution(row[1:])) for row in rows)


def articles_quoting(db: Database, names: Sequence[str]) -> frozenset[ArticleId]:
    """Return the articles, removed ones too, that report words of one of these speakers."""
    rows = db.rows(f"SELECT DISTINCT a.article FROM {NAMED} WHERE {_CALLED}", {"names": json.dumps(names)})
    return frozenset(ArticleId(article) for (article,) in rows)


def passages_quoting(db: Database, names: Sequence[str]) -> NDArray[np.int64]:
    """Return the numbers of the passages that share words with an attribution to one of these speakers.

    Attributions within such count, too: a speaker's words may report another's.
    """
    rows = db.rows(
        f"{_SPOKEN} SELECT p.number, p.start, p.end, a.source, a.cue, a.content FROM spoken o "
        "JOIN attribution a ON a.article = o.article AND a.number = o.number "
        "JOIN passage p ON p.article = a.article AND p.start < a.end AND p.end > a.start",
        {"names": json.dumps(names)},
    )
    found = {number for number, start, end, *parts in rows if _touch(Span(start, end), parts)}
    return np.array(sorted(found), np.int64)


def _touch(passage: Span, parts: Sequence[bytes]) -> bool:
    """Tell whether a passage holds words of an attribution, and not only what stands between two pieces of it."""
    return any(passage.overlaps(piece) for part in parts for piece in spans_of(part))
