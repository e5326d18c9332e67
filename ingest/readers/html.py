"""HTML: trafilatura finds the article, its own metadata says whose it is."""

import trafilatura
from trafilatura.settings import Document

from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.readers.decode import decode
from ingest.readers.reading import Facts, Kind, Paragraph, Reading


def read(data: bytes, limits: Limits) -> Reading:
    """Read a saved page. Raises `Rejected`."""
    text = decode(data)
    if len(text) > 5 * limits.characters:
        raise Rejected("too-long", "is too long a page: split it")
    page = trafilatura.bare_extraction(text, favor_precision=True, include_comments=False, with_metadata=True)
    if not isinstance(page, Document) or not page.text:
        raise Rejected("no-text", "holds no text of an article")
    lines = [line for line in page.text.split("\n") if line.strip()]
    paragraphs = tuple(
        Paragraph(line.removeprefix("- "), Kind.ITEM if line.startswith("- ") else Kind.PROSE) for line in lines
    )
    return Reading(paragraphs, Facts(page.title, page.sitename, page.author, page.date, page.url, page.language))
