"""Printed lines become paragraphs: without running heads, page numbers and the hyphens of line ends."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.plain import BULLET
from ingest.readers.reading import Kind, Paragraph
from ingest.segment import ends_sentence

EDGE = 2  # lines at the head and foot of a page where running heads stand
HEADING = 1.2  # times the size of the body
HYPHEN = re.compile(r"(\w+)[-\u2010]$")
NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, where it begins on its page, and its size; all in points."""

    text: str
    x: float
    y: float
    size: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document of one or more pages. One that a page's end cut in two is one."""
    kept = without_running_heads(pages)
    every = [line for page in kept for line in page]
    if not every:
        return
    body = median(line.size for line in every for _ in range(len(line.text)))
    step = median(_steps(kept) or [body * 1.2])
    width = sorted(len(line.text) for line in every)[int(len(every) * 0.9)]
    whole = " ".join(line.text for line in every)
    block: list[Line] = []
    for line in every:
        if block and _begins(line, block[-1], step * max(1.0, line.size / body), width):
            yield _paragraph(block, body, whole)
            block = []
        block.append(line)
    yield _paragraph(block, body, whole)


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out what stands at the head or foot of half of the pages, numbers aside, and page numbers."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    often = {key for key, count in seen.items() if count >= max(2, len(pages) / 2)}
    return [
        [line for line in page if not (line in _edges(page) and (_key(line) in often or NUMBER.fullmatch(line.text)))]
        for page in pages
    ]


def _edges(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return [*by_height[:EDGE], *by_height[-EDGE:]]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _steps(pages: Sequence[Sequence[Line]]) -> list[float]:
    """Return the distances between lines that follow each other downward on a page."""
    return [a.y - b.y for page in pages for a, b in pairwise(page) if 0 < a.y - b.y < 4 * a.size]


def _begins(line: Line, before: Line, step: float, width: int) -> bool:
    """Tell whether `line` begins a paragraph, given the line `before` it and the usual `step` at its size."""
    if BULLET.match(line.text) or abs(line.size - before.size) > 0.1 * before.size:
        return True
    down = before.y - line.y
    if down <= 0 or down > 4 * step:  # the next column or page: a sentence may go on there
        return ends_sentence(before.text) or len(before.text) < 0.75 * width
    if down > 1.35 * step:
        return True
    ends = ends_sentence(before.text)
    return ends and (line.x - before.x > 0.8 * line.size or len(before.text) < 0.75 * width)


def _paragraph(block: Sequence[Line], body: float, whole: str) -> Paragraph:
    text = block[0].text
    for line in block[1:]:
        text = _joined(text, line.text, whole)
    bullet = BULLET.match(text)
    heading = block[0].size > HEADING * body
    kind = Kind.ITEM if bullet else Kind.HEADING if heading else Kind.PROSE
    return Paragraph(text[bullet.end() :] if bullet else text, kind)


def _joined(text: str, line: str, whole: str) -> str:
    """Join two lines; a hyphen between them goes unless the document writes the word with it elsewhere."""
    hyphen, rest = HYPHEN.search(text), re.match(r"\w+", line)
    if hyphen is None or rest is None or not rest[0][0].islower():
        return f"{text} {line}"
    with_hyphen = re.search(rf"\b{re.escape(hyphen[1])}-{re.escape(rest[0])}\b", whole)
    return (text if with_hyphen else text[: hyphen.end() - 1]) + line
