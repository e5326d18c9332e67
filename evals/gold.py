"""Gold attributions: who says what in the demonstration articles, as a reader marked it before any tagger did.

``attributions/demo.jsonl`` has a line an article: its file, and its attributions. Each piece of a source, cue or
content is its exact words and where they start in the stored text (W3C Web Annotation: an exact quote and a text
position). `within` is the number, in the article's list, of the attribution whose content reports this one.
evals/README.md says by which conventions they were marked.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evals.floors import ARTICLES
from ingest.corpus import Article, Attribution, Force, Span, Speaker, SpeakerKind
from ingest.errors import UnusableInput
from ingest.pipeline import find, read

ATTRIBUTIONS = Path(__file__).parent / "attributions" / "demo.jsonl"
# What is measured is read in whatever lies in any passage, so how long each passage is does not matter here.
PASSAGE_WORDS = 180

Gold = Mapping[str, tuple[Attribution, ...]]
"""The attributions of each article, by the name of its file."""


def articles() -> Mapping[str, Article]:
    """Return the demonstration articles as they are ingested, by the name of their file."""
    return dict(_demonstration())


def load(texts: Mapping[str, str], path: Path = ATTRIBUTIONS) -> Gold:
    """Read the gold attributions of articles whose stored `texts` are given by file.

    Raises `UnusableInput` with file and line where a line is not one, or words are not where it says they are.
    """
    return dict(_articles(texts, path))


def _demonstration() -> Iterator[tuple[str, Article]]:
    for source, article in read(find([ARTICLES]), lambda ts: [len(t.split()) for t in ts], PASSAGE_WORDS):
        if not isinstance(article, Article):
            raise article
        yield Path(source.name).name, article


def _articles(texts: Mapping[str, str], path: Path) -> Iterator[tuple[str, tuple[Attribution, ...]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            article = json.loads(line)
            text = texts[article["file"]]
            yield article["file"], tuple(_attribution(fields, text) for fields in article["attributions"])
        except (KeyError, ValueError, TypeError) as wrong:
            raise UnusableInput(f"{path}:{number}: not the attributions of an article ({wrong}); mend it") from wrong


def _attribution(fields: Mapping[str, Any], text: str) -> Attribution:
    source, cue, content = (_spans(fields[role], text) for role in ("source", "cue", "content"))
    name = fields["speaker"]
    speaker = None if name is None else Speaker(name, SpeakerKind(fields["kind"]))
    return Attribution(source, cue, content, Force(fields["force"]), speaker, fields["within"])


def _spans(pieces: list[Mapping[str, Any]], text: str) -> tuple[Span, ...]:
    return tuple(_span(piece["start"], piece["exact"], text) for piece in pieces)


def _span(start: int, exact: str, text: str) -> Span:
    span = Span(start, start + len(exact))
    if span.of(text) != exact:
        raise ValueError(f"{exact!r} does not stand at {start}, where {span.of(text)!r} does")
    return span
