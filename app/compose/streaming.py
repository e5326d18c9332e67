"""Composing with a language model, statement by statement, while the quotes stand by."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace

from app.answer import Evidence, Fallback, Objection, Statement
from app.compose.model import ModelComposer, left_out
from app.compose.quotes import draft
from app.draft import Draft, DraftStatement
from app.errors import ModelFailed

Admit = Callable[[Iterable[DraftStatement]], Iterator[Statement | Objection]]
"""The guard, for statements that are proposed one by one."""


def composing(
    model: ModelComposer, question: str, stretches: Sequence[Evidence], admit: Admit
) -> Generator[Statement, None, Draft]:
    """Yield each statement of the model's that the guard admits; return the draft of the whole answer.

    That is what the model proposed and then, as quotes alone, whatever it left out: no article can talk a model into
    hiding another. Where the model fails it is the quotes, and says so.
    """
    proposed: list[DraftStatement] = []
    admitted: list[DraftStatement] = []
    try:
        for item in admit(_noting(model.propose(question, stretches), proposed)):
            if isinstance(item, Statement):
                admitted.append(proposed[-1])  # the guard takes one at a time
                yield item
    except ModelFailed as failed:
        return replace(draft(stretches), fallback=Fallback(model.name, failed.code, str(failed)))
    return Draft((*proposed, *left_out(stretches, admitted)), model.name)


def _noting(proposals: Iterable[DraftStatement], noted: list[DraftStatement]) -> Iterator[DraftStatement]:
    for proposal in proposals:
        noted.append(proposal)
        yield proposal
