"""A catalogue of invented articles, for tests of how questions are understood; phrases are counted by real FTS5."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.words import fold
from index.scope import Scope
from ingest.corpus import ArticleId, Metadata


@dataclass(eq=False)
class Library:
    """Articles as (metadata, text); what `app.catalogue.Catalogue` asks for, without a store."""

    articles: Iterable[tuple[Metadata, str]]
    key: str = "invented"
    outlets: Mapping[str, int] = field(init=False)
    authors: Mapping[str, int] = field(init=False)
    elsewhere: Mapping[str, tuple[ArticleId, ...]] = field(init=False)
    dates: tuple[date, date] | None = field(init=False)

    def __post_init__(self) -> None:
        self.articles = tuple(self.articles)
        listed = [metadata for metadata, _ in self.articles]
        self.outlets = Counter(m.outlet for m in listed if m.outlet)
        self.authors = Counter(m.author for m in listed if m.author)
        self.elsewhere = {}
        for i, m in enumerate(listed):
            first = m.first_published.outlet if m.first_published else None
            for name in {first, m.wire} - {None, m.outlet}:
                self.elsewhere[name] = (*self.elsewhere.get(name, ()), ArticleId(str(i)))
        days = [m.published for m in listed if m.published]
        self.dates = (min(days), max(days)) if days else None
        self._fts = sqlite3.connect(":memory:")
        self._fts.execute("create virtual table passages using fts5(text, tokenize='porter unicode61')")
        self._fts.executemany("insert into passages values (?)", [(fold(text),) for _, text in self.articles])

    def within(self, scope: Scope) -> tuple[ArticleId, ...]:
        ids = ((ArticleId(str(i)), metadata) for i, (metadata, _) in enumerate(self.articles))
        return tuple(id for id, metadata in ids if scope.admits(id, metadata))

    def mentions(self, phrase: str) -> int:
        quoted = '"' + fold(phrase).replace('"', " ") + '"'
        return self._fts.execute("select count(*) from passages where passages match ?", (quoted,)).fetchone()[0]
