"""Where paragraphs, sentences and quotations begin and end in a text, near enough to tell how far apart two words are.

Sentences proper are `ingest.segment`'s; this is one quick pass over the text, for distances only.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.corpus import Span

_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"”’')\]]*[ \u00a0]+(?=[\"“‘'(\[]*[^\W_a-z])")
_SHORTENED: Final = re.compile(r"\b(?:[^\W\d_]|Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|St|Rev|Prof|Col|Capt)$")
_PARAGRAPH_END: Final = re.compile(r"\n+")
_OPENING, _CLOSING = '"“„«', '"”»“'  # German closes with what English opens with
_MARK: Final = re.compile(r"[\"“”«»„]|\n")


class Layout:
    """The paragraphs, sentences and quotations of one text; of paragraphs only those in `parts`, if any are given.

    What a page puts between them ("Share this update") would otherwise lie between a name and its pronoun.
    """

    def __init__(self, text: str, parts: Sequence[Span] = ()) -> None:
        starts = [0, *(m.end() for m in _PARAGRAPH_END.finditer(text))]
        self._paragraphs = _reached(starts, parts, len(text))
        ends = (
            m.end()
            for m in _SENTENCE_END.finditer(text)
            if not _SHORTENED.search(text, max(0, m.start() - 5), m.start())
        )
        self._sentences = sorted({*starts, *ends})
        self._borders, left_open = _quotations(text)
        self._opened_above = {self.paragraph(at) for at in left_open}

    def paragraph(self, at: int) -> int:
        """Return the number of the paragraph that holds the code point `at`."""
        return bisect_right(self._paragraphs, at) - 1

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that holds the code point `at`, counted over the whole text."""
        return bisect_right(self._sentences, at) - 1

    def sentence_start(self, at: int) -> int:
        """Return where the sentence that holds `at` begins."""
        return self._sentences[self.sentence(at)]

    def in_quotation(self, at: int) -> bool:
        """Tell whether `at` lies between quotation marks; a quotation ends with its paragraph at the latest."""
        return bisect_right(self._borders, at) % 2 == 1

    def left_open(self, span: Span) -> bool:
        """Tell whether a quotation is still open where the paragraph in which `span` ends ends.

        So a newspaper writes a quotation that goes on in the next paragraph.
        """
        return self.paragraph(span.end - 1) in self._opened_above


def _reached(starts: Sequence[int], parts: Sequence[Span], length: int) -> list[int]:
    """Return where paragraphs begin that reach into `parts`, and 0."""
    if not parts:
        return [*starts]
    paragraphs = [Span(start, end) for start, end in pairwise([*starts, length]) if start < end]
    return sorted({0, *(p.start for p in paragraphs if any(part.overlaps(p) for part in parts))})


def _quotations(text: str) -> tuple[list[int], list[int]]:
    """Return borders, beginnings and ends in turn, and the ends of paragraphs whose quotation stays open."""
    borders: list[int] = []
    open_at_end: list[int] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        inside = len(borders) % 2 == 1
        if mark == "\n":
            if inside:
                borders.append(at)
                open_at_end.append(at - 1)
        elif mark in (_CLOSING if inside else _OPENING):
            borders.append(at)
    return borders, open_at_end
