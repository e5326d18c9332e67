"""Writes what our HTML reader finds in a set of pages, for the scorer of the article-body benchmark.

``python -m evals.article_body --data DIR > predictions.jsonl`` reads ``DIR/pages.jsonl`` and the gzipped pages that
it names, and writes a line a page: ``{"id", "body", "author", "title", "date"}``. The body is what lies in passages.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.parse import assemble
from ingest.parsed import Parsed
from ingest.readers.html import read


def predictions(data: Path, every: int = 1) -> Iterator[dict[str, str | None]]:
    """Yield one prediction a page, of each page or of some; a page that is rejected has an empty one."""
    for line in (data / "pages.jsonl").read_text("utf-8").splitlines()[::every]:
        page = json.loads(line)
        try:
            parsed = assemble(read(gzip.decompress((data / page["html"]).read_bytes()), Limits()), None)
        except Rejected:
            yield {"id": page["id"]}
        else:
            yield {"id": page["id"], **prediction(parsed)}


def prediction(parsed: Parsed) -> dict[str, str | None]:
    """Say what the scorer asks of one article."""
    known = parsed.metadata
    return {
        "body": "\n\n".join(stretch.span.of(parsed.text) for stretch in parsed.stretches),
        "author": known.author,
        "title": known.title,
        "date": known.published.isoformat() if known.published else None,
    }


def main() -> None:
    """Write the predictions to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with pages.jsonl and html/")
    for found in predictions(parser.parse_args().data):
        sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
