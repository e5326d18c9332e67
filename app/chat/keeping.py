"""What happens on the Record tab: reading, entering, editing and retiring findings, confirming what they are about.

Whatever changes the record is signed: by who has logged in, else by the name that is given.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from app.chat import record_html as html
from app.chat.library_html import failure, notice
from app.chat.per_session import PerSession
from app.chat.record_entry_html import Match, Sheet, sheet
from app.chat.record_html import Entry
from app.chat.seams import Library
from app.recording import Suggestion, confirm, suggested
from index.errors import NoSuchFinding, UnusableFinding
from index.record.entry import FIELDS, fields_of, particulars_of
from index.record.finding import Confirmation, Finding, FindingId, Findings, Stance
from ingest.errors import HearsayError
from ingest.tidy import tidy

LONGEST_NAME = 100
LONGEST_FIELD = 4_000  # what is typed is cut there; what is too long by the record's own limits is told

Act = Callable[[Findings, "Desk", str, Mapping[str, Any]], str]
"""Does something to the record, in the name of somebody, and says what was done."""


@dataclass(slots=True)
class Desk:
    """What one session has before it: its filter, the finding it reads with the suggestions shown, the form it fills
    in. `by` is the name it gave last; a new `nonce` tells the page that it shows something else.
    """

    words: str = ""
    retired: bool = False
    shown: int = html.PAGE
    chosen: FindingId | None = None
    suggestions: tuple[Suggestion, ...] = ()
    entry: Entry | None = None
    by: str = ""
    user: str = ""
    notice: Markup = field(default_factory=Markup)
    problem: str = ""
    nonce: str = ""


class Keeping:
    """The Record tab of all sessions."""

    def __init__(self, library: Library, today: Callable[[], date] = date.today) -> None:
        self._library = library
        self._desks = PerSession(Desk)
        self._today = today

    def look(self, session: str) -> tuple[Markup, Markup]:
        """Return the list as it is now, and the panel beside it."""
        return self._both(self._desks.of(session))

    def find(self, session: str, sent: Mapping[str, Any]) -> Markup:
        """List the findings that have some words in them or in their finder's name."""
        desk = self._desks.of(session)
        desk.words, desk.retired, desk.shown = str(sent.get("words", ""))[:200], bool(sent.get("retired")), html.PAGE
        return self._shelf(desk)

    def more(self, session: str) -> Markup:
        """Show more of the list."""
        desk = self._desks.of(session)
        desk.shown += html.PAGE
        return self._shelf(desk)

    def open(self, session: str, user: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Show one finding; of an id that there is not, nothing."""
        desk = self._turned(session, user)
        desk.chosen, desk.entry = FindingId(str(sent.get("id"))), None
        return self._both(desk)

    def begin(self, session: str, user: str, _: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Show an empty form."""
        desk = self._turned(session, user)
        desk.chosen, desk.entry = None, Entry(by=desk.by, user=user)
        return self._both(desk)

    def revise(self, session: str, user: str, _: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Show the form with the words of the finding that is read."""
        desk = self._turned(session, user)
        if finding := self._read(desk):
            desk.entry = Entry(fields_of(finding), by=desk.by, user=user, finding=finding.id)
        return self._both(desk)

    def close(self, session: str) -> tuple[Markup, Markup]:
        """Put the form away, or else the finding."""
        desk = self._desks.of(session)
        if desk.entry is None or desk.entry.finding is None:
            desk.chosen = None
        desk.entry, desk.notice, desk.problem, desk.nonce = None, Markup(), "", secrets.token_hex(4)
        return self._both(desk)

    def act(self, session: str, user: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Do to the record what a button says, in the name of who presses it."""
        desk = self._turned(session, user)
        desk.by = user or tidy(str(sent.get("by", "")))[:LONGEST_NAME]
        if sent.get("act") == "save" and desk.entry is not None:
            self._save(desk, desk.entry, typed(sent))
        elif (doing := ACTS.get(str(sent.get("act")))) and desk.chosen is not None:
            self._do(desk, doing, sent)
        return self._both(desk)

    def _save(self, desk: Desk, entry: Entry, given: Mapping[str, str]) -> None:
        problems = {} if desk.by else {"by": html.NEEDS}
        try:
            particulars = particulars_of(given, self._today())
            if not problems:
                with self._library.recording() as record:
                    saved = (
                        record.edit(entry.finding, particulars, desk.by)
                        if entry.finding
                        else record.enter(particulars, desk.by)
                    )
                desk.chosen, desk.entry, desk.notice = saved.id, None, notice("Saved.")
                return
        except UnusableFinding as wrong:
            problems = {**wrong.problems, **problems}
        except HearsayError as failed:
            problems = {"record": str(failed)}
        desk.entry = replace(entry, typed=given, problems=problems, by=desk.by)

    def _do(self, desk: Desk, doing: Act, sent: Mapping[str, Any]) -> None:
        if not desk.by:
            desk.problem = html.NEEDS
            return
        try:
            with self._library.recording() as record:
                desk.notice = notice(doing(record, desk, desk.by, sent))
        except HearsayError as failed:
            desk.notice = failure(str(failed))

    def _turned(self, session: str, user: str) -> Desk:
        """Return a session's desk, cleared of what was said last."""
        desk = self._desks.of(session)
        desk.user, desk.notice, desk.problem, desk.nonce = user, Markup(), "", secrets.token_hex(4)
        return desk

    def _both(self, desk: Desk) -> tuple[Markup, Markup]:
        panel = self._panel(desk)  # it finds out what is not there any more
        return self._shelf(desk), panel

    def _shelf(self, desk: Desk) -> Markup:
        everything = self._library.store.findings.all(retired=True)
        held = [finding for finding in everything if desk.retired or not finding.retired]
        found = [finding for finding in held if fits(finding, desk.words)]
        return html.shelf(found, desk.shown, len(held) if held else len(everything), desk.chosen)

    def _panel(self, desk: Desk) -> Markup:
        if desk.entry is not None:
            return html.form(desk.entry, desk.nonce)
        finding = self._read(desk)
        if finding is None:
            return html.NOTHING_OPEN
        store = self._library.store
        desk.suggestions = () if finding.retired else suggested(store, self._library.embedder, finding)
        matches = self._matches(store.findings.confirmations(finding.id))
        history = store.findings.history(finding.id)
        shown = Sheet(finding, matches, desk.suggestions, history, desk.by, desk.user, desk.notice, desk.problem)
        return sheet(shown, desk.nonce)

    def _read(self, desk: Desk) -> Finding | None:
        try:
            return self._library.store.findings.get(desk.chosen) if desk.chosen else None
        except NoSuchFinding:
            desk.chosen = None
            return None

    def _matches(self, confirmations: Sequence[Confirmation]) -> list[Match]:
        held = {article.id: article for article in self._library.store.articles()}
        return [Match(each, held.get(each.article)) for each in confirmations]


def fits(finding: Finding, words: str) -> bool:
    """Tell whether a finding has every one of `words` in its statement or its finder's name."""
    text = f"{finding.statement} {finding.finder}".casefold()
    return all(word in text for word in words.casefold().split())


def typed(sent: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed into the fields of the form."""
    return {name: str(sent.get(name, ""))[:LONGEST_FIELD] for name in FIELDS}


def _retire(record: Findings, desk: Desk, by: str, _: Mapping[str, Any]) -> str:
    record.retire(_chosen(desk), by)
    return "Retired. It stays here with its history, and can be restored."


def _restore(record: Findings, desk: Desk, by: str, _: Mapping[str, Any]) -> str:
    record.restore(_chosen(desk), by)
    return "Restored."


def _revert(record: Findings, desk: Desk, by: str, sent: Mapping[str, Any]) -> str:
    record.restore(_chosen(desk), by, _number(sent, "revision"))
    return "Restored the earlier words."


def _confirm(record: Findings, desk: Desk, by: str, sent: Mapping[str, Any]) -> str:
    stance = next((each for each in Stance if each == sent.get("stance")), None)
    if stance is None:
        raise UnusableFinding({"stance": "say whether the words say so, or the opposite"})
    confirm(record, _chosen(desk), desk.suggestions, str(sent.get("key")), stance, by)
    return "Put on record: these words are about the finding."


def _withdraw(record: Findings, desk: Desk, by: str, sent: Mapping[str, Any]) -> str:
    number = _number(sent, "number")
    if number not in {each.number for each in record.confirmations(_chosen(desk))}:
        raise UnusableFinding({"match": f"the finding has none with the number {number}"})
    record.withdraw(number, by)
    return "Taken back."


def _chosen(desk: Desk) -> FindingId:
    if desk.chosen is None:
        raise NoSuchFinding("no finding is open; choose one")
    return desk.chosen


def _number(sent: Mapping[str, Any], name: str) -> int:
    try:
        return int(sent[name])
    except (KeyError, ValueError, TypeError):
        raise UnusableFinding({name: "it is not a number"}) from None


ACTS: Mapping[str, Act] = {
    "retire": _retire,
    "restore": _restore,
    "revert": _revert,
    "confirm": _confirm,
    "withdraw": _withdraw,
}
