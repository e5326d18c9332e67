"""Markdown (CommonMark): markers go, words stay. Many saved articles are Markdown inside a ``.txt``."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.corpus import ArticleWarning
from ingest.limits import Limits
from ingest.readers import front
from ingest.readers.plain import is_wrapped, text_of
from ingest.readers.reading import Kind, Paragraph, Reading
from ingest.tidy import break_lines

# A link, a heading or strong emphasis: what plain prose does not hold by chance.
SIGNS = re.compile(rb"\[[^\]\n]+\]\([^)\s]*\)|^#{1,6} +\S|\*\*[^\s*][^*\n]*\*\*", re.MULTILINE)
BULLET = re.compile(r"^[ \t]*[•‣◦▪●·][ \t]+", re.MULTILINE)
INDENT = re.compile(r"^(?: {4,}|\t+)(?=\S)", re.MULTILINE)
ELEMENT = re.compile(r"<(div|p|span|font|section|b|i|em|strong|small|template|details)\b[^<>]*>", re.IGNORECASE)
LEFT_OVER = re.compile(r"(?<!\w)(\*\*|__)(?=\S)|(?<=\S)(\*\*|__)(?!\w)")  # markers escaped twice by a converter


def looks_like(data: bytes) -> bool:
    """Tell whether text without a telling suffix is Markdown."""
    return SIGNS.search(data) is not None or begins_with_front_matter(data)


def begins_with_front_matter(data: bytes) -> bool:
    """Tell whether `data` begins with front matter, which only Markdown has."""
    opening = data[: 4 * front.CHARACTERS].decode("utf-8-sig", "replace")
    return front.entries_of(break_lines(opening)) is not None


def read(data: bytes, limits: Limits) -> Reading:
    """Read Markdown. Links keep their words; pictures, raw HTML and front matter go.

    Raises `Rejected` as `plain.read` does.
    """
    text, warnings = text_of(data, limits)
    facts, text = front.split(text)
    text, hidden = without_hidden(text)
    # Saved articles indent for looks, not to show code; and their bullets are often typographic.
    source = BULLET.sub("- ", INDENT.sub("", text))
    tokens = MarkdownIt("commonmark").parse(source)
    return Reading(tuple(_paragraphs(tokens, wrapped=is_wrapped(text))), facts, (*warnings, *_flag(hidden)))


def without_hidden(text: str) -> tuple[str, int]:
    """Return Markdown without the HTML elements in it that nobody would see, and how many words those held."""
    words, at = 0, 0
    while opening := ELEMENT.search(text, at):
        at = opening.end()
        closing = re.compile(rf"</{opening[1]}\s*>", re.IGNORECASE).search(text, at)
        if closing and _is_hidden(opening[0], opening[1]):
            words += len(text[at : closing.start()].split())
            text, at = text[: opening.start()] + text[closing.end() :], opening.start()
    return text, words


def _is_hidden(opening: str, tag: str) -> bool:
    import lxml.html  # only a text that mixes HTML in pays for it

    from ingest.readers.hidden import Styles, is_hidden

    return is_hidden(lxml.html.fragment_fromstring(f"{opening}</{tag}>"), Styles((), ()))


def _flag(words: int) -> Iterator[ArticleWarning]:
    if words:
        yield ArticleWarning("hidden-text", f"{words} words that no reader of the page sees were left out")


def _paragraphs(tokens: list[Token], wrapped: bool) -> Iterator[Paragraph]:
    kind = Kind.PROSE
    for token in tokens:
        if token.type == "heading_open":
            kind = Kind.HEADING
        elif token.type == "heading_close" or token.type == "list_item_close":
            kind = Kind.PROSE
        elif token.type == "list_item_open":
            kind = Kind.ITEM
        elif token.type == "inline":
            yield from _lines(token.children or [], kind, wrapped)
        elif token.type in ("fence", "code_block"):
            yield from (Paragraph(line) for line in token.content.split("\n") if line.strip())


def _lines(children: list[Token], kind: Kind, wrapped: bool) -> Iterator[Paragraph]:
    """Turn one block's inline tokens into paragraphs: one a line, or one in all where lines were wrapped."""
    words, linked, depth = "", 0, 0
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        if child.type == "hardbreak" or (child.type == "softbreak" and not wrapped):
            yield from _one(words, kind, linked)
            words, linked = "", 0
            continue
        piece = " " if child.type == "softbreak" else _words(child)
        words += piece
        linked += len(piece) if depth else 0
    yield from _one(words, kind, linked)


def _words(token: Token) -> str:
    return token.content if token.type in ("text", "code_inline") else ""


def _one(words: str, kind: Kind, linked: int) -> Iterator[Paragraph]:
    if words.strip():
        yield Paragraph(LEFT_OVER.sub("", words), kind, linked / len(words))
