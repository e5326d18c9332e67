"""Whose words a question wants, over an invented library: outlets, writers, people in the news, and nobody at all."""

import pytest

from app.answer import Guess
from app.interpret import interpret
from app.request import Constraints
from tests.app.asked import BRANDT, COURIER, MONITOR, NYT, POST, TODAY, read
from tests.app.libraries import KARST, Library, article


@pytest.mark.parametrize(
    ("question", "outlets"),
    [
        ("What does the Veldan Courier say about the dam?", (COURIER,)),
        ("according to harbour post who opened the gates", (POST,)),
        ("According to the Harbour Post, who opened the gates?", (POST,)),
        ("whats the veldan couriers take on the spillway", (COURIER,)),
        ("What is Global Monitor's line on the burst?", (MONITOR,)),
        ("how did the Courier cover the inquest?", (COURIER,)),
        ("what has GM reported about the burst", (MONITOR,)),
        ("NYT on the spillway", (NYT,)),
        ("What did the NY Times report about the spillway?", (NYT,)),
        ("nytimes editorial - was the spillway safe?", (NYT,)),
        ("Does Global Moniter think the burst was planned?", (MONITOR,)),
        ("what does the harbor post say about the gates", (POST,)),
        ("what do the Courier and Global Monitor say about the burst?", (COURIER, MONITOR)),
        ("Harbour Post vs Veldan Courier: was the dam sound?", (POST, COURIER)),
        ("compare the Harbour Post and the Courier on the gates", (POST, COURIER)),
        ("how do global monitor and the harbour post differ on the cause", (MONITOR, POST)),
        ("articles by Global Monitor about the burst", (MONITOR,)),
        ("What was written in the Harbour Post about the gates?", (POST,)),
        ("in the Veldan Courier's telling, why did the wall crack?", (COURIER,)),
        ("How is the mayor portrayed by the Courier?", (COURIER,)),
        ("What is global monitor claiming about the burst?", (MONITOR,)),
        ("As reported by the Harbour Post, how many fled?", (POST,)),
        ("who planned the burst according to Global Monitor?", (MONITOR,)),
        ("What does the Courier say about Global Monitor?", (COURIER,)),
        ("what does the harbour post make of the New York Times report?", (POST,)),
        ("i want to know the courier's version of the inquest", (COURIER,)),
        ("list everything the harbour post published on the gates", (POST,)),
        ("what's in the NYT about the spillway", (NYT,)),
        ("only global monitor: who planned it", (MONITOR,)),
        ("compare coverage of the gates in the Courier and the Harbour Post", (COURIER, POST)),
        ("who's right about the gates, the Courier or the Harbour Post?", (COURIER, POST)),
        ("What share of readers told the courier/corda pollsters they were afraid?", (COURIER,)),
        ("WHAT DOES THE HARBOUR POST SAY ABOUT THE GATES?", (POST,)),
        ("what does global monitor, the news site, claim about the burst", (MONITOR,)),
        ("How does the Courier frame the inquest?", (COURIER,)),
        ("veld couriers version: who opened the gates?", (COURIER,)),
        ("What does the Daily Courier say about the gates?", (COURIER,)),
        ("Does the Courier agree with the Harbour Post about the gates?", (COURIER, POST)),
        ("does global monitor disagree with the harbour post about the cause", (MONITOR, POST)),
        ("has the Courier changed its mind about the cause", (COURIER,)),
        ("What does the Harbour Post not say about the inquiry?", (POST,)),
        ("What does the Courier, not the Harbour Post, say about the gates?", (COURIER,)),
        ("What does the Courier say about papers other than the Harbour Post?", (COURIER,)),
    ],
)
def test_an_outlet_whose_words_are_asked_for_is_the_scope(question: str, outlets: tuple[str, ...]) -> None:
    understood = read(question)
    assert (understood.scope.outlets, understood.unknown) == (outlets, ())


@pytest.mark.parametrize(
    ("question", "authors"),
    [
        ("What does Ilsa Brandt say about the wall?", BRANDT),
        ("brandts version: what cracked?", BRANDT),
        ("Why, in Okonjo's telling, did the wall crack?", BRANDT[1:]),
        ("solberg on the gates", ("MIRA SOLBERG",)),
        ("What is Mira Solberg's view of the gates?", ("MIRA SOLBERG",)),
        ("what does rather think about the evacuation", ("Jon Rather",)),
        ("according to Sef Adair of Global Monitor, who gained?", ("Sef Adair",)),
        ("How does columnist Castellane argue the spillway held?", ("Oren Castellane",)),
        ("does mira solburg blame the ministry?", ("MIRA SOLBERG",)),
        ("what does Global Monitor's Sef Adair think?", ("Sef Adair",)),
        ("the Adair piece: who planned it?", ("Sef Adair",)),
        ("compare what Brandt and Solberg think about the gates", (*BRANDT, "MIRA SOLBERG")),
        (
            "Solberg and Castellane both mention the gates. What opened them, according to each?",
            ("MIRA SOLBERG", "Oren Castellane"),
        ),
    ],
)
def test_a_writer_whose_words_are_asked_for_is_the_scope(question: str, authors: tuple[str, ...]) -> None:
    understood = read(question)
    assert (understood.scope.authors, understood.unknown) == (authors, ())


