"""Evidence that a case wants and its library has not: such a case fails for ever, whatever the program does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from evals.case import Case, Wanted
from evals.judge import covers, fold
from index.store import Store
from ingest.errors import UnusableInput

Texts = Mapping[str, Sequence[str]]
"""The stored texts of the articles of each file's name."""


def refuse_unheld(cases: Iterable[Case], store: Store) -> None:
    """Raise `UnusableInput`, naming the place of the first case, where wanted words could not be cited even by citing
    the whole article.
    """
    cases = tuple(cases)
    texts = _texts({wanted.article for case in cases for wanted in case.expect.wanted}, store)
    failing = [(case, why) for case in cases for why in [next(_unheld(case, texts), None)] if why]
    if failing:
        case, why = failing[0]
        more = f" (and {len(failing) - 1} more like it)" if len(failing) > 1 else ""
        raise UnusableInput(f"{case.where or case.id}: {why}{more}; mend the case, or name the library it is of")


def _texts(names: set[str], store: Store) -> Texts:
    texts: dict[str, list[str]] = {}
    for article in store.articles():
        if (name := PurePath(article.file).name) in names:
            texts.setdefault(name, []).append(store.text(article.id))
    return texts


def _unheld(case: Case, texts: Texts) -> Iterator[str]:
    for wanted in case.expect.wanted:
        if wanted.article not in texts:
            yield f"wants words of {wanted.article}, and the library has no such article"
        elif not any(_holds(text, wanted) for text in texts[wanted.article]):
            yield f"wants words that are not in {wanted.article}"


def _holds(text: str, wanted: Wanted) -> bool:
    """Tell whether a text could be cited for what is wanted; whole runs of words are found the quick way."""
    if " ".join(fold(wanted.text)) in " ".join(fold(text)):
        return True
    return covers({"file": wanted.article, "quote": text}, wanted)
