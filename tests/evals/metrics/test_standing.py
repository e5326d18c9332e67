import pytest

from app.answer import Form, Proposition, Standing, Status
from evals.metrics.standing import FALSE_ESTABLISHED, STATUS
from index.record.finding import Verdict
from tests.evals.metrics.pages import (
    BELL,
    FINDING,
    STAR,
    Shelf,
    abstention,
    case,
    changed,
    counted,
    failed,
    page,
    wanted,
)
from tests.findings import on_record

CLOSING = (
    "*Quoted from 3 articles of 2 outlets and an unnamed one, [4] as a denial, [3] as a question, the others as"
    " assertions;"
)

ESTABLISHED = page((STAR, 0), (STAR, 1), established=True)
SETTLED = Shelf("established", "established")


def expecting(status: Status):
    return case(must_cite=(wanted(STAR, 1),), status=status)


def test_what_is_said_of_no_statement_is_asserted() -> None:
    assert counted(STATUS, page(), expecting(Status.ASSERTED)) == (1.0, 1.0)
    assert failed(STATUS, page(), expecting(Status.DISPUTED))


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("*(disputed: see [1])*", Status.DISPUTED),
        ("*(disputed in these words)*", Status.DISPUTED),
        ("*(established by a finding on record)*", Status.ESTABLISHED),
        ("*(refuted by a finding on record)*", Status.REFUTED),
    ],
)
def test_a_note_behind_the_quotes_tells_the_status(note: str, status: Status) -> None:
    noted = changed(page(), "siren.” [2]", f"siren.” [2] {note}")
    assert counted(STATUS, noted, expecting(status)) == (1.0, 1.0)
    assert failed(STATUS, noted, expecting(Status.ASSERTED))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            CLOSING,
            f"{CLOSING} [1] [2] in 3 copies, 1 origin;",
        ),
        (CLOSING, "*Repeated: 3 copies, 1 origin;"),
        ("\n[7] An", "\n[2] also in The Hill Bell (undated)  \n[7] An"),
    ],
)
def test_repeated_is_read_from_the_closing_line_and_the_list_of_sources(old: str, new: str) -> None:
    repeated = changed(page(), old, new)
    assert counted(STATUS, repeated, expecting(Status.REPEATED)) == (1.0, 1.0)
    assert failed(STATUS, page(), expecting(Status.REPEATED))


def test_each_statement_that_quotes_wanted_evidence_is_to_show_the_status() -> None:
    both = case(must_cite=(wanted(STAR, 1), wanted(BELL, 0)), status=Status.DISPUTED)
    one = changed(page(), "siren.” [2]", "siren.” [2] *(disputed: see [4])*")
    assert counted(STATUS, one, both) == (1.0, 2.0)


def test_status_says_nothing_where_none_is_expected_or_the_evidence_is_missed() -> None:
    assert counted(STATUS, page()) is None
    assert counted(STATUS, page((BELL, 0)), expecting(Status.ASSERTED)) is None
    assert counted(STATUS, abstention(), expecting(Status.ASSERTED)) is None


def test_what_a_person_matched_with_a_finding_may_be_called_established() -> None:
    assert counted(FALSE_ESTABLISHED, ESTABLISHED, shelf=SETTLED) == (0.0, 3.0)


def test_what_nobody_did_may_not_whatever_the_json_says() -> None:
    assert counted(FALSE_ESTABLISHED, ESTABLISHED) == (3.0, 3.0)
    assert failed(FALSE_ESTABLISHED, ESTABLISHED, shelf=Shelf("refuted", "refuted"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("siren.” [2]", "siren.” [2] *(established by a finding on record)*"),
        ("no finding on record.*", "by findings on record, [2] established.*"),
        (", said: “Osric", ", confirmed: “Osric"),
        (", said: “Osric", ", admitted: “Osric"),
        (", said: “Osric", ", said, in short, that it has been confirmed that nobody had heard: “Osric"),
        ("*Quoted", "It is true.\n\n*Quoted"),
        ("no finding on record.*", "no finding on record. This was verified.*"),
        ("**Lonne Valley Star** (", "A finding on record establishes that “x”.\n\n**Lonne Valley Star** ("),
        ("**Lonne Valley Star** (", "**On record:** “x” was refuted by a court (undated).\n\n**Lonne Valley Star** ("),
    ],
)
def test_nothing_else_is_established_or_refuted(old: str, new: str) -> None:
    assert counted(FALSE_ESTABLISHED, page()) == (0.0, 7.0)
    assert failed(FALSE_ESTABLISHED, changed(page(), old, new, 1))


@pytest.mark.parametrize("standing", [Standing.ESTABLISHED, Standing.REFUTED])
def test_a_finding_that_is_shown_is_to_be_on_record_with_its_verdict(standing: Standing) -> None:
    record = on_record(identifier=FINDING, statement="the gates were shut", verdict=Verdict(standing.value))
    issue = Proposition("the gates were shut", Form.STATEMENT, standing)
    shown = page((STAR, 0), findings=(record,), at_issue=issue)
    assert counted(FALSE_ESTABLISHED, shown, shelf=Shelf(standing.value)) == (0.0, 2.0)
    assert counted(FALSE_ESTABLISHED, shown, shelf=Shelf("unresolved")) == (2.0, 2.0)
    other = changed(shown, "“the gates were shut” was", "“nobody knew” was")
    assert counted(FALSE_ESTABLISHED, other, shelf=Shelf(standing.value)) == (1.0, 2.0)


def test_an_abstention_that_rules_is_counted_and_one_that_does_not_is_not() -> None:
    assert counted(FALSE_ESTABLISHED, abstention()) is None
    assert failed(FALSE_ESTABLISHED, changed(abstention(), "No article", "In fact, no article"))
