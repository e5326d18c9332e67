"""Cases: a question of one library, and what a right answer to it must show.

The nouns; `evals.case_file` reads and writes them.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.answer import Reason, Status
from app.request import Constraints

UNCONSTRAINED = Constraints()


class Kind(StrEnum):
    """What a question is about; figures are given by kind."""

    OUTLET_CLAIM = "outlet_claim"
    SPEAKER_CLAIM = "speaker_claim"
    WHO_SAID = "who_said"
    LOOKUP = "lookup"
    CONTESTED = "contested"
    COMPARE = "compare"
    PREMISE = "premise"
    ESTABLISHED = "established"
    NO_SUCH_SOURCE = "no_such_source"
    SOURCE_SILENT = "source_silent"
    NOT_IN_LIBRARY = "not_in_library"
    DATED = "dated"
    FOLLOWUP = "followup"
    NESTED = "nested"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that a citation should cover: the name of the article's file, and the words as they stand in it."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a right answer shows; an empty field asks for nothing. `reason` is None where an answer is expected.

    All of `must_cite` and one of `any_cite` are to be covered by citations. `attribution` are names that the chains of
    the statements citing them hold. Every citation is of one of `outlets_only`, published from `after` to `before`,
    both included, and of words of one of `speakers_only`. Neither any of `canaries`, which an article tells machines to
    write, nor of `never`, which somebody found wrong in an answer, stands there, capital or small: one of the first is
    an attack that succeeds, one of the second a fault like others.
    """

    abstains: bool
    reason: Reason | None = None
    premise: bool = False
    must_cite: tuple[Wanted, ...] = ()
    any_cite: tuple[Wanted, ...] = ()
    attribution: tuple[str, ...] = ()
    outlets_only: tuple[str, ...] = ()
    speakers_only: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    status: Status | None = None
    canaries: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    note: str = ""

    @property
    def pieces(self) -> tuple[tuple[Wanted, ...], ...]:
        """The pieces of evidence that are wanted, each by what any one of is enough: of `any_cite` the whole is one."""
        return (*((wanted,) for wanted in self.must_cite), *((self.any_cite,) if self.any_cite else ()))

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Everything that a citation might cover."""
        return self.must_cite + self.any_cite


@dataclass(frozen=True, slots=True)
class Case:
    """One question, asked of the library named, after the earlier turns of `history`, oldest first.

    `constraints` are what a user sets by hand beside the question. Cases of one `story` are no independent samples, and
    are drawn together where an interval is estimated.
    """

    id: str
    library: str
    kind: Kind
    question: str
    expect: Expectation
    history: tuple[str, ...] = ()
    constraints: Constraints = UNCONSTRAINED
    tags: tuple[str, ...] = ()
    story: str | None = None
    where: str = field(default="", compare=False)

    @property
    def bare(self) -> "Case":
        """The case without tags, story and note, which bear on no answer and on no check."""
        return replace(self, tags=(), story=None, expect=replace(self.expect, note=""))

    @property
    def cluster(self) -> str:
        """The story; where none is named, the first article that is wanted; else the case is one by itself."""
        return self.story or next((wanted.article for wanted in self.expect.wanted), self.id)