@pytest.mark.parametrize(
    "question",
    [
        "who owns the Harbour Post?",
        "did the Veldan Courier lose readers?",
        "why did people post so many pictures of the dam?",
        "what would you rather believe about the dam?",
        "How many times did the gates open?",
        "was the evening calm before the burst?",
        "who will monitor the dam from now on?",
        "what happened in Northgate?",
        "Did the ministry give Solberg access to the site?",
        "what did a former Courier editor tell the mayor?",
        "Which reporters were hurt near the dam?",
        "what did the mayor say?",
        "what did Lower Veld's mayor say about the gates?",
        "What did the grieving father say about the sirens?",
        "what do experts say about the spillway",
        "what did people in the valley think",
        "how did they react to the burst?",
        "is it true that everyone said the dam was sound?",
        "in the article that says the wall was rotten, who built it?",
        "how was the story covered up for so long?",
        "what did angry neighbours say about the noise",
        "has anyone said how much it cost?",
        "what evidence is there that the gates were opened?",
        "What did the company pay for repairs?",
        "who said the dam was sound?",
        "Update on the inquest",
        "Attacks on engineers in the valley",
        "According to Ministry sources, who opened the gates?",
        "what does Section 12 say about dams?",
        "What's your opinion of the Harbour Post?",
        "How did the mayor's lawyer react to the Courier story?",
        "is the Harbour Post right about the gates?",
        "Which minister claimed the gates were shut?",
        "has the ministry changed its mind about the cause?",
        "Does the ministry agree with the mayor about the gates?",
        "what did they write and not post about the dam?",
        "is it not the Courier that lost readers?",
        "who apart from the mayor knew?",
        "does nobody but the Harbour Post know of the gates?",
    ],
)
def test_a_question_that_asks_for_nobodys_words_in_particular_is_not_narrowed(question: str) -> None:
    understood = read(question)
    assert not understood.scope
    assert understood.unknown == ()
    assert understood.people == ()


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("What did Tomas Reuel say about the wall?", ("Tomas Reuel",)),
        ("how did ferrant react to the report", ("ferrant",)),
        ("What's Governor Ferrant's line on the gates?", ("Ferrant",)),
        ("nadia vaskova's verdict on the spillway?", ("nadia vaskova",)),
        ("what did Farrant say about the gates?", ("Ferrant",)),
        ("Tony Halloran-Pike on the spillway", ("Anthony Halloran-Pike",)),
        ("compare Reuel and Ferrant on the gates", ("Reuel", "Ferrant")),
        ("How do Reuel and Ferrant explain the burst?", ("Reuel", "Ferrant")),
        ("what does Nadia Vaskova of Delvane warn of?", ("Nadia Vaskova",)),
        ("What did former harbour master Tomas Reuel say about his report?", ("Tomas Reuel",)),
        ("what did Maj. Gen. Aldo Ferrant order, and what did Ferrant say?", ("Ferrant",)),
        ("In Reuel's words, how sound was it?", ("Reuel",)),
        ("What did Delvane Capital tell investors?", ("Delvane Capital",)),
    ],
)
def test_somebody_who_is_only_mentioned_is_a_person_not_a_scope(question: str, people: tuple[str, ...]) -> None:
    understood = read(question)
    assert (understood.people, understood.unknown, understood.scope.authors) == (people, (), ())


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("What does the Guardian say about the dam?", "Guardian"),
        ("what has wapo reported on the burst", "wapo"),
        ("What did Hanna Moreau write about the gates?", "Hanna Moreau"),
        ("hanna moreau's take on the gates", "hanna moreau"),
        ("what does the Veldan Institute for Safe Rivers report about the wall?", "Veldan Institute for Safe Rivers"),
        ("According to Jorun Silver, was the dam sound?", "Jorun Silver"),
        ("How did Quentin Abascal react when the gates opened?", "Quentin Abascal"),
        ("what did orban szabolcsi say about the mayor", "orban szabolcsi"),
        ("According to Reuters, how many fled?", "Reuters"),
        ("Has The Atlantic covered the burst?", "The Atlantic"),
        ("From the BBC: what did the mayor say?", "BBC"),
        ("What does Rivers International say about the wall?", "Rivers International"),
        ("according to Radio Veld, how many sirens worked?", "Radio Veld"),
        ("Compare the Courier and Der Spiegel on the burst", "Der Spiegel"),
        ("What does the Daily Bugle say about the dam?", "Daily Bugle"),
        ("What does the Weekly Bugle say about the dam?", "Weekly Bugle"),
    ],
)
def test_a_source_that_the_library_neither_holds_nor_mentions_is_unknown(question: str, unknown: str) -> None:
    assert read(question).unknown == (unknown,)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What does everyone except the Harbour Post say about the gates?", "gates"),
        ("Which papers other than the Post mention the gates?", "Which papers mention the gates"),
        ("apart from harbour post, who says the gates were shut?", "who says the gates were shut"),
        ("what do the papers, not the Harbour Post, say of the gates?", "gates"),
        ("everyone except the Harbour Post: who opened the gates?", "who opened the gates"),
        ("who but the mayor, and not the Harbour Post, spoke of it", "who but the mayor, spoke of it"),
    ],
)
def test_a_source_that_is_shut_out_leaves_all_other_outlets(question: str, topic: str) -> None:
    understood = read(question)
    assert set(understood.scope.outlets) == set(KARST.outlets) - {POST}
    assert (understood.topic, understood.unknown) == (topic, ())


