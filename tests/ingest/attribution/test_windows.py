"""A text as the tagger reads it: offsets, marks, and windows of whole paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.attribution.windows import MARKS, SPECIAL, Windows, plain
from ingest.corpus import Span
from ingest.minilm import package

WINDOWS = Windows(package.tokenizer())
PARAGRAPHS = st.lists(st.text(alphabet="abc XYZ.,“”\"'é’-3`[]", max_size=60), max_size=8).map("\n\n".join)


def marks_of(text: str) -> dict[str, int]:
    (window,) = WINDOWS.of(text)
    return {text[start:end]: mark for (start, end), mark in zip(window.spans, window.marks[1:-1], strict=True)}


@given(PARAGRAPHS, st.integers(4, 40))
def test_windows_hold_every_word_once_in_order_at_its_place(text, limit):
    windows = WINDOWS.of(text, limit=limit)
    spans = [span for window in windows for span in window.spans]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(len(window.spans) <= limit for window in windows)
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for at, character in enumerate(text) if character.isalnum()} <= covered


@given(PARAGRAPHS)
def test_marks_are_those_of_the_table_and_go_with_the_pieces(text):
    for window in WINDOWS.of(text):
        assert len(window.ids) == len(window.marks) == len(window.spans) + 2
        assert window.marks[0] == window.marks[-1] == SPECIAL
        assert all(0 <= mark < MARKS - 1 for mark in window.marks[1:-1])


def test_a_paragraph_is_not_parted_where_it_fits_a_window():
    text = "\n\n".join(["one two three four five"] * 4)
    assert [len(window.spans) for window in WINDOWS.of(text, limit=12)] == [10, 10]
    assert [len(window.spans) for window in WINDOWS.of(text, limit=4)] == [4, 1] * 4


def test_only_the_parts_asked_for_are_read():
    text = "Menu and search\n\nThe dam failed, she said."
    (window,) = WINDOWS.of(text, [Span(17, len(text))])
    assert text[slice(*window.spans[0])] == "The"
    assert window.span((0, len(window.spans))) == Span(17, len(text))


def test_words_inside_quotation_marks_are_told_from_those_outside():
    marks = marks_of("The mayor said “water came” and left.")
    assert marks["water"] == marks["came"] != marks["said"] == marks["and"]


def test_straight_and_treebank_quotation_marks_are_read_alike():
    straight, treebank = marks_of('He said "water came" here.'), marks_of("He said `` water came '' here .")
    assert straight["water"] == treebank["water"] != straight["here"] == treebank["here"]


def test_a_quotation_left_open_goes_on_where_the_next_paragraph_opens_it_anew():
    goes_on, new = marks_of("“Water came.\n\n“Nobody rang."), marks_of("“Water came.”\n\n“Nobody rang.")
    assert goes_on["rang"] != new["rang"]


def test_the_first_word_of_a_paragraph_and_capitals_are_marked():
    marks = marks_of("water Monday FIRE rose")
    assert len({marks[word] for word in ("water", "Monday", "FIRE", "rose")}) == 4


@given(st.text(alphabet="`'-LRSCB ab", max_size=40))
def test_writing_out_treebank_marks_moves_no_character(text):
    assert len(plain(text)) == len(text)
