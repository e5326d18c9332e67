"""Look-up of those who are quoted: names in full and in part, nicknames, namesakes, slips, and how quickly."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names import How
from app.speakers import Speakers, speakers_of
from app.words import stems
from index.store import QuotedSpeaker
from ingest.corpus import SpeakerKind
from tests.app.libraries import Library

PERSON, BODY, UNNAMED = SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.UNNAMED
LONGEST = 0.005  # seconds for one look-up among a hundred thousand


def quoted(name: str, kind: SpeakerKind = PERSON, articles: int = 1, spellings: tuple[str, ...] = ()) -> QuotedSpeaker:
    return QuotedSpeaker(name, kind, spellings, articles, articles)


SPEAKERS = Speakers(
    [
        quoted("Gregor van der Lohe"),
        quoted("Ines O'Dwyer"),
        quoted("Hassan al-Dari"),
        quoted("Edward Quist Jr."),
        quoted("Edward Quist"),
        quoted("Anthony Marl", spellings=("Mr. Marl", "Marl")),
        quoted("Rook"),
        quoted("Ada Pell", articles=10),
        quoted("Jon Pell", articles=2),
        quoted("Jon Tarn"),
        quoted("Tarn Hosk", articles=12),
        quoted("Lena Brod", spellings=("the Iron Mayor",)),
        quoted("Board of River Works", BODY),
        quoted("Lower Veld Fire Service", BODY),
        quoted("Upper Veld Fire Service", BODY),
        quoted("the company", BODY),
        quoted("a harbour guard", UNNAMED),
    ]
)


def names(phrase: str) -> tuple[str, ...]:
    heard = SPEAKERS.find(stems(phrase))
    return heard.names if heard else ()


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("Gregor van der Lohe", ("Gregor van der Lohe",)),
        ("gregor lohe", ("Gregor van der Lohe",)),
        ("van der Lohe", ("Gregor van der Lohe",)),
        ("lohe's", ("Gregor van der Lohe",)),
        ("lohes", ("Gregor van der Lohe",)),
        ("O’Dwyer", ("Ines O'Dwyer",)),
        ("Dari", ("Hassan al-Dari",)),
        ("al-Dari", ("Hassan al-Dari",)),
        ("Edward Quist", ("Edward Quist",)),
        ("ted quist", ("Edward Quist", "Edward Quist Jr.")),
        ("Edward Quist Jr", ("Edward Quist Jr.",)),
        ("Quist", ("Edward Quist", "Edward Quist Jr.")),
        ("Tony Marl", ("Anthony Marl",)),
        ("A. Marl", ("Anthony Marl",)),
        ("Rook", ("Rook",)),
        ("Emma Rook", ("Rook",)),
        ("Pell", ("Ada Pell",)),
        ("Jon Pell", ("Jon Pell",)),
        ("Jon", ()),
        ("Tarn", ("Tarn Hosk",)),
        ("Gregor", ("Gregor van der Lohe",)),
        ("Emma Lohe", ()),
        ("the iron mayor", ("Lena Brod",)),
        ("Board of River Works", ("Board of River Works",)),
        ("the River Works", ("Board of River Works",)),
        ("BRW", ("Board of River Works",)),
        ("the Fire Service", ("Lower Veld Fire Service", "Upper Veld Fire Service")),
        ("Lower Veld", ("Lower Veld Fire Service",)),
        ("the company", ()),
        ("a harbour guard", ()),
        ("Works", ()),
        ("", ()),
    ],
)
def test_a_phrase_finds_whom_it_may_name(phrase: str, found: tuple[str, ...]) -> None:
    assert names(phrase) == found


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("Lohhe", ("Gregor van der Lohe",)),
        ("Gregor van der Lohhe", ("Gregor van der Lohe",)),
        ("Anthony Mral", ("Anthony Marl",)),
        ("Bord of River Works", ("Board of River Works",)),
        ("Roke", ()),
        ("Gudrun Tarl", ()),
        ("", ()),
    ],
)
def test_a_slip_finds_the_nearest_name_and_a_short_word_none(phrase: str, found: tuple[str, ...]) -> None:
    heard = SPEAKERS.misspelt(stems(phrase))
    assert (heard.names if heard else ()) == found
    assert heard is None or heard.how is How.GUESS


def test_namesakes_and_lone_surnames_are_guesses() -> None:
    for phrase, how in (("Pell", How.GUESS), ("Emma Rook", How.GUESS), ("Lohe", How.PART), ("Ada Pell", How.FULL)):
        heard = SPEAKERS.find(stems(phrase))
        assert heard
        assert heard.how is how


def test_a_name_borne_by_too_many_is_nobodys() -> None:
    many = Speakers(quoted(f"{given} Vane") for given in ("Ada", "Bo", "Cy", "Di", "Eva", "Flo"))
    assert many.find(("vane",)) is None
    assert many.find(("cy", "vane"))


_WORDS = st.text("abcdefgh", min_size=2, max_size=8)
_NAMES = st.lists(_WORDS, min_size=2, max_size=3).map(lambda words: " ".join(words).title())


@given(st.lists(_NAMES, min_size=1, max_size=8, unique_by=str.lower), st.data())
def test_every_speaker_is_found_by_the_whole_name(listed: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(listed))
    heard = Speakers(map(quoted, listed)).find(stems(name))
    assert heard
    assert name in heard.names


def test_a_hundred_thousand_speakers_are_looked_up_in_no_time() -> None:
    rng = random.Random(7)
    words = ["".join(rng.choices("abcdeghilmnorstuv", k=rng.randint(4, 9))) for _ in range(30_000)]
    crowd = Speakers(quoted(f"{rng.choice(words)} {word}".title()) for word in rng.choices(words, k=100_000))
    asked = [(word[:2] + "x" + word[2:],) for word in words[:50]]
    begun = time.process_time()
    for phrase in asked:
        crowd.find(phrase)
        crowd.misspelt(phrase)
    assert (time.process_time() - begun) / len(asked) < LONGEST


def test_the_speakers_of_a_library_are_prepared_once_for_each_state_of_it() -> None:
    library = Library((), key="first", speakers=(quoted("Ada Pell"),))
    before = speakers_of(library)
    assert speakers_of(library) is before
    library.key, library.speakers = "second", (quoted("Jon Pell"),)
    assert speakers_of(library).find(("jon", "pell"))
