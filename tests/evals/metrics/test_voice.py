from dataclasses import replace
from datetime import date

import pytest

from app.answer import Guess, Reason
from app.proposition import Form, Proposition, Standing
from app.render import scope_labels
from evals.metrics.voice import LEAKS
from index.record.finding import Finding
from index.scope import Scope
from tests.evals.metrics.pages import BELL, NOBODY, STAR, Shelf, abstention, case, changed, counted, failed, page
from tests.findings import CRACKS, NO_WARNING, on_record

TAKEN = (Form.STATEMENT, Form.YES, Form.NO, Form.THING)
ASKED_AFTER = (Form.STATEMENT, Form.OPEN, Form.CLAUSE)


def test_nothing_leaks_from_an_answer_of_quotes_nor_from_gists() -> None:
    assert counted(LEAKS, page()) == (0.0, 7.0)
    gisted = page((STAR, 0), (STAR, 1), gists={1: "the gates stayed shut on 14 March"})
    assert counted(LEAKS, gisted) == (0.0, 2.0)


@pytest.mark.parametrize("form", TAKEN)
@pytest.mark.parametrize("standing", [Standing.REFUTED, Standing.NOT_ESTABLISHED, Standing.ABSENT])
def test_no_opening_is_a_proposition_of_ours(form: Form, standing: Standing) -> None:
    premise = Proposition("the mayor ran", form, standing)
    assert counted(LEAKS, page((STAR, 0), premise=premise)) == (0.0, 1.0)
    assert counted(LEAKS, abstention(premise=premise)) is None


@pytest.mark.parametrize("form", ASKED_AFTER)
@pytest.mark.parametrize("standing", Standing)
def test_nor_is_what_is_said_of_what_is_asked_after(form: Form, standing: Standing) -> None:
    issue = Proposition("the mayor ran", form, standing)
    assert counted(LEAKS, page((STAR, 0), (BELL, 0), (NOBODY, 0), at_issue=issue)) == (0.0, 3.0)


@pytest.mark.parametrize(
    "line",
    [
        "- The Hill Bell (Ana Corriveth, 14 Mar 2019; first published by Lonne Valley Star, undated), “x”, bell.txt",
        "- An unnamed outlet (river.txt) (undated)",
        "Only outlet The Hill Bell, speaker “a man”, from 1 Jan 2019, until undated, articles that come from Tidewire.",
        "The Hill Bell and Lonne Valley Star quote Highland Front here, but not on “x”. Tidewire does.",
        "2 outlets: The Hill Bell (3), Jo Orr and Sons (2), and 3 more, no outlet known (1).",
        "ghost-7b:q4 did not word this answer: 127.0.0.1:9 answered with HTTP status 500. It is quotes alone.",
        "a-model did not word this answer: its reply holds a statement of another form. It is quotes alone.",
        "What “the minister” is quoted with here hardly bears on this, so others' words are given, too.",
    ],
)
def test_nor_is_a_line_of_ours_with_names_of_the_library(line: str) -> None:
    assert counted(LEAKS, changed(page((STAR, 0)), "*Asserted", f"{line}\n\n*Asserted")) == (0.0, 1.0)


def test_other_publications_of_the_same_words_are_no_leak() -> None:
    also = "[1] also in The Hill Bell (undated); Tidewire (Jo Orr and Sons, 1 Jan 2019; first published, 2 Jan 2019)"
    assert counted(LEAKS, changed(page((STAR, 0)), ", star.txt", f", star.txt  \n{also}")) == (0.0, 1.0)


