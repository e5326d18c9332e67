"""Writes which articles of a set are of one origin, for the scorer of the near-duplicate benchmark.

``python -m evals.near_duplicates --data DIR > predictions.jsonl`` reads ``DIR/docs.jsonl.gz`` and writes a line an
article, ``{"doc_id", "cluster"}``. Each goes through the reader of plain text and into one library, so that how copies
are found among all articles is measured, too; nothing is encoded.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from index.sqlite.store import SqliteStore
from index.store import Encoded
from ingest.corpus import Article, Passage
from ingest.limits import Limits
from ingest.parse import assemble
from ingest.readers.plain import read


def clusters(texts: Iterable[tuple[str, str]], folder: Path) -> dict[str, str]:
    """Return the origin of each (id, text), by its id. The library they are put into is made in `folder`."""
    store = SqliteStore.create(folder, "none", 1)
    try:
        with store.transaction():
            articles = {name: store.put(article, _unencoded(article)) for name, article in map(_article, texts)}
        store.group_origins()
        return {name: store.catalogued(article).origin for name, article in articles.items()}
    finally:
        store.close()


def _article(named: tuple[str, str]) -> tuple[str, Article]:
    """Read a text as its file is read, but for the packing of paragraphs into passages of a window."""
    name, text = named
    parsed = assemble(read(text.encode(), Limits()), None)
    passages = tuple(Passage(stretch.span, stretch.sentences) for stretch in parsed.stretches)
    return name, Article(f"{name}.txt", parsed.text, parsed.metadata, passages)


def _unencoded(article: Article) -> Encoded:
    sentences = tuple(np.ones((len(passage.sentences), 1), np.float32) for passage in article.passages)
    return Encoded(np.ones((len(article.passages), 1), np.float32), sentences)


def main() -> None:
    """Write the predictions to standard output."""
    parser = argparse.ArgumentParser(prog="python -m evals.near_duplicates", description="Near copies, for the scorer.")
    parser.add_argument("--data", type=Path, required=True, help="folder with docs.jsonl.gz")
    with gzip.open(parser.parse_args().data / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as scratch:
        found = clusters(((row["doc_id"], row["text"]) for row in rows), Path(scratch) / "library")
    for name, origin in found.items():
        sys.stdout.write(json.dumps({"doc_id": name, "cluster": origin}) + "\n")


if __name__ == "__main__":
    main()