def test_a_writer_who_is_shut_out_leaves_all_other_articles() -> None:
    understood = read("What does everyone except Solberg say about the gates?")
    assert KARST.within(understood.scope) == ("0", "1", "3", "4", "5", "6", "7", "8")


def test_a_source_stays_shut_out_in_a_follow_up_that_names_no_other() -> None:
    earlier = "What does everyone except the Harbour Post say about the gates?"
    assert POST not in read("and about the sirens?", earlier).scope.outlets
    assert read("and what does the Post say?", earlier).scope.outlets == (POST,)


def test_where_the_only_outlet_is_shut_out_there_is_nobody_to_ask() -> None:
    alone = Library([article("Harbour Post", text="The gates were shut.")])
    question = "What does everyone except the Harbour Post say about the gates?"
    assert interpret(question, (), Constraints(), alone, TODAY).unknown == ("anyone but the Harbour Post",)


@pytest.mark.parametrize(
    ("question", "guesses"),
    [
        ("What does Global Moniter say?", (Guess("Global Moniter", MONITOR),)),
        ("what did Farrant say about the gates?", (Guess("Farrant", "Ferrant"),)),
        ("What does NYT say about the spillway?", ()),
        ("solbergs view of the gates", ()),
    ],
)
def test_only_what_a_reader_could_doubt_is_a_guess(question: str, guesses: tuple[Guess, ...]) -> None:
    assert read(question).guesses == guesses


def test_each_side_of_a_comparison_has_its_own_scope() -> None:
    understood = read("Solberg vs the Veldan Courier: who opened the gates?")
    first, second = understood.sides
    assert (first.authors, second.outlets) == (("MIRA SOLBERG",), (COURIER,))
    assert set(KARST.within(understood.scope)) == {"0", "1", "2"}


def test_whatever_a_writer_of_whom_no_article_speaks_does_is_asked_of_their_own_words() -> None:
    assert read("does Mira Solberg let the ministry off the hook?").scope.authors == ("MIRA SOLBERG",)
    assert read("does Castellane spare the mayor?").scope.authors == ("Oren Castellane",)
    assert not read("does Ferrant spare the mayor?").scope


def test_a_writer_compared_with_a_person_does_not_shut_out_articles_that_quote_the_person() -> None:
    understood = read("compare what Solberg and Tomas Reuel say about the gates")
    assert not understood.scope
    assert ([side.authors for side in understood.sides], understood.people) == ([("MIRA SOLBERG",)], ("Tomas Reuel",))


def test_an_outlet_set_against_one_of_its_own_writers_is_its_other_articles() -> None:
    understood = read("Mira Solberg vs the Harbour Post: who opened the gates?")
    assert [KARST.within(side) for side in understood.sides] == [("2",), ("3",)]


def test_of_two_outlets_one_quoting_the_other_the_quoting_one_is_the_scope() -> None:
    question = "what did Ferrant say, going by what the Courier took from the Harbour Post?"
    assert read(question).scope.outlets == (COURIER,)


def test_an_outlet_named_only_as_the_topic_is_a_mention_that_was_not_asked() -> None:
    mentions = {m.took: m.asked for m in read("What does the Courier say about Global Monitor?").mentions}
    assert mentions == {COURIER: True, MONITOR: False}
