import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inert import quoted
from evals.metrics.quotation import FIDELITY
from evals.observed import plain
from evals.verbatim import stands_in
from tests.evals.metrics.pages import BELL, NOBODY, STAR, abstention, changed, counted, failed, page


def test_quotes_as_they_were_written_are_faithful() -> None:
    assert counted(FIDELITY, page()) == (7.0, 7.0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stayed shut on", "stayed shat on"),
        ("The gates", "the gates"),
        ("nobody had heard", "nobody heard"),
        ("14 March", "15 March"),
        ("burned the huts.", "burned the huts!"),
        ("burned the huts.” [4]", "burned the huts.” [3]"),
        ("rang.” [7]", "rang.” [9]"),
    ],
)
def test_a_quote_changed_by_one_character_or_numbered_otherwise_is_not(old: str, new: str) -> None:
    assert counted(FIDELITY, changed(page(), old, new, 1)) == (6.0, 7.0)
    assert failed(FIDELITY, changed(page(), old, new, 1))


def test_spans_of_fewer_than_three_words_are_not_counted_and_an_answer_without_others_has_no_figure() -> None:
    short = changed(page((NOBODY, 0)), "“I was at the desk when the watchman rang.”", "“the watchman”")
    assert counted(FIDELITY, short) is None
    assert counted(FIDELITY, abstention()) is None


def test_an_elided_quote_is_faithful_in_pieces_that_stand_in_order() -> None:
    whole = "“The gates stayed shut on 14 March, and the water rose.”"
    assert not failed(FIDELITY, changed(page((STAR, 0)), whole, "“The gates stayed shut … the water rose.”"))
    assert not failed(FIDELITY, changed(page((STAR, 0)), whole, "“The gates stayed shut [...] rose.”"))
    assert failed(FIDELITY, changed(page((STAR, 0)), whole, "“the water rose … The gates stayed shut”"))
    assert failed(FIDELITY, changed(page((STAR, 0)), whole, "“The gates stayed shut … all rose.”"))


def test_the_words_cited_count_and_not_the_rest_of_the_article() -> None:
    assert failed(FIDELITY, changed(page((BELL, 0)), "Teodra Lisk denied that", "“We went home at nine.” So the"))


@given(st.text(min_size=1))
def test_whatever_an_article_holds_its_words_as_we_quote_them_stand_in_it(words: str) -> None:
    stored = words.replace("\r", " ")
    shown = plain(quoted(stored))
    assert all(stands_in(piece, stored) for piece in shown.strip("“”").split("” “") if piece.strip())


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("she said 'no' twice", "she said “no”  \n twice"),
        ("snake_case and *stars*", "snake_case and *stars*"),
        ("soft hyphen", "soft hy\u00adphen"),
        ("café au lait", "cafe\u0301 au lait"),
    ],
)
def test_marks_white_space_and_unseen_characters_make_no_difference(quote: str, text: str) -> None:
    assert stands_in(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("legal payments were made", "Illegal payments were made."),
        ("true that the dam was sabotaged", "It is untrue that the dam was sabotaged."),
        ("the dam was s", "Some say the dam was sabotaged."),
        ("the dam … was sab", "Some say the dam, they say, was sabotaged."),
    ],
)
def test_no_quote_is_cut_inside_a_word(quote: str, text: str) -> None:
    assert not stands_in(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("legal payments", "Illegal payments, and legal payments."),
        ("水库倒了", "他说水库倒了。"),
        ("dam was", "the dam was “dam was”"),
        ("do it", "don't do it-yourself"),
    ],
)
def test_a_quote_between_words_stands_where_it_does(quote: str, text: str) -> None:
    assert stands_in(quote, text)


def test_a_citation_that_points_inside_a_word_is_no_quotation() -> None:
    answer = changed(page((STAR, 0)), "“The gates", "“e gates")
    answer["statements"][0]["citations"][0]["start"] += 2
    assert failed(FIDELITY, answer)


@pytest.mark.parametrize("quote", ["She said", "she sad", "", "…"])
def test_capitals_and_letters_do_and_nothing_stands_nowhere(quote: str) -> None:
    assert not stands_in(quote, "she said it")
