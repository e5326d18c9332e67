"""What every store must tell of copies: which publications are of one origin, and where else words stand."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index.embedder import encode_article
from index.errors import NoSuchArticle
from index.sqlite import origins
from index.sqlite.store import SqliteStore
from index.store import Store
from ingest.corpus import ArticleId, FirstPublication, Span
from tests.fakes import WordHashEmbedder
from tests.index.articles import FLOOD, article, made_by_schema_2

EMBEDDER = WordHashEmbedder()
HARBOUR = (
    "The harbour board of Orle voted late on Monday to close the old ferry pier for a year. "
    "Its chair, Ines Sarro, said that divers had found worms in two thirds of the piles.\n\n"
    "Nobody had asked them to look before a van broke through the deck in May. "
    "The board put the price of new piles at nine million crowns, and has four.\n\n"
    "Ferries will leave from the coal quay, where there is no shelter."
)
CUT = HARBOUR[: HARBOUR.index("\n\nFerries")]
SARRO_SAYS = "Its chair, Ines Sarro, said that divers had found worms in two thirds of the piles."
OTHER = (
    "The band of the fire brigade played in Brenn for the last time on Sunday, after ninety years. "
    f"{SARRO_SAYS} "
    "The drum goes to the museum, and the tubas to whoever has room for them in his house."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore.create(tmp_path, EMBEDDER.name, EMBEDDER.dimension)) as opened:
        yield opened


def put(store: Store, text: str, file: str = "a.txt", replaces: ArticleId | None = None, **known: object) -> ArticleId:
    added = article(text, file, **known)
    return store.put(added, encode_article(EMBEDDER, added), replaces)


def files(store: SqliteStore, one: ArticleId) -> list[str]:
    store.group_origins()
    assert len({entry.origin for entry in store.publications(one)}) == 1
    return [entry.file for entry in store.publications(one)]


def whole(store: Store, one: ArticleId, words: str) -> Sequence[str]:
    start = store.text(one).index(words)
    (others,) = store.repeats(one, [Span(start, start + len(words))])
    return [entry.file for entry in others]


@pytest.mark.parametrize("first", ["full", "cut"])
def test_copies_share_the_origin_of_what_was_published_first_whichever_came_in_first(store, first):
    texts = {"full": (HARBOUR, date(2024, 3, 6)), "cut": (CUT, date(2024, 3, 5))}
    ordered = sorted(texts, key=lambda name: name != first)
    ids = {name: put(store, texts[name][0], name, published=texts[name][1]) for name in ordered}
    assert files(store, ids["full"]) == ["cut", "full"]
    assert store.catalogued(ids["full"]).origin == ids["cut"]


def test_a_republication_comes_after_what_it_names_though_that_has_no_date(store):
    again = FirstPublication("Orle Courier", None)
    later = put(store, CUT, "again", published=date(2024, 3, 5), outlet="Gull", first_published=again)
    put(store, HARBOUR, "first", outlet="Orle Courier")
    assert files(store, later) == ["first", "again"]


def test_an_article_without_copies_is_its_own_origin(store):
    one = put(store, HARBOUR)
    put(store, FLOOD, "flood")
    assert files(store, one) == ["a.txt"]
    assert store.catalogued(one).origin == one


def test_copies_part_when_what_ties_them_is_removed_and_meet_when_it_is_restored(store):
    one, other = put(store, HARBOUR, "one"), put(store, CUT, "other")
    assert len(files(store, other)) == 2
    store.remove(one)
    assert files(store, other) == ["other"]
    store.restore(one)
    assert len(files(store, other)) == 2
    store.remove(one)
    store.group_origins()
    store.purge()
    assert files(store, other) == ["other"]


def test_a_new_version_with_other_words_is_a_copy_no_more(store):
    one, other = put(store, HARBOUR, "one"), put(store, CUT, "other")
    put(store, FLOOD, "other", replaces=other)
    assert files(store, one) == ["one"]
    put(store, CUT, "other", replaces=other)
    assert len(files(store, one)) == 2


def test_a_corrected_date_tells_which_publication_is_the_first(store):
    one = put(store, HARBOUR, "one", published=date(2024, 3, 5))
    other = put(store, CUT, "other", published=date(2024, 3, 6))
    store.correct(other, {"published": "2024-03-04"})
    assert files(store, one) == ["other", "one"]


def test_a_sentence_is_found_where_else_it_stands_though_the_articles_are_not_copies(store):
    one, other = put(store, HARBOUR, "one"), put(store, OTHER, "other")
    assert files(store, one) == ["one"]
    assert whole(store, one, SARRO_SAYS) == ["other"]
    assert whole(store, other, SARRO_SAYS) == ["one"]
    assert whole(store, one, "Ferries will leave from the coal quay, where there is no shelter.") == []
    store.remove(other)
    assert whole(store, one, SARRO_SAYS) == []


@pytest.mark.parametrize(("said", "instead"), [("two thirds", "one third"), ("had found", "had not found")])
def test_a_sentence_in_which_a_word_that_matters_is_another_is_no_repetition(store, said, instead):
    one = put(store, HARBOUR, "one")
    put(store, OTHER.replace(said, instead), "other")
    assert whole(store, one, SARRO_SAYS) == []


def test_a_short_sentence_counts_as_repeated_in_a_copy_only(store):
    short = "The drum was sold at once."
    one = put(store, f"{HARBOUR} {short}", "one", published=date(2024, 3, 5))
    put(store, f"{CUT} {short}", "copy", published=date(2024, 3, 6))
    put(store, f"{FLOOD} {short}", "other")
    store.group_origins()
    assert whole(store, one, short) == ["copy"]


def test_where_words_stand_is_told_in_order_of_publication(store):
    one = put(store, HARBOUR, "one", published=date(2024, 3, 7))
    put(store, CUT, "late", published=date(2024, 3, 9))
    put(store, OTHER, "early", published=date(2024, 3, 1))
    store.group_origins()
    assert whole(store, one, SARRO_SAYS) == ["early", "late"]


def test_what_is_asked_of_an_article_that_is_gone_is_refused(store):
    one = put(store, HARBOUR)
    store.remove(one)
    with pytest.raises(NoSuchArticle):
        store.publications(one)
    with pytest.raises(NoSuchArticle):
        store.repeats(one, [Span(0, 10)])


def test_a_story_that_many_print_is_known_by_a_few_of_them(store, monkeypatch):
    monkeypatch.setattr(origins, "MANY", 2)
    ids = [
        put(store, f"{HARBOUR}\n\nCopy number {name} of them all.", name) for name in ("one", "two", "three", "four")
    ]
    assert len(files(store, ids[0])) == 4


def test_lines_that_a_site_puts_everywhere_bring_nothing_to_be_compared(store, monkeypatch):
    monkeypatch.setattr(origins, "MANY", 3)
    compared: list[ArticleId] = []
    monkeypatch.setattr(origins, "related", lambda _own, other: compared.append(other.article))
    below = "Write to the editor at the old customs house in Orle, or put your letter into the green box on the quay."
    for number in range(6):
        put(store, " ".join(f"{word}{number}" for word in HARBOUR.split()) + f"\n\n{below}", f"{number}.txt")
    assert len(compared) <= 3


def test_a_library_of_the_second_schema_is_read_as_one_in_which_nobody_has_looked_for_copies(tmp_path):
    with closing(SqliteStore.create(tmp_path, EMBEDDER.name, EMBEDDER.dimension)) as made:
        one = put(made, HARBOUR, "one")
        put(made, CUT, "other")
        made.group_origins()
    made_by_schema_2(tmp_path)
    with closing(SqliteStore(tmp_path)) as old:
        assert files_as_they_are(old, one) == ["one"]
        assert whole(old, one, SARRO_SAYS) == []
    SqliteStore.migrate(tmp_path)
    with closing(SqliteStore(tmp_path)) as new:
        assert len(origins.not_traced(new.db)) == 2
        put(new, HARBOUR + " It rained.", "third")
        for article in origins.not_traced(new.db):
            origins.trace(new.db, article)
        assert len(files(new, one)) == 3


def files_as_they_are(store: Store, one: ArticleId) -> list[str]:
    return [entry.file for entry in store.publications(one)]
