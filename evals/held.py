"""What a library holds, read from its store: `evals.observed.Holdings`."""

from collections.abc import Mapping
from functools import cached_property

from evals.observed import Publication
from index.store import Catalogued, Store
from ingest.corpus import ArticleId


class Held:
    """The holdings of an open library, as they were when first looked at."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[str, str] = {}

    @cached_property
    def _articles(self) -> Mapping[str, Catalogued]:
        return {article.id: article for article in self._store.articles()}

    @cached_property
    def _verdicts(self) -> Mapping[str, str]:
        return {finding.id: finding.verdict.value for finding in self._store.findings.all()}

    def text(self, article: str) -> str | None:
        """Return the stored text of an article, by id."""
        if article not in self._articles:
            return None
        if article not in self._texts:
            self._texts[article] = self._store.text(ArticleId(article))
        return self._texts[article]

    def publication(self, article: str) -> Publication | None:
        """Return what is known of an article, by id."""
        entry = self._articles.get(article)
        if entry is None:
            return None
        known = entry.metadata
        return Publication(entry.file, known.outlet, known.author, known.published)

    def verdict(self, finding: str) -> str | None:
        """Return the verdict of a finding on record, by id."""
        return self._verdicts.get(finding)

    def outlets(self) -> frozenset[str]:
        """Return the names of all outlets."""
        return frozenset(a.metadata.outlet for a in self._articles.values() if a.metadata.outlet)
