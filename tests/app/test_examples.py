"""Questions to begin with are made of what a library holds, and of whom it quotes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.examples import examples_for
from index.embedder import encode_article
from index.sqlite.store import SqliteStore
from ingest.corpus import Attribution, Span, Speaker, SpeakerKind
from tests.fakes import WordHashEmbedder
from tests.index.articles import article

EMBEDDER = WordHashEmbedder()
SAID = "The mayor spoke of the Orle Water Board at length."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore.create(tmp_path, EMBEDDER.name, EMBEDDER.dimension)) as opened:
        yield opened


def any_question(_: str) -> bool:
    return True


def fill(store: SqliteStore, speaker: Speaker) -> None:
    for number in range(3):
        told = article(f"{SAID} It rained {number} days.", f"{number}.txt", outlet="Tarn Post")
        said = Attribution((), (), (Span(0, len(SAID)),), speaker=speaker)
        written = replace(told, attributions=(said,))
        store.put(written, encode_article(EMBEDDER, written))


def test_a_speaker_is_asked_about_what_their_quoted_words_name(store: SqliteStore) -> None:
    fill(store, Speaker("Jo Bell", SpeakerKind.PERSON))
    assert "What does Jo Bell say about Orle Water Board?" in examples_for(store, any_question)


def test_a_question_without_an_answer_is_no_example(store: SqliteStore) -> None:
    fill(store, Speaker("Jo Bell", SpeakerKind.PERSON))
    assert examples_for(store, lambda question: "Jo Bell" in question) == (
        "What does Jo Bell say about Orle Water Board?",
    )


def test_nobody_unnamed_makes_an_example(store: SqliteStore) -> None:
    fill(store, Speaker("a harbour guard", SpeakerKind.UNNAMED))
    assert not [question for question in examples_for(store, any_question) if "guard" in question]


def test_an_empty_library_has_no_examples(store: SqliteStore) -> None:
    assert examples_for(store, any_question) == ()
