"""A finding on record as HTML, wherever one is shown. Whatever somebody entered is escaped; its address leads only to a
page of the web, in a tab that knows nothing of this one.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from app.finding_text import entered_by, found_by
from app.inert import single_marks
from index.record.finding import Finding, Verdict

SHAPES = {  # drawn in 12 by 12
    Verdict.ESTABLISHED: '<rect class="filled" x="2" y="2" width="8" height="8"/>',
    Verdict.REFUTED: '<rect x="2" y="2" width="8" height="8"/><path d="M1 11 11 1"/>',
    Verdict.UNRESOLVED: '<rect x="2" y="2" width="8" height="8" stroke-dasharray="2 1.5"/>',
}


def verdict_mark(verdict: Verdict) -> Markup:
    """Return a verdict as its mark and its word."""
    return Markup('<span class="standing {}"><svg viewBox="0 0 12 12" aria-hidden="true">{}</svg>{}</span>').format(
        verdict.value, Markup(SHAPES[verdict]), verdict.value
    )


def anchor(finding: str, turn: int) -> str:
    """Return the name of the place in an answer at which a finding stands."""
    return f"finding-{turn}-{finding}"


def findings_html(findings: Sequence[Finding], turn: int) -> Markup:
    """Return what is on record about a question, to stand before what sources assert."""
    if not findings:
        return Markup("")
    return Markup('<section class="on-record" aria-label="On record"><h3>On record</h3>{}</section>').format(
        Markup("").join(_finding(finding, turn) for finding in findings)
    )


def _finding(finding: Finding, turn: int) -> Markup:
    return Markup(
        '<div class="finding" id="{}" tabindex="-1"><p>{} <span class="words">“{}”</span> {}.</p>{}'
        '<p class="note">{} · <button type="button" class="near" data-finding="{}">Open on record</button> · {}</p>'
        "</div>"
    ).format(
        anchor(finding.id, turn),
        verdict_mark(finding.verdict),
        single_marks(finding.statement),
        found_by(finding),
        quote(finding),
        source_link(finding),
        finding.id,
        entered_by(finding),
    )


def quote(finding: Finding) -> Markup:
    """Return a finding's own words, where some were entered."""
    if not finding.quote:
        return Markup("")
    return Markup('<p class="its-words">In its words: <span class="words">“{}”</span></p>').format(
        single_marks(finding.quote)
    )


def source_link(finding: Finding) -> Markup:
    """Return the link to where a finding can be read, by the host that it leads to."""
    return Markup(
        '<a class="out" href="{}" target="_blank" rel="noopener noreferrer nofollow">Read it at {}</a>'
    ).format(finding.url, urlsplit(finding.url).hostname or "")
