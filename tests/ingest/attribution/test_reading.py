"""From a text to its attributions: what layout tells, what is nested, and what is left out."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.attribution.reading import attributions_of
from ingest.corpus import Attribution, Span


def said(text: str, source: str, cue: str, *content: str) -> Attribution:
    def spans(*words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words if w)

    return Attribution(spans(source), spans(cue), spans(*content))


class Told:
    """A tagger that finds what it was told of, in whatever text holds it whole."""

    name = "told"

    def __init__(self, *attributions: tuple[str, ...]) -> None:
        self._attributions = attributions

    def tag(self, text: str, parts: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        here = [a for a in self._attributions if all(words in text for words in a)]
        whole = [a for a in here if not any(a is not b and any(a[0] in w for w in b[2:]) for b in here)]
        return tuple(sorted((said(text, *a) for a in whole), key=lambda a: a.extent))


def read(text: str, *attributions: tuple[str, ...]) -> list[tuple[str, str, str, int | None]]:
    """Return who, by which words, what, and within which number, of each attribution found."""
    found = attributions_of(Told(*attributions), text)
    return [(*(" … ".join(s.of(text) for s in part) for part in (a.source, a.cue, a.content)), a.within) for a in found]


def test_a_quotation_signed_below_is_its_signers():
    text = "“The water came at dawn.” — Jo Bell, ferryman\n\nThe inquiry goes on."
    assert read(text) == [("Jo Bell, ferryman", "—", "“The water came at dawn.”", None)]


def test_what_a_signed_quotation_reports_stays_inside_it():
    text = "“The mayor said nobody rang.” ― Jo Bell\n\nThe inquiry goes on."
    found = read(text, ("The mayor", "said", "nobody rang"))
    assert found == [
        ("Jo Bell", "―", "“The mayor said nobody rang.”", None),
        ("The mayor", "said", "nobody rang", 0),
    ]


def test_a_signed_quotation_that_the_tagger_gave_to_nobody_is_not_told_twice():
    text = "“Nobody rang.” ― Jo Bell\n\nThe inquiry goes on."
    assert read(text, ("", "", "“Nobody rang.”")) == [("Jo Bell", "―", "“Nobody rang.”", None)]


def test_a_dash_in_running_text_is_no_signature():
    assert read("“Nobody rang.” — that was all she said.\n\nThe inquiry goes on.") == []


def test_a_letter_is_the_words_of_whoever_signed_it():
    text = "The sirens\n\nSir, - I live under one of the four. It did not go off.\nA. Thorne, Pellmere\n\nHarvest"
    assert read(text) == [("A. Thorne, Pellmere", "Sir, -", "I live under one of the four. It did not go off.", None)]


@pytest.mark.parametrize("opening", ["Sirens were silent.", "Sir Roger Doe left.", "Madam Poe left.", "Editors left."])
def test_a_word_that_only_begins_like_a_letter_opens_none(opening):
    assert read(f"The sirens\n\n{opening} It did not go off.\n\nA. Thorne, Pellmere") == []


def test_a_block_that_a_colon_announces_goes_on_to_the_end_of_its_paragraph():
    text = "In the Courier Jo Bell writes:\n\nSo there it is. Nobody rang. Nobody will.\n\nThe inquiry goes on."
    found = read(text, ("Jo Bell", "writes:", "So there it is."))
    assert found == [("Jo Bell", "writes:", "So there it is. Nobody rang. Nobody will.", None)]


@pytest.mark.parametrize("dateline", ["MARROW — ", "SALLOW FORD, Ostrane (Tidewire) - ", "MARROW (Tidewire) -- "])
def test_a_dateline_is_no_part_of_a_name(dateline):
    text = f"{dateline}The Harbour Board said nobody rang.\n\nThe inquiry goes on."
    assert read(text, (f"{dateline}The Harbour Board", "said", "nobody rang"))[0][0] == "The Harbour Board"


def test_a_source_that_is_the_end_of_an_apposition_is_taken_with_the_name_it_explains():
    text = "Last week Jo Bell, the leader of the rowers near Marrow told Tidewire nobody rang.\n\nThe inquiry goes on."
    found = read(text, ("Marrow", "told Tidewire", "nobody rang"))
    assert found[0][0] == "Jo Bell, the leader of the rowers near Marrow"


@pytest.mark.parametrize(
    "start",
    ["After Jo Bell, the leader of the rowers, left ", "In Castrel, the leader ", "Jo Bell, the day of the flood "],
)
def test_a_name_that_explains_nothing_of_the_source_is_left_out(start):
    text = f"{start}Marrow told Tidewire nobody rang.\n\nThe inquiry goes on."
    assert read(text, ("Marrow", "told Tidewire", "nobody rang"))[0][0] == "Marrow"


def test_a_name_in_capitals_with_a_hyphen_stays_whole():
    text = "NATO-led forces said nobody rang.\n\nThe inquiry goes on."
    assert read(text, ("NATO-led forces", "said", "nobody rang"))[0][0] == "NATO-led forces"


@pytest.mark.parametrize(
    "text",
    [
        "Jo Bell writes: So there it is. Nobody rang.\n\nThe inquiry goes on.",
        "Jo Bell writes:\n\n“So there it is.” Nobody rang.\n\nThe inquiry goes on.",
    ],
)
def test_a_content_with_bounds_of_its_own_keeps_them(text):
    ((_, _, content, _),) = read(text, ("Jo Bell", "writes", "So there it is."))
    assert content == "So there it is."


def test_a_content_that_reports_another_is_read_again_for_what_it_reports():
    text = "The Courier wrote that the mayor had said nobody rang before the water came.\n\nThe inquiry goes on."
    outer = ("The Courier", "wrote", "that the mayor had said nobody rang before the water came")
    inner = ("the mayor", "had said", "nobody rang before the water came")
    assert read(text, outer, inner) == [(*outer, None), (*inner, 0)]


def test_one_who_is_cited_as_saying_something_says_it_within_what_the_other_reports():
    text = "The dam was sound, Tidewire cited the minister, Jo Bell, as saying on Monday.\n\nThe inquiry goes on."
    found = read(text, ("Tidewire", "cited", "The dam was sound"))
    assert found == [
        ("Tidewire", "cited", "The dam was sound", None),
        ("the minister, Jo Bell", "as saying", "The dam was sound", 0),
    ]


def test_a_nested_quotation_goes_on_after_its_speaker_was_named():
    text = (
        "“There was one piece of advice for the new minister,” Bell writes in a book, according to the Courier. "
        "“Ring the bell first.”\n\nThe inquiry goes on."
    )
    first = "“There was one piece of advice for the new minister,”"
    outer = ("the Courier", "according to", first + " Bell writes in a book", "“Ring the bell first.”")
    found = read(text, outer, ("Bell", "writes", first))
    assert found[1] == ("Bell", "writes", first + " … “Ring the bell first.”", 0)


def test_what_lacks_its_content_is_kept_in_a_lone_paragraph_only():
    alone = "Jo Bell said as much."
    assert read(alone, ("Jo Bell", "said")) == [("Jo Bell", "said", "", None)]
    assert read(f"{alone}\n\nThe inquiry goes on.", ("Jo Bell", "said")) == []


LINES = st.lists(
    st.sampled_from(
        ["“Nobody rang.” — Jo Bell", "Jo Bell writes:", "Sir, - It did not.", "A. Thorne, Pellmere", "", "Nobody rang."]
    ),
    max_size=12,
).map("\n".join)


@given(LINES)
def test_the_outer_comes_before_what_is_within_it_and_all_lies_in_the_text(text):
    found = attributions_of(Told(("Jo Bell", "writes:", "Nobody rang.")), text)
    assert all(a.within is None or a.within < number for number, a in enumerate(found))
    assert all(a.extent.end <= len(text) for a in found)
