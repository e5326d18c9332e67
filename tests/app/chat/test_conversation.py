from datetime import date

import pytest
from markupsafe import escape

from app.answer import Guess
from app.chat.ask import Asking, constraints_of
from app.chat.chips import DATES, chips_of, without
from app.chat.conversation import MAX_CONVERSATIONS, MAX_TURNS, Conversations, State
from app.chat.transcript import transcript
from app.errors import UnusableQuestion
from app.request import Constraints
from index.scope import Scope
from ingest.corpus import SpeakerKind
from tests.app.chat.hand_made import HandMadeAssistant, HandMadeLibrary
from tests.app.chat.hand_made_articles import dam_library, inquiry_library

ASKED = {"question": "What does the Vale Courier say about cracks in the dam?"}


@pytest.fixture
def library():
    return dam_library()


@pytest.fixture
def asking(library):
    return Asking(library, HandMadeAssistant(library))


def test_an_answer_comes_statement_by_statement(asking):
    views = [str(view) for view in asking.ask("me", ASKED)]
    counts = [view.count('class="statement"') for view in views]
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert counts[-1] == 2
    assert 'aria-busy="true"' in views[0]
    assert 'aria-busy="false"' in views[-1]


def test_how_the_question_was_understood_is_shown_before_the_first_statement(asking):
    views = [str(view) for view in asking.ask("me", ASKED)]
    first = next(view for view in views if "Outlet: Vale Courier" in view)
    assert 'class="statement"' not in first


def test_one_session_never_sees_another_ones_conversation(asking):
    list(asking.ask("me", ASKED))
    assert "Vale Courier" not in str(asking.log("you")).split('class="examples"')[0]
    assert "sheet empty" in str(asking.open("you", {"turn": 1, "n": 1}))
    assert "chosen" in str(asking.open("me", {"turn": 1, "n": 1}))


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"turn": 1},
        {"turn": 1, "n": 0},
        {"turn": 1, "n": 99},
        {"turn": "x", "n": []},
        {"turn": 1, "near": 0},
        {"turn": -1, "n": 1},
    ],
)
def test_a_forged_citation_opens_nothing(asking, forged):
    list(asking.ask("me", ASKED))
    assert "sheet empty" in str(asking.open("me", forged))


@pytest.mark.parametrize("forged", [{}, {"turn": 9, "name": "x"}, {"turn": "x", "name": "x"}, {"turn": 1}])
def test_a_forged_chip_asks_nothing_again(asking, forged):
    list(asking.ask("me", ASKED))
    before = asking.conversations.of("me").turns
    list(asking.ask_again("me", forged))
    assert asking.conversations.of("me").turns == before


def test_a_history_sent_by_the_browser_is_not_read(asking):
    list(asking.ask("me", {"question": "and the gate?", "history": ["Who saw cracks?"]}))
    turns = asking.conversations.of("me").turns
    assert asking.conversations.of("me").history(turns[0]) == ()


def test_the_questions_before_are_the_history_of_a_follow_up(asking):
    list(asking.ask("me", {"question": "Who saw cracks in the dam?"}))
    list(asking.ask("me", {"question": "and the Hammer?"}))
    conversation = asking.conversations.of("me")
    assert conversation.history(conversation.turns[1]) == ("Who saw cracks in the dam?",)


def test_removing_a_chip_asks_again_in_the_same_place_without_it(asking):
    list(asking.ask("me", ASKED))
    list(asking.ask("me", {"question": "Who closed the gate?"}))
    list(asking.ask_again("me", {"turn": 1, "name": "Vale Courier"}))
    first, second = asking.conversations.of("me").turns
    assert first.question == ASKED["question"]
    assert first.chips == ()
    assert first.constraints.ignore == {"Vale Courier"}
    assert {s.citations[0].article.metadata.outlet for s in first.statements} > {"Vale Courier"}
    assert second.question == "Who closed the gate?"


def test_a_guess_is_taken_away_by_what_was_said_too():
    guesses = (Guess("corier", "Vale Courier"),)
    assert without(Constraints(), "Vale Courier", guesses, ("q",)).ignore == {"Vale Courier", "corier"}


def test_the_chip_of_a_period_takes_away_the_dates_of_the_question_and_those_set_by_hand():
    asked = "What did the Courier report since March 2031?"
    left = without(Constraints(after=date(2031, 1, 1)), DATES, (), (asked,))
    assert left.after is None
    assert any("march 2031" in said.lower() for said in left.ignore)


def test_chips_name_each_restriction(library):
    scope = Scope(outlets=("A",), authors=("B",), speakers=("C",), after=date(2016, 10, 1))
    assert [chip.label for chip in chips_of(scope, library.store)] == [
        "Outlet: A",
        "Author: B",
        "Speaker: C",
        "From 1 Oct 2016",
    ]
    both = Scope(after=date(2016, 10, 1), before=date(2016, 10, 31))
    assert [chip.label for chip in chips_of(both, library.store)] == ["From 1 Oct 2016 to 31 Oct 2016"]


def test_an_outlet_set_by_hand_is_kept(asking):
    list(asking.ask("me", {"question": "Who closed the gate?", "outlet": "The Hammer"}))
    (turn,) = asking.conversations.of("me").turns
    assert {s.citations[0].article.metadata.outlet for s in turn.statements} == {"The Hammer"}


def test_a_speaker_set_by_hand_is_kept_and_those_with_a_name_are_offered():
    assert constraints_of({"speaker": "Ada Moor"}) == Constraints(speakers=("Ada Moor",))
    library = inquiry_library()
    _, composer = Asking(library, HandMadeAssistant(library)).look("me")
    assert '<option value="Aldo Wray">' in composer
    unnamed = [escape(s.name) for s in library.store.speakers() if s.kind is SpeakerKind.UNNAMED]
    assert unnamed
    assert not [name for name in unnamed if f'<option value="{name}">' in composer]


