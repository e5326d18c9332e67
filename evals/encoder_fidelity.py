"""What the quantised encoder costs in ranking, against the same network in full precision.

``python -m evals.encoder_fidelity --data DIR [--encoder NAME ...]`` reads ``DIR/evidence_retrieval`` and prints
nDCG@10 (Järvelin and Kekäläinen 2002) of four tasks, for each encoder: claims that were fact-checked (CheckThat
2020), the same among vectors in half precision, as a library stores them, evidence in a given page (WiCE, each sentence
by itself), and the same with each sentence encoded in its passage, as a library has it. Then the mean cosine of the
first and the last encoder's vectors of CheckThat's tweets.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedder import DEFAULT, FULL_PRECISION, Embedder, ToEncode, load
from index.store import Vectors
from ingest.corpus import Span

DEPTH = 10
PASSAGE_TOKENS = 230
Scores = Mapping[str, Sequence[float]]
"""nDCG@10 of each query, by the name of the ranking."""
Task = Callable[[Embedder, Path], Scores]


def ndcg(scores: NDArray[np.float32], relevant: set[int]) -> float:
    """Return nDCG@10 of a ranking by `scores`, with equal gain for each position in `relevant`."""
    top = np.argsort(-scores, kind="stable")[:DEPTH]
    gained = sum(1 / np.log2(rank + 2) for rank, position in enumerate(top) if int(position) in relevant)
    ideal = sum(1 / np.log2(rank + 2) for rank in range(min(len(relevant), DEPTH)))
    return float(gained / ideal)


def checkthat(encoder: Embedder, data: Path) -> Scores:
    """Rank all fact-checked claims, with their titles, for each tweet; again by vectors in half precision."""
    pool = list(_lines(data / "checkthat.pool.jsonl.gz"))
    place = {claim["doc_id"]: n for n, claim in enumerate(pool)}
    relevant = [{place[i] for i in line["relevant"]} for line in _asked(data)]
    asked = _tweets(encoder, data)
    single = _passages(encoder, [(claim["title"], claim["claim"]) for claim in pool])
    rounded = single.astype(np.float16).astype(np.float32)
    return {
        name: [ndcg(matrix @ vector, own) for vector, own in zip(asked, relevant, strict=True)]
        for name, matrix in (("CheckThat", single), ("CheckThat, float16", rounded))
    }


def _asked(data: Path) -> list[dict[str, Any]]:
    """Return the lines of CheckThat's tweets that some claim is about."""
    return [line for line in _lines(data / "checkthat.gold.jsonl") if line["relevant"]]


def _tweets(encoder: Embedder, data: Path) -> Vectors:
    queries = {line["id"]: line["query"] for line in _lines(data / "checkthat.queries.jsonl")}
    return _passages(encoder, [(None, queries[line["id"]]) for line in _asked(data)])


def wice(encoder: Embedder, data: Path) -> Scores:
    """Rank the sentences of a claim's page, each encoded by itself."""
    alone = _wice(encoder, data, lambda sentences: _passages(encoder, [(None, sentence) for sentence in sentences]))
    return {"WiCE": alone}


def wice_in_passages(encoder: Embedder, data: Path) -> Scores:
    """Rank the sentences of a claim's page, each encoded within its passage."""
    return {"WiCE in passages": _wice(encoder, data, lambda sentences: _in_passages(encoder, sentences))}


TASKS: Sequence[Task] = (checkthat, wice, wice_in_passages)


def cosine(one: Vectors, other: Vectors) -> float:
    """Return the mean cosine of vectors of length 1, row by row."""
    return float((one * other).sum(axis=1).mean())


def _wice(encoder: Embedder, data: Path, encode: Callable[[Sequence[str]], Vectors]) -> list[float]:
    claims = {line["id"]: line["claim"] for line in _lines(data / "wice.claims.jsonl")}
    pages = {line["doc_id"]: [s or "." for s in line["sentences"]] for line in _lines(data / "wice.docs.jsonl.gz")}
    gold = [line for line in _lines(data / "wice.gold.jsonl") if any(line["supporting_sentences"])]
    gold.sort(key=lambda line: str(line["doc_id"]))
    scores = []
    for page, lines in groupby(gold, key=lambda line: str(line["doc_id"])):
        matrix = encode(pages[page])
        for line in lines:
            relevant = {n for group in line["supporting_sentences"] for n in group}
            scores.append(ndcg(matrix @ encoder.encode_question(claims[line["id"]]), relevant))
    return scores


def _passages(encoder: Embedder, texts: Sequence[tuple[str | None, str]]) -> Vectors:
    return np.stack([vector for vector, _ in encoder.encode([ToEncode(title, text, ()) for title, text in texts])])


def _in_passages(encoder: Embedder, sentences: Sequence[str]) -> Vectors:
    counts = encoder.count_tokens(sentences)
    items, group, filled = [], list[str](), 0
    for sentence, count in zip(sentences, counts, strict=True):
        if group and filled + count > PASSAGE_TOKENS:
            items.append(_joined(group))
            group, filled = [], 0
        group.append(sentence)
        filled += count
    items.append(_joined(group))
    return np.concatenate([inner for _, inner in encoder.encode(items)])


def _joined(sentences: Sequence[str]) -> ToEncode:
    ends = np.cumsum([len(sentence) + 1 for sentence in sentences]).tolist()
    spans = [Span(end - 1 - len(s), end - 1) for s, end in zip(sentences, ends, strict=True)]
    return ToEncode(None, " ".join(sentences), tuple(spans))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    yield from map(json.loads, (gzip.decompress(content) if path.suffix == ".gz" else content).splitlines())


def main() -> None:
    """Print a table: a row a task, a column an encoder, what the first loses against the last, and how near it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", action="append", help=f"default: {DEFAULT} and {FULL_PRECISION}")
    given = parser.parse_args()
    encoders = [load(name) for name in given.encoder or (DEFAULT, FULL_PRECISION)]
    data = given.data / "evidence_retrieval"
    for task in TASKS:
        each = [task(encoder, data) for encoder in encoders]
        for name in each[0]:
            sys.stdout.write(_row(name, [scores[name] for scores in each]))
    sys.stdout.write(f"{'mean cosine':<20}{cosine(_tweets(encoders[0], data), _tweets(encoders[-1], data)):.4f}\n")


def _row(name: str, each: Sequence[Sequence[float]]) -> str:
    """Return a task's mean nDCG@10 by encoder, and what the first loses against the last."""
    means = [float(np.mean(scores)) for scores in each]
    shown = "  ".join(f"{mean:.4f}" for mean in means)
    return f"{name:<20}{shown}  lost {1 - means[0] / means[-1]:.2%}  ({len(each[0])} queries)\n"


if __name__ == "__main__":
    main()
