"""Bytes become text, or a reason why not. A byte order mark decides; then UTF-8; then a cautious guess."""

import codecs
from dataclasses import dataclass

from ingest.corpus import ArticleWarning
from ingest.errors import Rejected
from ingest.language import language_of

# UTF-32 first: its little-endian mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Share of control characters beyond which bytes are not text in any encoding. Prose has none; a torn file a few.
BINARY = 0.005
WESTERN = frozenset("en fr de es it pt nl sv da no nb nn fi".split())


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and the name of its encoding where that is a guess."""

    text: str
    guessed: str | None = None

    @property
    def warnings(self) -> tuple[ArticleWarning, ...]:
        """Say that the encoding is a guess: a letter may be wrong in every quote."""
        if self.guessed is None:
            return ()
        return (ArticleWarning("guessed-encoding", f"read as {self.guessed}, which is a guess; save it as UTF-8"),)


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return `data` as text. `declared` is what the markup claims, tried after UTF-8.

    Raises `Rejected` with code ``binary`` or ``encoding``.
    """
    for mark, marked in MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, marked))
    if is_binary(data):
        raise Rejected("binary", "holds binary data, not text; convert it to text, HTML, PDF or docx first")
    for name in ("utf-8", declared):
        decoded = _try(data, name) if name else None
        if decoded is not None:
            return Decoded(decoded)
    return _guess(data)


def is_binary(data: bytes) -> bool:
    """Tell whether `data` has too many control bytes to be text in an encoding without byte order mark."""
    sample = data[:65536]
    control = sum(sample.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32), 127))
    return control > max(1, len(sample) * BINARY)


def _strictly(data: bytes, name: str) -> str:
    text = _try(data, name)
    if text is None:
        raise Rejected("encoding", f"begins as {name} but is not valid {name}; save it as UTF-8")
    return text


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> Decoded:
    """Guess a legacy encoding; accept a guess only when the text it gives holds together."""
    from charset_normalizer import from_bytes  # only the rare file that is not UTF-8 pays for it

    best = from_bytes(data, threshold=0.1).best()
    if best is None or best.coherence == 0.0:
        raise Rejected("encoding", "is not UTF-8 and its encoding cannot be told; save it as UTF-8")
    # A few accents in a western language fit half a dozen code pages; this one is what such files are in.
    western = _try(data, "cp1252")
    if western is not None and language_of([western]) in WESTERN:
        return Decoded(western, "cp1252")
    return Decoded(str(best), best.encoding)