def test_the_chip_of_a_description_quotes_it(library):
    described = "a clerk of the board of the mill"
    (chip,) = chips_of(Scope(speakers=(described,)), library.store)
    assert (chip.label, chip.name) == (f"Speaker: “{described}”", described)


@pytest.mark.parametrize(
    "sent", [{"after": "last spring"}, {"before": 7}, {"after": "2031-02-01", "before": "2031-01-01"}]
)
def test_dates_that_cannot_be_are_refused_in_words(sent):
    with pytest.raises(UnusableQuestion):
        constraints_of(sent)


@pytest.mark.parametrize("question", ["", "   ", "x" * 3000])
def test_a_question_that_cannot_be_asked_is_answered_with_the_reason(asking, question):
    last = str(list(asking.ask("me", {"question": question}))[-1])
    assert 'role="alert"' in last
    assert 'aria-busy="false"' in last


def test_a_question_that_is_too_long_is_told_as_on_the_command_line_and_no_follow_up_goes_on_from_it(asking):
    last = str(list(asking.ask("me", {"question": "gate " * 500}))[-1])
    assert "the question has 2499 characters; shorten it to 2000" in last
    list(asking.ask("me", {"question": "and the gate?"}))
    conversation = asking.conversations.of("me")
    assert conversation.history(conversation.turns[1]) == ()


def test_stopping_keeps_what_there_is_and_says_so(asking):
    views = asking.ask("me", ASKED)
    while 'class="statement"' not in str(next(views)):
        pass
    stopped = str(asking.stop("me"))
    assert "Stopped before the answer was complete" in stopped
    assert stopped.count('class="statement"') == 1
    assert 'class="statement"' in str(list(views)[-1])
    assert asking.conversations.of("me").turns[0].state is State.STOPPED


def test_what_fails_is_said_in_the_answers_place(asking):
    last = str(list(asking.ask("me", {"question": "is this a broken library?"}))[-1])
    assert "cannot be read; run hearsay check" in last
    assert 'aria-busy="false"' in last


def test_a_bug_is_not_hidden_and_leaves_a_turn_that_says_so(asking):
    with pytest.raises(RuntimeError):
        list(asking.ask("me", {"question": "is this a bug?"}))
    assert "The answer broke off" in str(asking.log("me"))


def test_a_reader_who_goes_away_leaves_no_turn_at_work(asking):
    views = asking.ask("me", ASKED)
    next(views)
    views.close()
    assert asking.conversations.of("me").turns[0].state is State.STOPPED


def test_an_article_that_was_removed_since_is_said_to_be(asking, library):
    list(asking.ask("me", ASKED))
    citation = asking.conversations.of("me").turns[0].citations[0]
    library.remove([citation.article.id])
    shown = str(asking.open("me", {"turn": 1, "n": 1}))
    assert "was removed from the library" in shown


def test_choosing_the_same_citation_twice_gives_a_new_value_to_scroll_to(asking):
    list(asking.ask("me", ASKED))
    chosen = {"turn": 1, "n": 1}
    assert asking.open("me", chosen) != asking.open("me", chosen)


def test_an_article_that_an_abstention_points_to_can_be_read(asking):
    list(asking.ask("me", {"question": "xyzzy"}))
    assert "Dam fails at Nether Oake" in str(asking.open("me", {"turn": 1, "near": 0}))
    for forged in (-1, 99, "x"):
        assert "sheet empty" in str(asking.open("me", {"turn": 1, "near": forged}))


def test_an_empty_library_says_how_to_fill_it():
    library = HandMadeLibrary()
    log, _ = Asking(library, HandMadeAssistant(library)).look("me")
    assert "hearsay ingest" in str(log)
    assert 'data-tab="Library"' in str(log)


def test_a_view_that_was_begun_before_a_question_never_takes_its_answer_away(library, monkeypatch):
    assistant = HandMadeAssistant(library)
    asking, articles, examples = Asking(library, assistant), library.store.articles, assistant.examples
    for owner, name, was in ((assistant, "examples", examples), (library.store, "articles", articles)):
        with monkeypatch.context() as slow:
            slow.setattr(owner, name, lambda *more, was=was: ask_first(slow, asking) or was(*more))
            log, _ = asking.look("me")
        assert 'class="statement"' in log
        asking.start_anew("me")


def ask_first(slow, asking):
    """A question is asked, and answered, while something else takes its time."""
    slow.undo()
    list(asking.ask("me", ASKED))


def test_a_new_conversation_forgets_the_old_one(asking):
    list(asking.ask("me", ASKED))
    asking.start_anew("me")
    assert asking.conversations.of("me").turns == ()


def test_looking_at_the_page_begins_no_conversation_and_memory_is_bounded():
    conversations = Conversations()
    for n in range(MAX_CONVERSATIONS + 10):
        conversations.of(f"looker {n}")
        conversations.begun(f"asker {n}").ask("?", Constraints())
    assert conversations.of("looker 1").turns == ()
    assert conversations.of("asker 1").turns == ()
    talkative = conversations.begun("talkative")
    for _ in range(MAX_TURNS + 5):
        talkative.ask("?", Constraints())
    assert len(talkative.turns) == MAX_TURNS


def test_the_transcript_holds_every_question_with_its_sources(asking):
    list(asking.ask("me", ASKED))
    list(asking.ask("me", {"question": "What did the *Moon Gazette* report?"}))
    written = transcript(asking.conversations.of("me").turns)
    assert "## What does the Vale Courier say" in written
    assert "[1] [2] Vale Courier (Ilse Marrow, 4 Mar 2031)" in written
    assert r"## What did the \*Moon Gazette\* report?" in written
