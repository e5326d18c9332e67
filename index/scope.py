"""Scope: which articles a question may be answered from. Closed, frozen, never a dict."""

from dataclasses import dataclass
from datetime import date

from ingest.corpus import ArticleId, Metadata


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles that may be retrieved and cited; an empty field does not restrict.

    Names are as the library spells them. Within a field any one may match; between fields all must. `after` and
    `before` are inclusive and apply to `published`; an article without a date is outside any scope with one.
    """

    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    articles: tuple[ArticleId, ...] = ()

    def __bool__(self) -> bool:
        return self != Scope()

    def admits(self, article: ArticleId, metadata: Metadata) -> bool:
        """Tell whether an article lies in this scope. Speakers are matched by attribution, not here."""
        if self.outlets and metadata.outlet not in self.outlets:
            return False
        if self.authors and metadata.author not in self.authors:
            return False
        if self.articles and article not in self.articles:
            return False
        if self.after is None and self.before is None:
            return True
        published = metadata.published
        return (
            published is not None
            and (self.after is None or self.after <= published)
            and (self.before is None or published <= self.before)
        )
