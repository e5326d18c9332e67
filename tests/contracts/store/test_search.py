"""What every store must find, whatever finds its nearest vectors, and what it must not."""

from datetime import date

import pytest

from index.scope import Scope
from ingest.corpus import (
    Article,
    ArticleId,
    Metadata,
)
from tests.contracts.store.use import EMBEDDER, ask, put
from tests.index.articles import (
    FLOOD,
    budget,
    dam,
    flood,
)


def test_search_finds_by_vector_and_by_words_best_first(store):
    for each in (dam(), flood(), budget()):
        put(store, each)
    dense, lexical = ask(store, "water school Brenn")
    assert dense[0] == FLOOD
    assert lexical == [FLOOD]


def test_words_are_stemmed_and_function_words_find_nothing(store):
    put(store, dam())
    assert len(ask(store, "engineer warning")[1]) == 2
    assert ask(store, "what did they say about it?")[1] == []


def test_no_more_than_k_come_back(store):
    for each in (dam(), flood(), budget()):
        put(store, each)
    dense, lexical = ask(store, "dam water budget ministry", k=2)
    assert (len(dense), len(lexical)) == (2, 2)


@pytest.mark.parametrize(
    "question",
    ['"', "dam AND (", "NEAR(dam, 3)", "body:dam", "dam*", "-dam", "^dam", "da\x00m", "dam\ud800", "' OR 1=1"],
)
def test_what_looks_like_query_syntax_is_only_words(store, question):
    put(store, dam())
    found = store.search(question, EMBEDDER.encode_question("dam"), Scope(), 5)
    assert len(found.dense) == 2
    assert store.mentions(question) >= 0


@pytest.mark.parametrize(
    ("scope", "texts"),
    [
        (Scope(outlets=("Orle Courier",)), {"dam.txt"}),
        (Scope(outlets=("Orle Courier", "Brenn Post")), {"dam.txt", "flood.txt"}),
        (Scope(outlets=("orle courier",)), set()),
        (Scope(authors=("Ada Vint",)), {"dam.txt"}),
        (Scope(outlets=("Brenn Post",), authors=("Ada Vint",)), set()),
        (Scope(after=date(2024, 3, 6)), {"flood.txt"}),
        (Scope(before=date(2024, 3, 5)), {"dam.txt"}),
        (Scope(articles=(ArticleId(budget().digest[:16]),)), {"budget.txt"}),
        (Scope(), {"dam.txt", "flood.txt", "budget.txt"}),
    ],
)
def test_nothing_from_outside_a_scope_comes_back(store, scope, texts):
    for each in (dam(), flood(), budget()):
        put(store, each)
    found = store.search("dam water budget", EMBEDDER.encode_question("dam water budget"), scope, 10)
    for ids in (found.dense, found.lexical):
        assert {store.catalogued(p.article).file for p in store.passages(ids)} == texts
    assert {entry.file for entry in store.articles(scope)} == texts


def test_mentions_counts_passages_with_the_words_next_to_each_other(store):
    for each in (dam(), flood()):
        put(store, each)
    assert store.mentions("dam at Orle") == 1
    assert store.mentions("Orle dam") == 0
    assert store.mentions("dam", Scope(outlets=("Brenn Post",))) == 0
    assert store.mentions("Courier") == 0  # the outlet's name is not among the passage's own words


def test_document_frequency_counts_passages_by_stem(store):
    for each in (dam(), flood()):
        put(store, each)
    assert store.document_frequency(["warnings", "water", "zebra", "?"]) == {
        "warnings": 2,
        "water": 1,
        "zebra": 0,
        "?": 0,
    }


def test_an_article_without_passages_is_listed_and_never_found(store):
    bare = Article("menu.txt", "Menu Close", Metadata(), ())
    identifier = put(store, bare)
    assert store.text(identifier) == "Menu Close"
    assert ask(store, "menu close") == ([], [])
