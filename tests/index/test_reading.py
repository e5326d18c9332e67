"""A question is answered from one state of the library, whatever is written while it is."""

import pytest

from index.embedder import encode_article
from index.sqlite.store import SqliteStore
from tests.fakes import WordHashEmbedder
from tests.index.articles import dam, flood


@pytest.fixture
def embedder():
    return WordHashEmbedder()


@pytest.fixture
def two_stores(tmp_path, embedder):
    SqliteStore.create(tmp_path, embedder.name, embedder.dimension).close()
    stores = SqliteStore(tmp_path), SqliteStore(tmp_path)
    yield stores
    for store in stores:
        store.close()


def test_a_write_during_a_reading_is_seen_only_after_it(two_stores, embedder):
    reader, writer = two_stores
    writer.put(dam(), encode_article(embedder, dam()))
    with reader.reading():
        before = reader.snapshot(), len(reader.articles()), reader.count()
        writer.put(flood(), encode_article(embedder, flood()))
        assert (reader.snapshot(), len(reader.articles()), reader.count()) == before
        assert not reader.mentions("Brenn")
    assert len(reader.articles()) == 2
    assert reader.snapshot() != before[0]
    assert reader.mentions("Brenn")


def test_a_reading_that_fails_leaves_the_store_usable(two_stores, embedder):
    reader, writer = two_stores
    with pytest.raises(RuntimeError), reader.reading():
        raise RuntimeError
    writer.put(dam(), encode_article(embedder, dam()))
    assert len(reader.articles()) == 1


def test_a_reading_inside_a_reading_is_part_of_it(two_stores, embedder):
    reader, writer = two_stores
    with reader.reading():
        with reader.reading():
            assert reader.articles() == []
        writer.put(dam(), encode_article(embedder, dam()))
        assert reader.articles() == []
