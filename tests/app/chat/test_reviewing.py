"""What happens on the Evals tab, over runs and an evaluation made by hand."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from app.chat import runs_html as html
from app.chat.eval_seams import Evaluations, PastRun, Stage
from app.chat.reviewing import Reviewing
from ingest.errors import UnusableInput
from tests.app.chat.test_html import NASTY, Seen, skeleton

DAY = datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
NEW = PastRun("new.json", DAY, 12, 10, "qwen3 at host", "aaaa", ("code", "model"), asked="twelve")
OLD = PastRun("old.json", DAY - timedelta(days=1), 12, 12, "", "bbbb", ("cases",), "first release", asked="twelve")
OLDEST = PastRun("oldest.json", DAY - timedelta(days=2), 1, 1, "", "bbbb", asked="one")


@dataclass
class HandMadeRuns:
    runs: list[PastRun] = field(default_factory=lambda: [NEW, OLD, OLDEST])

    def listed(self):
        return self.runs

    def page(self, name, before):
        return f"{name} {before}"


@dataclass
class HandMadeEvaluating:
    """Its stage moves on with each look."""

    tests: int = 3
    stages: list[Stage | None] = field(default_factory=lambda: [None])
    cancelled: bool = False

    @property
    def stage(self):
        return self.stages.pop(0) if len(self.stages) > 1 else self.stages[0]

    def begin(self):
        if not self.tests:
            raise UnusableInput("cases.jsonl: holds no tests of this library")
        self.stages = [Stage(0, 3), Stage(0, 3), Stage(2, 3), Stage(2, 3), Stage(3, 3, over=True, name="new.json")]

    def cancel(self):
        self.cancelled = True


class Model:
    name, host = "<qwen>", "127.0.0.1:8080"


@pytest.fixture
def runs():
    return HandMadeRuns()


@pytest.fixture
def evaluating():
    return HandMadeEvaluating()


@pytest.fixture
def reviewing(runs, evaluating, monkeypatch):
    monkeypatch.setattr("app.chat.reviewing.LOOK", 0)
    return Reviewing(Evaluations(None, runs, evaluating), None)


def test_without_runs_it_is_said_how_to_make_one(reviewing, runs):
    runs.runs = []
    shelf, panel = reviewing.look("me")
    assert "No runs yet." in shelf
    assert "<code>hearsay eval</code>" in shelf
    assert panel == html.NOTHING_OPEN


def test_runs_are_listed_with_what_passed_and_what_differs(reviewing, runs):
    runs.runs.append(PastRun("notes.json", problem="not a run"))
    shelf = Seen(reviewing.look("me")[0]).text
    places = [shelf.index(part) for part in ("20 Nov 2026, 10:15:00", "19 Nov 2026", "18 Nov 2026", "notes.json: not")]
    assert places == sorted(places)
    assert "qwen3 at host, code aaaa10 of 12code, model" in shelf
    assert "Baseline: first release" in shelf
    assert "the oldest here" in shelf


def test_a_run_opens_beside_the_last_before_it_that_asked_alike(reviewing, runs):
    between = replace(OLDEST, name="between.json", made=DAY - timedelta(hours=1))
    runs.runs = [NEW, between, OLD, OLDEST, PastRun("notes.json", problem="not a run")]
    _, panel = reviewing.open("me", {"run": "new.json"})
    assert 'src="/evals/report?run=new.json&amp;before=old.json"' in panel
    assert '<option value="old.json" selected>' in panel
    shelf, panel = reviewing.open("me", {"run": "old.json"})
    assert 'src="/evals/report?run=old.json"' in panel
    assert 'data-run="old.json" aria-current="true"' in shelf
    _, panel = reviewing.open("me", {"run": "oldest.json"})
    assert 'src="/evals/report?run=oldest.json"' in panel


def test_the_report_is_framed_without_any_right(reviewing):
    _, panel = reviewing.open("me", {"run": "new.json"})
    assert " sandbox></iframe>" in panel


def test_another_run_is_set_beside_it_and_taken_away(reviewing):
    reviewing.open("me", {"run": "new.json"})
    assert "before=oldest.json" in reviewing.compare("me", {"before": "oldest.json"})[1]
    assert "before=" not in str(reviewing.compare("me", {"before": ""})[1]).split("src=")[1]
    assert "Choose a run" in reviewing.close("me")[1]


@pytest.mark.parametrize("sent", [{}, {"run": "../../etc/passwd"}, {"run": None}, {"run": ["new.json"]}])
def test_a_run_that_there_is_not_opens_nothing(reviewing, sent):
    assert reviewing.open("me", sent)[1] == html.NOTHING_OPEN
    reviewing.open("me", {"run": "new.json"})
    assert "before=" not in str(reviewing.compare("me", {"before": "no.json"})[1]).split("src=")[1]


def test_sessions_do_not_see_each_others_report(reviewing):
    reviewing.open("me", {"run": "new.json"})
    assert reviewing.look("you")[1] == html.NOTHING_OPEN


def test_a_run_that_is_removed_meanwhile_is_not_shown(reviewing, runs):
    reviewing.open("me", {"run": "new.json"})
    runs.runs = [OLD]
    assert reviewing.look("me")[1] == html.NOTHING_OPEN


def test_asking_the_tests_shows_how_far_it_is_and_leads_to_the_report(reviewing):
    views = [Seen(view).text for view in reviewing.begin("me", {})]
    assert views[:-1] == ["Asking 1 of 3Stop", "Asking 3 of 3Stop"]
    assert "Asked the 3 tests. Open the report" in views[-1]


def test_whoever_looks_sees_an_evaluation_that_somebody_else_began(reviewing, evaluating):
    assert [Seen(view).text for view in reviewing.watch("you", {})] == ["Ask the 3 tests"]
    evaluating.begin()
    assert "Asking 1 of 3" in Seen(next(reviewing.watch("you", {}))).text
    reviewing.cancel("you")
    assert evaluating.cancelled


def test_without_tests_it_is_said_how_to_make_one(reviewing, evaluating):
    evaluating.tests = 0
    assert "Keep as a test under an answer makes one" in Seen(next(reviewing.watch("me", {}))).text
    (view,) = reviewing.begin("me", {})
    assert "cases.jsonl: holds no tests" in view


def test_why_an_evaluation_ended_early_is_said(reviewing, evaluating):
    evaluating.stages = [Stage(2, 3, over=True, problem="stopped, and nothing was kept of it")]
    (view,) = reviewing.watch("me", {})
    assert "ended after 2 of 3: stopped, and nothing was kept of it." in Seen(view).text


def test_to_whom_questions_go_is_said_before_they_are_asked(runs, evaluating):
    reviewing = Reviewing(Evaluations(None, runs, evaluating), Model())
    assert "Ask the 3 tests, worded by <qwen> at 127.0.0.1:8080" in Seen(next(reviewing.watch("me", {}))).text


def test_a_file_of_tests_that_is_wrong_is_told(reviewing, evaluating, monkeypatch):
    def broken(_):
        raise UnusableInput("cases.jsonl:3: not a case")

    monkeypatch.setattr(HandMadeEvaluating, "tests", property(broken), raising=False)
    assert "cases.jsonl:3: not a case" in str(next(reviewing.watch("me", {})))


@given(NASTY, NASTY)
def test_no_words_of_others_become_markup_on_the_evals_tab(words, name):
    def pages(words, name):
        run = replace(NEW, name=name, model=words, code=words, differs=(words,), reason=words)
        yield html.shelf([run, PastRun(name, problem=words)], name)
        yield html.report(run, [replace(OLD, name=words)], words, name)
        yield html.asking(3, words, Stage(2, 3, over=True, name=name))
        yield html.asking(3, words, Stage(2, 3, over=True, problem=words))

    assert list(map(skeleton, pages(words, name))) == list(map(skeleton, pages("x", "x")))
