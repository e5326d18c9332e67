"""A finding on record in words, for Markdown and for the chat."""

from app.inert import day, escape, quoted, single_marks
from index.record.finding import FinderKind, Finding, Verdict


def finding_markdown(finding: Finding) -> str:
    """Return a finding on record: its statement, by whom it was found, and where to read it."""
    lines = [f"**On record:** {quoted(finding.statement)} {escape(found_by(finding))}."]
    if finding.quote:
        lines.append(f"In its words: {quoted(finding.quote)}")
    return " ".join([*lines, f"Where to read it: {escape(finding.url)} ({escape(entered_by(finding))})"])


def found_by(finding: Finding) -> str:
    """Return the verdict with who reached it, what they are, when and how; unescaped."""
    verdict = "left unresolved" if finding.verdict is Verdict.UNRESOLVED else finding.verdict.value
    of_kind = "" if finding.kind is FinderKind.OTHER else f"{finding.kind}, "
    how = f"; {finding.how}" if finding.how else ""
    return single_marks(f"was {verdict} by {finding.finder} ({of_kind}{day(finding.found)}{how})")


def entered_by(finding: Finding) -> str:
    """Return who put a finding on record, and when; unescaped."""
    return single_marks(f"entered by {finding.entered_by}, {day(finding.entered_at.date())}")
