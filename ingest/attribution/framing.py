"""Quotations whose speaker stands right beside them, in a frame that leaves no doubt, where the tagger saw another.

Behind the quotation (“...,” said Jane Roe, the director) whoever is named there speaks, and nobody named before: in
PolNeAR's dev articles that holds for all of 55. The other frames are used only for quotations that nobody was given.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Final

from ingest.attribution.names import RUN
from ingest.corpus import Attribution, Span

_DATA: Final[dict[str, str]] = tomllib.loads(
    resources.files("ingest.attribution").joinpath("framing.toml").read_text(encoding="utf-8")
)


def _any(key: str) -> str:
    return f"(?:{'|'.join(_DATA[key].split())})"


_QUOTED: Final = r"(?P<said>“[^“”\n]+{stop}”|(?<![\w\"])\"(?=\S)[^\"\n]+{stop}\")"
_ENDED: Final = _QUOTED.format(stop="[,?!]")
_WHOLE: Final = _QUOTED.format(stop="")
_DETERMINED: Final = r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur) (?:[\w'’-]+ ){0,4}?)"
_APPOSED: Final = rf"(?:, (?:the |an? |his |her |its |{RUN.pattern}['’]s )?[a-z][^.,;:\n\"“”]{{2,70}}(?=[.,]))?"
_NAMED: Final = rf"{_DETERMINED}?(?:[a-z][\w-]+ ){{0,3}}{RUN.pattern}"
_INVERTED: Final = re.compile(rf"{_ENDED} (?P<cue>{_any('inverted')}) (?P<who>{_NAMED}{_APPOSED})")
# A statement from the ministry, sent to reporters: “...”
_ANNOUNCED: Final = re.compile(
    rf"(?<![^\s])(?P<who>(?:An?|The|Another) (?:[a-z][\w-]+ ){{0,3}}{_any('documents')} (?:from|by|of) [^.!?:;\n\"“”]+)"
    rf"(?P<cue>:) {_WHOLE}"
)
_DIRECT: Final = re.compile(
    rf"\b(?P<who>(?:the|his|her|its|their|our) [a-z][\w-]+|{RUN.pattern}) (?P<cue>{_any('direct')})"
    rf"(?: it| this| that)? {_WHOLE}"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    who: Span
    cue: Span
    said: Span

    @classmethod
    def of(cls, match: re.Match[str]) -> "_Frame":
        return cls(*(Span(*match.span(group)) for group in ("who", "cue", "said")))

    @property
    def attribution(self) -> Attribution:
        return Attribution((self.who,), (self.cue,), (self.said,))

    @property
    def last(self) -> Span:
        """Where the quotation ends: what a content has to reach to hold the words that the frame is about."""
        return Span(self.said.end - 2, self.said.end - 1)


def framed(attributions: Sequence[Attribution], text: str) -> list[Attribution]:
    """Return attributions of `text` with those quotations given to whom their frame names."""
    found = list(attributions)
    for frame in map(_Frame.of, _INVERTED.finditer(text)):
        if not any(_holds(a, frame) and _names(a, frame) for a in found) and any(_holds(a, frame) for a in found):
            found = [*_without(found, frame), frame.attribution]
    lone = [a for a in found if not a.source and not a.cue]
    for frame in _loose(text) if lone else ():
        held = [a for a in lone if _holds(a, frame)]
        if held:
            found = [*(a for a in found if a not in held), frame.attribution]
    return found


def _loose(text: str) -> Iterator[_Frame]:
    for pattern in (_ANNOUNCED, _DIRECT):
        yield from map(_Frame.of, pattern.finditer(text))


def _holds(attribution: Attribution, frame: _Frame) -> bool:
    return any(span.overlaps(frame.last) for span in attribution.content)


def _names(attribution: Attribution, frame: _Frame) -> bool:
    return any(span.overlaps(frame.who) for span in attribution.source)


def _without(attributions: Sequence[Attribution], frame: _Frame) -> Iterator[Attribution]:
    """Yield attributions without the words of a frame; what precedes them in a content stays where it was."""
    taken = (frame.who, frame.cue, frame.said)
    for each in attributions:
        source, cue = (tuple(s for s in part if not s.overlaps(frame.cue)) for part in (each.source, each.cue))
        content = tuple(kept for span in each.content for kept in _cut(span, taken))
        if source or cue or content:
            yield replace(each, source=source, cue=cue, content=content)


def _cut(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    start = min((t.start for t in taken if t.overlaps(span)), default=span.end)
    if start - span.start > 1:
        yield Span(span.start, min(span.end, start - (start < span.end)))
