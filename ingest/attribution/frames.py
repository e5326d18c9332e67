"""In whose words an attribution stands, and whose words it goes on with."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.attribution.layout import Layout
from ingest.corpus import Attribution, Span

OPENING: Final = "\"“„«‘'"  # how quoted words begin


class Frames:
    """How the attributions of one text lie in each other; each is called by its number."""

    def __init__(self, text: str, attributions: Sequence[Attribution], layout: Layout) -> None:
        self._text = text
        self._attributions = attributions
        self._layout = layout
        # In order of their beginning, so that a search may stop at what begins later.
        self._contents = sorted(
            (span.start, span.end, n) for n, each in enumerate(attributions) for span in each.content
        )

    def place(self, number: int) -> Span:
        """Return where the source of an attribution stands; where it has none, all of it."""
        attribution = self._attributions[number]
        return attribution.source[0] if attribution.source else attribution.extent

    def around(self, number: int) -> int | None:
        """Return the attribution whose content reports this one: the innermost in which its source stands."""
        if (outer := self._attributions[number].within) is not None:
            return outer
        return min(((end - start, n) for start, end, n in self._holding(number)), default=(0, None))[1]

    def in_own_words(self, number: int) -> bool:
        """Tell whether an attribution stands in somebody's very words: quotation marks or a block quoted apart."""
        at = self.place(number).start
        return self._layout.in_quotation(at) or any("\n" in self._text[s:at] for s, _, _ in self._holding(number))

    def _holding(self, number: int) -> Iterator[tuple[int, int, int]]:
        """Yield start, end and number of each content in which the source of an attribution stands."""
        at = self.place(number)
        for start, end, other in self._contents:
            if start > at.start:
                return
            if end >= at.end and other != number:
                yield start, end, other

    def quotes(self, number: int) -> bool:
        """Tell whether an attribution has content in quotation marks."""
        return any(self._text[span.start] in OPENING for span in self._attributions[number].content)

    def goes_on_with(self, number: int) -> int | None:
        """Return the attribution whose quotation this one, without source and cue, goes on with: that right before it.

        Either both stand in one paragraph, or the mark that should close the first is left out, as newspapers do.
        """
        attribution = self._attributions[number]
        if attribution.source or attribution.cue or self._text[attribution.content[0].start] not in OPENING:
            return None
        start = attribution.content[0].start
        before = max(((end, n) for _, end, n in self._contents if end <= start and n != number), default=None)
        if before is None or self._text[before[0] : start].strip():
            return None
        same_paragraph = "\n" not in self._text[before[0] : start]
        left_open = self._layout.left_open(Span(before[0] - 1, before[0]))
        return before[1] if same_paragraph or left_open else None
