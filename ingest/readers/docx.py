"""Word documents: every paragraph in order, tables and text boxes included, hidden and deleted runs left out."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from ingest.corpus import ArticleWarning
from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.readers import css, properties
from ingest.readers.reading import Facts, Kind, Paragraph, Reading
from ingest.tidy import warnings_about

MEMBERS = 2000  # a long article with pictures has some fifty
TINY = 6  # half points
WHITE = (255, 255, 255)
BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " "}


def read(data: bytes, limits: Limits) -> Reading:
    """Read a Word document. Raises `Rejected` (``damaged``, ``expands``, ``too-long``, ``no-text``)."""
    check(data, limits)
    try:
        document = Document(BytesIO(data))
    except (PackageNotFoundError, XMLSyntaxError, BadZipFile, KeyError, ValueError):
        raise Rejected("damaged", "is a damaged docx: save it again from Word") from None
    hidden: list[str] = []
    paragraphs = tuple(_paragraphs(document.element.body, hidden))
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    if len(text) > limits.characters:
        raise Rejected("too-long", f"holds {len(text):,} characters; the limit is {limits.characters:,}: split it")
    core = document.core_properties
    facts = Facts(title=properties.title_in(core.title), author=properties.author_in(core.author))
    return Reading(paragraphs, facts, (*warnings_about(text), *_flag(hidden)))


def check(data: bytes, limits: Limits) -> None:
    """Refuse what would unpack to too much; zipfile never gives more than is declared. Raises `Rejected`."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError):
        raise Rejected("damaged", "is a damaged docx: save it again from Word") from None
    size = sum(member.file_size for member in members)
    if len(members) > MEMBERS or size > limits.expanded:
        raise Rejected(
            "expands",
            f"unpacks to {len(members):,} files of {size / 1e6:,.0f} MB; that is no article: save its text alone",
        )


def _paragraphs(body: Any, hidden: list[str]) -> Iterator[Paragraph]:  # noqa: ANN401 - python-docx has no types
    for element in body.iter(qn("w:p")):
        if next(element.iterancestors("{*}Fallback"), None) is not None:
            continue  # an older program's copy of a text box
        words, linked = "", 0
        for run in element.iter(qn("w:r")):
            if next(run.iterancestors(qn("w:p"))) is not element:
                continue  # of a text box inside this paragraph, which comes by itself
            text = _text(run)
            if _is_hidden(run):
                hidden.append(text)
                continue
            words += text
            linked += len(text) if next(run.iterancestors(qn("w:hyperlink")), None) is not None else 0
        for line in words.split("\n"):
            if line.strip():
                yield Paragraph(line, _kind(element), min(1.0, linked / len(line)))


def _text(run: Any) -> str:  # noqa: ANN401
    return "".join(child.text or "" if child.tag == qn("w:t") else BREAKS.get(child.tag, "") for child in run)


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    """Tell whether a run is marked hidden, white on no shading, or too small to see."""
    marks = run.find(qn("w:rPr"))
    if marks is None:
        return False
    vanish, colour, size = (marks.find(qn(name)) for name in ("w:vanish", "w:color", "w:sz"))
    if vanish is not None and vanish.get(qn("w:val")) not in ("0", "false"):
        return True
    shaded = marks.find(qn("w:shd")) is not None or marks.find(qn("w:highlight")) is not None
    ink = None if colour is None else css.colour("#" + (colour.get(qn("w:val")) or "").lower())
    if ink is not None and css.is_same(ink, WHITE) and not shaded:
        return True
    return size is not None and (size.get(qn("w:val")) or "").isdigit() and int(size.get(qn("w:val"))) < TINY


def _kind(paragraph: Any) -> Kind:  # noqa: ANN401
    marks = paragraph.find(qn("w:pPr"))
    if marks is None:
        return Kind.PROSE
    style = marks.find(qn("w:pStyle"))
    name = "" if style is None else style.get(qn("w:val")) or ""
    if name.startswith(("Heading", "Title")) or marks.find(qn("w:outlineLvl")) is not None:
        return Kind.HEADING
    return Kind.ITEM if name.startswith("List") or marks.find(qn("w:numPr")) is not None else Kind.PROSE


def _flag(hidden: list[str]) -> Iterator[ArticleWarning]:
    if words := sum(len(text.split()) for text in hidden):
        yield ArticleWarning("hidden-text", f"{words} words that no reader of the document sees were left out")
