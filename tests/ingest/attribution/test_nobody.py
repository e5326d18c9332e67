"""What names somebody and is nobody's words: a writer's questions and glosses, things, and no one."""

import pytest

from ingest.corpus import Force, SpeakerKind
from tests.ingest.attribution.marking import resolved, speakers


@pytest.mark.parametrize(
    "written",
    [
        "Did {1:Minister Jane Roe} <1:know of> [1:the memo]?",
        "But why did {1:Jane Roe} <1:say> [1:that it held]?",
        "Has {1:Jane Roe} ever <1:denied> [1:it]?",
    ],
)
def test_what_a_writer_asks_about_somebody_is_not_their_words(written):
    (each,) = resolved(written)
    assert (each.speaker, each.force) == (None, Force.ASKS)


def test_a_question_that_somebody_puts_is_theirs():
    assert speakers("[1:“Did it hold?”] {1:Jane Roe} <1:asked>.") == ["Jane Roe"]


def test_what_stands_behind_a_question_is_told():
    assert speakers("Did it hold? {1:Jane Roe} <1:said> [1:that it did].") == ["Jane Roe"]


@pytest.mark.parametrize(
    "cue", ["was apparently referring to", "appeared to be alluding to", "an apparent reference to"]
)
def test_what_a_writer_takes_somebody_to_mean_is_the_writers(cue):
    assert speakers(f"(Jane Roe left. {{1:Ms. Roe}} <1:{cue}> [1:the flood of that year].)") == [None]


def test_who_refers_to_somebody_in_words_speaks():
    assert speakers("{1:Jane Roe} <1:referred to> [1:him as “the clerk”].") == ["Jane Roe"]


@pytest.mark.parametrize(
    "source",
    ["No one", "nobody in the ministries", "A residue", "The ribbon", "a tally on the wall", "one of them", "four"],
)
def test_what_cannot_speak_is_no_speaker(source):
    assert speakers(f"At noon {{1:{source}}} <1:told> [1:that there was one].") == [None]


@pytest.mark.parametrize(
    "source",
    [
        "the night man",
        "some",
        "a source",
        "Two of her colleagues",
        "the report",
        "another family",
        "42 percent of voters",
    ],
)
def test_whoever_is_only_described_stays_unnamed(source):
    (each,) = resolved(f"At noon {{1:{source}}} <1:said> [1:that there was one].")
    assert each.speaker is not None
    assert each.speaker.kind is SpeakerKind.UNNAMED


def test_whoever_is_quoted_in_marks_is_somebody_whatever_the_word():
    assert speakers("[1:“I saw lamps,”] {1:a lamplighter's ward} <1:said>.") == ["a lamplighter's ward"]


def test_a_letter_without_a_name_is_not_the_papers():
    written = "<1:Sir, -> [1:Four sirens went off.]\n\n{1:Name and address supplied}"
    assert speakers(written) == ["Name and address supplied"]


@pytest.mark.parametrize("negation", ["Nor does", "Never has", "At no time did"])
def test_a_negation_before_the_subject_turns_a_denial_round(negation):
    (each,) = resolved(f"Jane Roe left. {negation} {{1:she}} <1:deny> [1:that it leaked].")
    assert each.force is Force.HEDGES


def test_what_nobody_denies_is_not_denied():
    assert resolved("{1:No one} <1:denied> [1:that it leaked].")[0].force is Force.HEDGES


def test_a_house_number_is_somebody():
    assert resolved("{1:No 10} <1:denied> [1:that it leaked].")[0].force is Force.DENIES
