"""Plain text: lines and blank lines become paragraphs."""

import re

from ingest.corpus import ArticleWarning
from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.readers.decode import decode
from ingest.readers.reading import Kind, Paragraph, Reading
from ingest.tidy import break_lines, warnings_about

BULLET = re.compile(r"\s*[•‣◦▪●·*-]\s+(?=\S)")  # not a dash: that signs an article off
# The longest line of a text that was wrapped by a program: 72 to 80 columns as a rule, 100 at most.
COLUMNS = 100


def read(data: bytes, limits: Limits) -> Reading:
    """Read plain text. Raises `Rejected` (``binary``, ``encoding``, ``too-long``)."""
    text, warnings = text_of(data, limits)
    return Reading(tuple(paragraphs_of(text)), warnings=warnings)


def text_of(data: bytes, limits: Limits) -> tuple[str, tuple[ArticleWarning, ...]]:
    """Decode `data` and unify its line breaks; say what is odd about it. Raises `Rejected`."""
    decoded = decode(data)
    text = break_lines(decoded.text)
    if len(text) > limits.characters:
        raise Rejected("too-long", f"holds {len(text):,} characters; the limit is {limits.characters:,}: split it")
    return text, (*decoded.warnings, *warnings_about(text))


def paragraphs_of(text: str) -> list[Paragraph]:
    """Split into paragraphs: at blank lines, and at every line end unless the text was wrapped to a width."""
    found: list[Paragraph] = []
    wrapped = is_wrapped(text)
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        for piece in _unwrapped(lines) if wrapped else lines:
            item = BULLET.match(piece)
            found.append(Paragraph(piece[item.end() :] if item else piece, Kind.ITEM if item else Kind.PROSE))
    return found


def is_wrapped(text: str) -> bool:
    """Tell whether line ends are a program's line breaks rather than paragraph ends."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > COLUMNS:
        return False
    followed = [a for a, b in zip(text.split("\n"), text.split("\n")[1:], strict=False) if a.strip() and b.strip()]
    ends_open = sum(not line.rstrip().endswith((".", "!", "?", '"', "”", ":")) for line in followed)
    return len(followed) > len(lines) / 3 and ends_open > len(followed) / 2


def _unwrapped(lines: list[str]) -> list[str]:
    """Join the lines of one block, except that a bullet begins a piece of its own."""
    pieces: list[str] = []
    for line in lines:
        if pieces and not BULLET.match(line):
            pieces[-1] += " " + line.strip()
        else:
            pieces.append(line)
    return pieces
