"""PDF: the text a reader of the page sees, in reading order, its lines put together to paragraphs."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from ingest.corpus import ArticleWarning
from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.readers import lines, properties
from ingest.readers.ink import Ink
from ingest.readers.lines import Line
from ingest.readers.reading import Facts, Reading
from ingest.tidy import warnings_about

TAIL = 2048  # bytes in which the mark of the end stands


def read(data: bytes, limits: Limits) -> Reading:
    """Read a PDF. Raises `Rejected` (``damaged``, ``encrypted``, ``too-many-pages``, ``too-long``, ``no-text``)."""
    if b"%%EOF" not in data[-TAIL:]:
        raise Rejected("damaged", "is a PDF that is cut off before its end; get it again")
    try:
        return _read(PdfReader(BytesIO(data)), limits)
    except (FileNotDecryptedError, DependencyError):
        raise Rejected("encrypted", "is a PDF that needs a password; save it without one") from None
    except PyPdfError as error:
        raise Rejected("damaged", f"is a damaged PDF ({str(error)[:80]}): get it again, or save it as text") from None


def _read(reader: PdfReader, limits: Limits) -> Reading:
    if len(reader.pages) > limits.pages:
        raise Rejected("too-many-pages", f"has {len(reader.pages):,} pages; the limit is {limits.pages}: split it")
    pages, hidden, total = [], 0, 0
    for page in reader.pages:
        ink = Ink(page)
        pages.append(_lines(page, ink))
        hidden += ink.hidden
        total += sum(len(line.text) for line in pages[-1])
        if total > limits.characters:
            raise Rejected("too-long", f"holds more than {limits.characters:,} characters: split it")
    if total == 0 and hidden:
        detail = "is a PDF whose text is invisible, as under a scan, and may say anything; save what it shows as text"
        raise Rejected("no-text", detail)
    if total == 0:
        raise Rejected("no-text", "is a PDF without text, perhaps a scan; run text recognition on it first")
    info = reader.metadata
    facts = Facts(title=properties.title_in(info and info.title), author=properties.author_in(info and info.author))
    paragraphs = tuple(lines.paragraphs(pages))
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return Reading(paragraphs, facts, (*warnings_about(text), *_flag(hidden)))


def _lines(page: PageObject, ink: Ink) -> list[Line]:
    """Return the visible lines of a page in the order in which the page writes them."""
    found: list[Line] = []
    words: list[str] = []
    place = (0.0, 0.0, 0.0)

    def take(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        nonlocal place
        for i, piece in enumerate(text.split("\n")):
            if i and "".join(words).strip():
                found.append(Line("".join(words).strip(), *place))
            if i:
                words.clear()
            if piece.strip() and not "".join(words).strip():
                place = ink.place(cm, tm, size)
            words.append(piece)

    page.extract_text(visitor_operand_before=ink.watch, visitor_operand_after=ink.leave, visitor_text=take)
    if "".join(words).strip():
        found.append(Line("".join(words).strip(), *place))
    return found


def _flag(hidden: int) -> Iterator[ArticleWarning]:
    if hidden:
        yield ArticleWarning("hidden-text", f"{hidden} stretches of text that no reader of the page sees were left out")
