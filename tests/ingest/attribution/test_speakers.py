"""Who speaks: sources resolved inside an article, never with a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.attribution.speakers import resolve
from ingest.corpus import Attribution, Span, SpeakerKind
from tests.ingest.attribution.marking import resolved, speakers

PERSON, BODY, UNNAMED = SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.UNNAMED


def kinds(written: str) -> list[SpeakerKind | None]:
    return [each.speaker.kind if each.speaker else None for each in resolved(written)]


@pytest.mark.parametrize(
    "source",
    [
        "Jane Roe",
        "Sen. Jane Roe (R-Vt.)",
        "Vermont Sen. Jane Roe",
        "Orvel campaign manager Jane Roe",
        "the Star's Jane Roe",
        "Jane Roe, who runs the dam,",
        "his campaign manager, Jane Roe,",
        "Former Secretary of State Jane Roe",
        "former secretary of state Jane Roe",
        "the author and historian Jane Roe",
        "Basin Authority spokeswoman Jane Roe",
        "a farmer named Jane Roe",
        "Jane Roe of the Highland Front",
        "Castrel Mayor Jane Roe",
        "Castrel Bakers' Guild treasurer Jane Roe",
        "The Rev. Jane Roe",
        "Jane Roe’s",
    ],
)
def test_titles_roles_and_employers_are_no_part_of_a_name(source):
    (each,) = resolved(f"On Monday {{1:{source}}} <1:said> [1:that the dam would hold].")
    assert (each.speaker.name, each.speaker.kind) == ("Jane Roe", PERSON)


@pytest.mark.parametrize(
    "name",
    [
        "Mevlut Çavuşoğlu",
        "Bassel al-Hamid",
        "Ludwig van der Aue",
        "John F. Kerrigan",
        "J.D. Fenn",
        "Osric Fenn Jr.",
        "Jean-Luc O’Dell",
        "Mary Holt-Aldane",
        "Zé Aldane",
    ],
)
def test_names_of_all_makes_are_kept_whole(name):
    assert speakers(f"{{1:Mayor {name}}} <1:said> [1:no].") == [name]


def test_a_surname_is_the_fullest_name_that_the_article_gives():
    assert (
        speakers(
            "Osric J. Fenn is mayor. Osric Fenn was there.\n\n{1:Fenn} <1:said> [1:that it was dark].\n\n"
            '[2:"I was awake,"] {2:Mr. Fenn} <2:added>. {3:FENN}<3::> [3:No.]'
        )
        == ["Osric J. Fenn"] * 3
    )


def test_a_name_without_any_known_word_is_a_persons_whose_surname_speaks():
    written = (
        "Emeric Stolle came by boat. {1:Stolle} <1:said> [1:no]. {2:The shot-firer, Jory Penhale,} <2:said> [2:so]."
    )
    assert speakers(written) == ["Emeric Stolle", "Jory Penhale"]


def test_a_name_in_capitals_is_written_as_names_are():
    assert speakers("{1:STOLLE}<1::> [1:No.]") == ["Stolle"]


def test_whoever_asks_and_answers_by_a_letter_is_nobody():
    assert speakers("{1:Q}<1::> [1:Why?] {2:A}<2::> [2:Because.]") == [None, None]


def test_a_surname_that_is_a_title_stays():
    assert speakers("{1:Steve King} <1:said> [1:no]. {2:King} <2:added> [2:so].") == ["Steve King", "Steve King"]


def test_the_title_gives_a_name_in_full():
    assert speakers("{1:Fenn} <1:said> [1:no].", title="Hugo Fenn Hits Back at Critics") == ["Hugo Fenn"]


def test_a_surname_that_two_share_goes_to_the_one_named_in_the_paragraph():
    written = "Jane Roe met Ann Doe.\n\nJohn Roe stayed at home. {1:Roe} <1:said> [1:that he was ill]."
    assert speakers(written) == ["John Roe"]


def test_a_surname_that_two_share_goes_to_neither_without_evidence():
    assert speakers("Jane Roe met John Roe.\n\n{1:Roe} <1:said> [1:that it rained].") == ["Roe"]
    assert speakers("Jane Roe met John Roe.\n\n{1:Ms. Roe} <1:said> [1:that it rained].") == ["Jane Roe"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the Pentagon", "Pentagon"),
        ("The Bakers’ Union", "Bakers’ Union"),
        ("The Prime Minister's office", "Prime Minister's office"),
        ("The Orvel Defense Ministry", "Orvel Defense Ministry"),
        ("Karrow River Networks", "Karrow River Networks"),
        ("The Castrel Times", "Castrel Times"),
        ("the Ministry of Roads", "Ministry of Roads"),
        ("the Office of the Director of National Roads", "Office of the Director of National Roads"),
        ("the Centre for Roads at the Castrel University", "Centre for Roads"),
        ("The Orvel government", "Orvel government"),
        ("Jane Roe's campaign", "Roe campaign"),
        ("the Roe campaign", "Roe campaign"),
        ("Moscow", "Moscow"),
        ("the FBI", "FBI"),
        ("US", "US"),
        ("the Energy and Commerce Committee", "Energy and Commerce Committee"),
    ],
)
def test_bodies_are_named_without_an_article(source, name):
    (each,) = resolved(f"On Monday {{1:{source}}} <1:said> [1:that it had no record].")
    assert (each.speaker.name, each.speaker.kind) == (name, BODY)


def test_a_body_is_known_by_initials_and_by_its_last_word():
    assert (
        speakers(
            "The Lonne Basin Authority (LBA) runs the dam. {1:The Authority} <1:said> [1:no]."
            " {2:The LBA} <2:said> [2:so too]. {3:The authority} <3:said> [3:no]."
        )
        == ["Lonne Basin Authority"] * 3
    )


def test_a_land_is_not_the_half_of_it():
    assert speakers("Eastern Syria is dry. {1:Syria} <1:said> [1:no].") == ["Syria"]


@pytest.mark.parametrize(
    "source",
    [
        "officials",
        "a Castrel security source",
        "a spokesman for the ministry",
        "Some Democrats",
        "Republicans",
        "Basin Authority officials",
        "people close to the talks",
        "The poll",
        "Workers",
        "another Orvel voter",
    ],
)
def test_the_unnamed_stay_as_they_are_described(source):
    (each,) = resolved(f"{{1:{source}}} <1:said> [1:that the dam would hold].")
    assert (each.speaker.name, each.speaker.kind) == (source, UNNAMED)


def test_what_is_described_but_not_linked_with_a_name_stays_unnamed():
    assert kinds("Jane Roe spoke.\n\n{1:The governor} <1:said> [1:no].") == [UNNAMED]


@pytest.mark.parametrize(
    ("before", "description"),
    [
        ("Gov. Jane Roe spoke to reporters.", "The governor"),
        ("Jane Roe, the Northern nominee, spoke.", "The Northern nominee"),
        ("Northern presidential nominee Jane Roe spoke.", "the nominee"),
        ("Sen. Jane Roe (R-Vt.) spoke.", "The Vermont senator"),
        ("Its director, Jane Roe, spoke.", "The director"),
        ("Authority spokeswoman Jane Roe spoke.", "The spokeswoman"),
    ],
)
def test_a_description_that_the_article_gives_to_somebody_is_theirs(before, description):
    assert speakers(f"{before}\n\n{{1:{description}}} <1:said> [1:no].") == ["Jane Roe"]


@pytest.mark.parametrize(
    ("before", "description"),
    [
        ("Vice President Jane Roe spoke.", "The president"),
        ("Former Gov. Jane Roe spoke.", "The governor"),
        ("Jane Roe, a spokeswoman for the governor, spoke.", "The governor"),
        ("Gov. Jane Roe met Gov. Ann Doe.", "The governor"),
        ("Sen. Jane Roe (R-Vt.) spoke.", "The Texas senator"),
    ],
)
def test_a_description_of_somebody_else_is_nobodys(before, description):
    assert kinds(f"{before}\n\n{{1:{description}}} <1:said> [1:no].") == [UNNAMED]


def test_the_source_is_the_one_introduced_before():
    written = "An army source spoke of a leak.\n\n{1:The source} <1:said> [1:that it was large]."
    assert speakers(written) == ["An army source"]


def test_he_is_who_spoke_last():
    assert (
        speakers(
            '{1:Osric Fenn} <1:said> [1:that not one siren had sounded]. [2:"I was awake,"] {2:he} <2:said>.\n\n'
            '[3:"I would have heard it,"] {3:he} <3:added>.'
        )
        == ["Osric Fenn"] * 3
    )


def test_she_is_no_man():
    assert speakers("Jane Roe met Robert Doe. {1:She} <1:said> [1:that it went well].") == ["Jane Roe"]
    assert speakers("Jane Roe met Robert Doe. {1:He} <1:said> [1:that it went well].") == ["Robert Doe"]


def test_he_is_nobody_whom_he_speaks_of():
    written = "Robert Doe met Hugo Dant. {1:He} <1:said> [1:that Doe was late]."
    assert speakers(written) == ["Hugo Dant"]


def test_he_in_somebodys_own_words_is_another():
    written = 'Hugo Dant slept. {1:Robert Doe} <1:said>: [1:"{2:He} <2:told> me [2:that he was ill]."]'
    assert speakers(written) == ["Robert Doe", "Hugo Dant"]


def test_he_may_be_somebody_unnamed():
    written = (
        "Hugo Dant slept. {1:A night watchman} <1:said> [1:that it leaked]. {2:He} <2:added> [2:that it was loud]."
    )
    assert speakers(written) == ["A night watchman", "A night watchman"]


def test_a_headline_makes_no_name_longer():
    written = "Reckless Fenn and Doe Do Nothing\n\nMayor Fenn slept. {1:Mr. Fenn} <1:said> [1:no]."
    assert speakers(written) == ["Fenn"]
    assert speakers("Reckless Jane Roe slept. {1:Roe} <1:said> [1:no].") == ["Jane Roe"]


def test_he_is_nobody_where_two_are_as_likely():
    assert speakers("It was Hugo Dant and Robert Doe again. {1:He} <1:said> [1:so].") == [None]


def test_a_pronoun_without_a_name_before_it_is_nobody():
    assert speakers("{1:He} <1:said> [1:that Hugo Dant slept].") == [None]


def test_the_writer_is_not_taken_for_a_speaker():
    written = "By Hugo Dant\n\nIt rained. {1:He} <1:said> [1:so]."
    assert speakers(written, author="Hugo Dant") == [None]
    assert speakers("{1:Hugo Dant} <1:said> [1:so].", author="Hugo Dant") == ["Hugo Dant"]


def test_i_is_the_writer_outside_and_the_speaker_inside_a_quotation():
    assert speakers("{1:I} <1:think> [1:that it will rain].") == [None]
    assert speakers('{1:Jane Roe} <1:said>: [1:"{2:We} <2:think> [2:that it will rain]."]') == ["Jane Roe", "Jane Roe"]


def test_we_are_who_is_named_behind_the_quotation():
    assert speakers('[1:"{2:We} <2:think> [2:that it will rain],"] {1:Jane Roe} <1:said>.') == ["Jane Roe", "Jane Roe"]


def test_they_are_the_many_who_spoke_last():
    written = "{1:Two engineers} <1:said> [1:no]. {2:They} <2:added> [2:that it leaked]."
    assert speakers(written) == ["Two engineers", "Two engineers"]


def test_it_is_a_body_that_spoke_before():
    written = "{1:The Basin Authority} <1:said> [1:no]. {2:It} <2:added> [2:that it had no record]."
    assert speakers(written) == ["Basin Authority"] * 2
    assert speakers("The Basin Authority runs the dam. {1:It} <1:goes without saying> [1:that it leaks].") == [None]


def test_who_is_the_one_just_named():
    assert speakers("Jane Roe, {1:who} <1:said> [1:so], left.") == ["Jane Roe"]
    assert speakers("Jane Roe of Orvel, a baker, {1:who} <1:said> [1:so], left.") == ["Jane Roe"]
    assert speakers("We met a baker {1:who} <1:said> [1:so].") == ["a baker"]


def test_his_campaign_is_named_after_him():
    written = "{1:Hugo Dant} <1:said> [1:no]. {2:His campaign} <2:said> [2:no, too]."
    assert speakers(written) == ["Hugo Dant", "Dant campaign"]


def test_several_named_at_once_speak_as_one_body():
    (each,) = resolved("Hugo Dant came. {1:Dant and Jane Roe} <1:said> [1:no].")
    assert (each.speaker.name, each.speaker.kind) == ("Hugo Dant and Jane Roe", BODY)


def test_a_couple_shares_its_surname():
    written = "Hugo and Jane Roe stayed. {1:Mr. Roe} <1:said> [1:no]. {2:Ms. Roe} <2:said> [2:yes]."
    assert speakers(written) == ["Hugo Roe", "Jane Roe"]


def test_an_attribution_without_a_source_has_no_speaker():
    assert speakers("Jane Roe slept. It <1:was reported> [1:that it rained].") == [None]


def test_a_quotation_over_two_paragraphs_has_one_speaker():
    written = '{1:Jane Roe} <1:said>: [1:"It rained.]\n\n[2:"It snowed, too."]'
    assert speakers(written) == ["Jane Roe", "Jane Roe"]
    assert speakers(written.replace("rained.]", 'rained."]')) == ["Jane Roe", None]


@given(st.text(alphabet="Aa. \n\"“”'’,éÇ-", min_size=1, max_size=60), st.data())
def test_any_text_keeps_its_attributions(text, data):
    ends = st.integers(0, len(text) - 1).flatmap(lambda a: st.integers(a + 1, len(text)).map(lambda b: Span(a, b)))
    spans = st.lists(ends, max_size=2).map(lambda found: tuple(sorted(found)))
    attributions = data.draw(st.lists(st.builds(Attribution, spans, st.tuples(ends), spans), max_size=4))
    found = resolve(text, attributions)
    assert [(a.source, a.cue, a.content) for a in found] == [(a.source, a.cue, a.content) for a in attributions]
    assert all(each.source for each in found if each.speaker)
    assert resolve(text, found) == found


@pytest.mark.parametrize(
    "source", ["Proven Liar Corvin Tessel", "Corrupt Orvel Ministry", "The Front Sabotaged The Dam"]
)
def test_who_is_named_by_a_claim_or_a_judgement_stays_unnamed(source):
    (each,) = resolved(f"{{1:{source}}} <1:said> [1:no].")
    assert each.speaker.kind is UNNAMED
    assert each.speaker.name in source


def test_a_judgement_before_a_name_is_no_part_of_it():
    assert speakers("{1:The proven liar Corvin Tessel} <1:said> [1:no].") == ["Corvin Tessel"]


def test_a_relative_with_words_before_its_verb_means_its_antecedent():
    assert speakers("Colonel John Roe, {1:who in March} <1:told> us [1:it leaked], left.") == ["John Roe"]


def test_a_second_relative_means_whom_the_first_does():
    written = "{2:A farmer} who grazes sheep above the dam, and {1:who} <1:fears> [1:for his life], <2:said> [2:so]."
    assert speakers(written) == ["A farmer", "A farmer"]


def test_a_bodys_person_of_an_unknown_given_name_is_one_where_a_pronoun_follows():
    written = "Judge Mary Poe left. The Front's Zelda Roe was quick to gloat. [1:“It leaked,”] {1:she} <1:said>."
    assert speakers(written) == ["Zelda Roe"]


def test_whoever_is_asked_by_somebody_answers():
    written = "<1:Asked> by {1:counsel} [1:whether he slept], Mr John Roe nodded. [2:“I did,”] {2:he} <2:said>."
    assert speakers(written)[-1] == "John Roe"


def test_who_is_named_in_a_question_does_not_answer_it():
    written = (
        "{1:Mary Poe} <1:said> [1:so]. Asked what he had told Ms Jane Roe, {2:she} <2:said> [2:that she had no idea]."
    )
    assert speakers(written)[-1] == "Mary Poe"


def test_a_client_introduced_is_told_without_what_stands_before():
    written = "He gave a talk to a client of the bank. Then a client rang. {1:The client} <1:said> [1:so]."
    assert speakers(written) == ["a client"]
