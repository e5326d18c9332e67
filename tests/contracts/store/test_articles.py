"""What every store must do with articles: keep, list, correct, remove and restore them."""

from datetime import date

import pytest

from index.embedder import encode_article
from index.errors import NoSuchArticle
from index.scope import Scope
from ingest.corpus import (
    Provenance,
)
from ingest.errors import UnusableInput
from tests.contracts.store.use import EMBEDDER, ask, put
from tests.index.articles import (
    BUDGET,
    DAM,
    FLOOD,
    article,
    budget,
    dam,
    flood,
)


def test_an_article_comes_back_as_it_was_put(store):
    added = budget()
    entry = store.catalogued(put(store, added))
    assert (entry.file, entry.version, entry.digest, entry.words) == ("budget.txt", 1, added.digest, 9)
    assert entry.metadata == added.metadata
    assert entry.warnings == added.warnings
    assert store.text(entry.id) == BUDGET
    assert store.spans(entry.id) == list(added.passages)


def test_an_id_is_taken_from_the_first_text_and_survives_new_versions(store):
    first = put(store, dam())
    assert first == dam().digest[:16]
    changed = article(DAM + "\n\nThree people are missing.", "dam.txt")
    assert put(store, changed, replaces=first) == first
    entry = store.catalogued(first)
    assert entry.version == 2
    assert store.text(first) == changed.text
    assert ask(store, "missing people")[1] == ["Three people are missing."]


def test_the_same_text_again_is_the_same_article(store):
    first = put(store, dam())
    assert put(store, dam()) == first
    assert len(store.articles()) == 1
    assert len(ask(store, "dam at Orle")[0]) == 2


def test_the_old_words_of_a_changed_article_are_found_no_more(store):
    first = put(store, dam())
    put(store, article(FLOOD, "dam.txt"), replaces=first)
    dense, lexical = ask(store, "engineers warned of cracks")
    assert lexical == []
    assert dense == [FLOOD]


def test_an_earlier_text_of_an_article_may_become_an_article_of_its_own(store):
    first = put(store, dam())
    put(store, article(FLOOD, "dam.txt"), replaces=first)
    again = put(store, article(DAM, "copy.txt"))
    assert again != first
    assert {store.text(first), store.text(again)} == {DAM, FLOOD}


def test_passages_come_in_the_order_asked_for_and_those_that_are_gone_are_left_out(store):
    put(store, dam())
    ids = store.search("dam", EMBEDDER.encode_question("dam"), Scope(), 5).dense
    backwards = [*reversed(ids), "0" * 16]
    assert [p.id for p in store.passages(backwards)] == list(reversed(ids))


def test_a_passage_carries_its_words_its_sentences_and_a_vector_for_each(store):
    identifier = put(store, dam())
    for passage in store.passages(store.search("dam", EMBEDDER.encode_question("dam"), Scope(), 5).dense):
        assert passage.text == passage.passage.span.of(store.text(identifier))
        assert passage.sentence_vectors.shape == (len(passage.passage.sentences), EMBEDDER.dimension)


def test_articles_are_listed_by_outlet_date_and_title_the_unknown_last(store):
    late = article("Later news.", "late.txt", outlet="Brenn Post", published=date(2025, 1, 1))
    for each in (budget(), dam(), late, flood()):
        put(store, each)
    assert [entry.file for entry in store.articles()] == ["flood.txt", "late.txt", "dam.txt", "budget.txt"]


def test_a_removed_article_is_nowhere_until_it_is_restored(store):
    identifier = put(store, dam())
    store.remove(identifier)
    assert ask(store, "dam at Orle") == ([], [])
    assert store.articles() == []
    assert store.mentions("dam") == store.document_frequency(["dam"])["dam"] == 0
    for look in (store.catalogued, store.text, store.spans, store.remove):
        with pytest.raises(NoSuchArticle, match=identifier):
            look(identifier)
    store.restore(identifier)
    assert ask(store, "dam at Orle")[1][0].startswith("The dam at Orle")
    assert store.mentions("dam") == 1


def test_putting_a_removed_article_again_brings_it_back_once(store):
    identifier = put(store, dam())
    store.remove(identifier)
    assert put(store, dam()) == identifier
    assert store.mentions("dam") == 1


def test_what_is_purged_cannot_be_restored(store):
    gone, kept = put(store, dam()), put(store, flood())
    store.remove(gone)
    assert [entry.id for entry in store.removed()] == [gone]
    assert store.purge() == 1
    with pytest.raises(NoSuchArticle):
        store.restore(gone)
    assert [entry.id for entry in store.articles()] == [kept]


def test_a_correction_holds_is_searched_and_survives_a_new_version(store):
    identifier = put(store, dam())
    entry = store.correct(identifier, {"outlet": "The Orle  Herald", "published": "2024-03-07", "author": None})
    assert (entry.metadata.outlet, entry.metadata.published, entry.metadata.author) == (
        "The Orle Herald",
        date(2024, 3, 7),
        None,
    )
    assert entry.metadata.source_of("outlet") is Provenance.USER
    assert entry.metadata.source_of("author") is Provenance.UNKNOWN
    assert entry.metadata.source_of("title") is Provenance.TEXT
    assert len(store.articles(Scope(outlets=("The Orle Herald",)))) == 1
    assert len(ask(store, "Herald", Scope(after=date(2024, 3, 7)))[1]) == 2
    assert ask(store, "Courier")[1] == []
    put(store, article(DAM + "\n\nMore.", "dam.txt", outlet="Orle Courier"), replaces=identifier)
    assert store.catalogued(identifier).metadata.outlet == "The Orle Herald"


@pytest.mark.parametrize(("field", "value"), [("published", "5 March"), ("words", "3"), ("first_published", "x")])
def test_a_correction_that_makes_no_sense_changes_nothing(store, field, value):
    identifier = put(store, dam())
    before = store.snapshot()
    with pytest.raises(UnusableInput, match=field):
        store.correct(identifier, {"title": "New", field: value})
    assert store.snapshot() == before


def test_putting_vectors_that_do_not_fit_is_refused(store):
    with pytest.raises(ValueError, match="vectors"):
        store.put(dam(), encode_article(EMBEDDER, flood()))
    assert store.articles() == []
