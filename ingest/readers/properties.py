"""Which of a PDF's or Word file's properties say something of the article, and which only of the program."""

import re

from ingest import byline

NO_TITLE = re.compile(
    r"(?:microsoft|powerpoint|word|libreoffice|openoffice|google docs|adobe|pages|indesign|quark|acrobat)\b.*"
    r"|(?:untitled|document|doc|article|title|draft|scan|print|page|layout|slide|new|copy|unbenannt|sans titre)\W*\d*"
    r"|.*\.(?:docx?|pdf|indd|qxd|qxp|txt|rtf|odt|pages|html?|tmp)|https?:.*|about:blank|[\W\d_]*|\S{0,60}",
    re.IGNORECASE,
)
PROGRAM = re.compile(r"\b(?:microsoft|adobe|office|word|acrobat|scanner|windows|macbook|canon|xerox|hp|pdf)\b", re.I)


def title_in(value: object) -> str | None:
    """Return a title property that can be a headline: some words, and no file's or program's name."""
    words = " ".join(str(value).split()) if value else ""
    return words if 2 <= len(words.split()) <= 40 and not NO_TITLE.fullmatch(words) else None


def author_in(value: object) -> str | None:
    """Return an author property that can be a person's name."""
    words = " ".join(str(value).split()) if value else ""
    return None if PROGRAM.search(words) else byline.names_in(words)
