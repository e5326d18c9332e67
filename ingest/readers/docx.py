"""Word documents (.docx)."""

from io import BytesIO

from docx import Document

from ingest.limits import Limits
from ingest.readers.reading import Paragraph, Reading


def read(data: bytes, _: Limits) -> Reading:
    """Read a Word document. Raises `Rejected`."""
    return Reading(tuple(Paragraph(p.text) for p in Document(BytesIO(data)).paragraphs))
