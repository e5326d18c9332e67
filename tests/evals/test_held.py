"""What a real library says of its articles, its speakers and its findings."""

import shutil
from dataclasses import replace

import pytest

from app.recording import confirm, suggested
from evals.held import Held, sayings_of, standing_of
from evals.observed import Saying
from index.library import Library
from index.record.finding import Stance, Verdict
from ingest.corpus import Force
from tests.attributions import attribution
from tests.findings import CRACKS

TEXT = "The Bell said that Fenn denied that the gates were shut."


def test_whose_words_a_stretch_holds_is_told_with_whoever_reports_them(demo) -> None:
    held = Held(demo.store)
    article = next(a.id for a in demo.store.articles() if a.file == "bell-front-denies.md")
    said = "described these as"
    start = demo.store.text(article).index(said)
    assert {saying.speakers[-1] for saying in held.sayings(article, start, start + 60)} == {"Dell"}
    assert held.sayings("nothing", 0, 60) == ()


def test_a_nested_speaker_comes_after_the_one_who_reports_it() -> None:
    outer = attribution(TEXT, "The Bell", "said", "that Fenn denied that the gates were shut", speaker="The Bell")
    inner = attribution(
        TEXT, "Fenn", "denied", "that the gates were shut", speaker="Fenn", force=Force.DENIES, within=0
    )
    nobody = attribution(TEXT, "", "denied", "that the gates", speaker=None, within=0)
    end = len(TEXT) - 1
    assert list(sayings_of((outer, inner, nobody))) == [
        Saying(("The Bell",), Force.ASSERTS, 14, end),
        Saying(("The Bell", "Fenn"), Force.DENIES, 31, end),
    ]


@pytest.mark.parametrize(
    ("verdict", "stance", "standing"),
    [
        ("established", Stance.AGREES, "established"),
        ("established", Stance.DISAGREES, "refuted"),
        ("refuted", Stance.AGREES, "refuted"),
        ("refuted", Stance.DISAGREES, None),
        ("unresolved", Stance.AGREES, None),
        (None, Stance.AGREES, None),
    ],
)
def test_a_finding_settles_what_says_its_statement_and_what_says_the_opposite(verdict, stance, standing) -> None:
    assert standing_of(verdict, stance) == standing


def test_only_words_that_a_person_confirmed_are_settled(demo_folder, tmp_path) -> None:
    shutil.copytree(demo_folder, tmp_path / "library")
    with Library.open_for_writing(tmp_path / "library") as library:
        with library.recording() as record:
            finding = record.enter(replace(CRACKS, statement="The Front burned two diggers in 2016"), "Ana")
        match = suggested(library.store, library.embedder, finding)[0]
        with library.recording() as record:
            confirm(record, finding.id, [match], match.key, Stance.AGREES, "Ana")
        held = Held(library.store)
        article, start, end = match.article.id, match.span.start, match.span.end
        assert held.verdict(finding.id) == Verdict.ESTABLISHED
        assert held.settled(article, start, end) == held.settled(article, start + 1, end - 1) == {"established"}
        assert held.settled(article, start, end + 1) == frozenset()
        assert held.settled("nothing", start, end) == frozenset()
