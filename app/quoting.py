"""Who quotes somebody, told where one source is asked for another's words and has none that answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from app.answer import Quoting
from app.sufficiency import ENOUGH
from index.retrieve import Retrieved
from index.scope import Scope
from index.store import Catalogued, Store


def whose_words(scope: Scope) -> Scope | None:
    """Return the scope of the speakers alone; None where their words were not asked for as a source reports them."""
    return Scope(speakers=scope.speakers) if scope.speakers and replace(scope, speakers=()) else None


def quoting_of(store: Store, scope: Scope, about: Retrieved) -> Quoting:
    """Say whether the source in `scope` quotes the speakers in it, and who else does.

    `about` are the speakers' words about what was asked, whoever reports them.
    """
    quoted = [quotation.article for speaker in scope.speakers for quotation in store.quotations(speaker)]
    here = any(scope.admits(article.id, article.metadata) for article in quoted)
    near = [sentence.article for sentence in about.sentences if sentence.nearness >= ENOUGH]
    others = (each for each in (near if here else quoted) if not scope.admits(each.id, each.metadata))
    return Quoting(here, _outlets(others))


def _outlets(articles: Iterable[Catalogued]) -> tuple[str, ...]:
    """Return the outlets of `articles` that have a name, the most frequent first."""
    return tuple(name for name, _ in Counter(article.metadata.outlet for article in articles).most_common() if name)
