"""PDF: text of each page, in reading order."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.readers.plain import paragraphs_of
from ingest.readers.reading import Reading


def read(data: bytes, limits: Limits) -> Reading:
    """Read a PDF. Raises `Rejected`."""
    try:
        reader = PdfReader(BytesIO(data))
        if len(reader.pages) > limits.pages:
            raise Rejected("too-many-pages", f"has {len(reader.pages)} pages; the limit is {limits.pages}: split it")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except PyPdfError as error:
        raise Rejected("damaged", f"is a damaged PDF ({error})") from None
    return Reading(tuple(paragraphs_of(text)))
