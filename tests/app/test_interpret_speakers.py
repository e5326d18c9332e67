"""Whose quoted words a question wants: every way to ask for them, and all that only talks about somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.understanding import Intent
from tests.app.quoted_speakers import (
    AUTHORITY,
    CAMPAIGN,
    COURIER,
    FERRANT,
    MONITOR,
    PIKE,
    POST,
    QUOTED,
    REUEL,
    STONEGATE,
    TRUST,
    VASKOVA,
    WORKS,
    read,
    sided,
)


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        # in full, in part, by title, nickname, initials
        ("What did Tomas Reuel say about the wall?", (REUEL,)),
        ("what does ferrant claim about the gates", (FERRANT,)),
        ("What did Mayor Reuel tell the inquest?", (REUEL,)),
        ("what did mayor reuel tell the inquest", (REUEL,)),
        ("What did former harbour master Tomas Reuel vow?", (REUEL,)),
        ("What did Veldan Water Minister Aldo Ferrant promise?", (FERRANT,)),
        ("What did the mayor, Tomas Reuel, say about the sirens?", (REUEL,)),
        ("What did Tomas Reuel, the mayor, say about the sirens?", (REUEL,)),
        ("tony halloran-pikes verdict on the spillway?", (PIKE,)),
        ("what did T. Reuel say", (REUEL,)),
        ("What did Tomas K. Reuel say about the wall?", (REUEL,)),
        ("what did nadia say about the spillway", (VASKOVA,)),
        ("What did Dari warn of?", ("Hassan al-Dari",)),
        ("What did Samir Khouly vow?", ("Khouly",)),
        ("what does Nadia Vaskova of the Veldan Institute predict?", (VASKOVA,)),
        ("WHAT DID FERRANT SAY ABOUT THE GATES?", (FERRANT,)),
        # bodies
        ("What did the Ministry of Works say about the repairs?", (WORKS,)),
        ("what did the karst water authority admit", (AUTHORITY,)),
        ("What does the Water Authority deny?", (AUTHORITY,)),
        ("how did Stonegate respond to the accusation?", (STONEGATE,)),
        ("What did KWA announce about the levy?", (AUTHORITY,)),
        ("what did the Ferrant campaign say about the donors", (CAMPAIGN,)),
        ("What has Ferrant's campaign said about the donors?", (CAMPAIGN,)),
        ("What did the Rivers Trust call the plan?", (TRUST,)),
        # other wordings
        ("How did Reuel react to the inquest?", (REUEL,)),
        ("how did reuel hit back at the governor", (REUEL,)),
        ("Why does Reuel think the wall gave way?", (REUEL,)),
        ("Reuel's line on the levy?", (REUEL,)),
        ("What's Governor Ferrant's position on the levy?", (FERRANT,)),
        ("what is vaskovas take on the spillway", (VASKOVA,)),
        ("reuel on the spillway", (REUEL,)),
        ("Nadia Vašková on the spillway", (VASKOVA,)),
        ("according to Reuel, how many sirens worked?", (REUEL,)),
        ("How many sirens worked, according to the Water Authority?", (AUTHORITY,)),
        ("who opened the gates according to aldo ferrant", (FERRANT,)),
        ("per Ferrant, how much will it cost?", (FERRANT,)),
        ("in Reuel's words, how sound was the wall?", (REUEL,)),
        ("As told by Nadia Vaskova, what cracked first?", (VASKOVA,)),
        ("Whom does Ferrant blame for the burst?", (FERRANT,)),
        ("Who did Reuel accuse of opening the gates?", (REUEL,)),
        ("Did Ferrant deny that the gates were open?", (FERRANT,)),
        ("does reuel admit that the sirens failed", (REUEL,)),
        ("Did Nadia Vaskova ever doubt the wall, by her own account?", (VASKOVA,)),
        ("What was Reuel quoted as saying about the sirens?", (REUEL,)),
        ("what is ferrant quoted as having told the inquest", (FERRANT,)),
        ("Is Reuel quoted on the levy?", (REUEL,)),
        ("where does Ferrant stand on the levy?", (FERRANT,)),
        ("What reason did Reuel give for the delay?", (REUEL,)),
        ("How tall did Reuel tell the inquest the wall was?", (REUEL,)),
        ("What part did Ferrant say the ministry had played?", (FERRANT,)),
        ("tell me what Reuel said about the sirens", (REUEL,)),
        ("Show me everything that Reuel said about the sirens", (REUEL,)),
        ("the remarks of Aldo Ferrant about the levy", (FERRANT,)),
        ("Statements by Stonegate about the burst", (STONEGATE,)),
        ("what is Reuel claiming now?", (REUEL,)),
        ("what's reuel promising on the levy", (REUEL,)),
        ("Reuel says nobody told him about the cracks - what does he blame?", (REUEL,)),
        ("what did reuel write to residents after the burst", (REUEL,)),
        ("What does Reuel want done about the gates?", (REUEL,)),
        ("what did Reuel tell the Courier?", (REUEL,)),
        ("What does Reuel say that Ferrant promised him?", (REUEL,)),
        ("What does everyone want and what did Reuel offer? What did Ferrant reply?", (FERRANT,)),
    ],
)
def test_a_speaker_whose_words_are_asked_for_is_the_scope(question: str, speakers: tuple[str, ...]) -> None:
    understood = read(question)
    assert understood.scope.speakers == speakers
    assert (understood.unknown, understood.people, understood.sides) == ((), (), ())
    assert understood.wants_attributed


@pytest.mark.parametrize(
    "question",
    [
        "When did Reuel resign?",
        "why did Ferrant leave the valley?",
        "Did Reuel open the gates?",
        "did ferrant support the levy in 2029?",
        "Why did Ferrant call the inquest?",
        "When did Ferrant announce the levy?",
        "How many times did Reuel call the governor?",
        "How often did Reuel ask for money?",
        "Has Ferrant answered the charges in court?",
        "who told Reuel about the cracks?",
        "Who accused Ferrant of opening the gates?",
        "who said Reuel knew?",
        "who says that Ferrant told Reuel to wait",
        "Which engineer claimed Reuel had been warned?",
        "Who denies that Ferrant ordered it?",
        "Is it true that Reuel said the wall was sound?",
        "has it been confirmed that Ferrant told Reuel to wait?",
        "Is it a fact that Vaskova called everything Reuel said untrue?",
        "Reuel claims the sirens worked. Is that true?",
        "Reuel says the sirens worked - did they?",
        "Was Reuel right about the sirens?",
        "Is there proof of what Ferrant said about the donors?",
        "was the wall sound, like Reuel said?",
        "As Reuel said, the sirens failed; why?",
        "what happened to Reuel after the burst?",
        "What did the burst cost Ferrant?",
        "who is Tomas Reuel",
        "What did Ferrant's lawyer say about the donors?",
        "according to Ferrant aides, who paid?",
        "According to Stonegate sources, who paid?",
        "according to reuel's critics what failed",
        "what did Ferrant voters say about the levy?",
        "What did supporters of Aldo Ferrant say about the levy?",
        "What did Veldan's mayor say about the levy?",
        "what did the grieving father say about the sirens",
        "What does the mayor's spokesman deny?",
        "Which company denies opening the gates?",
        "what did police say about the sirens",
        "What did a Ministry engineer say about the wall?",
        "what did the ministry say about the wall",
        "What does Ferrant think of the levy, per his press secretary?",
        "According to a former aide of his, what did Ferrant say about the donors?",
        "What did a former Ferrant staffer tell Corda that Reuel had said?",
        "What are Ferrant's ratings in the valley?",
        "What was the charge against Reuel?",
        "Reuel vs Ferrant: who won the vote?",
        "Reuel and Ferrant: what was their quarrel?",
        "and Reuel?",
        "What about Ferrant?",
        "Reuel: what became of him?",
        "the Ferrant interview scandal",
        "how was the Reuel story covered?",
        "what did people make of the Ferrant speech",
        "pressure on Ferrant",
        "ferrant on trial: what next?",
    ],
)
def test_somebody_only_talked_about_or_described_is_no_scope(question: str) -> None:
    understood = read(question)
    assert not understood.scope.speakers
    assert not any(sided(understood))
    assert (understood.people, understood.unknown) == ((), ())


@pytest.mark.parametrize(
    ("question", "outlets"),
    [
        ("What does the Courier say about Reuel?", (COURIER,)),
        ("what did the Harbour Post write about Ferrant's claims", (POST,)),
        ("How does Global Monitor describe the Water Authority?", (MONITOR,)),
        ("what does global monitor say about stonegate", (MONITOR,)),
    ],
)
def test_a_speaker_whom_a_source_writes_about_is_its_topic(question: str, outlets: tuple[str, ...]) -> None:
    understood = read(question)
    assert (understood.scope.outlets, understood.scope.speakers) == (outlets, ())
    assert not understood.wants_attributed


@pytest.mark.parametrize(
    ("question", "outlets", "speakers"),
    [
        ("According to the Courier, what did Reuel tell the inquest?", (COURIER,), (REUEL,)),
        ("What does Reuel say about the levy in the Harbour Post?", (POST,), (REUEL,)),
        ("what did Ferrant say, going by what the Courier took from the Harbour Post?", (COURIER,), (FERRANT,)),
        ("In the Harbour Post, what does the Water Authority deny?", (POST,), (AUTHORITY,)),
    ],
)
def test_words_quoted_by_one_outlet_are_asked_of_both(
    question: str, outlets: tuple[str, ...], speakers: tuple[str, ...]
) -> None:
    understood = read(question)
    assert (understood.scope.outlets, understood.scope.speakers) == (outlets, speakers)
    assert understood.wants_attributed


def test_of_a_chain_of_speakers_any_one_may_be_on_record() -> None:
    understood = read("According to Nadia Vaskova's message, what did Reuel tell her about the cracks?")
    assert set(understood.scope.speakers) == {VASKOVA, REUEL}
    assert understood.sides == ()


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("what do Reuel and Ferrant say about the levy?", [(REUEL,), (FERRANT,)]),
        ("compare Ferrant and Vaskova on the spillway", [(FERRANT,), (VASKOVA,)]),
        ("Do Reuel and Ferrant agree about the levy?", [(REUEL,), (FERRANT,)]),
        ("does reuel agree with ferrant about the levy", [(REUEL,), (FERRANT,)]),
        ("how do Reuel and the Water Authority differ on the cause", [(REUEL,), (AUTHORITY,)]),
        ("was the wall sound? Reuel and Ferrant don't agree", [(REUEL,), (FERRANT,)]),
        ("Compare what Tomas Reuel and Stonegate said about the gates", [(REUEL,), (STONEGATE,)]),
    ],
)
def test_each_speaker_of_a_comparison_has_a_side(question: str, sides: list[tuple[str, ...]]) -> None:
    understood = read(question)
    assert sided(understood) == sides
    assert set(understood.scope.speakers) == {name for side in sides for name in side}
    assert understood.intent is Intent.COMPARE


def test_both_sides_of_a_comparison_lie_in_the_outlet_that_is_asked() -> None:
    understood = read("According to the Courier, what did Reuel and Ferrant say about the levy?")
    assert [(side.outlets, side.speakers) for side in understood.sides] == [
        ((COURIER,), (REUEL,)),
        ((COURIER,), (FERRANT,)),
    ]
    assert (understood.scope.outlets, understood.scope.speakers) == ((COURIER,), (REUEL, FERRANT))


def test_quoted_words_against_articles_leave_the_whole_open() -> None:
    understood = read("Tomas Reuel vs the Harbour Post: was the wall sound?")
    assert [(side.outlets, side.speakers) for side in understood.sides] == [((), (REUEL,)), ((POST,), ())]
    assert not understood.scope


def test_a_question_for_all_that_somebody_said_is_broad() -> None:
    assert read("What has Reuel said?").broad
    assert not read("What has Reuel said about the levy?").broad


@pytest.mark.parametrize(
    "question",
    [
        "Who said the gates were open?",
        "Which company denies opening the gates?",
        "What did the mayor say about the levy?",
        "How did Veldan's governor respond?",
        "what was the deputy minister quoted as revealing about the gates?",
        "According to the Courier, what did the foreign minister accuse them of?",
    ],
)
def test_words_of_somebody_described_or_sought_are_known_to_be_asked_for(question: str) -> None:
    assert read(question).wants_attributed


@pytest.mark.parametrize("question", ["How many fled?", "why did the wall crack?", "What does the Courier say of it?"])
def test_a_question_that_asks_for_nobodys_quoted_words_wants_none(question: str) -> None:
    assert not read(question).wants_attributed


def test_mentions_tell_whose_words_were_taken_to_be_asked_for() -> None:
    mention, *_ = read("what did mayor reuel say about the levy").mentions
    assert (mention.said, mention.took, mention.asked) == ("reuel", REUEL, True)


_PIECES = st.sampled_from(
    "what did does say according to Reuel Moll the Water Authority Courier Ferrant and vs , ? 's on quoted as".split()
)


@given(st.lists(_PIECES, min_size=1, max_size=14).map(" ".join), st.lists(_PIECES, min_size=1).map(" ".join))
def test_no_jumble_asks_for_a_speaker_whom_the_library_lacks(question: str, earlier: str) -> None:
    understood = read(question, earlier)
    known = {each.name for each in QUOTED.speakers}
    assert {name for scope in (understood.scope, *understood.sides) for name in scope.speakers} <= known
