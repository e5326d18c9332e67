"""Set the demonstration articles that come as PDF and Word from their texts in tools/demo.

    python tools/make_demo.py [FOLDER]          writes into evals/demo, or into FOLDER

The same texts give the same bytes: dates inside the files are the articles' own, and nothing is drawn by chance.
A text is a headline, a byline, a date, and blocks between blank lines: ``## `` opens a heading, ``|`` a table row.
"""

import io
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BalancedColumns, BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

TEXTS = Path(__file__).parent / "demo"
OUTLETS = {"ledger": "Ostrane Ledger", "courier": "The Castrel Courier", "star": "Lonne Valley Star"}
PDF = {"ledger-holloy-memo": 1, "ledger-relief-money": 1, "courier-tram-strike": 2}  # columns of the page
WORD = ("ledger-interim-report", "star-families-interview")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip entry can carry

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=14, spaceAfter=6)
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold", fontSize=11, spaceBefore=6)
HEADLINE = ParagraphStyle("headline", fontName="Times-Bold", fontSize=20, leading=24, spaceAfter=6)
BYLINE = ParagraphStyle("byline", parent=BODY, fontName="Helvetica", fontSize=9, textColor="#444444")


@dataclass(frozen=True, slots=True)
class Piece:
    """One article as written. `blocks` are its paragraphs, headings and tables, in order."""

    name: str
    headline: str
    byline: str
    date: str
    blocks: tuple[str, ...]

    @property
    def outlet(self) -> str:
        """Who published it, by the first part of the file's name."""
        return OUTLETS[self.name.split("-")[0]]


def read(name: str) -> Piece:
    """Read tools/demo/`name`.txt."""
    text = curly((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))
    head, *blocks = text.strip().split("\n\n")
    headline, byline, date = head.split("\n")
    return Piece(name, headline, byline, date, tuple(blocks))


def curly(text: str) -> str:
    """Return `text` with the quotation marks and apostrophes that a typesetter would use."""
    out: list[str] = []
    for i, char in enumerate(text):
        opens = i == 0 or text[i - 1] in " \n(‘“\"'"
        match char:
            case '"':
                out.append("“" if opens else "”")
            case "'":
                out.append("‘" if opens else "’")
            case _:
                out.append(char)
    return "".join(out)


def rows(block: str) -> list[list[str]]:
    """Return the cells of a table block, row by row."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block.split("\n")]


def flowable(block: str) -> Flowable:
    """Return one block as reportlab sets it."""
    if block.startswith("## "):
        return Paragraph(escape(block[3:]), HEADING)
    if block.startswith("|"):
        style = [("FONT", (0, 0), (-1, -1), "Helvetica", 9), ("LINEBELOW", (0, 0), (-1, 0), 0.6, "#222222")]
        return Table(rows(block), hAlign="LEFT", style=style, spaceAfter=8)
    return Paragraph(escape(block), BODY)


def pdf(piece: Piece, columns: int, path: Path) -> None:
    """Set `piece` on A4 with the outlet's name at the head of each page and the page number at its foot."""
    width, height = A4
    margin = 22 * mm
    frame = Frame(margin, margin, width - 2 * margin, height - 2 * margin - 8 * mm, 0, 6, 0, 6, id="page")

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-BoldItalic", 13)
        canvas.drawString(margin, height - margin, piece.outlet)
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(width - margin, height - margin, piece.date)
        canvas.line(margin, height - margin - 2 * mm, width - margin, height - margin - 2 * mm)
        canvas.drawCentredString(width / 2, margin - 8 * mm, f"{piece.outlet} · Page {document.page}")

    document = BaseDocTemplate(str(path), pagesize=A4, title=piece.headline, author=author(piece), invariant=1)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furniture))
    head: list[Flowable] = [Paragraph(escape(piece.headline), HEADLINE), Paragraph(escape(piece.byline), BYLINE)]
    blocks = [flowable(block) for block in piece.blocks]
    body = blocks if columns == 1 else [BalancedColumns(blocks, nCols=columns, innerPadding=7 * mm)]
    document.build([*head, Spacer(1, 3 * mm), *body])


def word(piece: Piece, path: Path) -> None:
    """Write `piece` as a Word document with headings, a page header and its properties filled in."""
    document = Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(11)
    document.sections[0].header.paragraphs[0].text = f"{piece.outlet}\t\t{piece.date}"
    document.sections[0].footer.paragraphs[0].text = f"© {piece.outlet}. All rights reserved."
    document.add_heading(piece.headline, level=1)
    document.add_paragraph(piece.byline, style="Subtitle")
    for block in piece.blocks:
        if block.startswith("## "):
            document.add_heading(block[3:], level=2)
        else:
            document.add_paragraph(block).runs[0].bold = block.startswith("Q: ")
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = piece.headline, author(piece), ""
    properties.created = properties.modified = published(piece)
    made = io.BytesIO()
    document.save(made)
    path.write_bytes(undated(made.getvalue()))


def undated(archive: bytes) -> bytes:
    """Return a zip `archive` packed again with one fixed time for every entry, so that its bytes repeat."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def author(piece: Piece) -> str:
    """Return the writer's name."""
    return piece.byline.removeprefix("By ")


def published(piece: Piece) -> datetime:
    """Return midnight of the day of publication."""
    return datetime.strptime(piece.date, "%d %B %Y")  # noqa: DTZ007 - Word's properties carry no zone


def main(folder: Path) -> None:
    """Write every PDF and Word article into `folder`."""
    for name, columns in PDF.items():
        pdf(read(name), columns, folder / f"{name}.pdf")
    for name in WORD:
        word(read(name), folder / f"{name}.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "evals" / "demo")
