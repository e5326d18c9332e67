"""What the library holds, as far as understanding a question needs to know it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol

from index.scope import Scope
from index.store import Catalogued, QuotedSpeaker, Store
from ingest.corpus import ArticleId

PHRASES = 10_000  # counts kept for each state of a library


class Catalogue(Protocol):
    """Names of a library with what hangs on them. Equal `key`, equal content."""

    @property
    def key(self) -> str:
        """Identify the state of the library."""
        ...

    @property
    def outlets(self) -> Mapping[str, int]:
        """Number of articles by outlet, as the library spells it."""
        ...

    @property
    def authors(self) -> Mapping[str, int]:
        """Number of articles by author line as stored; one line may name several people."""
        ...

    @property
    def elsewhere(self) -> Mapping[str, tuple[ArticleId, ...]]:
        """Articles by where they came from: the outlet of first publication, the wire."""
        ...

    @property
    def speakers(self) -> Sequence[QuotedSpeaker]:
        """Everyone whose words articles report, most often quoted first."""
        ...

    @property
    def dates(self) -> tuple[date, date] | None:
        """First and last day of publication; None where no article is dated."""
        ...

    def within(self, scope: Scope) -> tuple[ArticleId, ...]:
        """List the articles in `scope`."""
        ...

    def mentions(self, phrase: str) -> int:
        """Count the passages that hold `phrase`, inflections and accents apart."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """The catalogue of a store as it was when `key` was its snapshot. Shared between threads, so never changed."""

    key: str
    articles: Sequence[Catalogued] = field(repr=False)
    outlets: Mapping[str, int]
    authors: Mapping[str, int]
    elsewhere: Mapping[str, tuple[ArticleId, ...]]
    speakers: Sequence[QuotedSpeaker] = field(repr=False)
    dates: tuple[date, date] | None
    mentions: Callable[[str], int] = field(repr=False)

    def within(self, scope: Scope) -> tuple[ArticleId, ...]:
        """List the articles in `scope`."""
        return tuple(a.id for a in self.articles if scope.admits(a.id, a.metadata))


class CatalogueOf:
    """Keeps the catalogue of a store at hand, and reads the list of articles again only after the library changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listing = self._read()

    def refresh(self) -> Listing:
        """Return the catalogue of the library as it is now. Cheap when nothing changed."""
        if self._store.snapshot() != self._listing.key:
            self._listing = self._read()
        return self._listing

    def _read(self) -> Listing:
        key, articles = self._store.snapshot(), self._store.articles(Scope())
        listed = [article.metadata for article in articles]
        days = [m.published for m in listed if m.published]
        return Listing(
            key,
            articles,
            outlets=Counter(m.outlet for m in listed if m.outlet),
            authors=Counter(m.author for m in listed if m.author),
            elsewhere=_elsewhere(articles),
            speakers=self._store.speakers(),
            dates=(min(days), max(days)) if days else None,
            mentions=lru_cache(maxsize=PHRASES)(self._store.mentions),
        )


def _elsewhere(articles: Iterable[Catalogued]) -> Mapping[str, tuple[ArticleId, ...]]:
    found: defaultdict[str, list[ArticleId]] = defaultdict(list)
    for article in articles:
        first = article.metadata.first_published
        for name in {first.outlet if first else None, article.metadata.wire} - {None, article.metadata.outlet}:
            found[str(name)].append(article.id)
    return {name: tuple(ids) for name, ids in found.items()}
