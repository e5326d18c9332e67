"""Two answers beside each other, paragraph by paragraph, with the words that differ told from those that do not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

ALIKE = 0.5  # ratio of difflib from which two paragraphs are one, reworded


class Style(StrEnum):
    """How a stretch of an answer is set: a name, words of a source, a citation's number, or our own words."""

    WHO = "who"
    WORDS = "words"
    NUMBER = "number"
    OWN = "own"


class Side(StrEnum):
    """Where a paragraph stands: in one answer only, or in both, alike, reworded or in another place."""

    BEFORE = "gone"
    AFTER = "new"
    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one style that differ from the other answer's, or do not."""

    text: str
    style: Style
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of either answer or of both; the one that is not there is empty."""

    side: Side
    before: tuple[Stretch, ...] = ()
    after: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as its tokens, each with its style."""

    tokens: tuple[tuple[str, Style], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Everything but the numbers of its citations, which differ where nothing else does."""
        return tuple(text for text, style in self.tokens if style is not Style.NUMBER)

    @property
    def content(self) -> tuple[str, ...]:
        """Its words without what every paragraph has: blanks and marks."""
        return tuple(text for text in self.words if text[0].isalnum())

    @property
    def unmarked(self) -> tuple[Stretch, ...]:
        return _stretches((text, style, False) for text, style in self.tokens)


_TOKEN = re.compile(
    r"\\(?P<escaped>[^\w\s])|(?P<bold>\*\*)|(?P<emphasis>\*)|(?P<number>\[\d{1,3}\])|(?P<plain>\w+|\s+|.)"
)
_LISTED = re.compile(r"(?:\[\d{1,3}\] ?)+\S")  # a line of the list of sources begins with its numbers


def side_by_side(before: str, after: str) -> tuple[Row, ...]:
    """Set the Markdown of two answers beside each other, without their lists of sources."""
    old, new = _paragraphs(before), _paragraphs(after)
    matching = SequenceMatcher(None, [p.words for p in old], [p.words for p in new], autojunk=False)
    elsewhere = _elsewhere(old, new, matching)
    rows: list[Row] = []
    for kind, i, j, k, m in matching.get_opcodes():
        if kind == "equal":
            rows += [Row(Side.SAME, a.unmarked, b.unmarked) for a, b in zip(old[i:j], new[k:m], strict=True)]
        else:
            rows += _paired(old[i:j], new[k:m], elsewhere)
    return tuple(rows)


def set_alone(markdown: str) -> tuple[tuple[Stretch, ...], ...]:
    """Return the paragraphs of one answer, without its list of sources."""
    return tuple(paragraph.unmarked for paragraph in _paragraphs(markdown))


def _elsewhere(
    old: Sequence[_Paragraph], new: Sequence[_Paragraph], matching: SequenceMatcher[tuple[str, ...]]
) -> frozenset[tuple[str, ...]]:
    """Return what stands in both answers, and not in the same order."""
    unmatched = [op for op in matching.get_opcodes() if op[0] != "equal"]
    gone = {p.words for _, i, j, _, _ in unmatched for p in old[i:j]}
    return frozenset(gone & {p.words for _, _, _, k, m in unmatched for p in new[k:m]})


def _paired(
    old: Sequence[_Paragraph], new: Sequence[_Paragraph], elsewhere: frozenset[tuple[str, ...]]
) -> Iterator[Row]:
    """Set paragraphs that are alike beside each other, in order, and the rest by themselves."""
    at = 0
    for paragraph in old:
        partner = None if paragraph.words in elsewhere else _partner(paragraph, new, at, elsewhere)
        if partner is None:
            yield _alone(paragraph, Side.BEFORE, elsewhere)
            continue
        yield from (_alone(each, Side.AFTER, elsewhere) for each in new[at:partner])
        yield _reworded(paragraph, new[partner])
        at = partner + 1
    yield from (_alone(each, Side.AFTER, elsewhere) for each in new[at:])


def _partner(
    paragraph: _Paragraph, new: Sequence[_Paragraph], start: int, elsewhere: frozenset[tuple[str, ...]]
) -> int | None:
    ratios = {
        at: SequenceMatcher(None, paragraph.content, new[at].content, autojunk=False).ratio()
        for at in range(start, len(new))
        if new[at].words not in elsewhere
    }
    best = max(ratios, key=lambda at: ratios[at], default=None)
    return best if best is not None and ratios[best] >= ALIKE else None


def _alone(paragraph: _Paragraph, side: Side, elsewhere: frozenset[tuple[str, ...]]) -> Row:
    moved = Side.MOVED if paragraph.words in elsewhere else side
    here = paragraph.unmarked
    return Row(moved, before=here) if side is Side.BEFORE else Row(moved, after=here)


def _reworded(before: _Paragraph, after: _Paragraph) -> Row:
    matching = SequenceMatcher(None, before.tokens, after.tokens, autojunk=False)
    same_before = {at for block in matching.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    same_after = {at for block in matching.get_matching_blocks() for at in range(block.b, block.b + block.size)}
    return Row(Side.REWORDED, _marked(before, same_before), _marked(after, same_after))


def _marked(paragraph: _Paragraph, same: set[int]) -> tuple[Stretch, ...]:
    differing = [at not in same for at in range(len(paragraph.tokens))]
    for at in range(1, len(differing) - 1):  # a blank between two words that differ differs with them
        if paragraph.tokens[at][0].isspace() and differing[at - 1] and differing[at + 1]:
            differing[at] = True
    marked = zip(paragraph.tokens, differing, strict=True)
    return _stretches((text, style, differs) for (text, style), differs in marked)


def _stretches(tokens: Iterator[tuple[str, Style, bool]]) -> tuple[Stretch, ...]:
    """Join neighbours that are set and marked alike; each number stays by itself."""
    numbered = enumerate(tokens)
    joined = groupby(numbered, lambda each: (each[1][1:], each[0] if each[1][1] is Style.NUMBER else None))
    return tuple(
        Stretch("".join(text for _, (text, _, _) in group), style, differs) for ((style, differs), _), group in joined
    )


def _paragraphs(markdown: str) -> list[_Paragraph]:
    blocks = (block for block in re.split(r"\n\n|\n(?=- )", markdown) if block.strip() and not _LISTED.match(block))
    read = (_Paragraph(tuple(_tokens(block))) for block in blocks)
    return [paragraph for paragraph in read if paragraph.tokens]


def _tokens(block: str) -> Iterator[tuple[str, Style]]:
    bold = quoting = False
    for token in _TOKEN.finditer(block):
        text = token["escaped"] or token["number"] or token["plain"]
        bold ^= token["bold"] is not None
        if text is None:
            continue
        if token["number"] and not quoting:
            yield text[1:-1], Style.NUMBER
            continue
        quoting |= text == "“"
        yield text, Style.WHO if bold else Style.WORDS if quoting else Style.OWN
        quoting &= text != "”"
