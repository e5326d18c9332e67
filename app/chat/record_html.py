"""The Record tab as HTML: the list of findings, and the form for one. All of it escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup

from app.chat.finding_html import verdict_mark
from app.chat.html import joined
from app.inert import day
from index.record.entry import REQUIRED
from index.record.finding import FinderKind, Finding, FindingId, Verdict

PAGE = 100  # findings shown before "Show more"
NEEDS = "Give your name: it goes on record beside what you enter."

SIFTER = Markup(
    '<form class="finder" role="search" aria-label="Find findings"><label class="unseen" for="sought-finding">Filter'
    '</label><input id="sought-finding" name="words" type="search" placeholder="Filter by words or finder">'
    '<button type="button" class="plain" data-begin>Add a finding</button></form>'
    '<label class="with-retired"><input type="checkbox" name="retired"> Show retired findings, too</label>'
)
EMPTY = Markup(
    '<section class="first"><p class="lead">Nothing is on record yet.</p><p>A finding is what a court, an inquiry, a'
    " statistics office or a fact-checker has established or refuted: who found it, how, when, and where to read it."
    " Only a finding makes Hearsay call anything established.</p><p>"
    '<button type="button" class="plain" data-begin>Add a finding</button></p><p class="note">In a terminal,'
    " <code>hearsay record import</code> takes many at once, from fact-checkers’ pages (ClaimReview) or a table.</p>"
    "</section>"
)
NOTHING_OPEN = Markup(
    '<section class="sheet empty" aria-label="Finding"><p>Choose a finding to read it, with its history and the words'
    " of articles that it is about.</p></section>"
)
LABELS = {
    "statement": "Statement",
    "verdict": "Verdict",
    "finder": "Found by",
    "kind": "What they are",
    "how": "How it was found",
    "found": "Found on",
    "url": "Where to read it",
    "quote": "Its own words (may be left out)",
}
HINTS = {
    "statement": "One sentence: what was found to be so, or not so",
    "finder": "A court, an inquiry, an office",
    "how": "After which trial, hearings, count or documents",
    "found": "2019-05-31",
    "url": "https://",
}
CHOICES: Mapping[str, type[StrEnum]] = {"verdict": Verdict, "kind": FinderKind}


@dataclass(frozen=True, slots=True)
class Entry:
    """The form as it stands: what is `typed`, and what is wrong with which field. `by` is who enters it, and `user` who
    has logged in, whose name it then is. `finding` is the one that is edited.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    user: str = ""
    finding: FindingId | None = None


def shelf(found: Sequence[Finding], shown: int, total: int, chosen: FindingId | None) -> Markup:
    """Return the list: `shown` of the findings `found`, of `total` on record."""
    if not total:
        return EMPTY
    count = _count(total) if len(found) == total else f"{len(found):,} of {_count(total)}"
    items = joined(_line(finding, finding.id == chosen) for finding in found[:shown])
    more = Markup('<p><button type="button" class="plain" data-more>Show more</button></p>') if found[shown:] else ""
    return Markup(
        '<section class="roster" aria-label="Findings"><p class="note" role="status">{}</p>'
        '<ul class="record-list">{}</ul>{}</section>'
    ).format(count if found else "No finding fits the filter.", items, more)


def _count(number: int) -> str:
    return f"{number:,} finding" if number == 1 else f"{number:,} findings"


def _line(finding: Finding, is_open: bool) -> Markup:
    retired = Markup('<span class="retired">retired</span> ') if finding.retired else Markup("")
    return Markup(
        '<li><p>{}{}</p><p><button type="button" class="open words" data-id="{}" {}>{}</button></p>'
        '<p class="credit">{}, {}</p></li>'
    ).format(
        retired,
        verdict_mark(finding.verdict),
        finding.id,
        Markup('aria-current="true"') if is_open else "",
        finding.statement,
        finding.finder,
        day(finding.found),
    )


def form(entry: Entry, nonce: str) -> Markup:
    """Return the form to enter or edit a finding; each problem stands beside its field."""
    heading = "Edit the finding" if entry.finding else "Add a finding"
    return Markup(
        '<section class="sheet open" aria-label="Finding" data-nonce="{}"><div class="bar">'
        '<span class="place">{}</span><button type="button" class="quiet" data-close>Close</button></div>'
        '<div class="reading" tabindex="0"><form class="enter entry" data-act="save" data-id="{}" novalidate>{}{}{}'
        '<p class="choices"><button type="submit" class="act">Save</button>'
        '<button type="button" class="quiet" data-cancel>Cancel</button></p></form></div></section>'
    ).format(
        nonce,
        heading,
        entry.finding or "",
        Markup('<p class="failed" role="alert">{}</p>').format(_summary(entry)) if entry.problems else "",
        joined(_field(name, entry) for name in LABELS),
        signature(entry.by, entry.user, entry.problems.get("by", "")),
    )


def _summary(entry: Entry) -> str:
    others = [problem for name, problem in entry.problems.items() if name not in (*LABELS, "by")]
    return " ".join(["Not saved.", *others] if others else ["Not saved: what is wrong stands beside the fields."])


def signature(by: str, user: str, problem: str = "") -> Markup:
    """Return the field for who does something; where they have logged in, it is known."""
    if user:
        return Markup('<p class="note">As {}, with today’s date.</p>').format(user)
    return Markup('<label for="by">{}<input id="by" name="by" value="{}" maxlength="100" {}></label>{}').format(
        "Your name, kept with what you put on record", by, *_wrong("by", problem)
    )


def _field(name: str, entry: Entry) -> Markup:
    attributes, told = _wrong(name, entry.problems.get(name, ""))
    required = Markup("aria-required=true ") if name in REQUIRED else Markup("")
    return Markup('<label for="f-{}">{}{}</label>{}').format(
        name, LABELS[name], _control(name, entry.typed.get(name, ""), required + attributes), told
    )


def _control(name: str, value: str, attributes: Markup) -> Markup:
    if name in CHOICES:
        options = joined(
            Markup('<option value="{0}" {1}>{0}</option>').format(each, Markup("selected") if each == value else "")
            for each in CHOICES[name]
        )
        return Markup('<select id="f-{0}" name="{0}" {1}><option value="">Choose</option>{2}</select>').format(
            name, attributes, options
        )
    hint = HINTS.get(name, "")
    if name in ("statement", "how", "quote"):
        return Markup('<textarea id="f-{0}" name="{0}" rows="3" placeholder="{1}" {2}>{3}</textarea>').format(
            name, hint, attributes, value
        )
    return Markup('<input id="f-{0}" name="{0}" value="{1}" placeholder="{2}" {3}>').format(
        name, value, hint, attributes
    )


def _wrong(name: str, problem: str) -> tuple[Markup, Markup]:
    """Return what marks a field as wrong, and the line that says what is."""
    if not problem:
        return Markup(""), Markup("")
    attributes = Markup('aria-invalid="true" aria-describedby="wrong-{}"').format(name)
    return attributes, Markup('<p class="wrong" id="wrong-{}" role="alert">{}</p>').format(
        name, problem[:1].upper() + problem[1:]
    )
