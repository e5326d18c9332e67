"""Sentences are packed into passages that fit the encoder's window."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.corpus import Passage, Span
from ingest.parsed import Stretch


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never parted: a sentence, with the headings right above it. `size` in word pieces."""

    spans: tuple[Span, ...]
    size: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """The units of one paragraph."""

    units: tuple[_Unit, ...]
    opens: bool

    @property
    def size(self) -> int:
        return sum(unit.size for unit in self.units)


def pack(
    stretches: Sequence[Stretch], counts: Sequence[Sequence[int]], budget: int, apart: Collection[Span] = ()
) -> tuple[Passage, ...]:
    """Pack paragraphs into passages of at most `budget` word pieces, without overlap.

    `counts` has the word pieces of each sentence of each stretch. A passage ends at a paragraph's end where that
    leaves it at least half full, and never reaches across something that is not the article. A heading goes with
    what follows it. One sentence over the budget is a passage of its own. Sentences to be kept `apart` share one only
    with each other, so that they colour the vector of nothing else.
    """
    packed: list[list[Span]] = []
    room, parted = 0, False
    for block in _blocks(stretches, counts, apart):
        if block.opens or (block.size > room and room <= budget // 2):
            packed.append([])
            room = budget
        for unit in block.units:
            if (unit.size > room or unit.apart != parted) and packed[-1]:
                packed.append([])
                room = budget
            parted = unit.apart
            packed[-1] += unit.spans
            room -= unit.size
    return tuple(Passage(Span(spans[0].start, spans[-1].end), tuple(spans)) for spans in packed)


def _blocks(stretches: Sequence[Stretch], counts: Sequence[Sequence[int]], apart: Collection[Span]) -> Iterator[_Block]:
    """Yield a block a paragraph; the first opens, and so does each that follows what is not the article."""
    above, opens = _Unit((), 0), True
    for stretch, sizes in zip(stretches, counts, strict=True):
        if stretch.opens and above.spans:
            yield _Block((above,), opens)
            above, opens = _Unit((), 0), True
        opens = opens or stretch.opens
        units = [_Unit((span,), size, span in apart) for span, size in zip(stretch.sentences, sizes, strict=True)]
        first = units[0]
        joined = _Unit(above.spans + first.spans, above.size + first.size, first.apart)
        if stretch.heading:
            above = _Unit(above.spans + stretch.sentences, above.size + sum(sizes))
            continue
        yield _Block((joined, *units[1:]), opens)
        above, opens = _Unit((), 0), False
    if above.spans:
        yield _Block((above,), opens)
