"""An answer just seen becomes a case, over articles and an assistant made by hand."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.answer import Outcome, Reason, Status
from app.errors import UnusableFeedback
from app.feedback import (
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
from app.json_form import to_json
from app.request import Constraints, Request
from evals.adding import LONGEST_ID, slug
from evals.case import Kind, Wanted
from evals.case_file import case_of, line_of
from evals.expected import expectations
from evals.held import Held
from evals.metrics.checks import judge
from evals.metrics.injection import RESISTANCE
from evals.observed import Observation
from evals.seen import Proposed, Seen, propose, read_answer
from ingest.errors import UnusableInput
from tests.app.chat.hand_made import HandMadeAssistant, HandMadeLibrary
from tests.app.chat.hand_made_articles import dam_library

GATE = "The gate of the dam was closed by order of the ministry, the engineer wrote in March."
CRACKS = "Two inspectors had warned of cracks in the dam a year before."
NOBODY = "Nobody saw cracks in the dam."
COURIER = "What does the Vale Courier say about the gate and the cracks?"


@pytest.fixture
def library() -> HandMadeLibrary:
    return dam_library()


@pytest.fixture
def answered(library: HandMadeLibrary) -> Callable[..., Any]:
    def answering(question: str = COURIER) -> Any:
        *_, outcome = HandMadeAssistant(library).stream(Request(question))
        assert isinstance(outcome, Outcome)
        return to_json(outcome)

    return answering


@pytest.fixture
def proposed(library: HandMadeLibrary, answered: Callable[..., Any]) -> Callable[..., Proposed]:
    def proposing(feedback: Any, question: str = COURIER, **seen: Any) -> Proposed:
        given = Seen(answered(question), seen.pop("history", ()), seen.pop("constraints", Constraints()))
        return propose(given, feedback, "dam", library.store)  # type: ignore[arg-type]  # as much of one as is used

    return proposing


def test_what_a_right_answer_shows_is_expected_and_the_case_passes_on_it(proposed: Callable[..., Proposed]) -> None:
    kept = proposed(Right("checked against the paper"))
    expect = kept.case.expect
    assert kept.failed == ()
    assert kept.case.id == "what-does-the-vale-courier-say-about-the-gate-and-the-cracks"
    assert (kept.case.library, kept.case.kind, kept.case.tags) == ("dam", Kind.OUTLET_CLAIM, ("kept",))
    assert [wanted.article for wanted in expect.must_cite] == ["courier.txt"]
    assert [wanted.text for wanted in expect.must_cite] == [GATE]
    assert [wanted.text for wanted in expect.any_cite] == [CRACKS]
    assert expect.attribution == ("Vale Courier", "Ilse Marrow")
    assert expect.outlets_only == ("Vale Courier",)
    assert (expect.status, expect.premise, expect.note) == (Status.ASSERTED, False, "checked against the paper")


def test_an_abstention_that_is_right_is_expected_with_its_reason(proposed: Callable[..., Proposed]) -> None:
    case = proposed(Right(), "What did the Moon Gazette report?").case
    assert (case.expect.abstains, case.expect.reason) == (True, Reason.NO_SUCH_SOURCE)
    assert (case.kind, case.expect.wanted) == (Kind.NO_SUCH_SOURCE, ())


def test_what_was_asked_before_and_set_by_hand_is_asked_again(proposed: Callable[..., Proposed]) -> None:
    constraints = Constraints(outlets=("Vale Courier",), ignore=frozenset({"The Hammer", "Oake"}))
    case = proposed(Right(), history=("Who closed the gate?",), constraints=constraints).case
    assert (case.history, case.constraints, case.kind) == (("Who closed the gate?",), constraints, Kind.FOLLOWUP)
    assert case_of(json.loads(line_of(case))) == case


def test_both_sides_of_a_comparison_and_of_a_dispute_must_be_cited(
    library: HandMadeLibrary, answered: Callable[..., Any]
) -> None:
    def wanted(answer: Any) -> list[str]:
        seen = Seen(answer, (), Constraints())
        case = propose(seen, Right(), "dam", library.store).case  # type: ignore[arg-type]
        return [each.article for each in case.expect.must_cite]

    both = "What do the Vale Courier and The Hammer say about the cracks?"
    assert wanted(answered(both)) == ["courier.txt", "hammer.html"]
    disputed = answered("Who saw cracks?")
    assert wanted(disputed) == ["courier.txt"]
    disputed["statements"][1]["status"] = "disputed"
    assert wanted(disputed) == ["courier.txt", "hammer.html"]


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        (ShouldAbstain(), "outcome"),
        (ShouldAbstain(Reason.SOURCE_SILENT), "reason"),
        (LeavesOut(NOBODY), "evidence"),
        (SaidBy(1, "Aldo Wray"), "attribution"),
        (Stands(2, Status.DISPUTED), "status"),
        (Presupposes(True), "premise"),
        (Irrelevant(2), "never"),
        (MustNotSay("two  INSPECTORS had warned"), "never"),
    ],
)
def test_a_case_of_what_is_wrong_fails_on_the_answer_by_what_is_wrong(
    proposed: Callable[..., Proposed], fault: Any, check: str
) -> None:
    wrong = proposed(Wrong("  the archive says otherwise ", (fault,)))
    assert check in wrong.failed
    assert wrong.case.expect.note == "the archive says otherwise"
    assert wrong.case.tags == ("wrong",)
    assert case_of(json.loads(line_of(wrong.case))) == wrong.case


@pytest.mark.parametrize(
    "fault",
    [
        LeavesOut(GATE),
        SaidBy(1, "Marrow"),
        Stands(1, Status.ASSERTED),
        Presupposes(False),
        MustNotSay("a comet"),
    ],
)
def test_what_is_not_wrong_with_the_answer_is_refused(proposed: Callable[..., Proposed], fault: Any) -> None:
    with pytest.raises(UnusableFeedback, match="passes such a test already"):
        proposed(Wrong("because", (fault,)))


def test_a_fault_that_every_case_would_find_does_not_stand_for_what_is_said_to_be_wrong(
    library: HandMadeLibrary, answered: Callable[..., Any]
) -> None:
    answer = answered()
    answer["text"] = answer["text"].replace("The gate of the dam", "The gates of the dam")  # not exact, in any case
    with pytest.raises(UnusableFeedback, match="passes such a test already"):
        propose(Seen(answer, (), Constraints()), Wrong("because", (SaidBy(2, "Marrow"),)), "dam", library.store)  # type: ignore[arg-type]


def test_words_found_wrong_are_an_ordinary_fault_and_no_injection(
    answered: Callable[..., Any], proposed: Callable[..., Proposed]
) -> None:
    expect = proposed(Wrong("because", (Irrelevant(2), MustNotSay("ordered")))).case.expect
    assert (expect.canaries, expect.never) == ((), (CRACKS, "ordered"))
    case = replace(proposed(Right()).case, expect=expect)
    assert RESISTANCE.count(Observation(case, answered(), None)) is None  # type: ignore[arg-type]  # looks at none


def test_an_answer_of_another_library_is_not_kept(library: HandMadeLibrary, answered: Callable[..., Any]) -> None:
    elsewhere, changed = answered(), answered()
    elsewhere["statements"][0]["citations"][0]["file"] = "gone.txt"
    with pytest.raises(UnusableInput, match="the library has no such article"):
        propose(Seen(elsewhere, (), Constraints()), Right(), "dam", library.store)  # type: ignore[arg-type]
    changed["statements"][0]["citations"][0]["start"] += 1
    with pytest.raises(UnusableFeedback, match="the answer fails the test made of it, by exact"):
        propose(Seen(changed, (), Constraints()), Right(), "dam", library.store)  # type: ignore[arg-type]


def test_the_case_passes_on_an_answer_that_is_mended(
    library: HandMadeLibrary, answered: Callable[..., Any], proposed: Callable[..., Proposed]
) -> None:
    case = proposed(Wrong("the Hammer denies it", (LeavesOut(NOBODY), Irrelevant(1)))).case
    mended = answered("Who saw cracks?")
    held = Held(library.store)  # type: ignore[arg-type]  # as much of one as is used
    assert not judge(Observation(case, answered(), held)).passed
    assert judge(Observation(case, mended, held)).passed


def test_words_outside_the_scope_that_was_read_from_the_question_take_that_scope_back(
    proposed: Callable[..., Proposed],
) -> None:
    expect = proposed(Wrong("the Hammer is asked for, too", (LeavesOut(NOBODY),))).case.expect
    assert expect.outlets_only == ()
    assert [wanted.article for wanted in expect.must_cite] == ["hammer.html"]


def test_words_outside_a_scope_set_by_hand_are_refused(proposed: Callable[..., Proposed]) -> None:
    by_hand = Constraints(outlets=("Vale Courier",))
    with pytest.raises(UnusableFeedback, match="outside the scope that was set by hand") as refused:
        proposed(Wrong("because", (LeavesOut(NOBODY),)), constraints=by_hand)
    assert refused.value.field == "words"


def test_words_left_out_of_an_abstention_make_an_answer_expected(proposed: Callable[..., Proposed]) -> None:
    wrong = proposed(Wrong("the Courier has it", (LeavesOut(CRACKS),)), "What did the Moon Gazette report?")
    assert not wrong.case.expect.abstains
    assert wrong.case.expect.must_cite == (Wanted("courier.txt", CRACKS),)
    assert "outcome" in wrong.failed


def test_what_does_not_say_that_there_is_an_answer_leaves_an_abstention_one(proposed: Callable[..., Proposed]) -> None:
    moon = "What did the Moon Gazette report?"
    wrong = proposed(Wrong("not by that name", (MustNotSay("the Moon Gazette"), MustNotSay("Moon"))), moon)
    assert (wrong.case.expect.abstains, wrong.failed) == (True, ("never",))
    granted = proposed(Wrong("a moon is taken for granted", (Presupposes(True),)), moon)
    assert (granted.case.expect.abstains, granted.failed) == (True, ("premise",))


def test_words_are_found_in_their_article_whatever_marks_and_space_they_are_pasted_with(
    proposed: Callable[..., Proposed],
) -> None:
    pasted = "THE MINISTRY never\n ordered  the gate closed, said the Hammer's own source"
    (wanted,) = proposed(Wrong("a denial", (LeavesOut(pasted),))).case.expect.must_cite
    assert wanted == Wanted("hammer.html", " ".join(pasted.split()))


@pytest.mark.parametrize(
    ("feedback", "field"),
    [
        (Wrong("because", ()), "fault"),
        (Wrong(" ", (ShouldAbstain(),)), "note"),
        (Wrong("because", (LeavesOut("the dam"),)), "words"),
        (Wrong("because", (LeavesOut("words that stand in no article here"),)), "words"),
        (Wrong("because", (SaidBy(9, "Wray"),)), "citation"),
        (Wrong("because", (SaidBy(1, " "),)), "name"),
        (Wrong("because", (Irrelevant(0),)), "citation"),
        (Wrong("because", (MustNotSay(""),)), "never"),
        (Wrong("because", (ShouldAbstain(), LeavesOut(NOBODY))), "fault"),
        (Wrong("because", (MustNotSay("the dam"), ShouldAbstain())), "fault"),
    ],
)
def test_feedback_of_which_no_test_can_be_made_is_refused_by_field(
    proposed: Callable[..., Proposed], feedback: Any, field: str
) -> None:
    with pytest.raises(UnusableFeedback) as refused:
        proposed(feedback)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who broke the dam?", "who-broke-the-dam"),
        ("  Què va dir «l'Ajuntament»?!", "que-va-dir-l-ajuntament"),
        ("Кто закрыл ворота?", "кто-закрыл-ворота"),
        ("?!", "case"),
        ("../../etc/passwd\n{}", "etc-passwd"),
    ],
)
def test_an_id_is_made_of_the_questions_words(question: str, expected: str) -> None:
    assert slug(question) == expected


def test_a_long_question_gives_an_id_of_whole_words() -> None:
    made = slug("what does the harbour master say about the boats " * 5)
    assert len(made) <= LONGEST_ID
    assert made.endswith("-what-does")
    assert len(slug("x" * 500)) == LONGEST_ID


def test_what_a_case_expects_is_told_in_one_line_each_without_anything_that_a_terminal_acts_on(
    proposed: Callable[..., Proposed],
) -> None:
    case = proposed(Right()).case
    nasty = replace(case.expect, attribution=("\x1b[31mred\nline\u202e",), canaries=("“a” \x07",))
    told = expectations(replace(case, expect=nasty))
    assert all(line.isprintable() for line in told)
    assert "Beside those words it names [31mred line." in told
    assert any(line.startswith("It cites “The gate of the dam was closed") for line in told)
    assert "It does not hold the words “‘a’”." in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"{", "stdin: not JSON"),
        (b"\xff\xfe\xfd", "stdin: not JSON"),
        (b"[" * 100_000, "stdin: not JSON"),
        (b"[]", "stdin: no answer"),
        (b'{"question": "who?", "outcome": "answered"}', "stdin: no answer"),
    ],
)
def test_what_is_no_answer_is_refused(text: bytes, told: str) -> None:
    with pytest.raises(UnusableInput, match=told):
        read_answer(text, "stdin")


def test_an_answer_that_lacks_a_part_is_refused_in_one_line(library: HandMadeLibrary, answered: Any) -> None:
    for part in ("statements", "scope", "premise", "outcome"):
        broken = {name: value for name, value in answered().items() if name != part}
        with pytest.raises(UnusableInput, match="no answer as hearsay ask"):
            propose(Seen(broken, (), Constraints()), Right(), "dam", library.store)  # type: ignore[arg-type]
