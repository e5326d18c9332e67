"""What happens under an answer: it is kept as a test, or somebody says what is wrong with it, and that is kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from app.answer import Reason, Status
from app.chat.conversation import Conversations, Turn
from app.chat.eval_seams import Keeper
from app.chat.filed import Filed, Form
from app.errors import UnusableFeedback
from app.feedback import (
    Fault,
    Feedback,
    Irrelevant,
    LeavesOut,
    MustNotSay,
    Presupposes,
    Right,
    SaidBy,
    ShouldAbstain,
    Stands,
    Wrong,
)
from app.request import Request
from ingest.errors import HearsayError

LONGEST = 2_000  # characters of a field; what is longer is cut
FIELDS = ("fault", "reason", "words", "of", "name", "stands", "status", "beside", "never", "note")

Log = Callable[[str], Markup]


class Filing:
    """What is made of the answers of all sessions. Each handler returns the conversation as `log` shows it."""

    def __init__(self, keeper: Keeper, conversations: Conversations, log: Log) -> None:
        self._keeper = keeper
        self._conversations = conversations
        self._log = log

    def keep(self, session: str, user: str, sent: Mapping[str, Any]) -> Markup:
        """Keep an answer as it is."""
        if turn := self._turn(session, user, sent):
            self._keep(session, turn, Right)
        return self._log(session)

    def complain(self, session: str, user: str, sent: Mapping[str, Any]) -> Markup:
        """Show the form that says what is wrong with an answer."""
        if (turn := self._turn(session, user, sent)) and not turn.filed.kept:
            turn.filed = Filed(Form(), user=user)
        return self._log(session)

    def file(self, session: str, user: str, sent: Mapping[str, Any]) -> Markup:
        """Keep what the form says."""
        if turn := self._turn(session, user, sent):
            typed = {name: str(sent.get(name, ""))[:LONGEST] for name in FIELDS}
            turn.filed.form = Form(typed)
            self._keep(session, turn, lambda: Wrong(typed["note"], faults_of(typed)))
        return self._log(session)

    def drop(self, session: str, user: str, sent: Mapping[str, Any]) -> Markup:
        """Put the form away."""
        if turn := self._turn(session, user, sent):
            turn.filed = Filed(kept=turn.filed.kept, user=user)
        return self._log(session)

    def undo(self, session: str, user: str, sent: Mapping[str, Any]) -> Markup:
        """Take a test back that was kept."""
        if (turn := self._turn(session, user, sent)) and turn.filed.kept:
            try:
                self._keeper.take_back(turn.filed.kept)
                turn.filed = Filed(said="Taken back.", user=user)
            except HearsayError as failed:
                turn.filed.said, turn.filed.failed = str(failed), True
        return self._log(session)

    def _turn(self, session: str, user: str, sent: Mapping[str, Any]) -> Turn | None:
        """Return the turn that a browser names, if it has its answer."""
        try:
            turn = self._conversations.of(session).turn(int(sent["turn"]))
        except (KeyError, ValueError, TypeError):
            return None
        turn.filed.user = user
        return turn if turn.outcome else None

    def _keep(self, session: str, turn: Turn, feedback: Callable[[], Feedback]) -> None:
        filed = turn.filed
        if filed.kept or turn.outcome is None:
            return
        history = self._conversations.of(session).history(turn)
        try:
            asked = Request(turn.question, history, turn.constraints)
            kept = self._keeper.keep(asked, turn.outcome, feedback(), filed.user)
            turn.filed = Filed(kept=kept, user=filed.user)
        except HearsayError as failed:
            if filed.form:
                field = failed.field if isinstance(failed, UnusableFeedback) else ""
                filed.form = replace(filed.form, wrong=field, problem=str(failed))
                return
            filed.said, filed.failed = str(failed), True


def faults_of(typed: Mapping[str, str]) -> tuple[Fault, ...]:
    """Return what a form says is wrong; nothing where it says nothing that can be chosen."""
    make = FAULTS.get(typed["fault"])
    return (make(typed),) if make else ()


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() else 0  # no citation has it


def _stands(typed: Mapping[str, str]) -> Fault:
    status = next((each for each in Status if each == typed["status"]), None)
    if status is None:
        raise UnusableFeedback("status", "choose the standing")
    return Stands(_number(typed["stands"]), status)


FAULTS: Mapping[str, Callable[[Mapping[str, str]], Fault]] = {
    "abstain": lambda typed: ShouldAbstain(next((each for each in Reason if each == typed["reason"]), None)),
    "words": lambda typed: LeavesOut(typed["words"]),
    "name": lambda typed: SaidBy(_number(typed["of"]), typed["name"]),
    "status": _stands,
    "beside": lambda typed: Irrelevant(_number(typed["beside"])),
    "granted": lambda _: Presupposes(True),
    "nothing_granted": lambda _: Presupposes(False),
    "never": lambda typed: MustNotSay(typed["never"]),
}