def test_nor_what_is_told_of_the_scope_of_names_and_of_the_library() -> None:
    told = {"guesses": (Guess("star", "Lonne Valley Star"),), "never_quoted": ("A. Hale", "B. Orr")}
    assert counted(LEAKS, page((STAR, 0), come_from=("Tidewire",), **told)) == (0.0, 1.0)
    for reason in Reason:
        for never_quoted in (True, False):
            assert counted(LEAKS, abstention(reason, never_quoted=never_quoted)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Osric Fenn**, as reported by Lonne Valley Star, said: “", "“"),
        ("**Osric Fenn**, as reported by Lonne Valley Star, said: “", "It is known: “"),
        (", said: “Osric", ", who heard it all from a friend of his, said: “Osric"),
        ("siren.” [2]", "siren.” [2] The gates were shut."),
        ("siren.” [2]", "siren.” And so it was. [2]"),
        ("*Quoted", "The Front blew up the dam.\n\n*Quoted"),
        ("on record.*", "on record. The Front blew up the dam.*"),
        ("*Quoted from", "*Quoted, and rightly, from"),
        ("*Quoted", "The Front did what saboteurs do.\n\n*Quoted"),
        ("*Quoted", "Fenn said the gates stayed shut on 14 March, and the water rose.\n\n*Quoted"),
        ("**Lonne Valley Star** (", "Only outlet X. The Front did it!\n\n**Lonne Valley Star** ("),
        ("*Quoted", "- Highland Front blew up the dam (14 Mar 2019), as everybody knows\n\n*Quoted"),
        ("*Quoted", "- The Hill Bell (14 Mar 2019), as everybody knows by now\n\n*Quoted"),
        ("*Quoted", "- Highland Front (who blew it up) (14 Mar 2019)\n\n*Quoted"),
        ("*Quoted", "Took “the dam” to be destroyed by the Highland Front.\n\n*Quoted"),
        ("*Quoted", "Only outlet The Hill Bell, which the Front owns.\n\n*Quoted"),
        ("*Quoted", "The Hill Bell quotes Highland Front, who lie, here, but not on “x”.\n\n*Quoted"),
        ("*Quoted", "7 outlets: The Hill Bell (3), the Front burned the huts (2).\n\n*Quoted"),
        ("*Quoted", "Gists (in short) are worded by the Front, who blew it up; the quotes are exact.\n\n*Quoted"),
        ("*Quoted", "a-model did not word this answer: the Front blew it up. It is quotes alone.\n\n*Quoted"),
        (", star.txt", ", star.txt, where the Front admits it"),
        (", star.txt", ", star.txt  \nThe Front blew up the dam."),
        (", star.txt", ", star.txt  \n[1] The Front blew up the dam."),
        (", star.txt", ", star.txt  \n[1] also in The Hill Bell, which the Front owns (undated)"),
    ],
)
def test_a_proposition_without_a_frame_or_in_an_articles_words_leaks(old: str, new: str) -> None:
    assert failed(LEAKS, changed(page(), old, new, 1))


@pytest.mark.parametrize("gist", ["it has been confirmed that the gates stayed shut", "the Front shut the gates"])
def test_a_gist_with_words_of_the_models_leaks(gist: str) -> None:
    gisted = page((STAR, 0), gists={1: "the gates stayed shut on 14 March"})
    assert failed(LEAKS, changed(gisted, "the gates stayed shut on 14 March", gist, 1))


@pytest.mark.parametrize("finding", [on_record(CRACKS), on_record(NO_WARNING), on_record(how=None, found=None)])
def test_nor_is_a_finding_that_is_shown(finding: Finding) -> None:
    assert counted(LEAKS, page((STAR, 0), findings=(finding,))) == (0.0, 1.0)
    assert counted(LEAKS, abstention(findings=(finding,))) is None


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "sentence", ["Only outlet x.", "Took “x” to be y.", "7 outlets: x.", "**On record:** “x” was refuted by y."]
)
def test_a_long_line_is_read_in_no_time(sentence: str) -> None:
    assert failed(LEAKS, changed(page((STAR, 0)), "*Asserted", f"{' '.join([sentence] * 500)} So it was!\n\n*Asserted"))


def test_another_line_that_says_whose_it_is_is_a_proposition_and_no_leak() -> None:
    assert counted(LEAKS, changed(page((STAR, 0)), "*Asserted", "Fenn says it was dark.\n\n*Asserted")) == (0.0, 2.0)


def test_the_words_of_a_finding_may_be_ours() -> None:
    bare = changed(page((STAR, 0), established=True), "**Lonne Valley Star** (Dagny Ferrow, 17 Jul 2019) writes: ", "")
    assert failed(LEAKS, bare)
    assert counted(LEAKS, bare, shelf=Shelf("established", "established")) is None


def test_words_that_the_user_typed_are_nobody_elses() -> None:
    asked = "Fenn said the gates stayed shut on 14 March"
    said = changed(page((STAR, 0)), "*Asserted", f"{asked}.\n\n*Asserted")
    assert failed(LEAKS, said)
    assert not failed(LEAKS, said, replace(case(), question=f"who says that {asked}?"))


def test_a_scope_of_many_names_is_no_leak() -> None:
    scope = Scope(
        outlets=("The U.S. Times", "Jo Orr and Sons"),
        after=date(2019, 1, 2),
        speakers=("Department of the Lonne Basin and its Several Dams",),
    )
    line = f"Only {', '.join(scope_labels(scope))}.\n\n**Lonne Valley Star** ("
    assert counted(LEAKS, changed(page((STAR, 0)), "**Lonne Valley Star** (", line)) == (0.0, 1.0)
