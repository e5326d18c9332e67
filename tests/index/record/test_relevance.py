from contextlib import closing
from dataclasses import replace

import pytest

from index.embedder import encode_article
from index.record.relevance import SHOWN, Relevance, keep_vectors, suggestions
from index.sqlite.store import SqliteStore
from tests.fakes import WordHashEmbedder
from tests.findings import CRACKS, NO_WARNING
from tests.index.articles import budget, dam, flood


class Counting(WordHashEmbedder):
    def __init__(self):
        super().__init__()
        self.asked = []

    def encode_question(self, text):
        self.asked.append(text)
        return super().encode_question(text)


@pytest.fixture
def embedder():
    return Counting()


@pytest.fixture
def store(tmp_path, embedder):
    with closing(SqliteStore.create(tmp_path, embedder.name, embedder.dimension)) as opened:
        for added in (dam(), flood(), budget()):
            opened.put(added, encode_article(embedder, added))
        yield opened


def test_a_finding_is_found_by_a_question_about_it_and_by_no_other(store, embedder):
    cracks = store.findings.enter(CRACKS, "Ana")
    store.findings.enter(NO_WARNING, "Ana")
    relevance = Relevance(store, embedder)
    assert relevance.bearing_on("engineers warned of cracks")[:1] == (cracks,)
    assert relevance.bearing_on("parliament budget opposition") == ()


def test_where_nothing_is_on_record_a_question_costs_nothing(store, embedder):
    assert Relevance(store, embedder).bearing_on("cracks in the dam") == ()
    assert embedder.asked == []


def test_what_is_entered_edited_or_retired_later_is_seen_at_once(store, embedder):
    relevance = Relevance(store, embedder)
    assert relevance.bearing_on("engineers warned of cracks") == ()
    finding = store.findings.enter(CRACKS, "Ana")
    assert relevance.bearing_on("engineers warned of cracks") == (finding,)
    store.findings.retire(finding.id, "Ana")
    assert relevance.bearing_on("engineers warned of cracks") == ()


def test_at_most_a_few_are_shown(store, embedder):
    for number in range(SHOWN + 2):
        store.findings.enter(replace(CRACKS, url=f"https://inquiry.example/{number}"), "Ana")
    assert len(Relevance(store, embedder).bearing_on(CRACKS.statement)) == SHOWN


def test_vectors_that_were_kept_are_not_made_again(store, embedder):
    store.findings.enter(CRACKS, "Ana")
    keep_vectors(store, lambda: embedder)
    keep_vectors(store, lambda: pytest.fail("nothing is lacking"))
    embedder.asked.clear()
    Relevance(store, embedder).bearing_on("warned")
    assert embedder.asked == ["warned"]


def test_sentences_that_a_finding_may_be_about_are_suggested_and_others_are_not(store, embedder):
    finding = store.findings.enter(CRACKS, "Ana")
    found = [sentence.words for sentence in suggestions(store, embedder, finding)]
    assert found[0] == "Engineers had warned of cracks."
    assert "Nobody was hurt, the mayor said." not in found
    unrelated = store.findings.enter(replace(CRACKS, statement="Ferries were late in spring"), "Ana")
    assert suggestions(store, embedder, unrelated) == ()
