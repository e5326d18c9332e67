"""Readers: one file a format. Which one reads a file is told from its content; the suffix is a hint."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.readers.reading import Reading

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})
MARKDOWN = frozenset({".md", ".markdown"})
HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
# A format we do not read, told by how it begins, with what to call it.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx"),
    (b"{\\rtf", "RTF; save it as .docx or text"),
    (b"\x1f\x8b", "gzip; unpack it first"),
    (b"\x89PNG", "a picture; run text recognition on it and save that, or remove it"),
    (b"\xff\xd8\xff", "a picture; run text recognition on it and save that, or remove it"),
    (b"GIF8", "a picture; run text recognition on it and save that, or remove it"),
    (b"\x7fELF", "a program; remove it"),
    (b"MZ\x90", "a program; remove it"),
)


def read_file(path: Path, limits: Limits) -> Reading:
    """Read one file. Raises `Rejected`; may be killed for time or memory, so call it in the child process."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Rejected("unreadable", f"cannot be opened ({error.strerror}); check its permissions") from None
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Rejected("empty", "is empty: put text in it or remove it")
    return reader_of(data, path)(data, limits)


def reader_of(data: bytes, path: Path) -> Callable[[bytes, Limits], Reading]:
    """Choose the reader by content. Imports it only now: a text file should not wait for the PDF parser."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from ingest.readers.pdf import read as read_pdf

        return read_pdf
    if data.startswith(b"PK\x03\x04"):
        return _office(path)
    for mark, what in FOREIGN:
        if data.startswith(mark):
            raise Rejected("unsupported", f"is {what}")
    return _text(data, path.suffix.lower())


def _office(path: Path) -> Callable[[bytes, Limits], Reading]:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError):
        damaged = "docx: save it again from Word" if path.suffix.lower() == ".docx" else "archive: unpack it first"
        raise Rejected("damaged", f"is a damaged {damaged}") from None
    if "word/document.xml" not in names:
        raise Rejected("unsupported", "is an archive or an Office file other than docx: unpack it, or save it as docx")
    from ingest.readers.docx import read as read_docx

    return read_docx


def _text(data: bytes, suffix: str) -> Callable[[bytes, Limits], Reading]:
    sample = data[:4096].replace(b"\x00", b"")  # so that UTF-16 is recognised too
    if HTML.search(sample) or suffix in {".html", ".htm", ".xhtml"}:
        from ingest.readers.html import read as read_html

        return read_html
    from ingest.readers import markdown, plain

    if suffix in MARKDOWN or markdown.looks_like(data):
        return markdown.read
    return plain.read
