"""Keeps Chroma in step with the record, in a thread of its own, while a process holds the library for writing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.chroma import ChromaIndex
from index.sqlite.store import SqliteStore

FROM = 20_000  # passages: below, looking at every vector takes no longer than asking Chroma
SECONDS = 1.0  # between looks at whether the library has changed


@contextmanager
def followed(store: SqliteStore, folder: Path, least: int = FROM, seconds: float = SECONDS) -> Iterator[ChromaIndex]:
    """Have `store` search with Chroma from `least` passages on, whenever Chroma is up to date."""
    index, done = ChromaIndex(folder), threading.Event()

    def follow() -> None:
        while not done.is_set():
            generation = store.generation
            if index.generation != generation and len(store.matrix().ids) >= least:
                index.follow(store.matrix(), generation)
            done.wait(seconds)

    folder.mkdir(parents=True, exist_ok=True)
    thread = threading.Thread(target=follow, name="chroma", daemon=True)
    thread.start()
    store.approximate = index
    try:
        yield index
    finally:
        store.approximate = None
        done.set()
        thread.join()
        index.close()
