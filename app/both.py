"""Somebody who writes here and is quoted by others: asked what they say, both count."""

from dataclasses import replace

from app.names import people_of
from app.understanding import Intent, Interpretation
from app.words import fold
from index.scope import Scope
from index.store import Store


def with_quoted_words(understood: Interpretation, store: Store) -> Interpretation:
    """Return the question as put to an author's articles and, beside them, to what articles of others quote them with.

    It stays as it is where nobody else quotes them, or where several are asked.
    """
    scope, names = understood.scope, understood.also_quoted
    alone = understood.intent is not Intent.COMPARE and scope.authors and not scope.speakers
    if not names or not alone or not any(_is_quoted_by_others(store, name, scope) for name in names):
        return replace(understood, also_quoted=())
    quoted = replace(scope, authors=(), speakers=names)
    return replace(understood, scope=replace(scope, authors=()), sides=(quoted, scope))


def _is_quoted_by_others(store: Store, name: str, own: Scope) -> bool:
    """Tell whether somebody else quotes them; an unsigned article of an outlet that they write for may be their own."""
    known = [each.article.metadata for each in store.quotations(name)]
    home = {article.metadata.outlet for article in store.articles(own)} if any(not m.author for m in known) else set()
    return any(
        fold(name) not in map(fold, people_of(m.author)) if m.author else bool(m.outlet) and m.outlet not in home
        for m in known
    )
