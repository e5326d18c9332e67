"""PolNeAR's annotated articles become windows with tags and links."""

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.attribution.labels import ROLES, begin, inside
from ingest.attribution.links import Pieces
from ingest.attribution.windows import Piece, Window, Windows, window_of

NOTHING = -1
_OPENING = re.compile(r'(?:(?<=[\s(\[—–-])|(?<![\s\S]))"')
_MARKS_APART = re.compile(r"""[,;:?!()“”]|\.(?=[”'\s]|$)|'(?=\s|$)|(?<=\s)'""")
_CONTRACTION = re.compile(r"n[’']t\b|(?<=\w)[’'](?:s|re|ve|ll|d|m)\b")


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated text. Each attribution has (start, end) spans by role."""

    text: str
    attributions: tuple[Mapping[str, Sequence[tuple[int, int]]], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its tags (pieces,), its spans by role, and for each cue its source, for each content its cue."""

    window: Window
    tags: NDArray[np.int64]
    spans: Mapping[str, tuple[Pieces, ...]]
    sources: tuple[int, ...]
    cues: tuple[int, ...]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines, plain or compressed."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.decode("utf-8").split("\n") if line.strip()]


def read_gold(docs: Path, gold: Path) -> list[Gold]:
    """Join texts with their attributions."""
    said = {row["doc_id"]: row["attributions"] for row in read_rows(gold)}
    return [
        Gold(row["text"], tuple({role: [tuple(s) for s in a[role]] for role in ROLES} for a in said[row["doc_id"]]))
        for row in read_rows(docs)
    ]


def example_of(gold: Gold, paragraphs: Sequence[list[Piece]]) -> Example:
    """Tag the pieces of some paragraphs of an annotated text."""
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    starts, ends = np.array([p.start for p in pieces]), np.array([p.end for p in pieces])
    numbers: dict[str, dict[Pieces, int]] = {role: {} for role in ROLES}
    linked = []
    for attribution in gold.attributions:
        found = {role: [_pieces(span, starts, ends) for span in attribution[role]] for role in ROLES}
        here = {r: [numbers[r].setdefault(s, len(numbers[r])) for s in spans if s] for r, spans in found.items()}
        linked.append(here)
    spans = {role: tuple(known) for role, known in numbers.items()}
    sources, cues = [NOTHING] * len(spans["cue"]), [NOTHING] * len(spans["content"])
    for here in linked:
        for cue in here["cue"][:1]:
            sources[cue] = here["source"][0] if here["source"] else sources[cue]
        for content in here["content"]:
            cues[content] = here["cue"][0] if here["cue"] else NOTHING
    return Example(window_of(paragraphs), _tags(len(pieces), spans), spans, tuple(sources), tuple(cues))


def _pieces(span: tuple[int, int], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Pieces | None:
    """Return the pieces that a stretch of the text covers, None where it lies outside."""
    first, last = int(np.searchsorted(ends, span[0], "right")), int(np.searchsorted(starts, span[1], "left"))
    return (first, last) if first < last else None


def _tags(length: int, spans: Mapping[str, Sequence[Pieces]]) -> NDArray[np.int64]:
    """Tag pieces; where roles overlap, the shorter ones win."""
    tags = np.zeros(length, np.int64)
    for role in ("content", "source", "cue"):
        number = ROLES.index(role)
        for first, last in sorted(spans[role]):
            tags[first:last] = inside(number)
            tags[first] = begin(number)
    _mend(tags)
    return tags


def _mend(tags: NDArray[np.int64]) -> None:
    """Let what goes on after an overlap begin anew."""
    for at in range(len(tags)):
        tag = tags[at]
        if tag and tag % 2 == 0 and (at == 0 or tags[at - 1] not in (tag, tag - 1)):
            tags[at] = tag - 1


class Examples:
    """Annotated articles, cut anew at each pass: into windows of any length, or into paragraphs alone.

    Alone, half of the paragraphs are written as the Penn Treebank does, with a space before each mark.
    """

    def __init__(self, golds: Sequence[Gold], windows: Windows) -> None:
        self._whole = [(gold, windows.paragraphs(gold.text)) for gold in golds]
        spaced = [treebank(gold) for gold in golds]
        self._spaced = [(gold, windows.paragraphs(gold.text)) for gold in spaced]

    def cut(self, shuffler: random.Random, alone: float, longest: int) -> list[Example]:
        """Return one pass: a share `alone` of the articles by paragraphs, the others in windows up to `longest`."""
        found = []
        for whole, spaced in zip(self._whole, self._spaced, strict=True):
            if shuffler.random() < alone:
                gold, paragraphs = shuffler.choice((whole, spaced))
                found += [example_of(gold, [p[:longest]]) for p in paragraphs]
            else:
                gold, paragraphs = whole
                found += [example_of(gold, group) for group in _grouped(paragraphs, shuffler, longest)]
        return found


def _grouped(paragraphs: Sequence[list[Piece]], shuffler: random.Random, longest: int) -> Iterator[list[list[Piece]]]:
    """Put paragraphs together up to a size drawn for each group, at most `longest`; one that is longer is cut short."""
    group: list[list[Piece]] = []
    size, limit = 0, shuffler.randint(longest // 4, longest)
    for paragraph in paragraphs:
        if group and size + len(paragraph) > limit:
            yield group
            group, size, limit = [], 0, shuffler.randint(longest // 4, longest)
        group.append(paragraph[:longest])
        size += len(group[-1])
    if group:
        yield group


def treebank(gold: Gold) -> Gold:
    """Write an annotated text as the Penn Treebank does: marks and contractions apart, quotation marks paired."""
    straight = _OPENING.sub("“", gold.text.translate(str.maketrans("‘’", "''"))).replace('"', "”")
    cuts = {m.start() for m in _CONTRACTION.finditer(straight)}
    for mark in _MARKS_APART.finditer(straight):
        cuts |= {mark.start(), mark.end()}
    shifts, out = [0] * (len(straight) + 1), []
    for at, character in enumerate(straight):
        if at in cuts and at and not straight[at - 1].isspace() and not character.isspace():
            out.append(" ")
        shifts[at] = len(out)
        out.append(character)
    shifts[len(straight)] = len(out)

    def moved(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(shifts[start], shifts[end - 1] + 1) for start, end in spans]

    return Gold("".join(out), tuple({role: moved(a[role]) for role in ROLES} for a in gold.attributions))
