"""Writes which articles of a set are of one origin, for the scorer of the near-duplicate benchmark.

``python -m evals.near_duplicates --data DIR > predictions.jsonl`` reads ``DIR/docs.jsonl.gz`` and writes a line an
article, ``{"doc_id", "cluster"}``; with ``--groups`` it prints those of several articles instead, to be read, and
``--docs`` names another file of `DIR`. Each goes through the reader of plain text and into one library, so that how
copies are found among all articles is measured, too; nothing is encoded.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
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
    """Write the predictions, or the groups, to standard output."""
    parser = argparse.ArgumentParser(prog="python -m evals.near_duplicates", description="Near copies, for the scorer.")
    parser.add_argument("--data", type=Path, required=True, help="folder with docs.jsonl.gz")
    parser.add_argument("--docs", metavar="NAME", default="docs.jsonl.gz", help="another file of that folder")
    parser.add_argument("--groups", action="store_true", help="print articles of one origin, a line a group")
    given = parser.parse_args()
    with gzip.open(given.data / given.docs, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as scratch:
        found = clusters(((row["doc_id"], row["text"]) for row in rows), Path(scratch) / "library")
    for line in groups(found) if given.groups else _predictions(found):
        sys.stdout.write(f"{line}\n")


def groups(found: Mapping[str, str]) -> Iterator[str]:
    """Yield how many articles have an origin in `found`, how many groups of several share one, and the ids of each."""
    by_origin: dict[str, list[str]] = {}
    for name, origin in found.items():
        by_origin.setdefault(origin, []).append(name)
    several = [names for names in by_origin.values() if len(names) > 1]
    yield f"{len(found)} articles; of one origin with others: {len(several)} groups"
    yield from (f"  {', '.join(names)}" for names in several)


def _predictions(found: Mapping[str, str]) -> Iterator[str]:
    yield from (json.dumps({"doc_id": name, "cluster": origin}) for name, origin in found.items())


if __name__ == "__main__":
    main()
