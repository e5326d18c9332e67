"""What happens on the Evals tab: asking the library's tests, and reading the reports of runs."""

import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from app.chat import runs_html as html
from app.chat.eval_seams import Evaluations, PastRun
from app.chat.library_html import failure
from app.chat.per_session import PerSession
from app.llm import Recipient
from ingest.errors import HearsayError

LOOK = 0.3  # seconds between two looks at how far an evaluation is


@dataclass(slots=True)
class Desk:
    """What one session has before it: the run it reads, and the one beside it; a new `nonce` for something else."""

    chosen: str = ""
    before: str = ""
    nonce: str = ""


class Reviewing:
    """The Evals tab of all sessions. `model` is the language model that words answers, if one does."""

    def __init__(self, evaluations: Evaluations, model: Recipient | None) -> None:
        self._runs = evaluations.runs
        self._evaluating = evaluations.evaluating
        self._model = f"{model.name} at {model.host}" if model else ""
        self._desks = PerSession(Desk)

    def look(self, session: str) -> tuple[Markup, Markup]:
        """Return the list of runs as it is now, and the report beside it."""
        desk, runs = self._desks.of(session), self._runs.listed()
        run = next((each for each in runs if each.made and each.name == desk.chosen), None)
        if run is None:
            return html.shelf(runs, ""), html.NOTHING_OPEN
        others = [each for each in runs if each.name != run.name]
        before = desk.before if desk.before in {each.name for each in others} else ""
        return html.shelf(runs, run.name), html.report(run, others, before, desk.nonce)

    def open(self, session: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Show the report of a run beside the last before it that asked alike; of one that there is not, nothing."""
        desk = self._desks.of(session)
        desk.chosen, desk.nonce = str(sent.get("run", "")), secrets.token_hex(4)
        desk.before = before(self._runs.listed(), desk.chosen)
        return self.look(session)

    def compare(self, session: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Show the run that is read beside another, or alone again."""
        self._desks.of(session).before = str(sent.get("before", ""))
        return self.look(session)

    def close(self, session: str) -> tuple[Markup, Markup]:
        """Put the report away."""
        self._desks.of(session).chosen = ""
        return self.look(session)

    def begin(self, session: str, sent: Mapping[str, Any]) -> Iterator[Markup]:
        """Ask the tests, and show how far that is until its end."""
        try:
            self._evaluating.begin()
        except HearsayError as failed:
            yield self._asking() + failure(str(failed))
            return
        yield from self.watch(session, sent)

    def watch(self, _session: str, _sent: Mapping[str, Any]) -> Iterator[Markup]:
        """Show how far the tests are, whoever has them asked, until their end."""
        while (stage := self._evaluating.stage) and not stage.over:
            yield self._asking()
            time.sleep(LOOK)
        yield self._asking()

    def cancel(self, _session: str) -> None:
        """Ask no more of the tests."""
        self._evaluating.cancel()

    def _asking(self) -> Markup:
        try:
            return html.asking(self._evaluating.tests, self._model, self._evaluating.stage)
        except HearsayError as failed:
            return failure(str(failed))


def before(runs: Sequence[PastRun], name: str) -> str:
    """Return the name of the last run before another that asked the same tests of the same library; else nothing."""
    named = (place for place, run in enumerate(runs) if run.name == name)
    place = next(named, len(runs))
    older = (run.name for run in runs[place + 1 :] if run.made and run.asked == runs[place].asked)
    return next(older, "")
