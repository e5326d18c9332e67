"""The catalogue of a real library, and how it keeps up with changes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.catalogue import CatalogueOf
from app.interpret import interpret
from app.request import Constraints
from index.embedder import encode_article
from index.scope import Scope
from index.sqlite.store import SqliteStore
from ingest.corpus import Article, ArticleId, Attribution, Span, Speaker, SpeakerKind
from tests.fakes import WordHashEmbedder
from tests.index.articles import article, budget, dam, flood

EMBEDDER = WordHashEmbedder()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore.create(tmp_path, EMBEDDER.name, EMBEDDER.dimension)) as opened:
        yield opened


def put(store: SqliteStore, added: Article) -> ArticleId:
    return store.put(added, encode_article(EMBEDDER, added))


def test_a_catalogue_counts_names_and_lists_what_came_from_elsewhere(store: SqliteStore) -> None:
    ids = [put(store, added) for added in (dam(), flood(), budget())]
    listing = CatalogueOf(store).refresh()
    assert listing.outlets == {"Orle Courier": 1, "Brenn Post": 1}
    assert listing.authors == {"Ada Vint": 1}
    assert listing.elsewhere == {"Capital Wire": (ids[2],)}
    assert listing.dates == (date(2024, 3, 5), date(2024, 3, 6))
    assert listing.within(Scope(outlets=("Brenn Post",))) == (ids[1],)


def test_a_catalogue_lists_who_is_quoted_and_hears_of_others_when_the_library_changes(store: SqliteStore) -> None:
    question = "What did the Ministry of Water deny?"
    catalogue = CatalogueOf(store)

    def asked() -> tuple[str, ...]:
        return interpret(question, (), Constraints(), catalogue.refresh(), date(2024, 4, 1)).scope.speakers

    assert asked() == ()
    denial = Attribution((), (), (Span(74, 80),), speaker=Speaker("Ministry of Water", SpeakerKind.BODY))
    put(store, replace(dam(), attributions=(denial,)))
    assert asked() == ("Ministry of Water",)


def test_a_library_without_dates_has_no_first_and_last_day(store: SqliteStore) -> None:
    put(store, budget())
    assert CatalogueOf(store).refresh().dates is None


def test_an_empty_library_has_a_catalogue_too(store: SqliteStore) -> None:
    assert not CatalogueOf(store).refresh().outlets


def test_a_catalogue_is_read_again_only_after_a_change(store: SqliteStore) -> None:
    put(store, dam())
    catalogue = CatalogueOf(store)
    before = catalogue.refresh()
    assert catalogue.refresh() is before
    put(store, flood())
    assert set(catalogue.refresh().outlets) == {"Orle Courier", "Brenn Post"}
    assert set(before.outlets) == {"Orle Courier"}


def test_names_learnt_before_a_change_are_learnt_again_after_it(store: SqliteStore) -> None:
    put(store, dam())
    catalogue = CatalogueOf(store)
    question = "What does the Brenn Post say about the school?"

    def unknown() -> tuple[str, ...]:
        return interpret(question, (), Constraints(), catalogue.refresh(), date(2024, 4, 1)).unknown

    assert unknown() == ("Brenn Post",)
    put(store, flood())
    assert unknown() == ()


def test_people_are_looked_up_in_the_words_of_articles_whatever_their_accents(store: SqliteStore) -> None:
    put(store, article("Nadia Vašková spoke. Anthony Hall-Pike did not."))
    read = CatalogueOf(store).refresh()
    for question, person in (
        ("What did Vaskova say?", "Vaskova"),
        ("what did nadia vaskova say?", "nadia vaskova"),
        ("What did Vaskowa say?", "Vaskova"),
        ("What did Tony Hall-Pike say?", "Anthony Hall-Pike"),
    ):
        assert interpret(question, (), Constraints(), read, date(2024, 4, 1)).people == (person,)
