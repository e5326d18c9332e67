"""What every store must do while it is written to: all or nothing, and indexes that agree with the record."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.scope import Scope
from index.sqlite.store import SqliteStore
from index.store import Store
from ingest.corpus import (
    ArticleId,
    Attribution,
    Span,
)
from tests.contracts.store.use import EMBEDDER, ask, put, to_the_longest
from tests.index.articles import (
    BUDGET,
    DAM,
    DOCKER,
    FLOOD,
    INES,
    SARRO,
    article,
    dam,
    flood,
)

TEXTS = [DAM, FLOOD, BUDGET, DAM + " " + FLOOD]


def test_a_snapshot_is_equal_for_equal_content_and_changed_by_any_write(store, tmp_path):
    seen = [store.snapshot()]
    identifier = put(store, dam())
    seen.append(store.snapshot())
    store.correct(identifier, {"title": "Other"})
    seen.append(store.snapshot())
    store.remove(identifier)
    assert store.snapshot() == seen[0]
    assert len(set(seen)) == 3
    other = SqliteStore.create(tmp_path / "other", EMBEDDER.name, EMBEDDER.dimension)
    put(other, dam())
    assert other.snapshot() == seen[1]
    other.close()


def test_a_transaction_that_fails_leaves_nothing(store):
    put(store, flood())
    before, known = store.snapshot(), ask(store, "water dam")

    def fail() -> None:
        with store.transaction():
            put(store, dam())
            assert len(store.articles()) == 2  # the writer sees its own words
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.snapshot() == before
    assert ask(store, "water dam") == known


def test_what_is_not_committed_is_seen_by_nobody_else(store):
    seen: list[int] = []

    def look() -> None:
        seen.append(len(store.articles()))

    with store.transaction():
        put(store, dam())
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
    look()
    assert seen == [0, 1]


def test_readers_in_many_threads_see_whole_states_while_one_writes(store):
    put(store, flood())
    wrong: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                dense, _ = ask(store, "dam water")
                assert len(dense) in (1, 3)
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for _ in range(10):
        identifier = put(store, dam())
        store.remove(identifier)
        store.purge()
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_writes_leaves_indexes_that_agree_with_the_record(tmp_path_factory, data):
    store = SqliteStore.create(tmp_path_factory.mktemp("library"), EMBEDDER.name, EMBEDDER.dimension)
    steps = st.sampled_from(["put", "replace", "remove", "restore", "correct", "purge", "tag", "fold", "group"])
    texts = st.sampled_from(TEXTS)
    for step in data.draw(st.lists(steps, max_size=12)):
        live, gone = [a.id for a in store.articles()], [a.id for a in store.removed()]
        if step == "put":
            put(store, article(data.draw(texts)))
        elif step == "fold":
            store.fold(to_the_longest)
        elif step == "group":
            store.group_origins()
        elif step == "purge":
            store.purge()
        elif step == "restore" and gone:
            store.restore(data.draw(st.sampled_from(gone)))
        elif live:
            change(store, step, data.draw(st.sampled_from(live)), data)
    from index.checking import check

    store.fold(to_the_longest)
    store.group_origins()
    for untagged in store.not_tagged("a tagger"):
        store.set_attributions(untagged, (), "a tagger")
    assert check(store, "a tagger", to_the_longest).problems == ()
    passages = sum(len(store.spans(entry.id)) for entry in store.articles())
    everything = store.search("dam water budget", EMBEDDER.encode_question("dam"), Scope(), 1000)
    assert len(everything.dense) == passages
    for speaker in store.speakers():
        theirs = store.search("dam", EMBEDDER.encode_question("dam"), Scope(speakers=(speaker.name,)), 1000)
        assert {passage.article for passage in store.passages(theirs.dense)} == {
            article for article, found in all_attributions(store) if speaker.name in found
        }
        assert speaker.attributions == len(store.quotations(speaker.name))
    store.close()


def change(store: SqliteStore, step: str, one: ArticleId, data: st.DataObject) -> None:
    if step == "replace":
        put(store, article(data.draw(st.sampled_from(TEXTS))), replaces=one)
    elif step == "remove":
        store.remove(one)
    elif step == "correct":
        store.correct(one, {"title": data.draw(st.sampled_from(["A", "Dam", None]))})
    elif step == "tag":
        names = st.sampled_from([INES, SARRO, DOCKER, None])
        found = [Attribution((), (), (Span(0, end),), speaker=data.draw(names)) for end in (3, 30)]
        store.set_attributions(one, found, "a tagger")


def all_attributions(store: Store) -> list[tuple[ArticleId, set[str]]]:
    held = store.attributions(entry.id for entry in store.articles())
    return [(article, {each.speaker.name for each in found if each.speaker}) for article, found in held.items()]
