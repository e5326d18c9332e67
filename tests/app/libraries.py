"""A catalogue of invented articles, for tests of how questions are understood; phrases are counted by real FTS5."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.words import fold
from index.scope import Scope
from index.store import QuotedSpeaker
from ingest.corpus import ArticleId, FirstPublication, Metadata


@dataclass(eq=False)
class Library:
    """Articles as (metadata, text); what `app.catalogue.Catalogue` asks for, without a store."""

    articles: Iterable[tuple[Metadata, str]]
    key: str = "invented"
    speakers: Sequence[QuotedSpeaker] = ()
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


def article(
    outlet: str | None = None,
    author: str | None = None,
    published: str | None = None,
    wire: str | None = None,
    first: str | None = None,
    text: str = "",
) -> tuple[Metadata, str]:
    first_published = FirstPublication(first, None) if first else None
    day = date.fromisoformat(published) if published else None
    metadata = Metadata(outlet=outlet, author=author, published=day, wire=wire, first_published=first_published)
    return metadata, text


KARST = Library(
    [
        article(
            "The Veldan Courier", "Ilsa Brandt", "2030-03-04", text="Mayor Tomas Reuel said the Karst dam was sound."
        ),
        article(
            "The Veldan Courier", "By Piet Okonjo and Ilsa Brandt", "2030-04-10", text="Engineer Nadia Vašková warned."
        ),
        article(
            "Harbour Post", "MIRA SOLBERG", "2030-06-01", text="Governor Aldo Ferrant denied it, the Ministry said."
        ),
        article(
            "Harbour Post",
            "Jon Rather",
            "2030-07-15",
            wire="Corda Wire",
            text="Residents of Lower Veld waited. Ferrant left.",
        ),
        article(
            "Northgate Times", "Petra Lindqvist, Northgate Times", "2030-08-01", text="Reuel and Ferrant quarrelled."
        ),
        article(
            "Evening Times",
            "Ewan Lindqvist",
            "2030-09-09",
            text="Analysts at Delvane Capital saw no risk, residents too.",
        ),
        article("Global Monitor", "Sef Adair", "2031-01-02", first="Eastern Ledger", text="The dam burst was planned."),
        article(
            "The New York Times",
            "Oren Castellane",
            "2031-02-02",
            text="Anthony Halloran-Pike spoke of the silver spillway.",
        ),
        article(
            None, None, None, text="Nobody signed this. Critics and officials blamed the ministry; so did a neighbour."
        ),
    ]
)
