from dataclasses import replace

import pytest

from index.embedder import encode_article
from index.retrieve import Retriever, Wanted, without_names
from index.scope import Scope
from index.sqlite.store import SqliteStore
from index.words import content_words, dated, stems
from ingest.corpus import Force
from tests.attributions import attribution
from tests.fakes import WordHashEmbedder
from tests.index.articles import article


@pytest.fixture(scope="module")
def retriever(demo):
    return Retriever(demo.store, demo.embedder)


def test_the_sentence_that_answers_is_among_the_first(retriever):
    found = retriever.retrieve("not one siren sounded in Sallow Ford", Scope()).sentences
    assert any("Not one siren sounded" in sentence.words for sentence in found[:3])


def test_a_sentence_is_exactly_a_span_of_its_article(retriever, demo):
    for sentence in retriever.retrieve("who is to blame for the dam", Scope()).sentences:
        assert sentence.span.of(demo.store.text(sentence.article.id)) == sentence.words


def test_nothing_comes_from_outside_the_scope(retriever):
    scope = Scope(outlets=("The Hill Bell",))
    found = retriever.retrieve("how many people died", scope).sentences
    assert found
    assert {sentence.article.metadata.outlet for sentence in found} == {"The Hill Bell"}


def test_an_empty_scope_gives_nothing(retriever):
    assert retriever.retrieve("how many people died", Scope(outlets=("Nobody",))).sentences == ()


def test_only_passages_that_hold_the_name_are_searched(retriever, demo):
    found = retriever.retrieve("the dam", Scope(), ("Petra Tessel",)).sentences
    assert found
    for sentence in found:
        passages = demo.store.spans(sentence.article.id)
        (own,) = [p for p in passages if p.span.contains(sentence.span)]
        assert "tessel" in own.span.of(demo.store.text(sentence.article.id)).lower()


QUAY = (
    "Nan Orley walked to the quay on Monday. Crews had shut the quay. The quay is safe, Orley said. "
    "Pol Brask denied that the quay was rotten. The quay was built by Orley's father."
)


@pytest.fixture(scope="module")
def quay(tmp_path_factory):
    embedder = WordHashEmbedder()
    said = (
        attribution(QUAY, "Orley", "said", "The quay is safe", speaker="Nan Orley"),
        attribution(QUAY, "Pol Brask", "denied", "that the quay was rotten", speaker="Pol Brask", force=Force.DENIES),
    )
    store = SqliteStore.create(tmp_path_factory.mktemp("quay"), embedder.name, embedder.dimension)
    added = replace(article(QUAY), attributions=said)
    store.put(added, encode_article(embedder, added))
    yield Retriever(store, embedder)
    store.close()


def test_under_a_scope_of_a_speaker_only_their_words_are_found(quay):
    (found,) = quay.retrieve("the quay", Scope(speakers=("Nan Orley",))).sentences
    assert found.words == "The quay is safe, Orley said."
    assert found.voice.speakers == ("Nan Orley",)


@pytest.mark.parametrize(
    ("wanted", "first"), [(Wanted.QUOTED, {"Nan Orley", "Pol Brask"}), (Wanted.DENIED, {"Pol Brask"})]
)
def test_what_is_said_or_denied_comes_first_where_it_is_wanted_and_shuts_nothing_out(quay, wanted, first):
    found = quay.retrieve("the quay", Scope(), wanted=wanted).sentences
    assert {name for s in found[: len(first)] for name in s.voice.speakers} == first
    assert len(found) == 5


@pytest.mark.parametrize(
    ("topic", "sought"),
    [
        ("Nan Orley quay", "quay"),
        ("orley's view of the quay", "view of the quay"),
        ("Nan Orley", "Nan Orley"),
        ("about Orley", "about Orley"),
    ],
)
def test_whoever_speaks_is_not_looked_for_in_their_own_words(topic, sought):
    assert without_names(topic, ("Nan Orley",)) == sought
    assert without_names(topic, ()) == topic


def test_coverage_is_a_share_and_similarity_a_cosine(retriever):
    for sentence in retriever.retrieve("sirens in Sallow Ford", Scope()).sentences:
        assert 0 <= sentence.coverage <= 1
        assert -1.001 <= sentence.similarity <= 1.001


def test_a_date_beside_other_words_takes_nothing_from_coverage(retriever):
    def covered(topic):
        return {(s.article.id, s.span): s.coverage for s in retriever.retrieve(topic, Scope()).sentences}

    bare, with_date = covered("sirens in Sallow Ford"), covered("sirens in Sallow Ford on 31 February 2024")
    both = bare.keys() & with_date.keys()
    assert both
    assert all(with_date[sentence] == pytest.approx(bare[sentence]) for sentence in both)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the flood of 14 March 2019", {"14", "march", "2019"}),
        ("on April 3rd, 2019 and 2018-01-05", {"april", "3rd", "2019", "2018", "01", "05"}),
        ("the march on 14 towns in may", set()),
        ("11 million, 650 homes", set()),
    ],
)
def test_the_words_of_dates_are_known(text, words):
    assert dated(text) == words


def test_words_are_folded_and_possessives_cut():
    assert content_words("What did the Ministry’s engineers say?") == ["ministry", "engineers"]
    assert stems("warnings warned") == ["warn", "warn"]
