"""The nouns of an answer: citations, statements, and the two outcomes. Illegal values cannot be built.

Only ``app.guard`` makes statements, of a composer's draft (``app.draft``), and ``app.render`` takes only outcomes,
which hold nothing else (see tests/test_architecture.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import ModelFailure
from app.proposition import Proposition
from index.record.finding import Finding, FindingId
from index.scope import Scope
from index.store import Catalogued
from index.voices import WRITER, Voice
from ingest.corpus import Force, Quote, Span, SpeakerKind
from ingest.errors import SelectorMismatch

MAX_CITATIONS = 8  # unless more are asked for
QUOTES = "quotes"  # the composer of answers in which no language model has a word


class Status(StrEnum):
    """The standing of a statement; see CONTRACT, `status`."""

    ASSERTED = "asserted"
    REPEATED = "repeated"
    DISPUTED = "disputed"
    ESTABLISHED = "established"
    REFUTED = "refuted"
    LIBRARY = "library"


class Role(StrEnum):
    """What a name in an attribution chain is."""

    OUTLET = "outlet"
    AUTHOR = "author"
    SPEAKER = "speaker"


class Reason(StrEnum):
    """Why there is no answer."""

    NO_SUCH_SOURCE = "no_such_source"
    SOURCE_SILENT = "source_silent"
    NOT_IN_LIBRARY = "not_in_library"


@dataclass(frozen=True, slots=True)
class Attributor:
    """One link of an attribution chain. `name` is None where the outlet or author is not known.

    `cue` are the article's words that tell of a speaker's speaking ("said"), pieces of it joined by an ellipsis; `kind`
    is the speaker's. The name of an unnamed one is the article's description, and so the article's words.
    """

    name: str | None
    role: Role
    cue: str | None = None
    kind: SpeakerKind | None = None


class Unsettled(StrEnum):
    """Why findings that words are matched to give them no standing."""

    OPPOSITE = "opposite"  # they say the opposite of what was refuted
    UNRESOLVED = "unresolved"
    DIFFER = "differ"  # one finding establishes what another refutes


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The standing that a finding gives to words which a person confirmed it to be about: established or refuted.

    None where it settles nothing of them, for the reason `unsettled`.
    """

    status: Status | None
    finding: FindingId
    unsettled: Unsettled | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of one article, whole sentences, that a composer may choose. `number` is unique in a request.

    `text` is the article's whole stored text, shared and never copied; `span` is the stretch; `voice` tells, from the
    article's attributions on record, whose words it is; `injected`, that they address machines. `also_in` are the other
    publications in which its words stand. `content` are the parts of the stretch that hold what the voice says,
    without who and how; empty where nobody has looked for them. `on_record` is what a confirmed finding says of it;
    `contested` tells that it is a side of a dispute.
    """

    number: int
    article: Catalogued
    text: str = field(repr=False)
    span: Span
    voice: Voice = WRITER
    injected: bool = False
    also_in: tuple[Catalogued, ...] = ()
    content: tuple[Span, ...] = ()
    on_record: OnRecord | None = None
    contested: bool = False

    @property
    def words(self) -> str:
        """The exact words."""
        return self.span.of(self.text)


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words of one article; raises `SelectorMismatch` when they are not there.

    `also_in` are other publications of most of these words, in the scope asked for or not: they are no evidence, but
    tell that what is cited is not independent of them. `injected`: as in `Evidence`.
    """

    number: int
    article: Catalogued
    span: Span
    quote: Quote
    text: str = field(repr=False)
    injected: bool = False
    also_in: tuple[Catalogued, ...] = ()

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("citations are numbered from 1")
        if self.span.end > len(self.text) or self.span.of(self.text) != self.quote.exact:
            raise SelectorMismatch(f"{self.article.file}: the quote is not at [{self.span.start}, {self.span.end})")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer: who asserts it, outermost first, in which words, and its standing.

    `against` are the citations that contradict a disputed one. `verb` is ours, and no stronger than the source's cue;
    `force` tells whether they assert, deny or ask. `matched` is what is on record of the words where that gives them no
    standing.
    `origins` counts independent origins. Only a statement about the library itself, status ``library``, stands without
    citation and attribution; `note` is its text, and ours.
    `gist` is a language model's short form of the quotes, a clause to stand after "that", as the guard let it through.
    """

    attribution: tuple[Attributor, ...]
    citations: tuple[Citation, ...]
    status: Status
    origins: int = 1
    verb: str = "writes"
    note: str | None = None
    finding: FindingId | None = None
    gist: str | None = None
    against: tuple[int, ...] = ()
    force: Force = Force.ASSERTS
    matched: OnRecord | None = None

    @property
    def other_side(self) -> tuple[int, ...]:
        """Citations of other statements that contradict this one; none where its own words report both sides."""
        own = {citation.number for citation in self.citations}
        return tuple(number for number in self.against if number not in own)

    def __post_init__(self) -> None:
        if self.status is Status.LIBRARY:
            if not self.note or self.citations or self.gist:
                raise ValueError("a statement about the library has a note and cites nothing")
            return
        if self.note is not None:
            raise ValueError("only a statement about the library is in our own words")
        if not self.citations:
            raise ValueError("a statement needs a citation")
        if not self.attribution:
            raise ValueError("a statement needs its attribution")
        if len({c.article.id for c in self.citations}) != 1:
            raise ValueError("a statement has one attribution chain, so it cites one article")
        if self.status is Status.REPEATED and not all(c.also_in for c in self.citations):
            raise ValueError("what is repeated stands in other publications, too")
        if self.status is Status.DISPUTED and not self.against:
            raise ValueError("what is disputed names the citations of the other side")
        if self.status in (Status.ESTABLISHED, Status.REFUTED) and self.finding is None:
            raise ValueError(f"{self.status} needs a finding on record")


@dataclass(frozen=True, slots=True)
class Objection:
    """What the guard removed from a draft, and why. `code` is stable."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Guess:
    """A name in the question that was taken to be another one's spelling: `said` was taken as `took`."""

    said: str
    took: str


