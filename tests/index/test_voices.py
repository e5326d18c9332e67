"""Whose words a sentence holds, over attributions marked by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.voices import WRITER, Voices
from ingest.corpus import Attribution, Force, Span
from tests.attributions import attribution, person


def voice(text, *attributions, asked=()):
    return Voices.of_article(attributions).of(Span(0, len(text)), asked)


HEAD = "The dam is safe, the Lonne Authority said, while Osric Fenn called that a lie told to win a vote."
AUTHORITY = attribution(HEAD, "the Lonne Authority", "said", "The dam is safe", speaker="Lonne Authority")
FENN = attribution(HEAD, "Osric Fenn", "called", "that a lie told to win a vote", speaker="Osric Fenn")


def test_a_sentence_with_source_cue_and_content_is_the_speakers():
    text = '"Not one siren sounded," Osric Fenn told reporters.'
    said = attribution(text, "Osric Fenn", "told", '"Not one siren sounded,"', speaker="Osric Fenn")
    assert voice(text, said).speakers == ("Osric Fenn",)


def test_a_sentence_in_the_middle_of_what_somebody_says_is_theirs():
    text = "I was awake. My window was open. I would have heard it, she said."
    said = attribution(
        text, "she", "said", "I was awake. My window was open. I would have heard it", speaker="Ida Moor"
    )
    assert Voices.of_article([said]).of(Span(13, 32)).speakers == ("Ida Moor",)


def test_a_sentence_that_does_not_tell_who_speaks_is_theirs_only_as_a_whole():
    text = "The gate was shut, she said. Rain fell for days before it stood open."
    said = replace(
        attribution(text, "she", "said", "The gate was shut", speaker="Ida Moor"),
        content=(Span(0, 17), Span(text.index("before"), len(text))),
    )
    voices = Voices.of_article([said])
    assert voices.of(Span(0, 28)).speakers == ("Ida Moor",)
    assert voices.of(Span(29, len(text))) == WRITER
    assert voices.of(Span(text.index("before"), len(text))).speakers == ("Ida Moor",)


def test_a_few_words_quoted_in_passing_leave_the_sentence_to_its_writer():
    text = "Fenn, who calls himself “a plain man”, drove on Monday through three drowned villages to the capital."
    said = attribution(text, "who", "calls", "himself “a plain man”", speaker="Osric Fenn")
    assert voice(text, said) == WRITER


def test_whoever_cannot_be_told_leaves_the_sentence_to_its_writer():
    text = "Nobody was warned, he said."
    assert voice(text, attribution(text, "he", "said", "Nobody was warned", speaker=None)) == WRITER


def test_of_two_speakers_the_one_with_more_of_the_words_has_the_sentence():
    assert voice(HEAD, AUTHORITY, FENN).speakers == ("Osric Fenn",)


def test_of_two_speakers_the_one_asked_for_comes_first():
    quarter = "The dam is safe and will stay safe, the Lonne Authority said; Fenn called that a lie of the Authority's."
    authority = attribution(
        quarter, "the Lonne Authority", "said", "The dam is safe and will stay safe", speaker="Lonne Authority"
    )
    fenn = attribution(quarter, "Fenn", "called", "that a lie of the Authority's", speaker="Osric Fenn")
    assert voice(quarter, authority, fenn).speakers == ("Lonne Authority",)
    assert voice(quarter, authority, fenn, asked=("Osric Fenn",)).speakers == ("Osric Fenn",)


NESTED = "Tidewire said that a clerk had told it that the gate was left open on purpose."
WIRE = attribution(
    NESTED, "Tidewire", "said", "a clerk had told it that the gate was left open on purpose", speaker="Tidewire"
)
CLERK = attribution(NESTED, "a clerk", "told", "the gate was left open on purpose", speaker="a clerk", within=0)


def test_what_an_agency_reports_a_clerk_to_have_said_is_the_clerks_and_the_chain_is_whole():
    assert voice(NESTED, WIRE, CLERK).speakers == ("Tidewire", "a clerk")


def test_the_outer_speaker_is_asked_for_as_well_as_the_inner():
    assert voice(NESTED, WIRE, CLERK, asked=("Tidewire",)).is_of(("Tidewire",))


def test_somebody_who_says_what_they_think_is_named_once():
    text = "Fenn said he thought that the gate was left open."
    said = attribution(text, "Fenn", "said", "he thought that the gate was left open", speaker="Osric Fenn")
    thought = attribution(text, "he", "thought", "the gate was left open", speaker="Osric Fenn", within=0)
    assert voice(text, said, thought).speakers == ("Osric Fenn",)


@pytest.mark.parametrize("force", [Force.DENIES, Force.ASKS])
def test_what_a_denial_or_a_question_reports_of_others_is_not_said_by_them(force):
    text = "Kessary denied that his clerk had said the gate was left open on purpose."
    outer = attribution(
        text,
        "Kessary",
        "denied",
        "his clerk had said the gate was left open on purpose",
        speaker="Kessary",
        force=force,
    )
    inner = attribution(text, "his clerk", "said", "the gate was left open on purpose", speaker="his clerk", within=0)
    found = voice(text, outer, inner)
    assert (found.speakers, found.force) == (("Kessary",), force)


def test_a_circle_of_attributions_ends():
    text = "Fenn said so."
    said = attribution(text, "Fenn", "said", "so", speaker="Osric Fenn", within=0)
    assert voice(text, said).speakers == ("Osric Fenn",)


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 50)).map(lambda at: Span(at[0], at[0] + at[1]))


@st.composite
def articles(draw):
    count = draw(st.integers(0, 5))
    return [
        Attribution(
            (draw(SPANS),),
            (draw(SPANS),),
            tuple(sorted(draw(st.lists(SPANS, max_size=2)))),
            draw(st.sampled_from(Force)),
            draw(st.none() | st.sampled_from("ABC").map(person)),
            draw(st.none() | st.integers(0, count - 1)),
        )
        for _ in range(count)
    ]


@given(articles(), SPANS, st.frozensets(st.sampled_from("ABC")))
def test_a_voice_is_the_writers_or_of_attributions_that_reach_into_the_words(attributions, stretch, asked):
    found = Voices.of_article(attributions).of(stretch, asked)
    assert found == Voices.of_article(attributions).near(stretch).of(stretch, asked)
    assert all(a in attributions for a in found.chain)
    assert len(found.speakers) == len(found.chain)
    assert all(a.force not in (Force.DENIES, Force.ASKS) for a in found.chain[:-1])
    if found.chain:
        assert any(span.overlaps(stretch) for a in attributions for span in a.content)
