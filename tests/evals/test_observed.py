"""An answer's text taken apart as a reader would."""

import pytest

from evals.observed import outside_quotes, read

SOURCES = (
    "[1] [2] The Hill Bell (Ana Corriveth, 27 Apr 2019), “The dead of Nether Camp”, bell.txt  \n"
    "[3] Lonne Valley Star (undated), star.txt  \n"
    "[1] also in Free Current (19 Aug 2019)"
)
WHOLE = "\n\n".join(
    [
        "The question takes for granted that “the mayor fled”. Nothing on record establishes it.",
        "**The Hill Bell** (Ana Corriveth, 27 Apr 2019) writes: “One of \\*us\\* said.” “Twice.” [1] … “Not so.” [2]",
        "**“One of them”**, as reported by Lonne Valley Star, denied: “No.” [3] *(disputed: see [1])*",
        "*Asserted in 2 articles of 2 outlets; no finding on record.*",
        SOURCES,
    ]
)


def test_an_answer_is_taken_apart_into_opening_statements_closing_and_sources():
    shown = read(WHOLE)
    assert shown.opening.startswith("The question takes for granted")
    assert [s.status for s in shown.statements] == ["asserted", "disputed"]
    assert shown.closing == "Asserted in 2 articles of 2 outlets; no finding on record."


def test_a_statement_has_its_lead_and_each_quote_with_the_number_behind_it():
    bell, star = read(WHOLE).statements
    assert bell.lead == "The Hill Bell (Ana Corriveth, 27 Apr 2019) writes"
    assert bell.quotes == ((1, "One of *us* said."), (1, "Twice."), (2, "Not so."))
    assert star.lead == "“One of them”, as reported by Lonne Valley Star, denied"
    assert (star.quotes, star.numbers) == (((3, "No."),), (3,))


def test_the_list_of_sources_is_read_by_number():
    sources = read(WHOLE).sources
    assert sources[2] == "The Hill Bell (Ana Corriveth, 27 Apr 2019), “The dead of Nether Camp”, bell.txt"
    assert sources[1].endswith("bell.txt; also in Free Current (19 Aug 2019)")
    assert sources[3] == "Lonne Valley Star (undated), star.txt"


@pytest.mark.parametrize(
    "text",
    [
        "No article here is by “Morning Post”, and none quotes a source of that name.",
        "22 articles, dated 2019-02-06 to 2019-12-05.",
        "Nearest in this library:\n\n- The Hill Bell (undated), “The [1] dead”, bell.txt",
    ],
)
def test_what_quotes_nothing_has_no_statement(text):
    assert not read(text).statements


def test_a_quote_without_anybody_in_front_of_it_is_a_statement_with_an_empty_lead():
    (statement,) = read("“They knew.” [1]").statements
    assert (statement.lead, statement.quotes) == ("", ((1, "They knew."),))


@pytest.mark.parametrize("status", ["established", "refuted"])
def test_what_a_finding_settles_is_read_from_the_note(status):
    (statement,) = read(f"**The Star** writes: “They knew.” [1] *({status} by a finding on record)*").statements
    assert statement.status == status


def test_what_stands_outside_quotation_marks_is_the_assistants():
    assert outside_quotes("The Star writes: “They knew.” [1]").split() == ["The", "Star", "writes:", "[1]"]
