"""PolNeAR's articles and sentences as our tagger reads them, in the form that the public scorers take.

Annotation there is flat, so nested attributions are left out. The sentences are given as tokens; what is tagged is the
tokens joined by single spaces, each sentence by itself.
"""

import json
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from ingest.attribution import Tagger
from ingest.attribution.reading import attributions_of
from ingest.corpus import Attribution, Span
from ingest.errors import UnusableInput

ARTICLES: Final = Path("attribution", "dev.docs.jsonl")
SENTENCES: Final = Path("attribution_sentences", "dev.docs.jsonl")
OUTSIDE: Final = "O"


def predict(tagger: Tagger, data: Path, out: Path) -> float:
    """Write ``articles.jsonl`` and ``sentences.jsonl`` into the folder `out`; return articles tagged a second.

    Raises `UnusableInput` where `data` lacks one of the two.
    """
    out.mkdir(parents=True, exist_ok=True)
    articles = list(_rows(data / ARTICLES))
    started = time.perf_counter()
    read = [(row["doc_id"], flat(tagger, row["text"])) for row in articles]
    a_second = len(articles) / (time.perf_counter() - started)
    _write(out / "articles.jsonl", [{"doc_id": doc, "attributions": [pieces(a) for a in found]} for doc, found in read])
    sentences = ((row["id"], row["tokens"]) for row in _rows(data / SENTENCES))
    _write(
        out / "sentences.jsonl",
        [{"id": name, "labels": labels(tokens, flat(tagger, " ".join(tokens)))} for name, tokens in sentences],
    )
    return a_second


def flat(tagger: Tagger, text: str) -> list[Attribution]:
    """Return the attributions of `text` that are in no other's content."""
    return [found for found in attributions_of(tagger, text) if found.within is None]


def pieces(attribution: Attribution) -> dict[str, list[tuple[int, int]]]:
    """Return the offsets of each role."""
    return {role: [(span.start, span.end) for span in spans] for role, spans in _roles(attribution)}


def labels(tokens: Sequence[str], found: Sequence[Attribution]) -> list[str]:
    """Label tokens that were joined by single spaces: ``B-`` or ``I-`` and a role, or ``O``. The first piece wins."""
    ends = list(accumulate(len(token) + 1 for token in tokens))
    places = [Span(end - 1 - len(token), end - 1) for token, end in zip(tokens, ends, strict=True)]
    given = [OUTSIDE] * len(tokens)
    for role, span in ((role, span) for each in found for role, spans in _roles(each) for span in spans):
        free = [n for n, place in enumerate(places) if place.overlaps(span) and given[n] == OUTSIDE]
        for order, n in enumerate(free):
            given[n] = f"{'I' if order else 'B'}-{role}"
    return given


def _roles(attribution: Attribution) -> Iterator[tuple[str, tuple[Span, ...]]]:
    yield from (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content))


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as failure:
        raise UnusableInput(f"{file}: cannot be read ({failure.strerror}); name the folder that holds it") from failure
    yield from map(json.loads, text.splitlines())


def _write(file: Path, rows: Sequence[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
