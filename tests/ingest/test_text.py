"""Plain text and Markdown: words stay, markers go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.limits import Limits
from ingest.readers import markdown, plain
from ingest.readers.reading import Kind
from ingest.tidy import tidy

LIMITS = Limits()


def paragraphs(reader, text):
    return [paragraph.text for paragraph in reader.read(text.encode(), LIMITS).paragraphs]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("[a link](https://example.org) and *stress* and **more**", "a link and stress and more"),
        ("*It is said that **General Roe** was there.*", "It is said that General Roe was there."),
        ("# A heading", "A heading"),
        (r"[\*\*Become a Member\*\*](#)", "Become a Member"),
        (r"5 \* 3 \_is\_ 15", "5 * 3 _is_ 15"),
        ("a snake_case_name and 2 * 3 * 4", "a snake_case_name and 2 * 3 * 4"),
        ("![a picture](x.png)words", "words"),
        ("with <b>raw</b> markup", "with raw markup"),
        ("> a quotation", "a quotation"),
        ("1. first", "first"),
        ("    indented for looks, not code", "indented for looks, not code"),
        ("AT&amp;T &copy; 2019", "AT&T © 2019"),
    ],
)
def test_markdown_is_read_as_the_words_it_shows(source, words):
    assert paragraphs(markdown, source) == [words]


def test_lists_become_items_and_headings_headings():
    read = markdown.read(b"## Clashes\n\n- one\n- two\n\n  \xe2\x80\xa2 three\n", LIMITS).paragraphs
    assert [(p.text, p.kind) for p in read] == [
        ("Clashes", Kind.HEADING), ("one", Kind.ITEM), ("two", Kind.ITEM), ("three", Kind.ITEM),
    ]  # fmt: skip


def test_the_share_of_a_paragraph_that_is_links_is_measured():
    read = markdown.read(b"[all of it](#)\n\n[half](#)abcd\n\nnone of it", LIMITS).paragraphs
    assert [p.linked for p in read] == [1.0, 0.5, 0.0]


@pytest.mark.parametrize("text", ["[words](#)", "# Title", "some **bold** words"])
def test_markdown_inside_a_txt_is_recognised(text):
    assert markdown.looks_like(text.encode())


@pytest.mark.parametrize("text", ["#1 on the list", "2 * 3 * 4", "the [sic] (see below)", "a ** b", "-- Jane Roe"])
def test_plain_prose_is_not_taken_for_markdown(text):
    assert not markdown.looks_like(text.encode())


def test_a_line_is_a_paragraph_unless_the_text_was_wrapped():
    one_a_line = (
        "The first paragraph of an article that has each of its paragraphs on one line, however long it is.\n" * 3
    )
    assert len(paragraphs(plain, one_a_line)) == 3
    wrapped = (
        "The first paragraph was wrapped at\nforty columns by a mail program and\ngoes on like this for some lines.\n\n"
    )
    assert paragraphs(plain, wrapped * 2) == [" ".join(wrapped.split())] * 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]), max_size=400))
def test_plain_text_keeps_every_word(text):
    source = f"x {text}"
    kept = "".join("".join(paragraphs(plain, source)).split())
    bullets = "•‣◦▪●·*-"
    assert [c for c in kept if c not in bullets] == [c for c in "".join(source.split()) if c not in bullets]


@given(
    st.lists(
        st.sampled_from("one two, three. *four* **five** [six](#) _seven_ # - 8. `nine` \\* < & \n \n\n".split(" ")),
        max_size=40,
    )
)
def test_markdown_keeps_every_word_of_letters(pieces):
    source = " ".join(pieces)
    letters = [w for w in "one two three four five six seven nine".split() for _ in range(sum(w in p for p in pieces))]
    text = " ".join(paragraphs(markdown, source))
    assert sum(text.count(word) for word in set(letters)) == len(letters)


@given(st.text(max_size=300))
def test_tidying_is_done_once_for_all(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(max_size=300))
def test_tidy_text_is_one_line_that_can_be_stored(text):
    stored = tidy(text)
    assert "\n" not in stored
    assert stored == stored.strip()
    stored.encode("utf-8")


def test_joiners_accents_and_emoji_stay_as_they_are_written():
    for text in ("می‌خواهم", "क्‍ष", "é", "👩‍👩‍👧", "❤️"):
        assert tidy(text) == text


def test_decomposed_letters_are_composed():
    assert tidy("Caf\u0065\u0301") == "Café"
