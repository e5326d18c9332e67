"""How many statements can carry a gist: ``python -m evals.gists``.

In the place of a language model stands one that knows what passes: of each statement of the answers to the
demonstration questions it proposes, of every sentence, every stretch from one mark of punctuation to another, the
longest first, until the guard admits one. So what is counted is an upper bound for any model, but for gists that leave
out a clause in the middle or turn "we" into "they".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, pairwise
from typing import Final

from typing_extensions import override

from app.answer import Answer, Evidence, Statement
from app.compose.model import ModelComposer
from app.content import content_sentences
from app.draft import DraftStatement
from app.guard import guarding
from app.pipeline import Assistant
from app.request import Request
from evals import case_file
from evals.case import Case
from evals.demonstration import demonstration
from evals.floors import CASES
from index.library import Library
from index.scope import Scope

_MARK: Final = re.compile(r"[,;:()\[\]\"“”„«»…—–!?]|\s-\s|^|$")


def main() -> None:
    """Print how many statements carry a gist."""
    with demonstration() as library:
        statements = answered(library, case_file.load(CASES))
    carried = sum(statement.gist is not None for statement in statements)
    print(f"{carried} of {len(statements)} statements carry a gist ({carried / len(statements):.1%})")  # noqa: T201


def answered(library: Library, cases: Sequence[Case]) -> list[Statement]:
    """Return the statements of all answers to `cases` that cite something."""
    assistant = Assistant(library.store, library.embedder, model=EveryStretch())
    answers = (assistant.answer(Request(case.question, case.history, case.constraints)) for case in cases)
    return [each for answer in answers if isinstance(answer, Answer) for each in answer.statements if each.citations]


class EveryStretch(ModelComposer):
    """Proposes of each statement the first stretch of clauses that the guard admits, if any; asks nobody."""

    def __init__(self) -> None:
        """It has no language model to ask."""

    @property
    @override
    def name(self) -> str:
        return "every stretch"

    @property
    @override
    def host(self) -> str:
        return "nowhere"

    @override
    def propose(self, question: str, stretches: Sequence[Evidence]) -> Iterator[DraftStatement]:
        """Yield each of `stretches` by itself, in order."""
        for item in stretches:
            said = (words for sentence in content_sentences([item]) for words in stretches_of(sentence))
            proposals = (DraftStatement((item.number,), words) for words in said)
            yield next((each for each in proposals if _is_admitted(each, item)), DraftStatement((item.number,)))


def stretches_of(sentence: str) -> list[str]:
    """Return every stretch of whole clauses of a sentence, the longest first."""
    marks = [found.span() for found in _MARK.finditer(sentence)]
    between = [(before[1], after[0]) for before, after in pairwise(marks)]
    clauses = [(start, end) for start, end in between if sentence[start:end].strip()]
    runs = [(first[0], last[1]) for first, last in combinations_with_replacement(clauses, 2)]
    return [sentence[start:end].strip() for start, end in sorted(runs, key=lambda run: run[0] - run[1])]


def _is_admitted(proposed: DraftStatement, item: Evidence) -> bool:
    passed = guarding([proposed], [item], Scope(), 1)
    return any(isinstance(each, Statement) and each.gist is not None for each in passed)


if __name__ == "__main__":
    main()
