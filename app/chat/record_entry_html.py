"""One finding on record as HTML: what was found, the words of articles that it is about, its history. All escaped."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.chat.finding_html import quote, source_link, verdict_mark
from app.chat.html import by_paragraphs, joined
from app.chat.library_html import NOTHING
from app.chat.record_html import signature
from app.inert import day
from app.recording import Suggestion
from app.render import begun, credit, outlet_name
from index.record.finding import Confirmation, FinderKind, Finding, Revision, Stance
from index.store import Catalogued

STANCES = {Stance.AGREES: "Says so", Stance.DISAGREES: "Says the opposite"}


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were confirmed to be about a finding, with their article; None of one that is removed."""

    confirmation: Confirmation
    article: Catalogued | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finding as it is read: with its matches, what else it may be about, and its history, oldest first. `by` and
    `user` are as in the form; `notice` says what was done last.
    """

    finding: Finding
    matches: Sequence[Match]
    suggestions: Sequence[Suggestion]
    history: Sequence[Revision]
    by: str = ""
    user: str = ""
    notice: Markup = NOTHING
    problem: str = ""


def sheet(shown: Sheet, nonce: str) -> Markup:
    """Return the panel of a finding."""
    finding = shown.finding
    return Markup(
        '<section class="sheet open" aria-label="Finding" data-nonce="{}" data-finding="{}"><div class="bar">'
        '<span class="place">On record</span>{}<button type="button" class="quiet" data-close>Close</button></div>'
        '<div class="reading" tabindex="0">{}<p>{}</p><h2 class="title" tabindex="-1">“{}”</h2>{}{}'
        '<div class="sign entry">{}</div>{}{}{}</div></section>'
    ).format(
        nonce,
        finding.id,
        _actions(finding),
        shown.notice,
        _standing(finding),
        finding.statement,
        quote(finding),
        _facts(finding),
        signature(shown.by, shown.user, shown.problem),
        _matches(shown.matches),
        _suggestions(shown) if not finding.retired else "",
        _history(shown.history),
    )


def _actions(finding: Finding) -> Markup:
    change = _button("restore", "Restore") if finding.retired else _button("retire", "Retire")
    return Markup('<button type="button" class="quiet" data-edit>Edit</button>{}').format(change)


def _button(act: str, label: str, style: str = "quiet", **more: str) -> Markup:
    data = joined(Markup(' data-{}="{}"').format(name, value) for name, value in more.items())
    return Markup('<button type="button" class="{}" data-act="{}"{}>{}</button>').format(style, act, data, label)


def _standing(finding: Finding) -> Markup:
    if not finding.retired:
        return verdict_mark(finding.verdict)
    return Markup('<span class="retired">Retired: it is in no answer, and settles nothing.</span>')


def _facts(finding: Finding) -> Markup:
    kind = "" if finding.kind is FinderKind.OTHER else f" ({finding.kind})"
    rows = {
        "Found by": Markup("{}").format(finding.finder + kind),
        "How": Markup("{}").format(finding.how or "not known"),
        "Found on": Markup("{}").format(day(finding.found)),
        "Where": source_link(finding),
        "Entered by": Markup("{}, {}").format(finding.entered_by, day(finding.entered_at.date())),
    }
    return Markup('<dl class="facts">{}</dl>').format(
        joined(Markup("<dt>{}</dt><dd>{}</dd>").format(*row) for row in rows.items())
    )


def _matches(matches: Sequence[Match]) -> Markup:
    held = [match for match in matches if match.confirmation.holds]
    if not held:
        return Markup(
            '<h3>Words that it is about</h3><p class="note">None yet. Until somebody says that words of an article are'
            " about this finding, it is shown beside answers and settles the standing of none.</p>"
        )
    return Markup('<h3>Words that it is about</h3><ul class="record-list">{}</ul>').format(joined(map(_match, held)))


def _match(match: Match) -> Markup:
    confirmation = match.confirmation
    return Markup('<li>{}<p class="credit">{}; put on record by {}, {} · {}</p></li>').format(
        _words(match.article, confirmation.quote),
        STANCES[confirmation.stance],
        confirmation.by,
        day(confirmation.at.date()),
        _button("withdraw", "Take back", "near", number=str(confirmation.number)),
    )


def _words(article: Catalogued | None, words: str, said_by: str | None = None) -> Markup:
    who = (
        Markup('<b class="who">{}</b> <span class="credit">({})</span>: ').format(
            begun(outlet_name(article)), credit(article)
        )
        if article
        else Markup("")
    )
    speaks = Markup("{}: ").format(said_by) if said_by else Markup("")
    return Markup('<p>{}{}<span class="words">“{}”</span></p>').format(who, speaks, by_paragraphs(words))


def _suggestions(shown: Sheet) -> Markup:
    if not shown.suggestions:
        return Markup('<h3>May be about it</h3><p class="note">No other words of the articles come near it.</p>')
    return Markup(
        '<h3>May be about it</h3><p class="note">Suggestions: they count for nothing until you say so.</p>'
        '<ul class="record-list">{}</ul>'
    ).format(joined(map(_suggestion, shown.suggestions)))


def _suggestion(suggestion: Suggestion) -> Markup:
    doubt = Markup('<p class="credit">May say the opposite: {}.</p>').format(suggestion.doubt)
    return Markup('<li>{}{}<p class="choices">{}{}</p></li>').format(
        _words(suggestion.article, suggestion.quote, suggestion.said_by),
        doubt if suggestion.doubt else "",
        _button("confirm", STANCES[Stance.AGREES], "plain small", key=suggestion.key, stance=Stance.AGREES.value),
        _button("confirm", STANCES[Stance.DISAGREES], "plain small", key=suggestion.key, stance=Stance.DISAGREES.value),
    )


def _history(history: Sequence[Revision]) -> Markup:
    lines = joined(_revision(each, each is history[-1]) for each in reversed(history))
    return Markup('<h3>History</h3><ol class="record-list history">{}</ol>').format(lines)


def _revision(revision: Revision, is_last: bool) -> Markup:
    back = Markup("") if is_last else _button("revert", "Restore these words", "near", revision=str(revision.number))
    return Markup('<li><p>{} {} by {}</p><p>{} <span class="words">“{}”</span> {}</p></li>').format(
        day(revision.at.date()),
        revision.act.value,
        revision.by,
        verdict_mark(revision.finding.verdict),
        revision.finding.statement,
        back,
    )
