"""Chroma finds what looking at every vector finds, and is made again whenever it might not."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index import chroma
from index.chroma import POINTER, ChromaIndex, stands_trial
from index.embedder import encode_article
from index.exact import Matrix
from index.following import followed
from index.scope import Scope
from index.sqlite.store import SqliteStore
from ingest.corpus import ArticleId, Metadata, PassageId
from tests.fakes import WordHashEmbedder
from tests.index.articles import dam, flood

EVERYTHING = Scope()


def matrix(count: int, seed: int = 0, first: int = 0) -> Matrix:
    vectors = np.random.default_rng(seed).standard_normal((first + count, 32)).astype(np.float32)[first:]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = tuple(PassageId(f"{n:016x}") for n in range(first, first + count))
    return Matrix(vectors, np.arange(count), ids, np.zeros(count, np.int32), ((ArticleId("a"), Metadata()),))


def found(index: ChromaIndex, vectors: Matrix, k: int = 10) -> float:
    """Return the share of the true nearest that the index finds, over some of the vectors' own directions."""
    asked = vectors.vectors[:: max(1, len(vectors.ids) // 50)]
    hits = [len({*(index.nearest(v, k) or ())} & {*vectors.nearest(v, EVERYTHING, k)}) for v in asked]
    return sum(hits) / (k * len(asked))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    made = ChromaIndex(tmp_path)
    yield made
    made.close()


def reopened(index: ChromaIndex, vectors: Matrix, generation: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Start again, and tell whether what was on disk was used."""
    index.close()
    built: list[int] = []
    build: Callable[[ChromaIndex, Matrix], None] = ChromaIndex._build
    monkeypatch.setattr(ChromaIndex, "_build", lambda self, m: (built.append(1), build(self, m)))
    index.follow(vectors, generation)
    return not built


def test_nearly_all_of_the_nearest_are_found(index):
    vectors = matrix(3000)
    index.follow(vectors, "g1")
    assert found(index, vectors) >= 0.99


def test_it_follows_what_was_added_changed_and_taken_out(index):
    index.follow(matrix(300), "g1")
    other = matrix(250, first=100)
    other.vectors[0] = matrix(1, seed=7).vectors[0]
    index.follow(other, "g2")
    assert index.generation == "g2"
    assert found(index, other) >= 0.99
    assert index.nearest(other.vectors[0], 1) == (other.ids[0],)


def test_what_is_on_disk_is_used_when_it_is_of_the_same_state(index, monkeypatch):
    vectors = matrix(300)
    index.follow(vectors, "g1")
    assert reopened(index, vectors, "g1", monkeypatch)
    assert found(index, vectors) >= 0.99


def test_what_is_on_disk_is_built_again_when_the_library_has_changed_since(index, monkeypatch, tmp_path):
    index.follow(matrix(300), "g1")
    old = json.loads((tmp_path / POINTER).read_text())["folder"]
    assert not reopened(index, matrix(310), "g2", monkeypatch)
    assert found(index, matrix(310)) >= 0.99
    assert not (tmp_path / old).exists()


@pytest.mark.parametrize("pattern", ["*/*/*.bin", "*/chroma.sqlite3"])
def test_a_damaged_folder_is_built_again(index, monkeypatch, tmp_path, pattern):
    vectors = matrix(3000)  # enough for Chroma to write its graph
    index.follow(vectors, "g1")
    index.close()
    damaged = [file for file in tmp_path.glob(pattern) if file.stat().st_size]
    assert damaged
    for file in damaged:
        file.write_bytes(b"\xff" * (file.stat().st_size // 2))
    assert not reopened(index, vectors, "g1", monkeypatch)
    assert found(index, vectors) >= 0.99


def test_a_change_that_was_cut_short_leaves_no_trust_in_the_folder(index, monkeypatch):
    vectors = matrix(300)
    index.follow(vectors, "g1")

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ChromaIndex, "_add", cut)
        with pytest.raises(KeyboardInterrupt):
            index.follow(matrix(310), "g2")
    assert not reopened(index, matrix(310), "g2", monkeypatch)


def test_a_trial_fails_when_vectors_are_missing(index, tmp_path):
    index.follow(matrix(300), "g1")
    index.close()
    path = tmp_path / json.loads((tmp_path / POINTER).read_text())["folder"]
    assert stands_trial(path, matrix(300))
    assert not stands_trial(path, matrix(301))


def test_a_trial_that_does_not_end_counts_as_failed(index, monkeypatch, tmp_path):
    monkeypatch.setattr(chroma, "PROBE_SECONDS", 0.01)
    assert not stands_trial(tmp_path, matrix(10))


def test_a_store_is_followed_in_the_background(tmp_path):
    embedder = WordHashEmbedder()
    store = SqliteStore.create(tmp_path, embedder.name, embedder.dimension)
    store.put(dam(), encode_article(embedder, dam()))
    with followed(store, tmp_path / "chroma", least=1, seconds=0.01) as index:
        for added in (None, flood()):
            if added:
                store.put(added, encode_article(embedder, added))
            deadline = time.monotonic() + 30
            while index.generation != store.generation and time.monotonic() < deadline:
                time.sleep(0.01)
            assert index.generation == store.generation
        asked = embedder.encode_question("water school")
        assert index.nearest(asked, 1) == store.search("water", asked, Scope(), 1).dense
    assert store.approximate is None
    store.close()


def test_a_small_library_is_left_to_exact_search(tmp_path):
    embedder = WordHashEmbedder()
    store = SqliteStore.create(tmp_path, embedder.name, embedder.dimension)
    store.put(dam(), encode_article(embedder, dam()))
    with followed(store, tmp_path / "chroma", seconds=0.01) as index:
        time.sleep(0.1)
        assert index.generation == ""
        assert len(store.search("dam", embedder.encode_question("dam"), Scope(), 5).dense) == 2
    store.close()
