"""Findings made for tests: of an invented inquiry into an invented dam."""

from dataclasses import replace
from datetime import UTC, date, datetime

from index.record.finding import FinderKind, Finding, FindingId, Particulars, Verdict

CRACKS = Particulars(
    statement="Engineers had warned of cracks in the dam",
    verdict=Verdict.ESTABLISHED,
    finder="Orle Inquiry",
    kind=FinderKind.INQUIRY,
    url="https://inquiry.example/orle",
    how="hearings",
    found=date(2025, 1, 9),
    quote="Two letters spoke of cracks.",
)
NO_WARNING = replace(
    CRACKS,
    statement="No warning had reached the ministry",
    verdict=Verdict.REFUTED,
    finder="District Court",
    kind=FinderKind.COURT,
    url="https://court.example/17",
    found=date(2025, 6, 1),
    quote=None,
)


def on_record(particulars: Particulars = CRACKS, identifier: str = "f1", **more: object) -> Finding:
    known = {name: getattr(particulars, name) for name in Particulars.__dataclass_fields__} | more
    at = datetime(2025, 7, 1, tzinfo=UTC)
    return Finding(id=FindingId(identifier), entered_by="Ana", entered_at=at, **known)
