"""What happens under an answer in the chat, over articles made by hand and a real file of tests."""

import pytest
from hypothesis import HealthCheck, given, settings

from app.answer import Outcome
from app.chat.ask import Asking
from app.chat.conversation import State, Turn
from app.chat.eval_seams import Kept
from app.chat.filed import Filed, Form
from app.chat.filing import FIELDS, Filing
from app.chat.filing_html import choices_of, row
from app.chat.html import nothing
from evals.case_file import load
from evals.in_chat import CASES, FileKeeper
from tests.app.chat.hand_made import HandMadeAssistant
from tests.app.chat.hand_made_articles import dam_library
from tests.app.chat.test_html import NASTY, Seen, answered, skeleton

COURIER = {"question": "What does the Vale Courier say about the gate and the cracks?"}
MOON = {"question": "What did the Moon Gazette report?"}
NOBODY = "Nobody saw cracks in the dam."
FIRST = {"turn": "1"}


@pytest.fixture
def library(tmp_path):
    library = dam_library()
    library.folder = tmp_path / "morning"
    return library


@pytest.fixture
def cases(library):
    return library.folder / CASES


@pytest.fixture
def asking(library):
    return Asking(library, HandMadeAssistant(library), row)


@pytest.fixture
def filing(asking, library, cases):
    return Filing(FileKeeper(library, cases), asking.conversations, asking.log)


@pytest.fixture
def asked(asking):
    def ask(sent=COURIER, session="me"):
        *_, log = asking.ask(session, sent)
        return str(log)

    return ask


def complain(filing, user="", **typed):
    filing.complain("me", user, FIRST)
    return str(filing.file("me", user, {**FIRST, "note": "the archive says otherwise", **typed}))


def told(log):
    """The words beside fields that are wrong, by field."""
    parts = log.split('id="wrong-')[1:]
    return {part.split("-1")[0]: Seen(part.split(">", 1)[1].split("</p>")[0]).text for part in parts}


def test_the_row_stands_under_an_answer_that_is_there_and_under_nothing_else(asking, asked):
    assert asked().count("Keep as a test") == 1
    assert asked({"question": "a bug or a broken library?"}).count("Keep as a test") == 1
    working = Turn(1, "who knew?")
    assert row(working) == ""
    working.end(State.STOPPED)
    assert row(working) == ""
    assert asked(MOON).count("Keep as a test") == 2


def test_a_chat_without_evaluations_says_nothing_of_tests(library):
    *_, log = Asking(library, HandMadeAssistant(library)).ask("me", COURIER)
    assert "test" not in Seen(log).text
    assert nothing(answered()) == ""


def test_an_answer_is_kept_where_the_log_says_and_taken_back(filing, asked, cases):
    asked()
    log = str(filing.keep("me", "", FIRST))
    (case,) = load(cases)
    assert (case.question, case.library, case.tags) == (COURIER["question"], "morning", ("kept",))
    assert "Kept as a test in cases.jsonl, line 1. It passes on this answer. Undo" in Seen(log).text
    assert "It cites no outlet but Vale Courier." in Seen(log).text
    assert "Keep as a test" not in log
    log = str(filing.undo("me", "", FIRST))
    assert cases.read_text() == ""
    assert "Taken back." in log
    assert "Keep as a test" in log


def test_an_answer_is_kept_once_however_often_the_button_is_pressed(filing, asked, cases):
    asked()
    filing.keep("me", "", FIRST)
    filing.keep("me", "", FIRST)
    filing.complain("me", "", FIRST)
    filing.file("me", "", {**FIRST, "fault": "abstain", "note": "x"})
    assert len(load(cases)) == 1


def test_who_has_logged_in_stands_in_the_note(filing, asked, cases):
    asked()
    filing.keep("me", "ines", FIRST)
    assert load(cases)[0].expect.note == "kept by ines"
    filing.undo("me", "ines", FIRST)
    assert "in the name of ines" in filing.complain("me", "ines", FIRST)
    complain(filing, "ines", fault="abstain")
    assert load(cases)[0].expect.note == "ines: the archive says otherwise"


def test_what_was_asked_before_and_taken_off_the_scope_is_part_of_the_test(asking, filing, asked, cases):
    asked({"question": "Who closed the gate?"})
    asked()
    list(asking.ask_again("me", {"turn": "2", "name": "Vale Courier"}))
    filing.keep("me", "", {"turn": "2"})
    (case,) = load(cases)
    assert case.history == ("Who closed the gate?",)
    assert "Vale Courier" in case.constraints.ignore
    assert case.expect.outlets_only == ()


