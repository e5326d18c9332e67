"""What every store must do, whatever finds its nearest vectors."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.chroma import ChromaIndex
from index.embedder import encode_article
from index.errors import LibraryDamaged, LibraryError, NoLibrary, NoSuchArticle
from index.scope import Scope
from index.sqlite.record import FILE
from index.sqlite.store import SqliteStore
from index.store import QuotedBy, QuotedSpeaker, Store, Vectors
from ingest.corpus import (
    Article,
    ArticleId,
    Attribution,
    Metadata,
    PassageId,
    Provenance,
    Span,
    Speaker,
    SpeakerKind,
)
from ingest.errors import UnusableInput
from tests.fakes import WordHashEmbedder
from tests.index.articles import (
    BUDGET,
    DAM,
    DOCKER,
    FLOOD,
    INES,
    SARRO,
    article,
    budget,
    dam,
    flood,
    made_by_schema_1,
    said,
    sheds,
)

EMBEDDER = WordHashEmbedder()
EVERYTHING = Scope()
TEXTS = [DAM, FLOOD, BUDGET, DAM + " " + FLOOD]


class InStep:
    """Chroma brought up to date whenever it is asked, so that it answers every search without a scope."""

    def __init__(self, store: SqliteStore, folder: Path) -> None:
        self._store, self._index, self._lock = store, ChromaIndex(folder), threading.Lock()

    @property
    def generation(self) -> str:
        with self._lock:
            generation = self._store.generation
            if self._index.generation != generation:
                self._index.follow(self._store.matrix(), generation)
            return generation

    def nearest(self, vector: Vectors, k: int) -> tuple[PassageId, ...] | None:
        return self._index.nearest(vector, k)

    def close(self) -> None:
        self._index.close()


@pytest.fixture(params=["exact", "chroma"])
def store(request, tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore.create(tmp_path, EMBEDDER.name, EMBEDDER.dimension)
    with ExitStack() as cleaning:
        cleaning.callback(opened.close)
        if request.param == "chroma":
            (tmp_path / "chroma").mkdir()
            opened.approximate = cleaning.enter_context(closing(InStep(opened, tmp_path / "chroma")))
        yield opened


def put(store: Store, added: Article, replaces: ArticleId | None = None) -> ArticleId:
    return store.put(added, encode_article(EMBEDDER, added), replaces)


def ask(store: Store, question: str, scope: Scope = EVERYTHING, k: int = 10) -> tuple[list[str], list[str]]:
    """Return the words of what was found, by vector and by words."""
    found = store.search(question, EMBEDDER.encode_question(question), scope, k)
    dense, lexical = store.passages(found.dense), store.passages(found.lexical)
    return [p.text for p in dense], [p.text for p in lexical]


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


def to_the_longest(counted: Mapping[Speaker, int]) -> Mapping[Speaker, Speaker]:
    """Know a speaker by the longest name of their kind that ends as theirs does."""
    return {
        own: max((each for each in counted if each.kind == own.kind and each.name.endswith(own.name)), key=name_length)
        for own in counted
    }


def name_length(speaker: Speaker) -> int:
    return len(speaker.name)


def test_attributions_come_back_as_they_were_put(store):
    identifier, other = put(store, sheds()), put(store, dam())
    assert store.attributions([other, identifier]) == {identifier: sheds().attributions, other: ()}


def test_speakers_go_by_the_names_that_the_library_knows_them_by(store):
    identifier = put(store, sheds())
    assert [each.name for each in store.speakers()] == ["Ines Sarro", "Sarro", "a docker"]
    store.fold(to_the_longest)
    assert [each.speaker for each in store.attributions([identifier])[identifier]] == [INES, INES, DOCKER]
    assert store.speakers() == (
        QuotedSpeaker("Ines Sarro", SpeakerKind.PERSON, ("Ines Sarro", "Sarro"), 1, 2),
        QuotedSpeaker("a docker", SpeakerKind.UNNAMED, ("a docker",), 1, 1),
    )
    assert store.quoted_by() == (
        QuotedBy("Orle Courier", "Ines Sarro", SpeakerKind.PERSON, 2),
        QuotedBy("Orle Courier", "a docker", SpeakerKind.UNNAMED, 1),
    )


def test_a_name_of_a_person_and_of_a_body_are_two_speakers(store):
    text = "Orle said no. Orle said yes."
    town, man = (Speaker("Orle", kind) for kind in (SpeakerKind.BODY, SpeakerKind.PERSON))
    put(store, replace(article(text), attributions=(said(text, "Orle", "said", "no", town),)))
    both = (said(text, "Orle", "said", "no", man), said(text, "Orle", "said", "yes", None))
    put(store, replace(article(text + " Then it rained."), attributions=both))
    assert [(each.kind, each.articles) for each in store.speakers()] == [
        (SpeakerKind.BODY, 1),
        (SpeakerKind.PERSON, 1),
    ]


def test_quotations_are_exact_and_in_order_of_publication_the_undated_last(store):
    pieces = "“Not yet,” Ines Sarro said, “not today.”"
    undated = Attribution((Span(11, 21),), (Span(22, 26),), (Span(0, 10), Span(28, len(pieces))), speaker=INES)
    assert undated.source[0].of(pieces) == "Ines Sarro"
    put(store, replace(article(pieces), attributions=(undated,)))
    put(store, sheds())
    store.fold(to_the_longest)
    assert [(each.article.file, each.words) for each in store.quotations("Ines Sarro")] == [
        ("sheds.txt", "the sheds were safe"),
        ("sheds.txt", "a report in the Gull that a docker had seen smoke"),
        ("a.txt", "“Not yet,” … “not today.”"),
    ]
    assert store.quotations("Sarro") == store.quotations("Nobody") == []


@pytest.mark.parametrize(
    ("names", "starts"),
    [
        (("Ines Sarro",), {"Ines", "Sarro"}),
        (("a docker",), {"Sarro"}),
        (("a docker", "Ines Sarro"), {"Ines", "Sarro"}),
        (("Sarro",), set()),  # known by another name
        (("ines sarro",), set()),
    ],
)
def test_with_speakers_in_scope_only_passages_with_their_words_are_found(store, names, starts):
    for each in (sheds(), dam(), flood()):
        put(store, each)
    store.fold(to_the_longest)
    for found in ask(store, "dam sheds docker smoke spoke water", Scope(speakers=names)):
        assert {text.split()[0] for text in found} == starts
    assert {entry.file for entry in store.articles(Scope(speakers=names))} == ({"sheds.txt"} if starts else set())
    assert store.mentions("speak", Scope(speakers=names)) == 0


def test_words_within_a_speakers_words_are_in_the_scope_of_both(store):
    text = "The Gull said this: it is late.\n\nA docker saw smoke.\n\nIt rained."
    gull = Attribution(
        (Span(0, 8),),
        (Span(9, 13),),
        (Span(20, 31), Span(33, 52)),
        speaker=Speaker("Gull", SpeakerKind.BODY),
    )
    docker = replace(said(text, "A docker", "saw", "smoke", DOCKER), within=0)
    put(store, replace(article(text), attributions=(gull, docker)))
    assert len(ask(store, "late smoke rained", Scope(speakers=("Gull",)))[1]) == 2
    assert ask(store, "late smoke rained", Scope(speakers=("a docker",)))[1] == ["A docker saw smoke."]


def test_a_passage_between_two_pieces_of_an_attribution_is_not_in_its_speakers_scope(store):
    text = "The Gull said it is late.\n\nIt rained.\n\nGo home."
    gull = Speaker("Gull", SpeakerKind.BODY)
    split = Attribution((Span(0, 8),), (Span(9, 13),), (Span(14, 25), Span(39, 47)), speaker=gull)
    put(store, replace(article(text), attributions=(split,)))
    assert set(ask(store, "late rained home", Scope(speakers=("Gull",)))[0]) == {
        "The Gull said it is late.",
        "Go home.",
    }


def test_speakers_and_outlets_in_scope_must_both_be_met(store):
    put(store, sheds())
    assert ask(store, "sheds", Scope(speakers=("Ines Sarro",), outlets=("Brenn Post",))) == ([], [])
    assert ask(store, "sheds", Scope(speakers=("Ines Sarro",), outlets=("Orle Courier",))) != ([], [])


def test_who_is_quoted_in_a_removed_article_is_quoted_nowhere_until_it_is_restored(store):
    identifier = put(store, sheds())
    store.fold(to_the_longest)
    before = store.speakers(), store.quoted_by(), store.quotations("Ines Sarro"), store.snapshot()
    store.remove(identifier)
    assert (store.speakers(), store.quoted_by(), store.quotations("Ines Sarro")) == ((), (), [])
    assert store.attributions([identifier]) == {identifier: ()}
    assert ask(store, "sheds", Scope(speakers=("Ines Sarro",))) == ([], [])
    store.restore(identifier)
    assert before == (store.speakers(), store.quoted_by(), store.quotations("Ines Sarro"), store.snapshot())


def test_a_new_version_has_its_own_attributions_alone(store):
    identifier = put(store, sheds())
    put(store, article(DAM, "sheds.txt"), replaces=identifier)
    assert store.attributions([identifier]) == {identifier: ()}
    assert store.speakers() == ()


def test_names_are_folded_again_only_when_who_is_quoted_has_changed(store):
    put(store, sheds())
    store.fold(to_the_longest)
    store.fold(lambda _: pytest.fail("folded though nothing had changed"))
    put(store, dam())
    counts: list[Mapping[Speaker, int]] = []
    store.fold(lambda counted: counts.append(counted) or {})
    assert counts == [{INES: 1, SARRO: 1, DOCKER: 1}]
    assert "Sarro" in {each.name for each in store.speakers()}


def test_a_folding_and_a_tagging_change_the_snapshot(store):
    identifier = put(store, sheds())
    seen = [store.snapshot()]
    store.fold(to_the_longest)
    seen.append(store.snapshot())
    store.set_attributions(identifier, sheds().attributions[:1], "another tagger")
    seen.append(store.snapshot())
    assert len(set(seen)) == 3
    assert store.not_tagged("another tagger") == []
    assert store.not_tagged("a third") == [identifier]


def content(start: int, end: int, within: int | None = None) -> Attribution:
    return Attribution((), (), (Span(start, end),), within=within)


def test_attributions_outside_the_text_or_outside_what_reports_them_are_refused(store):
    past, backwards = Attribution((Span(0, 10_000),), (), ()), Attribution((), (), (Span(9, 12), Span(3, 5)))
    for wrong in (
        (past,),
        (backwards,),
        (content(0, 3, within=1),),
        (content(0, 3, within=0),),
        (content(0, 9, within=1), content(0, 9, within=0)),
        (content(0, 9), content(5, 12, within=0)),
    ):
        with pytest.raises(ValueError, match="attribution"):
            put(store, replace(dam(), attributions=wrong))
    assert store.articles() == []


def test_putting_vectors_that_do_not_fit_is_refused(store):
    with pytest.raises(ValueError, match="vectors"):
        store.put(dam(), encode_article(EMBEDDER, flood()))
    assert store.articles() == []


def test_an_article_without_passages_is_listed_and_never_found(store):
    bare = Article("menu.txt", "Menu Close", Metadata(), ())
    identifier = put(store, bare)
    assert store.text(identifier) == "Menu Close"
    assert ask(store, "menu close") == ([], [])


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


def test_a_folder_without_a_library_is_told_how_to_make_one(tmp_path):
    with pytest.raises(NoLibrary, match="hearsay ingest"):
        SqliteStore(tmp_path)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_library_is_named(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(LibraryDamaged, match=FILE):
        SqliteStore(tmp_path)


def test_a_library_of_a_newer_version_is_left_alone(store, tmp_path):
    store.db.rows("PRAGMA user_version = 99")
    with pytest.raises(LibraryError, match="upgrade"):
        SqliteStore(tmp_path)


def test_a_library_of_the_first_schema_is_read_as_one_in_which_nobody_is_quoted(tmp_path):
    first = SqliteStore.create(tmp_path, EMBEDDER.name, EMBEDDER.dimension)
    identifier = put(first, sheds())
    first.close()
    made_by_schema_1(tmp_path)
    with closing(SqliteStore(tmp_path)) as old:
        assert ask(old, "sheds")[1] != []
        assert ask(old, "sheds", Scope(speakers=("Ines Sarro",))) == ([], [])
        assert old.attributions([identifier]) == {identifier: ()}
        assert (old.speakers(), old.quoted_by(), old.quotations("Ines Sarro")) == ((), (), [])
        assert old.not_tagged("any") == [identifier]
        before = old.snapshot()
        for _ in range(2):
            SqliteStore.migrate(tmp_path)
        assert old.snapshot() == before
        old.set_attributions(identifier, sheds().attributions, "any")
        old.fold(to_the_longest)
        assert len(old.quotations("Ines Sarro")) == 2
    with closing(SqliteStore(tmp_path)) as new:
        assert len(new.quotations("Ines Sarro")) == 2
