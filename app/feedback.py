"""What somebody says of an answer just seen: that it is right, or what is wrong with it. Tests are made of it."""

from dataclasses import dataclass

from app.answer import Reason, Status


@dataclass(frozen=True, slots=True)
class ShouldAbstain:
    """There is no answer; `reason` says why, None where it does not matter."""

    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class LeavesOut:
    """Words of an article that a right answer cites."""

    words: str


@dataclass(frozen=True, slots=True)
class SaidBy:
    """The words of a citation, by its number, are somebody else's."""

    citation: int
    name: str


@dataclass(frozen=True, slots=True)
class Stands:
    """The words of a citation, by its number, have another standing."""

    citation: int
    status: Status


@dataclass(frozen=True, slots=True)
class Presupposes:
    """Whether the question takes something for granted, which an answer says then."""

    granted: bool


@dataclass(frozen=True, slots=True)
class Irrelevant:
    """The words of a citation, by its number, do not answer the question."""

    citation: int


@dataclass(frozen=True, slots=True)
class MustNotSay:
    """Words that stand in the answer, in a quote or not, and should not."""

    words: str


Fault = ShouldAbstain | LeavesOut | SaidBy | Stands | Presupposes | Irrelevant | MustNotSay


@dataclass(frozen=True, slots=True)
class Right:
    """The answer is right as it is. `note` may say why, and who says so."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """The answer has each of `faults`; `note` is the reason in somebody's own words."""

    note: str
    faults: tuple[Fault, ...]


Feedback = Right | Wrong
