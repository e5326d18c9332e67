"""How many outlets some articles are of, in words. An article that names none is of nobody known: it is never counted
as an outlet of its own.
"""

from collections.abc import Callable, Iterable

from index.store import Catalogued


def outlets_in_words(articles: Iterable[Catalogued], number: Callable[[int], str] = str) -> str:
    """Return "one outlet", "3 outlets and an unnamed one", "unnamed outlets"; `number` writes two and more."""
    articles = tuple(articles)
    named = len({article.metadata.outlet for article in articles if article.metadata.outlet})
    unnamed = sum(article.metadata.outlet is None for article in articles)
    if not named:
        return "unnamed outlets" if unnamed > 1 else "an unnamed outlet"
    known = "one outlet" if named == 1 else f"{number(named)} outlets"
    others = " and unnamed ones" if unnamed > 1 else " and an unnamed one"
    return known + (others if unnamed else "")
