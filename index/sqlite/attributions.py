"""Who says what in each article: written, and read one article or several at a time."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from index.sqlite.database import Database
from index.sqlite.rows import spans_bytes, spans_of
from ingest.corpus import ArticleId, Attribution, Force, Span, Speaker, SpeakerKind

COLUMNS = (
    "a.source, a.cue, a.content, a.force, coalesce(s.name, a.speaker) AS name, coalesce(s.known_as, a.kind) AS kind, "
    "a.within"
)
NAMED = "attribution a LEFT JOIN speaker s ON s.spelling = a.speaker AND s.kind = a.kind"
"""Attributions, each beside the name that the library knows its speaker by."""


def replace(db: Database, article: ArticleId, found: Sequence[Attribution], tagger: str | None) -> None:
    """Write what `tagger` found in an article, in the place of what was there; None says that none has looked.

    Raises `ValueError` where it cannot have been found in the article's text.
    """
    _require_sound(db, article, found)
    db.rows("DELETE FROM attribution WHERE article = ?", [article])
    db.many(
        "INSERT INTO attribution VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(article, number, *_columns(each)) for number, each in enumerate(found)],
    )
    db.rows("DELETE FROM tagged WHERE article = ?", [article])
    if tagger is not None:
        db.rows("INSERT INTO tagged VALUES (?, ?)", [article, tagger])


def of(db: Database, articles: Iterable[ArticleId]) -> Mapping[ArticleId, tuple[Attribution, ...]]:
    """Return the attributions of live articles in their order; an article that has none is left out."""
    rows = db.rows(
        f"SELECT a.article, {COLUMNS} FROM {NAMED} JOIN article h ON h.id = a.article "
        "WHERE a.article IN (SELECT value FROM json_each(?)) AND h.removed_at IS NULL ORDER BY a.article, a.number",
        [json.dumps(list(articles))],
    )
    return {
        ArticleId(article): tuple(attribution(row[1:]) for row in own)
        for article, own in groupby(rows, key=lambda row: row[0])
    }


def attribution(row: tuple[Any, ...]) -> Attribution:
    """Read `COLUMNS`."""
    source, cue, content, force, name, kind, within = row
    speaker = None if name is None else Speaker(name, SpeakerKind(kind))
    return Attribution(spans_of(source), spans_of(cue), spans_of(content), Force(force), speaker, within)


def unsound(found: Sequence[Attribution], length: int) -> Iterator[int]:
    """Yield the numbers of attributions that lie outside a text, are out of order, or outside what they are within."""
    for number, each in enumerate(found):
        if not (_in_order(each, length) and _has_an_end(number, found) and _is_inside(each, found)):
            yield number


def _in_order(each: Attribution, length: int) -> bool:
    parts = (each.source, each.cue, each.content)
    ordered = all(before.end <= after.start for part in parts for before, after in pairwise(part))
    return ordered and each.extent.end <= length


def _has_an_end(number: int, found: Sequence[Attribution]) -> bool:
    """Tell whether the way outwards from an attribution leads to one that is within none, and not in a circle."""
    passed: set[int] = set()
    outer: int | None = number
    while outer is not None:
        if outer in passed or not 0 <= outer < len(found):
            return False
        passed.add(outer)
        outer = found[outer].within
    return True


def _is_inside(each: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether another's content reports what an attribution is said to report within it.

    Who says it may stand outside: "..., Tidewire cited the mayor as saying".
    """
    if each.within is None:
        return True
    outer, said = found[each.within].content, each.content or each.spans
    return bool(outer) and Span(outer[0].start, outer[-1].end).contains(Span(said[0].start, said[-1].end))


def _require_sound(db: Database, article: ArticleId, found: Sequence[Attribution]) -> None:
    (length,) = db.rows(
        "SELECT length(v.text) FROM article a JOIN version v ON v.article = a.id AND v.number = a.version "
        "WHERE a.id = ?",
        [article],
    )[0]
    for number in unsound(found, length):
        raise ValueError(f"article {article}: attribution {number}, {found[number]}, does not fit its text")


def _columns(each: Attribution) -> tuple[Any, ...]:
    name, kind = (each.speaker.name, each.speaker.kind) if each.speaker else (None, None)
    extent = each.extent
    pieces = (spans_bytes(each.source), spans_bytes(each.cue), spans_bytes(each.content))
    return (extent.start, extent.end, *pieces, each.force, name, kind, each.within)
