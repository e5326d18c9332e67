"""The nouns of the record of findings, and the seam to what keeps it. Nothing is ever lost: every change is a revision.

A finding is what ClaimReview of schema.org calls a review of a claim, taken more widely: courts, inquiries and
statistics offices find, too. A match between a finding and an article is a suggestion until a person confirms it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol
from urllib.parse import urlsplit

from ingest.corpus import ArticleId, Span

if TYPE_CHECKING:
    from index.store import Vectors

FindingId = NewType("FindingId", str)


class Verdict(StrEnum):
    """What was found of a statement."""

    ESTABLISHED = "established"
    REFUTED = "refuted"
    UNRESOLVED = "unresolved"


class FinderKind(StrEnum):
    """What the finder is."""

    COURT = "court"
    INQUIRY = "inquiry"
    STATISTICS_OFFICE = "statistics office"
    FACT_CHECKER = "fact-checker"
    OTHER = "other"


class Act(StrEnum):
    """What a revision did."""

    ENTERED = "entered"
    IMPORTED = "imported"
    EDITED = "edited"
    RETIRED = "retired"
    RESTORED = "restored"


class Stance(StrEnum):
    """How words of an article stand to a finding's statement: they say it, or its opposite (FNC-1)."""

    AGREES = "agrees"
    DISAGREES = "disagrees"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is put on record, each text one line.

    `statement` is what was found to be so or not; `how` the method; `found` the day of the finding, None where it is
    not known; `url` where to read it, http or https; `quote` words of the finding itself. Raises `ValueError`.
    """

    statement: str
    verdict: Verdict
    finder: str
    kind: FinderKind
    url: str
    how: str | None = None
    found: date | None = None
    quote: str | None = None

    def __post_init__(self) -> None:
        if not self.statement or not self.finder:
            raise ValueError("a finding needs a statement, and somebody who found it")
        if not is_web_address(self.url):
            raise ValueError("a finding needs a web address where it can be read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Particulars):
    """A finding on record. `entered_by` and `entered_at` tell whose words these are, and since when: who entered it, or
    edited it last. A `retired` one establishes nothing and is in no answer.
    """

    id: FindingId
    entered_by: str
    entered_at: datetime
    retired: bool = False

    @property
    def particulars(self) -> Particulars:
        """What is on record, apart from how it came there."""
        return Particulars(**{field.name: getattr(self, field.name) for field in fields(Particulars)})


@dataclass(frozen=True, slots=True)
class Revision:
    """A state in which a finding has been, from 1 for the first; `by` whom and `at` what time it came to be."""

    number: int
    act: Act
    by: str
    at: datetime
    finding: Finding


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person's word that words of an article say what a finding states, or its opposite.

    `span` and `quote` are of the article's text at that time. It lapses, and so `holds` no more, when it is withdrawn,
    when the article's text or the finding's statement is another one, and while either is removed or retired.
    """

    number: int
    finding: FindingId
    article: ArticleId
    span: Span
    quote: str
    stance: Stance
    by: str
    at: datetime
    holds: bool = True


class Findings(Protocol):
    """The record of findings. Readers may be many; one process writes, and each writing method is one transaction.

    All that name a finding raise `NoSuchFinding`.
    """

    @property
    def mark(self) -> str:
        """What every write to this record changes; cheap."""
        ...

    def all(self, retired: bool = False) -> Sequence[Finding]:
        """List the findings, the latest found first; with `retired` those that are, too."""
        ...

    def get(self, finding: FindingId) -> Finding:
        """Return one, retired or not."""
        ...

    def known(self, url: str, statement: str) -> FindingId | None:
        """Return the finding that was ever on record with this address and statement, retired or not."""
        ...

    def history(self, finding: FindingId) -> Sequence[Revision]:
        """Return its revisions, oldest first."""
        ...

    def enter(self, particulars: Particulars, by: str, act: Act = Act.ENTERED) -> Finding:
        """Put a finding on record. Raises `UnusableFinding` where `known` knows it."""
        ...

    def edit(self, finding: FindingId, particulars: Particulars, by: str, act: Act = Act.EDITED) -> Finding:
        """Put other words in the place of its own; the same ones change nothing."""
        ...

    def retire(self, finding: FindingId, by: str) -> Finding:
        """Take it off the record, until `restore`."""
        ...

    def restore(self, finding: FindingId, by: str, revision: int | None = None) -> Finding:
        """Bring it back, with the words of an earlier `revision` where one is named. Raises `UnusableFinding`."""
        ...

    def confirm(self, finding: FindingId, article: ArticleId, span: Span, stance: Stance, by: str) -> Confirmation:
        """Record that a person takes words of an article to say what the finding states, or its opposite.

        Another confirmation of the same words for it is withdrawn. Raises `NoSuchArticle`, `SelectorMismatch`.
        """
        ...

    def withdraw(self, confirmation: int, by: str) -> Confirmation:
        """Take a confirmation back, by its number. Raises `UnusableFinding`."""
        ...

    def confirmations(self, finding: FindingId) -> Sequence[Confirmation]:
        """Return what was ever confirmed of a finding, the latest first."""
        ...

    def confirmed(self, articles: Iterable[ArticleId]) -> Mapping[ArticleId, tuple[Confirmation, ...]]:
        """Return the confirmations that hold, by article; an article without any is left out."""
        ...

    def vectors(self, encoder: str) -> Mapping[str, "Vectors"]:
        """Return the (d,) vectors of statements that `encoder` made and were kept; some may be missing."""
        ...

    def keep_vectors(self, encoder: str, vectors: Mapping[str, "Vectors"]) -> None:
        """Keep vectors of statements."""
        ...


def is_web_address(url: str) -> bool:
    """Tell whether something is an address of a page that anyone can open, and shows the host that it leads to."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        return False
    plain = url.isprintable() and not re.search(r"[\s\\]", url) and "@" not in parts.netloc
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)
