"""Names of speakers across articles: what folds, what stays apart, and what holds for any names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folding import folded
from ingest.corpus import Speaker, SpeakerKind


def person(name: str) -> Speaker:
    return Speaker(name, SpeakerKind.PERSON)


def body(name: str) -> Speaker:
    return Speaker(name, SpeakerKind.BODY)


def known_people(**articles: int) -> dict[str, str]:
    """Fold people, whose names are written with underscores for spaces, and give names for names."""
    counted = {person(name.replace("_", " ")): number for name, number in articles.items()}
    return {speaker.name: known.name for speaker, known in folded(counted).items()}


def known(speakers: list[Speaker]) -> dict[str, str]:
    return {speaker.name: other.name for speaker, other in folded(dict.fromkeys(speakers, 1)).items()}


def test_a_bare_surname_is_the_only_person_of_that_surname():
    assert known_people(Kessary=4, Edwin_Kessary=2)["Kessary"] == "Edwin Kessary"


def test_a_bare_surname_that_two_share_is_neither():
    assert known_people(Fenn=4, Osric_Fenn=2, Maud_Fenn=2)["Fenn"] == "Fenn"


def test_a_bare_surname_is_whom_the_news_is_full_of_and_hardly_anyone_else():
    assert known_people(Fenn=4, Osric_Fenn=40, Maud_Fenn=4)["Fenn"] == "Osric Fenn"
    assert known_people(Fenn=4, Osric_Fenn=39, Maud_Fenn=4)["Fenn"] == "Fenn"


def test_two_people_of_one_surname_stay_apart():
    names = known_people(John_Kerrigan=3, Bob_Kerrigan=3, Robert_Kerrigan=1)
    assert names["John Kerrigan"] != names["Bob Kerrigan"] == names["Robert Kerrigan"]


def test_a_nickname_of_two_names_folds_with_the_one_that_is_there():
    assert known_people(Kate_Fenn=1, Katherine_Fenn=2)["Kate Fenn"] == "Katherine Fenn"
    assert known_people(Kate_Fenn=1, Katherine_Fenn=2, Catherine_Fenn=2)["Kate Fenn"] == "Kate Fenn"


def test_middle_initials_fold_where_they_agree():
    names = known_people(Osric_J_Fenn=1, Osric_Fenn=5, Osric_James_Fenn=1)
    assert set(names.values()) == {"Osric Fenn"}


def test_middle_initials_that_contradict_keep_people_apart():
    names = known_people(George_W_Roe=3, George_H_Roe=3, George_Roe=1)
    assert len(set(names.values())) == 3


def test_an_initial_folds_where_one_person_has_it():
    assert known_people(J_Fenn=1, Jonas_Fenn=2)["J Fenn"] == "Jonas Fenn"
    assert known_people(J_Fenn=1, Jonas_Fenn=2, Jane_Fenn=2)["J Fenn"] == "J Fenn"


def test_father_and_son_stay_apart():
    assert len({*known([person("Osric Fenn"), person("Osric Fenn Jr.")]).values()}) == 2


def test_a_given_name_alone_never_folds():
    assert known_people(Osric=3, Osric_Fenn=3)["Osric"] == "Osric"


def test_half_a_double_surname_folds():
    assert known_people(Aldane_Roth=1, Debbie_Aldane_Roth=1)["Aldane Roth"] == "Debbie Aldane Roth"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mevlut Çavuşoğlu", "Mevlut Cavusoglu"),
        ("Bassel al-Hamid", "Hamid"),
        ("José Núñez", "Jose Nunez"),
        ("Ludwig van der Aue", "Ludwig van der Aue"),
        ("OSRIC FENN", "Osric Fenn"),
        ("Jean-Luc O’Dell", "Jean-Luc O'Dell"),
    ],
)
def test_spelling_keeps_nobody_apart(one, other):
    assert len({*known([person(one), person(other)]).values()}) == 1


def test_the_commonest_full_spelling_is_the_known_one():
    assert known_people(Fenn=90, Osric_Fenn=5, Osric_J_Fenn=2)["Osric J Fenn"] == "Osric Fenn"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pentagon", "the Pentagon"),
        ("Department of Roads", "Roads Department"),
        ("Orvel Defence Ministry", "Orvel Defense Ministry"),
        ("Lonne Basin Authority", "LBA"),
        ("Times", "Castrel Times"),
        ("US", "United States"),
    ],
)
def test_bodies_fold_with_evidence(one, other):
    assert len({*known([body(one), body(other)]).values()}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ["Authority", "Lonne Basin Authority"],  # anybody's, across articles
        ["Times", "Castrel Times", "Stannet Times"],
        ["LBA", "Lonne Basin Authority", "Lower Bell Association"],
        ["Orvel campaign", "Fenn campaign"],
        ["Bell", "BELL Trust"],
    ],
)
def test_bodies_stay_apart_without(names):
    assert len({*known([body(name) for name in names]).values()}) == len(names)


def test_a_known_body_carries_no_article():
    assert known([body("the Pentagon"), body("Pentagon")])["the Pentagon"] == "Pentagon"


def test_unnamed_speakers_are_never_folded():
    described = [Speaker(name, SpeakerKind.UNNAMED) for name in ("officials", "Officials", "the official")]
    assert folded(dict.fromkeys(described, 3)) == {each: each for each in described}


NAMES = st.builds(
    lambda *words: " ".join(filter(None, words)),
    st.sampled_from("John Jon Jane Bob Robert Kate Katherine Catherine J. R. Will William".split()),
    st.sampled_from(["", "", "Q.", "Quentin", "Quirin", "Aldane"]),
    st.sampled_from(["Roe", "Roe", "Doe", "al-Doe"]),
    st.sampled_from(["", "", "Jr.", "III"]),
)
BODIES = st.sampled_from(
    [
        "Roe",
        "the Roe",
        "Times",
        "Orvel Times",
        "The Roe Times",
        "LBA",
        "Lonne Basin Authority",
        "Basin Authority of Lonne",
    ]
)
SPEAKERS = st.builds(person, NAMES | st.sampled_from(["Roe", "Doe", "Aldane Roe"])) | st.builds(body, BODIES)
COUNTED = st.dictionaries(SPEAKERS | st.just(Speaker("Roe", SpeakerKind.UNNAMED)), st.integers(1, 40), max_size=16)


@given(COUNTED)
def test_every_speaker_is_known_as_one_of_its_kind(counted):
    names = folded(counted)
    assert names.keys() == counted.keys()
    assert all(known in counted and known.kind is speaker.kind for speaker, known in names.items())


@given(COUNTED, st.randoms())
def test_the_order_of_names_does_not_matter(counted, random):
    shuffled = list(counted.items())
    random.shuffle(shuffled)
    assert folded(dict(shuffled)) == folded(counted)


@given(COUNTED)
def test_known_speakers_are_known_as_themselves(counted):
    names = folded(counted)
    assert all(names[known] == known for known in names.values())
