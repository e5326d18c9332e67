"""What the library holds, as far as understanding a question needs to know it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Protocol

from index.scope import Scope
from index.store import Catalogued, Store
from ingest.corpus import ArticleId


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
    def dates(self) -> tuple[date, date] | None:
        """First and last day of publication; None where no article is dated."""
        ...

    def within(self, scope: Scope) -> tuple[ArticleId, ...]:
        """List the articles in `scope`."""
        ...

    def mentions(self, phrase: str) -> int:
        """Count the passages that hold `phrase`, inflections and accents apart."""
        ...


class CatalogueOf:
    """The catalogue of a store. Reads the list of articles again only after the library changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.key = ""
        self.refresh()

    def refresh(self) -> "CatalogueOf":
        """Take in what changed since. Cheap when nothing did."""
        if (key := self._store.snapshot()) != self.key:
            self._load(self._store.articles(Scope()))
            self.key = key
        return self

    def _load(self, articles: Iterable[Catalogued]) -> None:
        self._articles = tuple(articles)
        listed = [article.metadata for article in self._articles]
        self.outlets: Mapping[str, int] = Counter(m.outlet for m in listed if m.outlet)
        self.authors: Mapping[str, int] = Counter(m.author for m in listed if m.author)
        self.elsewhere: Mapping[str, tuple[ArticleId, ...]] = _elsewhere(self._articles)
        days = [m.published for m in listed if m.published]
        self.dates: tuple[date, date] | None = (min(days), max(days)) if days else None
        self._mentions: Callable[[str], int] = lru_cache(maxsize=10_000)(self._store.mentions)

    def within(self, scope: Scope) -> tuple[ArticleId, ...]:
        """List the articles in `scope`."""
        return tuple(a.id for a in self._articles if scope.admits(a.id, a.metadata))

    def mentions(self, phrase: str) -> int:
        """Count the passages that hold `phrase`; asked of the store once for each phrase."""
        return self._mentions(phrase)


def _elsewhere(articles: Iterable[Catalogued]) -> Mapping[str, tuple[ArticleId, ...]]:
    found: defaultdict[str, list[ArticleId]] = defaultdict(list)
    for article in articles:
        first = article.metadata.first_published
        for name in {first.outlet if first else None, article.metadata.wire} - {None, article.metadata.outlet}:
            found[str(name)].append(article.id)
    return {name: tuple(ids) for name, ids in found.items()}
