"""Nearest passages of a whole, large library by Chroma's graph (HNSW). Derived, and thrown away on any doubt.

Chroma has one owner, the process that holds the library for writing, and is searched without a scope only: filtered,
it is slower than looking at every vector (`index.exact`). A process that is killed while it writes can leave a folder
on which the next one crashes, so a folder is tried out in a child process before it is used, and made again from the
stored vectors, never by encoding, when anything about it is off.
"""

import io
import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from index.exact import Matrix
from index.store import Vectors
from ingest.corpus import PassageId

POINTER = "current.json"
COLLECTION = "passages"
SPACE: Any = {"hnsw": {"space": "cosine", "ef_search": 400}}
MOST = 400  # more neighbours than `ef_search` are not found well
BATCH = 1_000
PROBES = 50
PROBE_SECONDS = 120


class ChromaIndex:
    """An index in `folder`. `generation` is the state of the library that it answers for, empty while it changes."""

    def __init__(self, folder: Path) -> None:
        self.generation = ""
        self._folder = folder
        self._client: Any = None
        self._collection: Any = None
        self._held: dict[PassageId, int] = {}

    def follow(self, matrix: Matrix, generation: str) -> None:
        """Come to hold the vectors of `matrix`: open what is on disk, add and take out, or build it all again."""
        from chromadb.errors import ChromaError

        if self._collection is None and not self._open(matrix, generation):
            self._build(matrix)
        elif self._collection is not None:
            try:
                self._change(matrix)
            except ChromaError:
                self._build(matrix)
        self._point(generation)

    def nearest(self, vector: Vectors, k: int) -> tuple[PassageId, ...] | None:
        """Return the `k` passages nearest to a (d,) vector, best first; None where it cannot tell."""
        from chromadb.errors import ChromaError

        if k > MOST:
            return None
        try:
            found = self._collection.query(query_embeddings=vector[None], n_results=k, include=[])
        except ChromaError:
            self.generation = ""  # `follow` finds out what is wrong and builds it again
            return None
        return tuple(PassageId(identifier) for identifier in found["ids"][0])

    def close(self) -> None:
        """Let go of the files."""
        self.generation = ""
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None

    def _open(self, matrix: Matrix, generation: str) -> bool:
        """Open what is on disk if it was made of this state of the library and stands a trial."""
        try:
            pointer = json.loads((self._folder / POINTER).read_text())
            path = self._folder / pointer["folder"]
        except (OSError, ValueError, KeyError):
            return False
        if pointer.get("generation") != generation or not stands_trial(path, matrix):
            return False
        self._client, self._collection = connect(path)
        self._held = _marks(matrix)
        return True

    def _build(self, matrix: Matrix) -> None:
        self.close()
        name = uuid.uuid4().hex[:8]
        self._client, self._collection = connect(self._folder / name)
        self._held = {}
        self._add(matrix, range(len(matrix.ids)))
        self._name(name)
        for old in self._folder.iterdir():
            if old.is_dir() and old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    def _change(self, matrix: Matrix) -> None:
        marks = _marks(matrix)
        gone = [identifier for identifier, mark in self._held.items() if marks.get(identifier) != mark]
        new = [n for n, identifier in enumerate(matrix.ids) if self._held.get(identifier) != marks[identifier]]
        self._point("")  # until all of it is done
        for batch in _batches(gone):
            self._collection.delete(ids=list(batch))
        self._add(matrix, new)
        self._held = marks

    def _add(self, matrix: Matrix, rows: Sequence[int]) -> None:
        for batch in _batches(rows):
            self._collection.add(ids=[matrix.ids[n] for n in batch], embeddings=matrix.vectors[list(batch)])
        self._held = _marks(matrix)

    def _point(self, generation: str) -> None:
        pointer = json.loads((self._folder / POINTER).read_text())
        self._name(pointer["folder"], generation)
        self.generation = generation

    def _name(self, folder: str, generation: str = "") -> None:
        draft = self._folder / f"{POINTER}.new"
        draft.write_text(json.dumps({"folder": folder, "generation": generation}))
        draft.replace(self._folder / POINTER)


def connect(path: Path) -> tuple[Any, Any]:
    """Open a folder of Chroma's. Its vectors are ours: it is given no encoder and no words."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(path), Settings(anonymized_telemetry=False))
    collection = client.get_or_create_collection(COLLECTION, configuration=SPACE, embedding_function=None)
    return client, collection


def stands_trial(path: Path, matrix: Matrix) -> bool:
    """Tell whether a folder holds as many vectors as it should and finds some of them, asked by a child process."""
    rows = np.unique(np.linspace(0, len(matrix.ids) - 1, PROBES).astype(int)) if matrix.ids else np.zeros(0, int)
    questions = io.BytesIO()
    np.savez(questions, count=len(matrix.ids), ids=[matrix.ids[n] for n in rows], vectors=matrix.vectors[rows])
    command = [sys.executable, "-m", "index.chroma", str(path)]
    try:
        return (
            subprocess.run(
                command, input=questions.getvalue(), capture_output=True, timeout=PROBE_SECONDS, check=False
            ).returncode
            == 0
        )
    except subprocess.TimeoutExpired:
        return False


def trial(path: Path, questions: bytes) -> bool:
    """Open a folder, compare its count, and look for the vectors given. A passage may be beside equal ones."""
    asked = np.load(io.BytesIO(questions))
    client, collection = connect(path)
    if collection.count() != int(asked["count"]):
        return False
    if asked["ids"].size:
        found = collection.query(query_embeddings=asked["vectors"], n_results=10, include=["distances"])
        for identifier, ids, distances in zip(asked["ids"], found["ids"], found["distances"], strict=True):
            if identifier not in ids and distances[-1] > 1e-3:
                return False
    client.close()
    return True


def _marks(matrix: Matrix) -> dict[PassageId, int]:
    return {identifier: hash(row.tobytes()) for identifier, row in zip(matrix.ids, matrix.vectors, strict=True)}


def _batches(items: Sequence[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


if __name__ == "__main__":
    sys.exit(0 if trial(Path(sys.argv[1]), sys.stdin.buffer.read()) else 1)
