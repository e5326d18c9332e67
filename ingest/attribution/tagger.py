"""The tagger: MiniLM with what was trained on PolNeAR, run by ONNX Runtime. Needs neither torch nor network.

A text is read in windows of whole paragraphs, each once. The scores of tags are decoded by a linear chain, and the
spans found are linked: each cue with the likeliest source, each content with the likeliest cue.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.attribution.labels import NEVER, ROLES, TAGS, Tags, begin, best_paths, inside, runs
from ingest.attribution.links import Pieces, kinds
from ingest.attribution.trained import chain_of, linker_of, merged, trained
from ingest.attribution.windows import Window, Windows
from ingest.cache import cached
from ingest.corpus import Attribution, Span
from ingest.minilm import package
from ingest.minilm.session import largest_weight, session

FULL_PRECISION: Final = "fp32"
QUANTISED: Final = "int8"
GRAPH: Final = 1  # version of what `ingest.minilm.graph` builds for it; raise it with every change there
RULES: Final = 2  # version of what rules make of it, speakers among them; raise it with every change there
LINK: Final = 64  # width of what is compared when spans are linked
_SOURCE, _CUE, _CONTENT = range(len(ROLES))

Floats = NDArray[np.float32]


class MiniLMTagger:
    """The bundled tagger. `precision` is `QUANTISED` or `FULL_PRECISION`. Raises `EncoderUnavailable`.

    A text is read on one thread, and several texts may be read at once.
    """

    def __init__(self, precision: str = QUANTISED) -> None:
        own, digest = trained()
        largest = largest_weight() if precision == QUANTISED else None
        kind = FULL_PRECISION if largest is None else f"{QUANTISED}-{largest}"
        weights = f"polnear-minilm-{digest[:12]}"
        self.name = f"{weights}-rules{RULES}"
        self._session = session(cached(f"{weights}-{kind}-graph{GRAPH}.onnx", lambda: _build(largest)), 1)
        self._windows = Windows(package.tokenizer())
        self._chain, self._linker = chain_of(own), linker_of(own)

    def tag(self, text: str, parts: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Find attributions in `text`, in order of their first piece; only in `parts` of it, if any are given."""
        windows = self._windows.of(text, parts)
        scores = [self._scores(window) for window in windows]
        tags = [own[:, : len(TAGS)] for own in scores]
        paths = best_paths(tags, self._chain.transitions, self._chain.first, self._chain.last)
        found = [a for read in zip(windows, scores, paths, strict=True) for a in self._linked(*read)]
        return tuple(sorted(found, key=lambda attribution: attribution.extent))

    def _scores(self, window: Window) -> Floats:
        """Return (pieces, scores): of each tag, and what links are told by."""
        read = {"ids": np.array([window.ids], np.int64), "marks": np.array([window.marks], np.int64)}
        scores: Floats = self._session.run(None, read)[0][0, 1:-1]
        _part_paragraphs(scores, window)
        return scores

    def _linked(self, window: Window, scores: Floats, path: Tags) -> list[Attribution]:
        spans: tuple[list[Pieces], ...] = tuple([] for _ in ROLES)
        for role, first, last in runs(path):
            spans[role].append((first, last))
        sources = self._sources(scores, spans, window)
        cues = self._cues(scores, spans, window)
        return _attributions(window, spans, sources, cues)

    def _sources(self, scores: Floats, spans: Sequence[list[Pieces]], window: Window) -> list[int | None]:
        """Return for each cue the number of its source."""
        if not spans[_CUE]:
            return []
        others = [scores[a:b].mean(axis=0) for a, b in spans[_SOURCE]]
        return _likeliest(self._pairs(0, scores, spans, spans[_SOURCE], others, window), self._linker.nothing[0])

    def _cues(self, scores: Floats, spans: Sequence[list[Pieces]], window: Window) -> list[int | None]:
        """Return for each content the number of its cue."""
        if not spans[_CONTENT]:
            return []
        others = [(scores[a] + scores[b - 1]) / 2 for a, b in spans[_CONTENT]]
        return _likeliest(self._pairs(1, scores, spans, spans[_CONTENT], others, window).T, self._linker.nothing[1])

    def _pairs(
        self,
        relation: int,
        scores: Floats,
        spans: Sequence[list[Pieces]],
        others: Sequence[Pieces],
        vectors: Sequence[Floats],
        window: Window,
    ) -> Floats:
        """Return (cues, others): how well each pair goes together."""
        shape = (len(spans[_CUE]), len(others))
        if 0 in shape:
            return np.zeros(shape, np.float32)
        at = len(TAGS) + relation * LINK
        left = np.stack([scores[a:b, at : at + LINK].mean(axis=0) for a, b in spans[_CUE]])
        at += 2 * LINK
        right = np.stack([vector[at : at + LINK] for vector in vectors])
        lie = self._linker.kinds[relation][kinds(spans[_CUE], others, window.paragraphs)]
        scores = np.asarray(left @ right.T / math.sqrt(LINK) + lie, np.float32)
        homes, where = ([window.paragraphs[a] for a, _ in some] for some in (spans[_CUE], others))
        apart = np.not_equal.outer(homes, where)
        return np.where(apart & ~apart.all(axis=0), NEVER, scores)


def load() -> MiniLMTagger:
    """Load the bundled tagger. Raises `EncoderUnavailable`."""
    return MiniLMTagger()


def _build(largest: int | None) -> bytes:
    from ingest.minilm.graph import build  # imports onnx, which only the first start needs

    own, _ = trained()
    return build(merged(package.weights(), own), largest)


def _part_paragraphs(scores: Floats, window: Window) -> None:
    """Let no role go on into the next paragraph, but begin anew there: in PolNeAR one span of 61,000 goes on."""
    first = np.flatnonzero(np.diff(window.paragraphs, prepend=-1))
    for role in range(len(ROLES)):
        scores[first, begin(role)] = np.maximum(scores[first, begin(role)], scores[first, inside(role)])
        scores[first, inside(role)] = NEVER


def _likeliest(scores: Floats, nothing: np.float32) -> list[int | None]:
    """Return for each row the best column, or None where nothing is likelier."""
    if not scores.shape[1]:
        return [None] * scores.shape[0]
    best = scores.argmax(axis=1)
    return [int(column) if scores[row, column] > nothing else None for row, column in enumerate(best)]


def _attributions(
    window: Window, spans: Sequence[list[Pieces]], sources: Sequence[int | None], cues: Sequence[int | None]
) -> list[Attribution]:
    """Make an attribution of each cue with what is linked to it, and one of each span that is linked to nothing."""
    contents: list[list[Pieces]] = [[] for _ in spans[_CUE]]
    lone: list[Attribution] = []
    for content, cue in zip(spans[_CONTENT], cues, strict=True):
        if cue is None:
            lone.append(Attribution((), (), (window.span(content),)))
        else:
            contents[cue].append(content)
    found = [
        Attribution(
            () if source is None else (window.span(spans[_SOURCE][source]),),
            (window.span(cue),),
            tuple(window.span(content) for content in said),
        )
        for cue, source, said in zip(spans[_CUE], sources, contents, strict=True)
    ]
    used = {source for source in sources if source is not None}
    lone += [Attribution((window.span(s),), (), ()) for i, s in enumerate(spans[_SOURCE]) if i not in used]
    return [*found, *lone]