@dataclass(frozen=True, slots=True)
class Fallback:
    """Why a language model that was asked did not word the answer, which is quotes alone then.

    `code` is a `ModelFailure`; `detail` says in our own words what happened, and holds none of the model's.
    """

    model: str
    code: ModelFailure
    detail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the guard let through.

    `come_from` names the wires and first publishers that a scope of articles means. `never_quoted` are those whose
    words were asked for beside others' and whom articles only talk about. `findings` are on record about the topic or
    the statements, and no part of what articles assert: they are no citations, and no scope keeps them out. `premise`
    is what the question takes for granted though nothing establishes it; `at_issue` what a yes-no question asks after.
    `also_quoted` are authors of whom both counts, what they write and what they are quoted with. `no_words_of` is
    what the question calls somebody of whom no words that answer it are quoted, and `few_words_of` the same where words
    of theirs are among the statements that hardly bear on it.
    """

    question: str
    scope: Scope
    statements: tuple[Statement, ...]
    guesses: tuple[Guess, ...] = ()
    objections: tuple[Objection, ...] = ()
    composer: str = QUOTES
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    come_from: tuple[str, ...] = ()
    never_quoted: tuple[str, ...] = ()
    fallback: Fallback | None = None
    findings: tuple[Finding, ...] = ()
    premise: Proposition | None = None
    at_issue: Proposition | None = None
    also_quoted: tuple[str, ...] = ()
    no_words_of: str | None = None
    few_words_of: str | None = None

    def __post_init__(self) -> None:
        if not self.statements:
            raise ValueError("an answer without statements is an abstention")
        numbers = [c.number for s in self.statements for c in s.citations]
        if sorted(set(numbers)) != list(range(1, len(set(numbers)) + 1)):
            raise ValueError("citations are numbered from 1 without gaps")


@dataclass(frozen=True, slots=True)
class Quoting:
    """Who quotes somebody whose words were asked for from one source: whether that source does, about anything, and
    which other outlets do, about what was asked if the source does.
    """

    here: bool
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abstention:
    """A declared non-answer. `sought` is the source, name or topic that was looked for, in the user's words; `nearest`
    are the articles of the library that come closest, best first; `come_from`, `findings` and `premise` are as in
    `Answer`. With `never_quoted` articles talk about who is sought, and none has their words. `quoting` is told where
    the words of somebody were asked for as a source reports them.
    """

    question: str
    scope: Scope
    reason: Reason
    sought: str
    nearest: tuple[Catalogued, ...] = ()
    guesses: tuple[Guess, ...] = ()
    objections: tuple[Objection, ...] = ()
    composer: str = QUOTES
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    come_from: tuple[str, ...] = ()
    never_quoted: bool = False
    quoting: Quoting | None = None
    findings: tuple[Finding, ...] = ()
    premise: Proposition | None = None


Outcome = Answer | Abstention
