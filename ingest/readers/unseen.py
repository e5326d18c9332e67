"""Words of a page that are never part of its text: comments, descriptions of pictures, what stands in for scripts.

All pages have some, so nobody is told of them, unless they address machines: then somebody put them there for one.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.corpus import ArticleWarning, Span
from ingest.injection import injections

COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "data-content", "placeholder", "content")
INSTEAD = ("noscript", "template", "iframe", "object", "canvas", "textarea")


def warnings_about(source: str, page: HtmlElement) -> tuple[ArticleWarning, ...]:
    """Say how many words of a page, given as `source` and parsed, address machines where no reader sees them."""
    stretches = (" ".join(words.split()) for words in _unseen(source, page))
    found = [words for words in stretches if words and injections(words, [Span(0, len(words))])]
    if not found:
        return ()
    words = sum(len(each.split()) for each in dict.fromkeys(found))
    return (ArticleWarning("hidden-text", f"{words} words that address machines stood out of sight and were left out"),)


def _unseen(source: str, page: HtmlElement) -> Iterator[str]:
    yield from COMMENT.findall(source)
    for name in ATTRIBUTES:
        yield from page.xpath(f"//@{name}")
    for tag in INSTEAD:
        yield from (element.text_content() for element in page.iter(tag))
