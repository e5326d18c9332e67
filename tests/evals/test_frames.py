"""The lead of a statement taken apart, and what brackets and escapes make of the rest."""

from dataclasses import replace

import pytest

from evals.frames import Frame, frame_of, is_credited, named
from evals.observed import Publication, plain, read
from tests.evals.metrics.pages import BELL, NOBODY, STAR, abstention, changed, page


def test_each_statement_is_read_with_its_quotes_numbers_and_what_precedes_them() -> None:
    shown = read(page((STAR, 0), (BELL, 1))["text"])
    assert [s.numbers for s in shown.statements] == [(1,), (2,)]
    assert shown.statements[1].lead.startswith("“A guard who would not be named”, quoted by The Hill Bell (")
    assert shown.statements[1].quotes == ((2, 'A guard who would not be named said: "Two lamps stood on the crest."'),)
    assert shown.closing == "Asserted in 2 articles of 2 outlets; no finding on record."
    assert shown.sources[2] == "The Hill Bell (Ana Corriveth, 23 Mar 2019), “Not us”, bell.txt"


def test_brackets_of_a_name_are_no_citation() -> None:
    near = changed(abstention(), "river.txt", r"river\[1\].txt")
    assert read(near["text"]).abstains
    assert read(changed(near, "- An unnamed", "- “A title” An unnamed")["text"]).abstains


def test_escapes_are_not_seen() -> None:
    assert plain(r"**a\_b** \*c\* \[1\] www\.x.com") == "a_b *c* [1] www.x.com"


@pytest.mark.parametrize(
    ("lead", "frame"),
    [
        ("The Star writes", Frame((), "The Star", "writes", "")),
        ("The Star also writes", Frame((), "The Star", "writes", "")),
        ("The Star (Ann, 1 Jan 2019) writes", Frame((), "The Star (Ann, 1 Jan 2019)", "writes", "")),
        (
            "Jo Bell, as reported by The Star (Ann, 1 Jan 2019), did not deny",
            Frame(("Jo Bell",), "The Star (Ann, 1 Jan 2019)", "did not deny", ""),
        ),
        ("A, quoted by B, as reported by C, also declined to say", Frame(("A", "B"), "C", "declined to say", "")),
        (
            "“a man, quoted by X, it is said”, quoted by C, says",
            Frame(("“a man, quoted by X, it is said”",), "C", "says", ""),
        ),
        ("C writes, in short, that it rained", Frame((), "C", "writes", "", "it rained")),
        ("", None),
        ("writes", None),
        ("The Star:", None),
    ],
)
def test_a_lead_is_taken_apart(lead: str, frame: Frame | None) -> None:
    found = frame_of(lead)
    assert found == (frame and replace(frame, attributed=lead.partition(", in short")[0]))


def test_an_outlet_is_the_whole_name_and_a_credit_all_that_is_known() -> None:
    known = Publication("a.txt", "The Star (UK)", "Ann Bell", None)
    assert is_credited("the star (UK)", known)
    assert is_credited("The Star (UK) (Ann Bell, undated), “Title”, a.txt", known)
    assert not is_credited("The Star (UK) (undated)", known)
    assert not is_credited("The Star (UK) (Ann Bell, 1 Jan 2019)", known)
    assert not is_credited("The Star (UKR)", known)
    assert not is_credited("", known)
    assert is_credited("An unnamed outlet (river.txt) (undated)", Publication(NOBODY.file))


PAPERS = ("Lonne Valley Star", "The Hill Bell", "The Washington Post", "Hill Herald")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Colonel Hurl", "Bastian Hurl, Lonne Valley Star"),
        ("The Star", "Lonne Valley Star (undated)"),
        ("Lonne Valley Star", "lonne valley star"),
        ("Sam Davis Jr.", "Sammy Davis, The Hill Bell"),
        ("Mia Bell", "Mia Bell, as reported by The Hill Bell"),
        ("officer", "“an officer who had been there”"),
    ],
)
def test_who_is_named_is_found(name: str, words: str) -> None:
    assert named(name, words, PAPERS)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Morning Star", "Lonne Valley Star"),
        ("The Hill Bell", "Mark Campbell"),
        ("The Hill Bell", "Mia Bell"),
        ("Mia Bell", "The Hill Bell (undated)"),
        ("Jo Li", "police, The Hill Bell"),
        ("Ann Ash", "The Washington Post"),
        ("Sam Davis Jr.", "Ann Lee Jr."),
        ("\u200b", "anybody"),
    ],
)
def test_who_is_not_named_is_not_found(name: str, words: str) -> None:
    assert not named(name, words, PAPERS)
