"""HTML: trafilatura finds the article in the page; the page's metadata is read by `markup`."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import replace

import lxml.html
import trafilatura
from lxml.etree import ParserError
from lxml.html import HtmlElement
from trafilatura.settings import Document

from ingest.corpus import ArticleWarning
from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.readers import hidden, markup
from ingest.readers import unseen as unseen_words
from ingest.readers.decode import decode
from ingest.readers.reading import Kind, Paragraph, Reading
from ingest.tidy import break_lines, warnings_about

DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
NESTING = re.compile(r"<(/?)(?:div|span|section|article|table|ul|ol|font|center|blockquote|b|i|em|strong)\b", re.I)
LINK = re.compile(r"<a\s", re.IGNORECASE)
BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "code", "ab", "div"})
KINDS = {"head": Kind.HEADING, "item": Kind.ITEM, "cell": Kind.ITEM}
BREAK = "\x1e"  # stands for a line break element while a block's words are put together
FEW = 600  # characters
JOINERS = {"\u200c": "non", "\u200d": "join"}


def read(data: bytes, limits: Limits) -> Reading:
    """Read a saved page.

    Raises `Rejected` (``binary``, ``encoding``, ``too-long``, ``too-deep``, ``too-many-links``, ``no-text``).
    """
    decoded = decode(data, _declared(data))
    source = break_lines(decoded.text)
    check(source, limits)
    # trafilatura deletes the joiners that Persian and Hindi spell with; a word of our own survives it.
    tokens = {joiner: f"z{name}{secrets.token_hex(6)}z" for joiner, name in JOINERS.items() if joiner in source}
    page = parsed(_swapped(source, tokens))
    facts, warnings = markup.facts_of(page)
    unseen = unseen_words.warnings_about(source, page)
    taken = hidden.strip(page)
    back = {token: joiner for joiner, token in tokens.items()}
    paragraphs = tuple(replace(p, text=_swapped(p.text, back)) for p in extracted(page))
    odd = (*decoded.warnings, *warnings_about(source), *_flag(taken), *unseen, *warnings)
    return Reading(paragraphs, facts, odd, selected=True)


def extracted(page: HtmlElement) -> list[Paragraph]:
    """Return the paragraphs of the article in `page`. Raises `Rejected` (``no-text``)."""
    found = _extract(page, precise=True)
    if found is None or len(found.text or "") < FEW:
        # Now and then precision throws the article itself away; then it leaves next to nothing.
        wider = _extract(page, precise=False)
        found = wider if wider and len(wider.text or "") > 3 * len((found and found.text) or "") else found
    if found is None or not found.text:
        raise Rejected("no-text", "holds no text of an article; save the page with its text")
    return list(_paragraphs(found.body))


def _extract(page: HtmlElement, precise: bool) -> Document | None:
    found = trafilatura.bare_extraction(page, favor_precision=precise, include_comments=False, with_metadata=False)
    return found if isinstance(found, Document) else None


def check(source: str, limits: Limits) -> None:
    """Refuse a page that would keep a parser busy without end. Raises `Rejected`."""
    if len(source) > 5 * limits.characters:
        raise Rejected(
            "too-long", f"holds {len(source):,} characters; the limit is {5 * limits.characters:,}: split it"
        )
    depth = deepest = 0
    for tag in NESTING.finditer(source):
        depth = max(0, depth + (-1 if tag[1] else 1))
        deepest = max(deepest, depth)
    if deepest > limits.depth:
        raise Rejected("too-deep", f"nests elements {deepest:,} deep; the limit is {limits.depth}: save it as text")
    if (links := len(LINK.findall(source))) > limits.links:
        raise Rejected(
            "too-many-links", f"holds {links:,} links; the limit is {limits.links:,}: save the article alone"
        )


def parsed(source: str) -> HtmlElement:
    """Parse a page. Raises `Rejected` when there is no element in it."""
    try:
        # As bytes: lxml refuses text that declares an encoding.
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        raise Rejected("no-text", "is an empty page: save it again with its text, or remove it") from None


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _swapped(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def _paragraphs(body: HtmlElement) -> Iterator[Paragraph]:
    """Yield the blocks of trafilatura's tree in order; a line break inside one ends a paragraph."""
    kind = KINDS.get(body.tag, Kind.PROSE)
    words = body.text or ""
    for child in body:
        if child.tag in BLOCKS:
            yield from _lines(words, kind)
            yield from _paragraphs(child)
            words = ""
        elif child.tag == "lb":
            words += BREAK
        else:
            words += "".join(child.itertext())
        words += child.tail or ""
    yield from _lines(words, kind)


def _lines(words: str, kind: Kind) -> Iterator[Paragraph]:
    for line in words.split(BREAK):
        if line.strip():
            yield Paragraph(" ".join(line.split()), kind)


def _flag(taken: list[str]) -> Iterator[ArticleWarning]:
    if taken:
        words = sum(len(text.split()) for text in taken)
        yield ArticleWarning("hidden-text", f"{words} words that no reader of the page sees were left out")
