"""Any sentence-transformers model as the encoder (extra ``encoders``). Slower to start: it brings torch.

Models differ in pooling, so a sentence is encoded by itself here rather than from its passage's token states.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedder import PassageVectors, ToEncode
from index.store import Vectors
from ingest.errors import EncoderUnavailable

INSTALL = "pip install 'hearsay[encoders]'"


class SentenceTransformerEmbedder:
    """A model by folder, or by name from the local Hugging Face cache. Nothing is ever downloaded.

    Raises `EncoderUnavailable` when the extra is not installed or the model is not there.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = _load(name)
        self.dimension = len(self.encode_question("dimension"))
        self.window = int(self._model.max_seq_length or 512)

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        """Count each text's tokens as the model's own tokenizer cuts them."""
        if not texts:
            return []
        ids = self._model.tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]
        return [len(row) for row in ids]

    def encode_question(self, text: str) -> Vectors:
        """Return the (d,) vector of a question, with the model's prompt for queries if it has one."""
        prompt = "query" if "query" in self._model.prompts else None
        vector: Vectors = self._encode([text], prompt)[0]
        return vector

    def encode(self, items: Sequence[ToEncode]) -> list[PassageVectors]:
        """Encode passages and, each by itself, their sentences."""
        texts = [f"{item.title}\n{item.text}" if item.title else item.text for item in items]
        counts = [len(item.sentences) for item in items]
        texts += [sentence.of(item.text) for item in items for sentence in item.sentences]
        vectors = self._encode(texts, None)
        ends = np.cumsum([len(items), *counts])
        return [(vectors[n], vectors[ends[n] : ends[n + 1]]) for n in range(len(items))]

    def _encode(self, texts: Sequence[str], prompt: str | None) -> Vectors:
        vectors = self._model.encode(
            list(texts), prompt_name=prompt, normalize_embeddings=True, show_progress_bar=False, batch_size=8
        )
        return np.asarray(vectors, np.float32)


def _load(name: str) -> Any:  # noqa: ANN401 - an untyped library's model
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the libraries below are imported
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderUnavailable(f"the encoder {name} needs sentence-transformers; {INSTALL}") from error
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError) as error:
        where = "the folder" if Path(name).exists() else "the local Hugging Face cache"
        raise EncoderUnavailable(f"the encoder {name} cannot be loaded from {where}; download it first") from error
