"""Somebody who writes here and is quoted by others: asked what they say, both count."""

from dataclasses import replace

from app.names import people_of
from app.understanding import Intent, Interpretation
from app.words import fold
from index.store import Store


def with_quoted_words(understood: Interpretation, store: Store) -> Interpretation:
    """Return the question as put to an author's articles and, beside them, to what articles of others quote them with.

    It stays as it is where nobody else quotes them, or where several are asked.
    """
    scope, names = understood.scope, understood.also_quoted
    alone = understood.intent is not Intent.COMPARE and scope.authors and not scope.speakers
    if not names or not alone or not any(_is_quoted_by_others(store, name) for name in names):
        return replace(understood, also_quoted=())
    quoted = replace(scope, authors=(), speakers=names)
    return replace(understood, scope=replace(scope, authors=()), sides=(quoted, scope))


def _is_quoted_by_others(store: Store, name: str) -> bool:
    writers = (people_of(each.article.metadata.author or "") for each in store.quotations(name))
    return any(fold(name) not in map(fold, people) for people in writers)
