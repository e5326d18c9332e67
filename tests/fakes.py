"""Stand-ins that are quick and always the same."""

import hashlib
import re
from collections.abc import Iterator, Sequence

import numpy as np

from app.llm import STOP, Piece, Prompt
from index.embedder import PassageVectors, ToEncode
from index.store import Vectors
from ingest.corpus import Attribution, Span


class WordHashEmbedder:
    """Texts that share words are near each other: a text's vector is the sum of one random vector a word."""

    dimension = 32
    window = 256

    def __init__(self, name: str = "word-hash") -> None:
        self.name = name

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        return [len(text.split()) for text in texts]

    def encode_question(self, text: str) -> Vectors:
        return self._vector(text)

    def encode(self, items: Sequence[ToEncode]) -> list[PassageVectors]:
        return [self._encode(item) for item in items]

    def _encode(self, item: ToEncode) -> PassageVectors:
        sentences = [self._vector(sentence.of(item.text)) for sentence in item.sentences]
        return self._vector(f"{item.title or ''} {item.text}"), np.array(sentences, np.float32).reshape(-1, 32)

    def _vector(self, text: str) -> Vectors:
        total = sum((self._word(word) for word in re.findall(r"\w+", text.lower())), np.full(32, 1e-3))
        return (total / np.linalg.norm(total)).astype(np.float32)

    def _word(self, word: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(f"{self.name} {word}".encode()).digest()[:8])
        return np.random.default_rng(seed).standard_normal(32)


class SaidTagger:
    """Finds one way to report: Somebody Else said something."""

    _REPORT = re.compile(r"((?:[A-Z]\w+ ?)+) (said|denied|asked) ([^.\n]+)")

    def __init__(self, name: str = "said") -> None:
        self.name = name

    def tag(self, text: str, parts: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        return tuple(
            Attribution(*((Span(*found.span(group)),) for group in (1, 2, 3)))
            for part in parts or [Span(0, len(text))]
            for found in self._REPORT.finditer(text, part.start, part.end)
        )


class ScriptedModel:
    """A language model that replies with what it was given, piece by piece, and keeps what it was asked."""

    host = "127.0.0.1:1"

    def __init__(self, *pieces: str, name: str = "scripted", finish: str | None = STOP, room: int = 10_000) -> None:
        self.name = name
        self.room = room
        self.asked: list[Prompt] = []
        self.is_open = False
        self._pieces = pieces
        self._finish = finish

    def count(self, text: str) -> int:
        return len(text.split()) + 1

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        self.asked.append(prompt)
        self.is_open = True
        try:
            yield from map(Piece, self._pieces)
            yield Piece("", self._finish)
        finally:
            self.is_open = False
