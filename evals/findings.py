"""How well findings on record are found by questions: ``python -m evals.findings --data DIR --other FILE.jsonl``.

The record holds the claims of AVeriTeC (Schlichtkrull et al. 2023) and of CheckThat (Nakov et al. 2022). The first
question that an annotator asked about a claim of AVeriTeC should find that claim; questions of `other` (objects with a
``question``), which are about something else, should find none. `DIR` holds the converted sets' folders.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedder import Embedder, load
from index.record.relevance import BEARS, CONSIDERED, SHOWN, nearness
from index.store import Vectors
from index.words import stems

THRESHOLDS = (0.55, 0.6, 0.65, BEARS, 0.7, 0.75, 0.8)
Near = list[tuple[float, int]]
"""Nearness and number of the statements nearest to a question, the nearest first."""


def main() -> None:
    """Print how many questions find their claim, and how many find some that should find none, by threshold."""
    parser = argparse.ArgumentParser(prog="python -m evals.findings", description="Findings by questions.")
    parser.add_argument("--data", type=Path, required=True, help="folder with support/ and evidence_retrieval/")
    parser.add_argument("--other", type=Path, required=True, help="questions about something else")
    given = parser.parse_args()
    asked = [row for row in _rows(given.data / "support" / "averitec.items.jsonl") if row["evidence"]]
    pool = _rows(given.data / "evidence_retrieval" / "checkthat.pool.jsonl.gz")
    statements = [row["claim"] for row in (*asked, *pool)]
    embedder = load()
    vectors = _encoded(embedder, statements)
    found = [_near(embedder, row["evidence"][0]["question"], statements, vectors) for row in asked]
    other = [_near(embedder, row["question"], statements, vectors) for row in _rows(given.other)]
    print(f"{len(found)} questions with a claim, {len(other)} without, {len(statements)} statements")  # noqa: T201
    for threshold in THRESHOLDS:
        _print(threshold, found, other)


def _print(threshold: float, found: Sequence[Near], other: Sequence[Near]) -> None:
    shown = [[at for value, at in near if value >= threshold] for near in found]
    right = sum(number in own for number, own in enumerate(shown)) / len(found)
    first = sum(own[:1] == [number] for number, own in enumerate(shown)) / max(1, sum(map(bool, shown)))
    wrong = sum(near[0][0] >= threshold for near in other) / len(other)
    print(f"{threshold:.2f}: found {right:.1%}, first of those shown {first:.1%}, others {wrong:.1%}")  # noqa: T201


def _near(embedder: Embedder, question: str, statements: Sequence[str], vectors: Vectors) -> Near:
    similarity = vectors @ embedder.encode_question(question)
    asked = frozenset(stems(question))
    nearest = np.argsort(-similarity)[:CONSIDERED].tolist()
    return sorted(((nearness(float(similarity[at]), asked, statements[at]), at) for at in nearest), reverse=True)[
        :SHOWN
    ]


def _encoded(embedder: Embedder, texts: Iterable[str]) -> Vectors:
    return np.stack([embedder.encode_question(text) for text in texts])


def _rows(file: Path) -> list[dict[str, Any]]:
    content = file.read_bytes()
    text = (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8")
    return [json.loads(line) for line in text.splitlines()]


if __name__ == "__main__":
    main()
