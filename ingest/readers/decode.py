"""Bytes become text, or a reason why not. A byte order mark decides; then UTF-8; then a cautious guess."""

import codecs

from ingest.errors import Rejected

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


def decode(data: bytes, declared: str | None = None) -> str:
    """Return `data` as text. `declared` is what the markup claims, tried after UTF-8.

    Raises `Rejected` with code ``binary`` or ``encoding``.
    """
    for mark, marked in MARKS:
        if data.startswith(mark):
            return _strictly(data, marked)
    if is_binary(data):
        raise Rejected("binary", "holds binary data, not text; convert it to text, HTML, PDF or docx first")
    for name in ("utf-8", declared):
        decoded = _try(data, name) if name else None
        if decoded is not None:
            return decoded
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


def _guess(data: bytes) -> str:
    """Guess a legacy encoding; accept a guess only when the text it gives holds together."""
    from charset_normalizer import from_bytes  # only the rare file that is not UTF-8 pays for it

    best = from_bytes(data, threshold=0.1).best()
    if best is None or best.coherence == 0.0:
        raise Rejected("encoding", "is not UTF-8 and its encoding cannot be told; save it as UTF-8")
    return str(best)
