"""Files to ingest, made by the tests themselves."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ingest import pipeline
from ingest.corpus import Article
from ingest.errors import Rejected
from ingest.parse import parse
from ingest.passages import pack
from ingest.pipeline import Limits, find, read
from ingest.sandbox import Sandbox


@pytest.fixture(autouse=True)
def files_are_read_by_processes_of_their_own(monkeypatch):
    """The processes themselves are looked at here."""
    monkeypatch.setattr(pipeline, "Sandbox", Sandbox)


def count_words(texts):
    return [len(text.split()) for text in texts]


@pytest.fixture
def ingest():
    """Read paths with real child processes; returns what came of each file by name."""

    def run(*paths: Path, metadata: Path | None = None, limits: Limits | None = None):
        return {s.name: outcome for s, outcome in read(find(paths, metadata), count_words, 170, limits)}

    return run


@pytest.fixture
def read_here():
    """Read one file in this process, which spares a test of readers the start of a child."""

    def run(path: Path) -> Article | Rejected:
        try:
            parsed = parse(path, None, Limits())
        except Rejected as rejected:
            return rejected
        sizes = [[1] * len(stretch.sentences) for stretch in parsed.stretches]
        return Article(path.name, parsed.text, parsed.metadata, pack(parsed.stretches, sizes, 10), parsed.warnings)

    return run


@pytest.fixture
def quotable():
    """The sentences of an article that can be quoted."""

    def run(article: Article) -> list[str]:
        return [sentence.of(article.text) for passage in article.passages for sentence in passage.sentences]

    return run


@pytest.fixture
def make_pdf():
    """A PDF from a function that draws on a canvas."""

    def run(draw) -> bytes:
        out = BytesIO()
        canvas = Canvas(out)
        draw(canvas)
        canvas.save()
        return out.getvalue()

    return run


@pytest.fixture
def typeset_pdf():
    """A PDF of flowing paragraphs, over as many pages as they need."""

    def run(*paragraphs: str, head: str = "The Daily Example", title: str | None = None) -> bytes:
        def furniture(canvas, document):
            canvas.drawString(72, 810, head)
            canvas.drawString(280, 20, f"Page {canvas.getPageNumber()}")

        out, style = BytesIO(), getSampleStyleSheet()
        story = [Paragraph(text, style["BodyText"]) for text in paragraphs]
        if title:
            story.insert(0, Paragraph(title, style["Title"]))
        SimpleDocTemplate(out).build(story, onFirstPage=furniture, onLaterPages=furniture)
        return out.getvalue()

    return run


@pytest.fixture
def make_docx():
    """A Word document from a function that fills it."""

    def run(fill) -> bytes:
        document, out = Document(), BytesIO()
        fill(document)
        document.save(out)
        return out.getvalue()

    return run
