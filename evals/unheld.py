"""Evidence that a case wants and its library has not: such a case fails, whatever the program does.

An article may have been removed or mended, and whoever evaluates wants to see what that does to the answers. So a run
only warns of it, by the case's place; a case that is about to be kept is refused.
"""

from collections.abc import Iterable, Iterator, Sequence

from evals.case import Case, Wanted
from evals.covering import covers, fold, is_of
from index.store import Catalogued, Store
from ingest.errors import UnusableInput


def unheld(cases: Iterable[Case], store: Store) -> Iterator[str]:
    """Say of each case whose wanted words could not be cited even by citing the whole article, where it is and why."""
    articles = store.articles()
    for case in cases:
        if why := next(_lacking(case, articles, store), None):
            yield f"{case.where or case.id}: {why}"


def refuse_unheld(case: Case, store: Store) -> None:
    """Raise `UnusableInput` where a case wants words that the library has not."""
    for why in unheld([case], store):
        raise UnusableInput(f"{why}; mend the case, or name the library it is of")


def _lacking(case: Case, articles: Sequence[Catalogued], store: Store) -> Iterator[str]:
    for wanted in case.expect.wanted:
        of_that_name = [article for article in articles if is_of(article.file, wanted.article)]
        if not of_that_name:
            yield f"wants words of {wanted.article}, and the library has no such article"
        elif not any(_holds(article.file, store.text(article.id), wanted) for article in of_that_name):
            yield f"wants words that are not in {wanted.article}"


def _holds(file: str, text: str, wanted: Wanted) -> bool:
    """Tell whether a text could be cited for what is wanted; whole runs of words are found the quick way."""
    return " ".join(fold(wanted.text)) in " ".join(fold(text)) or covers(file, text, wanted)
