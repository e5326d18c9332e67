"""A text as the tagger reads it: windows of word pieces, each piece with a mark of how it is written.

The encoder is uncased and sees no line breaks, so what it cannot see is given to it apart: the case of a word, whether
it stands inside quotation marks, and whether it opens a paragraph. Windows hold whole paragraphs where these fit.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ingest.corpus import Span
from ingest.minilm.package import CLS, SEP

WINDOW = 240  # word pieces, the two special ones aside; more costs attention and finds no more, less finds less
SHAPES, PLACES, OPENINGS = 6, 3, 2  # kinds of each part of a mark
MARKS = SHAPES * PLACES * OPENINGS + 1  # the last is that of the special pieces
SPECIAL = MARKS - 1

_LOWER, _CAPITAL, _UPPER, _NUMBER, _POINT, _QUOTE = range(SHAPES)
_OUTSIDE, _INSIDE, _OPENED_ABOVE = range(PLACES)
_QUOTATION = re.compile(r'["“”„«»]')
_PARAGRAPH = re.compile(r"[^\n]+")
# How the Penn Treebank writes quotation marks and brackets (many corpora still do); each keeps its length.
_TREEBANK = (
    (re.compile(r"``|(?:(?<=\s)|(?<![\s\S]))''(?=\S)"), "“ "),  # some newspapers open with two apostrophes, too
    (re.compile("''"), "” "),
    (re.compile(r"-(?:LSB|LRB|LCB)-"), "  (  "),
    (re.compile(r"-(?:RSB|RRB|RCB)-"), "  )  "),
)


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces read at once. `spans` are (start, end) of each in the text, half-open, in code points.

    `ids` and `marks` have one item more at either end, for the special pieces. `paragraphs` numbers the paragraph of
    each piece, (pieces,).
    """

    ids: tuple[int, ...]
    marks: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    paragraphs: NDArray[np.int64]

    def span(self, pieces: tuple[int, int]) -> Span:
        """Return the stretch of the text from the first of some pieces to the last, whose end is excluded."""
        return Span(self.spans[pieces[0]][0], self.spans[pieces[1] - 1][1])


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece: its number in the encoder's vocabulary, how it is written, where it stands."""

    id: int
    mark: int
    start: int
    end: int


class Windows:
    """Cuts texts into windows. Thread-safe, as the tokenizer is."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def of(self, text: str, parts: Sequence[Span] = (), limit: int = WINDOW) -> list[Window]:
        """Return the windows of `text`, or of `parts` of it, in order; none for a text without words."""
        paragraphs = self.paragraphs(text)
        if parts:
            paragraphs = [inside for paragraph in paragraphs if (inside := _within(paragraph, parts))]
        return [window_of(group) for group in packed(paragraphs, limit)]

    def paragraphs(self, text: str) -> list[list[Piece]]:
        """Return the pieces of each paragraph of `text` that has any."""
        readable = plain(text)
        found = list(_PARAGRAPH.finditer(readable))
        encoded = [self._tokenizer.encode(m.group(), add_special_tokens=False) for m in found]
        paragraphs = []
        carried = False  # whether a quotation opened in an earlier paragraph goes on
        for match, encoding in zip(found, encoded, strict=True):
            places, carried = _places(match.group(), carried)
            pieces = [
                Piece(
                    number,
                    _mark(match.group(), start, end, places[start], i == 0),
                    match.start() + start,
                    match.start() + end,
                )
                for i, (number, (start, end)) in enumerate(zip(encoding.ids, encoding.offsets, strict=True))
            ]
            if pieces:
                paragraphs.append(pieces)
        return paragraphs


def plain(text: str) -> str:
    """Return `text` with the Penn Treebank's escapes written as usual; no character changes its place."""
    for pattern, written in _TREEBANK:
        text = pattern.sub(written, text)
    return text


def window_of(paragraphs: Sequence[Sequence[Piece]]) -> Window:
    """Make a window of some paragraphs."""
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    return Window(
        (CLS, *(p.id for p in pieces), SEP),
        (SPECIAL, *(p.mark for p in pieces), SPECIAL),
        tuple((p.start, p.end) for p in pieces),
        np.repeat(np.arange(len(paragraphs)), [len(paragraph) for paragraph in paragraphs]),
    )


def packed(paragraphs: Sequence[Sequence[Piece]], limit: int) -> Iterator[list[Sequence[Piece]]]:
    """Put paragraphs together up to `limit` pieces; one that is longer is cut."""
    group: list[Sequence[Piece]] = []
    room = limit
    for whole in paragraphs:
        for paragraph in (whole[at : at + limit] for at in range(0, len(whole), limit)):
            if len(paragraph) > room:
                yield group
                group, room = [], limit
            group.append(paragraph)
            room -= len(paragraph)
    if group:
        yield group


def _within(paragraph: Sequence[Piece], parts: Sequence[Span]) -> list[Piece]:
    """Keep the pieces that lie in `parts`, which are in order."""
    starts = [part.start for part in parts]
    return [p for p in paragraph if (at := bisect_right(starts, p.start)) and p.end <= parts[at - 1].end]


def _places(paragraph: str, carried: bool) -> tuple[list[int], bool]:
    """Say for each character whether it is quoted, and whether a quotation goes on after the paragraph.

    A quotation over several paragraphs opens each anew and is closed once (Chicago Manual of Style, 13.32).
    """
    places = [_OUTSIDE] * (len(paragraph) + 1)
    marks = [(m.start(), _opens(paragraph, m)) for m in _QUOTATION.finditer(paragraph)]
    ends = [*(at for at, _ in marks), len(paragraph) + 1]
    inside = False
    for (at, opens), end in zip(marks, ends[1:], strict=True):
        inside = opens
        kind = (_OPENED_ABOVE if carried else _INSIDE) if inside else _OUTSIDE
        places[at:end] = [kind] * (end - at)
        carried = carried and inside
    return places, inside


def _opens(paragraph: str, mark: re.Match[str]) -> bool:
    """Tell an opening mark from a closing one; a straight one closes where nothing but a space or the end follows."""
    if mark[0] in "“„«":
        return True
    if mark[0] in "”»":
        return False
    before = paragraph[mark.start() - 1 : mark.start()]
    after = paragraph[mark.end() : mark.end() + 1]
    if not after or after.isspace():
        return not before
    return not before or before.isspace() or before in "([—–-"


def _mark(paragraph: str, start: int, end: int, place: int, opens_paragraph: bool) -> int:
    return (_shape(paragraph, start, end) * PLACES + place) * OPENINGS + opens_paragraph


def _shape(paragraph: str, start: int, end: int) -> int:
    """Return how the word that a piece belongs to is written."""
    first = paragraph[start]
    if not first.isalnum():
        return _QUOTE if _QUOTATION.match(first) else _POINT
    if first.isdigit():
        return _NUMBER
    while start > 0 and paragraph[start - 1].isalnum():
        start -= 1
    word = paragraph[start:end]
    if not word[0].isupper():
        return _LOWER
    return _UPPER if len(word) > 1 and word.isupper() else _CAPITAL
