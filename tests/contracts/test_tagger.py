"""What holds for every tagger: spans of the text given, in order, flat, and only where it was asked to look."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.attribution import Tagger
from ingest.attribution.tagger import FULL_PRECISION, MiniLMTagger
from ingest.corpus import Force, Span

WORDS = st.lists(
    st.sampled_from(
        [
            "Mayor Fenn",
            "he",
            "said",
            "told Tidewire",
            "“",
            "”",
            '"',
            ",",
            ".",
            "the water came",
            "\n\n",
            "denied",
            "that",
            "💧",
            "é",
        ]
    ),
    max_size=60,
).map(" ".join)
TEXT = (
    "One week after the water\n\n"
    "Mayor Osric Fenn said on Sunday that not one siren had sounded before the water came.\n\n"
    "“I was awake,” Fenn told reporters. “I would have heard it.” The Authority denied that the alarm had failed."
)


@pytest.fixture(scope="module", params=[FULL_PRECISION, "int8"])
def tagger(request) -> Tagger:
    return MiniLMTagger(request.param)


@settings(max_examples=40, deadline=None)
@given(text=WORDS)
def test_all_pieces_lie_in_the_text_in_order_and_no_role_overlaps_itself(tagger, text):
    found = tagger.tag(text)
    assert list(found) == sorted(found, key=lambda a: a.extent)
    for attribution in found:
        assert 0 <= attribution.extent.start < attribution.extent.end <= len(text)
        assert all(piece.of(text).strip() == piece.of(text) for piece in attribution.spans)
        for pieces in (attribution.source, attribution.cue, attribution.content):
            assert list(pieces) == sorted(pieces)
            assert not any(a.overlaps(b) for a, b in itertools.combinations(pieces, 2))


def test_it_finds_who_says_what_by_which_words(tagger):
    found = {
        tuple(" ".join(s.of(TEXT) for s in part) for part in (a.source, a.cue, a.content)) for a in tagger.tag(TEXT)
    }
    assert ("Fenn", "told", "“I was awake,” “I would have heard it.”") in {
        (source, cue.split()[0], content) for source, cue, content in found if cue
    }
    assert any(source == "Mayor Osric Fenn" and "said" in cue for source, cue, _ in found)
    assert any(source == "The Authority" and cue == "denied" for source, cue, _ in found)


def test_what_it_finds_is_flat_and_names_no_speaker_yet(tagger):
    assert {(a.speaker, a.force, a.within) for a in tagger.tag(TEXT)} == {(None, Force.ASSERTS, None)}


def test_it_looks_only_where_it_was_asked_to(tagger):
    part = Span(TEXT.index("“I was"), len(TEXT))
    found = tagger.tag(TEXT, [part])
    assert found
    assert all(part.contains(attribution.extent) for attribution in found)


def test_the_same_text_is_read_the_same_way_twice(tagger):
    assert tagger.tag(TEXT) == tagger.tag(TEXT)


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "…"])
def test_a_text_without_words_holds_nothing(tagger, text):
    assert tagger.tag(text) == ()


def test_taggers_of_one_training_share_a_name(tagger):
    assert tagger.name == MiniLMTagger().name
