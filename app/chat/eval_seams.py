"""What the chat needs of the evaluations, which stand above it: `evals.in_chat` fits. A chat may be without them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.answer import Outcome
from app.feedback import Feedback
from app.request import Request


@dataclass(frozen=True, slots=True)
class Kept:
    """A test that was kept: under which id, in which file, at which line, and the `line` itself.

    `expects` are sentences about a right answer, `failed` the checks that fail on the answer that it was made of.
    """

    id: str
    file: str
    number: int
    line: str
    expects: tuple[str, ...]
    failed: tuple[str, ...]


class Keeper(Protocol):
    """Keeps answers as tests."""

    def keep(self, asked: Request, outcome: Outcome, feedback: Feedback, by: str) -> Kept:
        """Keep an answer in the name of `by`, which may be empty. Raises `UnusableFeedback`, `UnusableInput`."""
        ...

    def take_back(self, kept: Kept) -> None:
        """Undo `keep`. Raises `UnusableInput` where the line was changed meanwhile."""
        ...


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run on file. Runs of the same `asked` had the same tests of the same library. `differs` names what a run
    depends on and is not as in the one before it; `reason` says why it was made a baseline. Of the oldest nothing can
    differ; of a file that is no run only `problem` is known.
    """

    name: str
    made: datetime | None = None
    cases: int = 0
    passed: int = 0
    model: str = ""
    code: str = ""
    differs: tuple[str, ...] | None = None
    reason: str = ""
    problem: str = ""
    asked: str = ""


class Runs(Protocol):
    """The runs on file."""

    def listed(self) -> Sequence[PastRun]:
        """Return all of them, the newest first."""
        ...

    def page(self, name: str, before: str | None) -> str:
        """Return the report of a run, beside an earlier one where it is named, as a whole page of HTML that runs no
        script and asks for nothing. Raises `UnusableInput` where there is no such run.
        """
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """How far an evaluation is: cases asked, of how many. `over` tells that it is at its end: a run's `name`, if it
    came to one, or why it did not.
    """

    done: int
    total: int
    over: bool = False
    name: str = ""
    problem: str = ""


class Evaluating(Protocol):
    """Asks the library's tests in the background, one evaluation at a time whoever begins it."""

    @property
    def tests(self) -> int:
        """How many tests there are. Raises `UnusableInput` where their file holds anything else."""
        ...

    @property
    def stage(self) -> Stage | None:
        """How far the evaluation is that was begun last; None where none was."""
        ...

    def begin(self) -> None:
        """Begin, unless one is under way. Raises `UnusableInput` where there are no tests."""
        ...

    def cancel(self) -> None:
        """Stop after the test that is being asked; nothing is kept of the run."""
        ...


@dataclass(frozen=True, slots=True)
class Evaluations:
    """The evaluations of one library."""

    keeper: Keeper
    runs: Runs
    evaluating: Evaluating
