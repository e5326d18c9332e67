"""Two answers beside each other."""

from hypothesis import given
from hypothesis import strategies as st

from evals.reports.side_by_side import Row, Side, Style, set_alone, side_by_side

STAR = "**Star** writes: “Not one siren sounded.” [1]"
HAMMER = "**Hammer** writes: “The hill people lie about it.” [2]"
BELL = "**Bell** writes: “We do not drown our neighbours.” [3]"

WORDS = st.text(alphabet=st.sampled_from("abc “”*[]1\\ \n"), max_size=60)


def text(stretches) -> str:
    return "".join(stretch.text for stretch in stretches)


def differing(stretches) -> list[str]:
    return [stretch.text for stretch in stretches if stretch.differs]


def sides(before: str, after: str) -> list[str]:
    return [row.side for row in side_by_side(before, after)]


def test_a_paragraph_of_one_answer_alone_is_told_as_gone_or_new():
    assert sides(f"{STAR}\n\n{HAMMER}", STAR) == [Side.SAME, Side.BEFORE]
    assert sides(STAR, f"{STAR}\n\n{HAMMER}") == [Side.SAME, Side.AFTER]


def test_a_paragraph_in_another_place_is_neither_gone_nor_new():
    rows = side_by_side(f"{STAR}\n\n{HAMMER}\n\n{BELL}", f"{HAMMER}\n\n{BELL}\n\n{STAR}")
    assert [row.side for row in rows if row.side is not Side.SAME] == [Side.MOVED, Side.MOVED]


def test_a_citation_that_is_numbered_anew_is_no_difference():
    assert sides(STAR, STAR.replace("[1]", "[4]")) == [Side.SAME]


def test_only_the_words_that_differ_are_marked():
    (row,) = side_by_side(STAR, STAR.replace("Not one siren", "No warning siren"))
    assert row.side is Side.REWORDED
    assert differing(row.before) == ["Not one"]
    assert differing(row.after) == ["No warning"]


def test_paragraphs_that_have_little_in_common_are_not_set_beside_each_other():
    assert sides(STAR, BELL) == [Side.BEFORE, Side.AFTER]


def test_names_quotes_and_numbers_are_set_apart_and_escapes_are_gone():
    ((who, own, words, blank, number),) = set_alone("**Star** writes: “Not \\*one\\*.” [1]")
    assert (who.text, who.style) == ("Star", Style.WHO)
    assert own.style is Style.OWN
    assert (words.text, words.style) == ("“Not *one*.”", Style.WORDS)
    assert (number.text, number.style, blank.text) == ("1", Style.NUMBER, " ")


def test_the_list_of_sources_is_left_out_and_nothing_else_is():
    assert len(set_alone(f"{STAR}\n\nAsserted in one article.\n\n[1] Star (18 Mar 2019), star.txt")) == 2


@given(WORDS, WORDS)
def test_each_side_holds_its_whole_answer_once_and_in_order(before, after):
    rows = side_by_side(before, after)
    assert [text(row.before) for row in rows if row.before] == [text(p) for p in set_alone(before)]
    assert [text(row.after) for row in rows if row.after] == [text(p) for p in set_alone(after)]


@given(WORDS)
def test_an_answer_does_not_differ_from_itself(answer):
    rows = side_by_side(answer, answer)
    assert {row.side for row in rows} <= {Side.SAME}
    assert not any(differing((*row.before, *row.after)) for row in rows)


@given(WORDS, WORDS)
def test_without_what_is_marked_reworded_paragraphs_are_alike(before, after):
    def unmarked(stretches):
        return "".join(s.text for s in stretches if not s.differs).replace(" ", "")

    def is_reworded(row: Row) -> bool:
        return row.side is Side.REWORDED

    assert all(unmarked(row.before) == unmarked(row.after) for row in filter(is_reworded, side_by_side(before, after)))
