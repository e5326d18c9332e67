"""Scopes set by hand: what the chat's lists offer must be understood."""

from datetime import UTC, date, datetime

import pytest

from app.catalogue import CatalogueOf
from app.chat.chips import without
from app.interpret import interpret
from app.request import Constraints
from index.embedder import encode_article
from index.sqlite.store import SqliteStore
from tests.fakes import WordHashEmbedder
from tests.index.articles import article

TODAY = datetime(2026, 1, 1, tzinfo=UTC).date()
LINE = "Jane Roe and John Doe"


@pytest.fixture
def catalogue(tmp_path):
    embedder = WordHashEmbedder()
    SqliteStore.create(tmp_path, embedder.name, embedder.dimension).close()
    store = SqliteStore(tmp_path)
    both = article("The mill burned.", outlet="Tarn Post", author=LINE, published=date(2024, 1, 2))
    one = article("The mill was old.", "b.txt", outlet="Tarn Post", author="Ann Bee", published=date(2024, 1, 3))
    for written in (both, one):
        store.put(written, encode_article(embedder, written))
    yield CatalogueOf(store).refresh()
    store.close()


def read(question, constraints, catalogue):
    return interpret(question, (), constraints, catalogue, TODAY)


def test_a_line_of_several_authors_may_be_chosen_as_it_stands(catalogue):
    understood = read("what about the mill?", Constraints(authors=(LINE,)), catalogue)
    assert understood.scope.authors == (LINE,)
    assert understood.unknown == ()


def test_the_chip_of_a_line_of_several_authors_can_be_taken_back(catalogue):
    question = "what does Jane Roe say about the mill?"
    assert read(question, Constraints(), catalogue).scope.authors == (LINE,)
    anew = without(Constraints(), LINE, (), (question,))
    assert read(question, anew, catalogue).scope.authors == ()
