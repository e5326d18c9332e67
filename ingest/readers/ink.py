"""Which text of a PDF page leaves ink: follows the graphics state (ISO 32000-1, 8.4 and 9.3) as the page is read.

Text is hidden when it is drawn invisibly, in next to nothing of a size, off the page, fully transparent, or white
where nothing darker was painted. Text covered by something painted later is not noticed.
"""

from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject

TINY = 3.0  # points: less than the smallest print that newspapers set
WHITE = 0.95  # of each of red, green and blue
SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})


@dataclass(frozen=True, slots=True)
class _State:
    """What `q` saves and `Q` restores, as far as it matters here."""

    white: bool = False
    invisible: bool = False
    clear: bool = False
    size: float = 12.0


class Ink:
    """Blanks out hidden text of one page while pypdf extracts it; `hidden` counts the stretches."""

    def __init__(self, page: PageObject) -> None:
        self.hidden = 0
        self._box = [float(edge) for edge in page.mediabox]
        self._state = _State()
        self._saved: list[_State] = []
        self._drawn: list[list[float]] = []
        self._painted: list[list[float]] = []
        # Where the form being read stands on the page: pypdf reads each as if it were a page of its own.
        self._bases: list[list[float]] = [[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]]
        self._resources: list[Any] = [page.get("/Resources", {})]

    def watch(self, operator: bytes, operands: list[Any], cm: list[float], tm: list[float]) -> None:
        """See an operator before pypdf does. Emptying the operand keeps the text out of what is extracted."""
        cm = _product(cm, self._bases[-1])
        if operator in SHOWS:
            if operands and self._is_hidden(cm, tm):
                self.hidden += 1
                operands[-1] = [] if operator == b"TJ" else b""
        elif operator == b"q":
            self._saved.append(self._state)
        elif operator == b"Q":
            self._state = self._saved.pop() if self._saved else self._state
        else:
            self._follow(operator, operands, cm)

    def leave(self, operator: bytes, _operands: list[Any], _cm: list[float], _tm: list[float]) -> None:
        """See an operator after pypdf is done with it: after ``Do``, with all that a form draws."""
        if operator == b"Do":
            self._bases.pop()
            self._resources.pop()

    def place(self, cm: list[float], tm: list[float], size: float) -> tuple[float, float, float]:
        """Return x, y and size in points, on the page, of text that pypdf is reading."""
        return self._measure(_product(cm, self._bases[-1]), tm, size)

    def _measure(self, cm: list[float], tm: list[float], size: float) -> tuple[float, float, float]:
        x, y = _point(cm, *_point(tm, 0.0, 0.0))
        return x, y, abs(size) * _scale(tm) * _scale(cm)

    def _follow(self, operator: bytes, operands: list[Any], cm: list[float]) -> None:
        if operator == b"Tf":
            self._state = replace(self._state, size=float(operands[1]))
        elif operator == b"Tr":
            self._state = replace(self._state, invisible=int(operands[0]) in (3, 7))
        elif operator in (b"g", b"rg", b"k", b"sc", b"scn"):
            self._state = replace(self._state, white=_is_white(operands))
        elif operator == b"gs":
            self._state = replace(self._state, clear=self._is_clear(operands))
        elif operator == b"re":
            self._drawn.append(_box(cm, *map(float, operands[:4])))
        elif operator in FILLS:
            self._painted += [] if self._state.white else self._drawn
            self._drawn = []
        elif operator in (b"n", b"S", b"s"):
            self._drawn = []
        elif operator == b"Do":
            self._enter(operands, cm)

    def _enter(self, operands: list[Any], cm: list[float]) -> None:
        """Begin a form, whose text follows; or note the place of a picture, which may be dark."""
        drawn = self._resources[-1].get("/XObject", {}).get(operands[0] if operands else None, {})
        is_form = drawn.get("/Subtype") == "/Form"
        if not is_form:
            self._painted.append(_box(cm, 0.0, 0.0, 1.0, 1.0))
        matrix = [float(value) for value in drawn.get("/Matrix", (1, 0, 0, 1, 0, 0))]
        self._bases.append(_product(matrix, cm) if is_form else self._bases[-1])
        self._resources.append(drawn.get("/Resources", self._resources[-1]) if is_form else self._resources[-1])

    def _is_clear(self, operands: list[Any]) -> bool:
        """Tell whether the graphics state named makes fills fully transparent."""
        states = self._resources[-1].get("/ExtGState", {})
        return bool(operands) and float(states.get(operands[0], {}).get("/ca", 1.0)) < 0.05

    def _is_hidden(self, cm: list[float], tm: list[float]) -> bool:
        state = self._state
        x, y, size = self._measure(cm, tm, state.size)
        left, bottom, right, top = self._box
        if state.invisible or state.clear or size < TINY or not (left <= x <= right and bottom <= y <= top):
            return True
        return state.white and not any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self._painted)


def _product(first: list[float], then: list[float]) -> list[float]:
    """Return the matrix that applies `first`, and `then` the other."""
    a, b, c, d, e, f = map(float, first)
    x, y = _point(then, e, f)
    (ox, oy), (ax, ay), (cx, cy) = _point(then, 0.0, 0.0), _point(then, a, b), _point(then, c, d)
    return [ax - ox, ay - oy, cx - ox, cy - oy, x, y]


def _point(matrix: list[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = map(float, matrix)
    return a * x + c * y + e, b * x + d * y + f


def _scale(matrix: list[float]) -> float:
    """Return by how much a matrix stretches what is upright."""
    return float((float(matrix[2]) ** 2 + float(matrix[3]) ** 2) ** 0.5)


def _box(cm: list[float], x: float, y: float, width: float, height: float) -> list[float]:
    corners = [_point(cm, x + dx, y + dy) for dx in (0.0, width) for dy in (0.0, height)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return [min(xs), min(ys), max(xs), max(ys)]


def _is_white(operands: list[Any]) -> bool:
    """Tell whether a colour is white: grey or RGB near one, CMYK near nothing."""
    numbers = [float(value) for value in operands if isinstance(value, (int, float))]
    if len(numbers) == 4:
        return all(value <= 1 - WHITE for value in numbers)
    return bool(numbers) and all(value >= WHITE for value in numbers)
