"""The default encoder: all-MiniLM-L6-v2 from its pinned package, run by ONNX Runtime. Needs neither torch nor network.

The graph is built once from the package's weights (`ingest.minilm.graph`) and kept in the user's cache folder. The
weights' digest is checked before they are used, the digest of what was built whenever it is loaded.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import onnxruntime

from index.embedder import DEFAULT, FULL_PRECISION, PassageVectors, ToEncode
from index.store import Vectors
from ingest.cache import cached
from ingest.minilm import package
from ingest.minilm.package import CLS, SEP
from ingest.minilm.session import cores, largest_weight, session

GRAPH = 1  # version of what `ingest.minilm.graph` builds for it; raise it with every change there
TITLE = 24  # tokens of a title that are read; with a passage of 230 and two special ones it fills the window
QUESTIONS_KEPT = 512
THREADS_A_QUESTION = 2  # 0.65 ms against 1.03 with one; a question is too short for more


class MiniLM:
    """all-MiniLM-L6-v2. Raises `EncoderUnavailable` when its package is missing or is not what was published."""

    dimension = 384
    window = 256

    def __init__(self, name: str = DEFAULT) -> None:
        self.name = name
        self._tokenizer = package.tokenizer()
        self._for_questions = session(_graph(name), min(THREADS_A_QUESTION, cores()))
        self._question = lru_cache(QUESTIONS_KEPT)(self._encode_question)

    @cached_property
    def _for_passages(self) -> onnxruntime.InferenceSession:
        """One thread a passage; made when first needed, as a question alone does without it."""
        return session(_graph(self.name), 1)

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        """Count each text's word pieces."""
        return [len(e.ids) for e in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]

    def encode_question(self, text: str) -> Vectors:
        """Return the (384,) vector of a question; remembers the last few hundred."""
        return self._question(text)

    def encode(self, items: Sequence[ToEncode]) -> list[PassageVectors]:
        """Encode passages on all cores, one a thread: quicker than batches, and free of padding."""
        if len(items) == 1:
            return [self._encode_passage(items[0])]
        from concurrent.futures import ThreadPoolExecutor  # a question does without it

        with ThreadPoolExecutor(cores()) as pool:
            return list(pool.map(self._encode_passage, items))

    def _encode_question(self, text: str) -> Vectors:
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids[: self.window - 2]
        vector = _unit(_states(self._for_questions, [CLS, *ids, SEP]).mean(axis=0))
        vector.flags.writeable = False  # it is shared by all who ask the same
        return vector

    def _encode_passage(self, item: ToEncode) -> PassageVectors:
        title = self._tokenizer.encode(item.title or "", add_special_tokens=False).ids[:TITLE]
        body = self._tokenizer.encode(item.text, add_special_tokens=False)
        room = self.window - 2 - len(title)
        windows = [body.ids[at : at + room] for at in range(0, len(body.ids), room)] or [[]]
        states = [_states(self._for_passages, [CLS, *title, *window, SEP]) for window in windows]
        words = np.concatenate([state[1 + len(title) : -1] for state in states])
        passage = _unit(np.concatenate(states).mean(axis=0))
        return passage, _pool(words, body.offsets, item, passage)


def _states(encoder: onnxruntime.InferenceSession, ids: Sequence[int]) -> Vectors:
    states: Vectors = encoder.run(None, {"ids": np.array([ids], np.int64)})[0][0]
    return states


def _pool(words: Vectors, offsets: Sequence[tuple[int, int]], item: ToEncode, passage: Vectors) -> Vectors:
    """Average the token states of each sentence; one without any token of its own gets the passage's vector."""
    starts = np.array([start for start, _ in offsets], np.int64)
    rows = []
    for sentence in item.sentences:
        first, last = np.searchsorted(starts, (sentence.start, sentence.end))
        rows.append(_unit(words[first:last].mean(axis=0)) if last > first else passage)
    return np.stack(rows) if rows else np.zeros((0, passage.size), np.float32)


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def _graph(name: str) -> bytes:
    largest = None if name == FULL_PRECISION else largest_weight()
    precision = "fp32" if largest is None else f"int8-{largest}"
    file = f"{DEFAULT}-{package.WEIGHTS_SHA256[:12]}-{precision}-graph{GRAPH}.onnx"
    return cached(file, lambda: _build(largest))


def _build(largest: int | None) -> bytes:
    from ingest.minilm.graph import build  # imports onnx, which only the first start needs

    return build(package.weights(), largest)
