"""Findings from files, many at once: what is new goes on record, what is wrong is a row of the report."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from index.errors import UnusableFinding
from index.record.entry import FIELDS, REQUIRED, particulars_of
from index.record.finding import Act, Findings, Particulars, Verdict
from index.report import Rejection
from ingest.errors import Rejected, UnusableInput
from ingest.limits import MEGABYTE

LARGEST = 20 * MEGABYTE  # bytes of one file


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding as a file states it; `place` is the file and the line or number there, `rating` the words behind the
    verdict where a fact-checker's own were read.
    """

    place: str
    particulars: Particulars
    rating: str | None = None


@dataclass(slots=True)
class ImportReport:
    """What became of the findings in files: ids by what was done, and what was rejected.

    `kept` are those that a person has edited since, which an import does not overrule. `unread` are the ratings of
    unknown meaning, whose findings went in as unresolved.
    """

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read(files: Sequence[Path], today: date) -> tuple[list[Candidate], list[Rejection]]:
    """Read files of ClaimReview (JSON-LD, HTML) or CSV. Raises `UnusableInput` for one that cannot be opened."""
    found = [each for file in files for each in _read(file, today)]
    candidates = [each for each in found if isinstance(each, Candidate)]
    return candidates, [each for each in found if isinstance(each, Rejection)]


def put(record: Findings, candidates: Iterable[Candidate], by: str, report: ImportReport) -> None:
    """Put candidates on record. Those that are there by address and claim are brought up to date, or left alone."""
    seen: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        particulars = candidate.particulars
        first = seen.setdefault((particulars.url, particulars.statement), candidate)
        if first.particulars != particulars:
            told = f"says otherwise than {first.place} of the same claim at the same address; keep one of them"
            report.rejected.append(Rejection(candidate.place, "contradicts", told))
        elif first is candidate:
            _put(record, candidate, by, report)


def _put(record: Findings, candidate: Candidate, by: str, report: ImportReport) -> None:
    particulars = candidate.particulars
    if particulars.verdict is Verdict.UNRESOLVED and candidate.rating and candidate.rating not in report.unread:
        report.unread.append(candidate.rating)
    known = record.known(particulars.url, particulars.statement)
    if known is None:
        report.added.append(record.enter(particulars, by, Act.IMPORTED).id)
        return
    imported = [each.finding.particulars for each in record.history(known) if each.act is Act.IMPORTED]
    if particulars in imported[-1:] or particulars == record.get(known).particulars:
        report.unchanged.append(known)
    elif record.get(known).particulars in imported[-1:]:
        report.updated.append(record.edit(known, particulars, by, Act.IMPORTED).id)
    else:
        report.kept.append(known)


def _read(file: Path, today: date) -> Iterator[Candidate | Rejection]:
    try:
        text = _text(file)
        yield from _rows(file, text, today) if file.suffix.lower() == ".csv" else _reviews(file, text, today)
    except Rejected as refused:
        yield Rejection(str(file), refused.code, refused.detail)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise UnusableInput(f"{file}: cannot be read ({error.strerror}); check the path") from None
    if len(content) > LARGEST:
        raise Rejected("too-large", f"it is larger than {LARGEST // MEGABYTE} MB; split it")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Rejected("not-utf-8", f"it is not UTF-8 (byte {error.start}); save it as UTF-8") from None


def _reviews(file: Path, text: str, today: date) -> Iterator[Candidate | Rejection]:
    from index.record import claim_review as reading  # it loads a parser of HTML

    found = reading.reviews_in_page(text) if text.lstrip().startswith("<") else reading.reviews_in(text)
    number = 0
    for number, review in enumerate(found, 1):
        place = f"{file}, review {number}"
        try:
            yield Candidate(place, reading.particulars_of_review(review, today), reading.rating_of(review))
        except UnusableFinding as wrong:
            yield Rejection(place, "unusable", str(wrong))
    if not number:
        raise Rejected("no-reviews", "it holds no ClaimReview; give JSON-LD, a page with it inside, or a .csv")


def _rows(file: Path, text: str, today: date) -> Iterator[Candidate | Rejection]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
    try:
        if lacking := sorted(REQUIRED - set(reader.fieldnames or ())):
            told = f"line 1 names no column {', '.join(lacking)}; it must name {', '.join(FIELDS)}, in any order"
            raise Rejected("no-columns", told)
        for row in reader:
            yield _row(f"{file}, line {reader.line_num}", row, today)
    except csv.Error as error:
        raise Rejected("bad-csv", f"line {reader.reader.line_num}: {error}; mend the quotes on that line") from None


def _row(place: str, row: dict[str, str], today: date) -> Candidate | Rejection:
    if None in row:  # the key under which csv puts what has no column
        return Rejection(place, "unusable", "more fields than columns; put fields with commas in quotes")
    try:
        return Candidate(place, particulars_of(row, today))
    except UnusableFinding as wrong:
        return Rejection(place, "unusable", str(wrong))
