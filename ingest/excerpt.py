"""A text without some stretches of it, and the way back: spans of the shorter text as spans of the whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.corpus import Attribution, Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The stretches of a text that were `kept`, in order and joined, as `text`. Offsets are code points."""

    text: str
    kept: tuple[Span, ...]

    @classmethod
    def without(cls, text: str, left_out: Iterable[Span]) -> "Excerpt":
        """Leave stretches of `text` out, each with the white space that came with it."""
        gaps = [_with_space(text, span) for span in _joined(text, left_out)]
        borders = zip((0, *(gap.end for gap in gaps)), (*(gap.start for gap in gaps), len(text)), strict=True)
        kept = tuple(Span(start, end) for start, end in borders if end > start)
        return cls("".join(span.of(text) for span in kept), kept)

    def inside(self, span: Span) -> Span | None:
        """Return where in the excerpt the kept part of a span of the whole text stands; None where nothing was kept."""
        parts = [
            (start + max(span.start, own.start) - own.start, start + min(span.end, own.end) - own.start)
            for start, own in self._placed()
            if own.overlaps(span)
        ]
        return Span(parts[0][0], parts[-1][1]) if parts else None

    def outside(self, span: Span) -> Iterator[Span]:
        """Yield the pieces of the whole text that a span of the excerpt stands for; none reaches across a gap."""
        for start, own in self._placed():
            first, last = max(span.start, start), min(span.end, start + own.end - own.start)
            words = self.text[first:last]
            if words.strip():
                begin = own.start + first - start + len(words) - len(words.lstrip())
                yield Span(begin, begin + len(words.strip()))

    def restored(self, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
        """Return attributions of the excerpt, in the same order, as those of the whole text."""
        return tuple(
            replace(
                each, source=self._pieces(each.source), cue=self._pieces(each.cue), content=self._pieces(each.content)
            )
            for each in attributions
        )

    def _pieces(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(piece for span in spans for piece in self.outside(span))

    def _placed(self) -> Iterator[tuple[int, Span]]:
        """Yield each kept stretch after where it starts in the excerpt."""
        start = 0
        for own in self.kept:
            yield start, own
            start += own.end - own.start


def _joined(text: str, spans: Iterable[Span]) -> Sequence[Span]:
    """Return stretches in order, those that overlap or have only white space between them as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _with_space(text: str, span: Span) -> Span:
    """Take the white space after a stretch, or that before it where it ends a text or a paragraph it does not begin."""
    start, end = len(text[: span.start].rstrip()), len(text) - len(text[span.end :].lstrip())
    begins_paragraph = start == 0 or "\n" in text[start : span.start]
    ends_paragraph = "\n" in text[span.end : end]
    if end == len(text) or (ends_paragraph and not begins_paragraph):
        return Span(start, span.end)
    return Span(span.start, end)
