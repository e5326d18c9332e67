"""Small plots as SVG, drawn from numbers alone: colours and lines are the style sheet's, by class.

Each is an image with its figures in words for who does not see it; what stands beside it says them too.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evals.comparison import Interval

WIDE = 240.0  # units of a row's drawing, which the page shows at about as many pixels
LONG = 480.0  # of a drawing that has a row's whole width
EDGE = 8.0  # left free on both sides, for a dot at the end

_REACHES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of values from `low` to `high`, so many units wide, and where each falls on it."""

    low: float
    high: float
    wide: float = WIDE

    def at(self, value: float) -> float:
        """Return the place of a value; of one that lies beyond an end, that end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return EDGE + share * (self.wide - 2 * EDGE)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies on the axis."""
        return self.low <= value <= self.high


SHARES = Axis(0.0, 1.0)


def differences(needed: Iterable[float]) -> Axis:
    """Return an axis around zero that holds all of these differences, with round ends."""
    furthest = max(map(abs, needed), default=0.1)
    reach = next((each for each in _REACHES if each >= furthest), _REACHES[-1])
    return Axis(-reach, reach)


def difference(gain: Interval, middle: float, tolerance: float, axis: Axis, said: str) -> Markup:
    """Draw a difference turned so that right is better: dot and whisker over zero and the band that is tolerated."""
    band = _rect(axis.at(-tolerance), 2, axis.at(tolerance) - axis.at(-tolerance), 20, "band")
    zero = _line(axis.at(0), 0, axis.at(0), 24, "zero")
    return _drawing(24, said, band + zero + _whisker(gain, axis, 12) + _dot(axis.at(middle), 12))


def scale(axis: Axis) -> Markup:
    """Draw the axis of differences, in points of a hundred, for the head of a column."""
    ticks = [axis.low, axis.low / 2, 0.0, axis.high / 2, axis.high]
    marks = (_text(axis.at(t), 11, f"{'−' if t < 0 else '+' if t > 0 else ''}{abs(100 * t):g}") for t in ticks)
    return _drawing(14, "", _joined(marks))


def share(found: Interval, middle: float, others: float | None, said: str) -> Markup:
    """Draw a share between zero and one: dot and whisker, and a line where all others are."""
    track = _line(SHARES.at(0), 8, SHARES.at(1), 8, "track")
    rest = _line(SHARES.at(others), 0, SHARES.at(others), 16, "others") if others is not None else Markup("")
    return _drawing(16, said, track + rest + _whisker(found, SHARES, 8) + _dot(SHARES.at(middle), 8))


def squares(marks: Sequence[tuple[str, str]], said: str, across: int = 14, side: float = 15.0) -> Markup:
    """Draw a square a case, each of a class and with its name to point at, in rows of so many."""
    drawn = (
        Markup('<g class="{}"><title>{}</title>{}</g>').format(
            kind, name, _square(kind, at % across * side + 1, at // across * side + 1, side - 3)
        )
        for at, (kind, name) in enumerate(marks)
    )
    return _drawing(math.ceil(len(marks) / across) * side, said, _joined(drawn), across * side)


def spread(
    values: Sequence[float], marked: Mapping[str, float], before: Mapping[str, float], longest: float, said: str
) -> Markup:
    """Draw milliseconds on a line from zero: a stroke a value, marks now above and those before below.

    What lies beyond `longest` is drawn at the end.
    """
    axis = Axis(0.0, longest, LONG)
    strokes = "".join(f"M{_n(axis.at(value))} 12v10" for value in values)
    drawn = Markup('<path class="stroke" d="{}"/>').format(strokes)
    drawn += _joined(_pointer(axis.at(value), 11, -1, name, "now") for name, value in marked.items())
    drawn += _joined(_pointer(axis.at(value), 23, 1, name, "then") for name, value in before.items())
    return _drawing(34, said, _line(EDGE, 17, LONG - EDGE, 17, "track") + drawn, LONG)


def _square(kind: str, x: float, y: float, side: float) -> Markup:
    """A case: filled where it passes, hollow where it fails; one that changed bears a minus or a plus."""
    middle = (x + side / 2, y + side / 2, side / 2 - 2.4)
    cross = Markup("")
    if kind in ("fell", "rose"):
        cross = _line(middle[0] - middle[2], middle[1], middle[0] + middle[2], middle[1], "sign")
    if kind == "rose":
        cross += _line(middle[0], middle[1] - middle[2], middle[0], middle[1] + middle[2], "sign")
    return _rect(x, y, side, side, "case") + cross


def _pointer(x: float, tip: float, up: int, name: str, kind: str) -> Markup:
    """A small triangle that points at the line, of p50 filled, of p95 hollow."""
    height = 7 * up
    return Markup('<path class="{} {}" d="M{} {}l-4 {}h8z"/>').format(kind, name, _n(x), _n(tip), _n(height))


def _whisker(interval: Interval, axis: Axis, y: float) -> Markup:
    """A line from bound to bound, with a foot at each that lies on the axis and an arrow at one that does not."""
    low, high = axis.at(interval.low), axis.at(interval.high)
    ends = _end(low, y, axis.holds(interval.low), 4) + _end(high, y, axis.holds(interval.high), -4)
    return _line(low, y, high, y, "whisker") + ends


def _end(x: float, y: float, inside: bool, inward: float) -> Markup:
    if inside:
        return _line(x, y - 3, x, y + 3, "whisker")
    return Markup('<path class="whisker" d="M{} {}L{} {}L{} {}"/>').format(
        _n(x + inward), _n(y - 4), _n(x), _n(y), _n(x + inward), _n(y + 4)
    )


def _drawing(high: float, said: str, inner: Markup, wide: float = WIDE) -> Markup:
    seen = Markup('role="img" aria-label="{}"').format(said) if said else Markup('aria-hidden="true"')
    return Markup('<svg viewBox="0 0 {} {}" {}>{}</svg>').format(_n(wide), _n(high), seen, inner)


def _dot(x: float, y: float) -> Markup:
    return Markup('<circle class="dot" cx="{}" cy="{}" r="4.5"/>').format(_n(x), _n(y))


def _line(x: float, y: float, to_x: float, to_y: float, kind: str) -> Markup:
    return Markup('<path class="{}" d="M{} {}L{} {}"/>').format(kind, _n(x), _n(y), _n(to_x), _n(to_y))


def _rect(x: float, y: float, wide: float, high: float, kind: str) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        kind, _n(x), _n(y), _n(max(wide, 0.5)), _n(high)
    )


def _text(x: float, y: float, words: str) -> Markup:
    return Markup('<text x="{}" y="{}">{}</text>').format(_n(x), _n(y), words)


def _n(number: float) -> str:
    """Return a number as SVG wants it, short."""
    return f"{number:.1f}".removesuffix(".0")


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
