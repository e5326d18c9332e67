"""Whose words sentences are, kept between questions, over a real library."""

from contextlib import closing
from dataclasses import replace
from unittest.mock import patch

import pytest

from index.embedder import encode_article
from index.scope import Scope
from index.spoken import Spoken
from index.sqlite.store import SqliteStore
from tests.attributions import attribution
from tests.fakes import WordHashEmbedder
from tests.index.articles import article

QUAY = "Crews had shut the quay. The quay is safe, Orley said."
SAID = attribution(QUAY, "Orley", "said", "The quay is safe", speaker="Nan Orley")
NOBODY = frozenset()


@pytest.fixture
def store(tmp_path):
    embedder = WordHashEmbedder()
    with closing(SqliteStore.create(tmp_path, embedder.name, embedder.dimension)) as opened:
        added = replace(article(QUAY), attributions=(SAID,))
        opened.put(added, encode_article(embedder, added))
        yield opened


def passages(store):
    (entry,) = store.articles(Scope())
    embedded = WordHashEmbedder().encode_question("the quay")
    ids = store.search("the quay", embedded, Scope(), 10).dense
    return [passage for passage in store.passages(ids) if passage.article == entry.id]


def speakers(voices):
    return [voice.speakers for own in voices for voice in own]


def test_voices_are_read_once_for_many_questions(store):
    spoken, found = Spoken(store), passages(store)
    with patch.object(store, "attributions", wraps=store.attributions) as read:
        first = spoken.of(found, NOBODY)
        assert spoken.of(found, NOBODY) == first
    assert read.call_count == 1
    assert speakers(first) == [(), ("Nan Orley",)]


def test_what_is_on_record_now_counts_and_not_what_was(store):
    spoken, found = Spoken(store), passages(store)
    spoken.of(found, NOBODY)
    (entry,) = store.articles(Scope())
    with store.transaction():
        store.set_attributions(entry.id, (), "a tagger that finds nothing")
    assert speakers(spoken.of(found, NOBODY)) == [(), ()]


def test_no_more_is_kept_than_there_is_room_for_and_nothing_is_lost_by_it(store):
    spoken, found = Spoken(store), passages(store)
    with patch("index.spoken.KEPT", 0), patch.object(store, "attributions", wraps=store.attributions) as read:
        asked = [spoken.of(found, frozenset({name})) for name in ("Nan Orley", "Pol Brask", "Nan Orley")]
    assert [speakers(voices) for voices in asked] == [[(), ("Nan Orley",)]] * 3
    assert read.call_count == 3