def test_an_answer_that_is_asked_for_again_is_not_the_one_that_was_kept(asking, filing, asked, cases):
    asked()
    filing.keep("me", "", FIRST)
    *_, log = asking.ask_again("me", {"turn": "1", "name": "Vale Courier"})
    assert "Keep as a test" in log
    assert len(load(cases)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"fault": "abstain", "reason": "source_silent"},
        {"fault": "abstain", "reason": ""},
        {"fault": "words", "words": NOBODY},
        {"fault": "name", "of": "1", "name": "Aldo Wray"},
        {"fault": "status", "stands": "2", "status": "disputed"},
        {"fault": "beside", "beside": "2"},
        {"fault": "granted"},
        {"fault": "never", "never": "two inspectors"},
    ],
)
def test_what_is_wrong_becomes_a_test_that_fails_on_this_answer(filing, asked, cases, typed):
    assert f'value="{typed["fault"]}"' in asked() + str(filing.complain("me", "", FIRST))
    log = complain(filing, **typed)
    assert "It fails on this answer until that is mended." in log
    (case,) = load(cases)
    assert (case.tags, case.expect.note) == (("wrong",), "the archive says otherwise")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "fault"),
        ({"fault": "made up"}, "fault"),
        ({"fault": "abstain", "note": " "}, "note"),
        ({"fault": "words", "words": "a comet fell on the dam"}, "words"),
        ({"fault": "name", "of": "1"}, "name"),
        ({"fault": "status", "stands": "1", "status": "true"}, "status"),
        ({"fault": "never"}, "never"),
    ],
)
def test_what_is_missing_is_told_beside_its_field_and_what_was_typed_is_kept(filing, asked, cases, typed, field):
    asked()
    log = complain(filing, **{"never": "", "words": "<b>kept</b>", **typed})
    assert list(told(log)) == [field]
    assert "<b>kept" not in log
    assert not cases.exists()


def test_what_is_wrong_with_no_field_is_told_above_the_buttons(filing, asked, cases):
    asked()
    for typed in ({"fault": "never", "never": "a comet"}, {"fault": "beside", "beside": "99"}):
        log = complain(filing, **typed)
        assert 'role="alert">Not kept: the answer' in log
        assert told(log) == {}
    assert not cases.exists()


def test_the_form_asks_of_an_abstention_what_can_be_wrong_with_one(filing, asked, cases):
    asked(MOON)
    form = str(filing.complain("me", "", FIRST))
    assert "There is none, but for another reason" in form
    assert 'value="name"' not in form
    assert "fails on this answer" in complain(filing, fault="abstain", reason="not_in_library")
    (case,) = load(cases)
    assert case.expect.abstains


def test_closing_the_form_leaves_the_row(filing, asked):
    asked()
    filing.complain("me", "", FIRST)
    log = str(filing.drop("me", "", FIRST))
    assert "<form" not in log
    assert "Keep as a test" in log


@pytest.mark.parametrize("act", ["keep", "complain", "file", "drop", "undo"])
@pytest.mark.parametrize("sent", [{}, {"turn": "9"}, {"turn": None}, {"turn": {"a": 1}}, {"turn": "1; drop"}])
def test_what_a_browser_makes_up_changes_nothing(filing, asked, cases, act, sent):
    before = asked()
    assert str(getattr(filing, act)("me", "", sent)) == before
    assert not cases.exists()


def test_another_sessions_answer_is_out_of_reach(filing, asked, cases):
    asked()
    filing.keep("you", "", FIRST)
    filing.keep("me", "", FIRST)
    log = filing.undo("you", "", FIRST)
    assert "Vale Courier say about" not in str(log).split('class="examples"')[0]
    assert len(load(cases)) == 1


def test_what_fails_is_told_without_where_the_file_lies(filing, asked, cases):
    asked()
    cases.parent.mkdir()
    cases.write_text("{broken\n")
    log = str(filing.keep("me", "", FIRST))
    assert "cases.jsonl:1: not a case" in Seen(log).text
    assert str(cases.parent) not in log
    cases.unlink()
    filing.keep("me", "", FIRST)
    cases.write_text("")
    log = str(filing.undo("me", "", FIRST))
    assert "cases.jsonl: the line was changed meanwhile" in Seen(log).text
    assert str(cases.parent) not in log


def test_every_field_of_the_form_is_one_that_is_read(asking, asked):
    asked()
    turn = asking.conversations.of("me").turn(1)
    assert isinstance(turn.outcome, Outcome)
    turn.filed = Filed(Form())
    names = {part.split('"')[0] for part in str(row(turn)).split(' name="')[1:]}
    assert names == set(FIELDS)
    assert set(choices_of(turn.outcome)) == {
        part.split('"')[0] for part in str(row(turn)).split('radio" name="fault" value="')[1:]
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(NASTY, NASTY)
def test_no_words_of_others_become_markup_under_an_answer(words, name):
    def pages(words, name):
        turn = answered(outlet=name)
        turn.filed = Filed(said=words, failed=True)
        yield row(turn)
        typed = dict.fromkeys(FIELDS, words)
        turn.filed = Filed(Form(typed, "name", words), user=name)
        yield row(turn)
        turn.filed = Filed(Form(typed, "", words), user=name)
        yield row(turn)
        turn.filed = Filed(kept=Kept(words, name, 3, words, (words, name), (words,)), said=words)
        yield row(turn)

    assert list(map(skeleton, pages(words, name))) == list(map(skeleton, pages("x", "y")))
