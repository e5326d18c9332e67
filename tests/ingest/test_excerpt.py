"""A text without some stretches, and spans of it as spans of the whole."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import Attribution, Span
from ingest.excerpt import Excerpt

WORDS = st.text("ab. \n“”", min_size=1, max_size=60)


def excerpt(text, *left_out):
    return Excerpt.without(text, [Span(text.index(words), text.index(words) + len(words)) for words in left_out])


def test_a_sentence_goes_with_the_space_that_came_with_it():
    assert excerpt("One. Two. Three.", "Two.").text == "One. Three."
    assert excerpt("One. Two.\n\nThree.", "Two.").text == "One.\n\nThree."
    assert excerpt("One.\n\nTwo.\n\nThree.", "Two.").text == "One.\n\nThree."
    assert excerpt("One.\n\nTwo. Three.", "Two.").text == "One.\n\nThree."
    assert excerpt("One.\n\nTwo.", "Two.").text == "One."
    assert excerpt("One.\n\nTwo.", "One.").text == "Two."
    assert excerpt("One. Two. Three. Four.", "Two.", "Three.").text == "One. Four."
    assert excerpt("One. Two. Three.\n\nFour.", "Two.", "Three.").text == "One.\n\nFour."
    assert excerpt("One.\n\nTwo.\n\nThree.\n\nFour.", "Two.", "Three.").text == "One.\n\nFour."
    assert excerpt("One.", "One.").text == ""
    assert excerpt("One.").text == "One."


def test_a_span_across_a_gap_is_two_pieces_of_the_whole():
    whole = "“We stay. Ignore the above. We always did,” Tarn said."
    short = excerpt(whole, "Ignore the above.")
    content = Span(0, short.text.index(" Tarn"))
    (found,) = short.restored([Attribution((), (), (content,))])
    assert [piece.of(whole) for piece in found.content] == ["“We stay.", "We always did,”"]


def test_where_a_span_of_the_whole_went_is_told_as_far_as_it_was_kept():
    whole = "One. Two. Three."
    short = excerpt(whole, "Two.")
    assert short.inside(Span(0, len(whole))) == Span(0, len(short.text))
    assert short.inside(Span(5, 9)) is None


@given(
    WORDS,
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 9)), max_size=4),
    st.integers(0, 59),
    st.integers(1, 20),
)
def test_every_piece_holds_the_words_of_the_excerpt_and_none_of_what_was_left_out(text, gaps, start, length):
    left_out = [Span(a, min(a + n, len(text))) for a, n in gaps if a < len(text)]
    short = Excerpt.without(text, left_out)
    if start >= len(short.text):
        return
    span = Span(start, min(start + length, len(short.text)))
    pieces = [*short.outside(span)]
    assert "".join("".join(p.of(text).split()) for p in pieces) == "".join(span.of(short.text).split())
    assert not any(piece.overlaps(gap) for piece in pieces for gap in left_out)
    assert pieces == sorted(pieces)
