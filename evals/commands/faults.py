"""What is wrong with an answer, as options of ``hearsay eval add`` say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from app.feedback import Fault, Feedback

# Spelt out, since the command line shows them before it has imported anything; a test holds them to the enums.
REASONS = "no_such_source, source_silent, not_in_library"
STATUSES = "asserted, repeated, disputed, established, refuted"
ANY = "any"  # the reason for an abstention, where it does not matter

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Said:
    """The options as they were given; None or nothing where one was not."""

    no_answer: str | None
    leaves_out: tuple[str, ...]
    said_by: tuple[int, str] | None
    standing: tuple[int, str] | None
    irrelevant: tuple[int, ...]
    never: tuple[str, ...]
    presupposes: bool | None

    def feedback(self, wrong: str | None, note: str) -> "Feedback":
        """Return what is said of the answer. Raises `typer.BadParameter` where one option needs another."""
        from app.feedback import Right, Wrong

        faults = tuple(self._faults())
        if wrong is None and not faults:
            return Right(note)
        if wrong is None:
            raise typer.BadParameter("say why the answer is wrong: --wrong REASON")
        if not faults:
            raise typer.BadParameter(
                "say what is wrong by --no-answer, --leaves-out, --said-by, --standing, --irrelevant, --never or "
                "--presupposes"
            )
        return Wrong(wrong, faults)

    def _faults(self) -> "Iterator[Fault]":
        from app.answer import Reason, Status
        from app.feedback import Irrelevant, LeavesOut, MustNotSay, Presupposes, SaidBy, ShouldAbstain, Stands

        if self.no_answer is not None:
            yield ShouldAbstain(None if self.no_answer == ANY else _word("--no-answer", self.no_answer, Reason))
        yield from map(LeavesOut, self.leaves_out)
        if self.said_by:
            yield SaidBy(*self.said_by)
        if self.standing:
            number, status = self.standing
            yield Stands(number, _word("--standing", status, Status))
        yield from map(Irrelevant, self.irrelevant)
        yield from map(MustNotSay, self.never)
        if self.presupposes is not None:
            yield Presupposes(self.presupposes)


def _word(option: str, given: str, words: type[Word]) -> Word:
    try:
        return words(given)
    except ValueError as wrong:
        raise typer.BadParameter(f"{option} is one of {', '.join(words)}, not {given!r}") from wrong
