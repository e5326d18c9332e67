"""Text of a page that no reader of it sees: taken out before extraction, and counted.

Covers what attributes, inline styles and one-class rules of the page's own style sheets reveal. No such list is
complete, which is why every passage is treated as data, whatever it says.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screenreader screen-reader-only hidden-accessible "
    "a11y-hidden".split()
)
_ZERO = r"0*(?:\.0+)?(?:px|em|rem|pt|%|ex|ch|vw|vh)?\s*(?:!important\s*)?(?:;|$)"
HIDING = re.compile(
    r"(?:^|;)\s*(?:"
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    rf"|(?:opacity|font-size|max-height|max-width)\s*:\s*{_ZERO}"
    r"|font-size\s*:\s*(?:0?\.\d+|1)(?:px|pt)\b"
    r"|text-indent\s*:\s*-\s*\d{3,}|(?:left|top|right|bottom|margin-left|margin-top)\s*:\s*-\s*\d{4,}"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)\b|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0[^)]*0\s*\))"
    r"|transform\s*:\s*(?:scale\(\s*0(?:\s*[,)])|translate[xy]?\(\s*-\s*\d{4,})"
    r"|color\s*:\s*transparent|-webkit-text-fill-color\s*:\s*transparent)",
    re.IGNORECASE,
)
COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
WHITE = re.compile(r"(?:#fff(?:fff)?|#fefefe|white|rgba?\(\s*255\s*,\s*255\s*,\s*255\b.*|hsla?\(.*100%\s*\))\s*", re.I)
# A rule of a style sheet for one class or id; what stands inside @media and the like is left alone.
RULE = re.compile(r"(?:^|[}/])\s*([.#])([\w-]+)\s*\{([^{}]*)\}")
AT_RULE = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)
PARAGRAPHS = frozenset({"p", "li", "h1", "h2", "h3", "blockquote", "td"})
FEW = 5  # words: less than that, hidden, is an icon's label


def strip(page: HtmlElement) -> list[str]:
    """Take the hidden elements out of `page`; return the text of those that stood among its paragraphs."""
    names = set(_hidden_names(page))
    taken = []
    for element in list(page.iter("*")):
        if element.getparent() is None or element.tag in ("head", "body", "script", "style", "meta", "link"):
            continue
        if element.getparent() is not None and is_hidden(element, names):
            words = " ".join(element.text_content().split())
            if len(words.split()) >= FEW and _among_paragraphs(element):
                taken.append(words)
            element.drop_tree()
    return taken


def is_hidden(element: HtmlElement, names: set[str]) -> bool:
    """Tell whether an element is hidden by itself. `names` are the classes and ids that style sheets hide."""
    if element.tag == "template" or element.get("hidden", "until-found") != "until-found":
        return True
    classes = element.get("class", "").split()
    if CLASSES.intersection(classes) or names.intersection([*("." + c for c in classes), "#" + element.get("id", "")]):
        return True
    style: str | None = element.get("style")
    return style is not None and (HIDING.search(style) is not None or _is_unreadable(style, element))


def _is_unreadable(style: str, element: HtmlElement) -> bool:
    """Tell whether the text has its background's colour, as far as inline styles tell."""
    colour, background = COLOUR.search(style), BACKGROUND.search(style)
    if colour is None:
        return False
    if background is not None:
        return colour[1].strip().lower() == background[1].strip().lower()
    return WHITE.fullmatch(colour[1].strip()) is not None and not any(
        BACKGROUND.search(parent.get("style", "")) for parent in element.iterancestors()
    )


def _hidden_names(page: HtmlElement) -> Iterator[str]:
    for sheet in page.iter("style"):
        for kind, name, body in RULE.findall(AT_RULE.sub("", sheet.text or "")):
            if HIDING.search(body):
                yield kind + name


def _among_paragraphs(element: HtmlElement) -> bool:
    """Tell whether an element stands in, or next to, running text rather than in a menu or dialogue."""
    parent = element.getparent()
    places = [parent, parent.getparent()] if parent is not None else []
    return any(
        place is not None and (place.tag in PARAGRAPHS or any(c.tag == "p" for c in place if c is not element))
        for place in places
    )
