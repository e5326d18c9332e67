"""Stores of both kinds, each with the vectors that it finds its nearest by."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from index.chroma import ChromaIndex
from index.sqlite.store import SqliteStore
from index.store import Vectors
from ingest.corpus import (
    PassageId,
)
from tests.contracts.store.use import EMBEDDER


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
