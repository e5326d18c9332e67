"""Text of a page that no reader of it sees: taken out before extraction, and counted.

Covers what attributes, inline styles and the rules of the page's own style sheets reveal (`css`). No such list is
complete, which is why every passage is treated as data, whatever it says.
"""

from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.readers import css
from ingest.readers.css import Rule

CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screenreader screen-reader-only hidden-accessible "
    "a11y-hidden".split()
)
WHITE = (255, 255, 255)
PARAGRAPHS = frozenset({"p", "li", "h1", "h2", "h3", "blockquote", "td"})
FEW = 5  # words: less than that, hidden, is an icon's label


def strip(page: HtmlElement) -> list[str]:
    """Take the hidden elements out of `page`; return the text of those that stood among its paragraphs."""
    styles = Styles.of(page)
    taken = []
    for element in list(page.iter("*")):
        if element.getparent() is None or element.tag in ("head", "body", "script", "style", "meta", "link"):
            continue
        if is_hidden(element, styles):
            words = " ".join(element.text_content().split())
            if len(words.split()) >= FEW and _among_paragraphs(element):
                taken.append(words)
            element.drop_tree()
    return taken


@dataclass(frozen=True, slots=True)
class Styles:
    """The rules of a page's own style sheets that hide, and those that colour.

    The latter tell nothing where the page has sheets elsewhere, which may set backgrounds.
    """

    hiding: tuple[Rule, ...]
    colouring: tuple[Rule, ...]

    @classmethod
    def of(cls, page: HtmlElement) -> "Styles":
        """Read the style elements of a page."""
        own = [rule for sheet in page.iter("style") for rule in css.rules(sheet.text or "")]
        whole = not page.xpath("//link[contains(@rel, 'stylesheet')]")
        colouring = (r for r in own if whole and {"color", "background", "background-color"} & r.declared.keys())
        return cls(tuple(r for r in own if css.hides(r.declared)), tuple(colouring))

    def colours(self, element: HtmlElement) -> css.Declarations:
        """Return what colours an element has by itself: by rules, attributes or an inline style."""
        found: dict[str, str] = {}
        for rule in self.colouring:
            if rule.fits(element):
                found |= rule.declared
        old = {"color": element.get("color", "").lower(), "background-color": element.get("bgcolor", "").lower()}
        inline = css.declarations(element.get("style", ""))
        return {**found, **{name: value for name, value in old.items() if value}, **inline}


def is_hidden(element: HtmlElement, styles: Styles) -> bool:
    """Tell whether an element is hidden by itself."""
    if element.tag == "template" or element.get("hidden", "until-found") != "until-found":
        return True
    if CLASSES.intersection(element.get("class", "").split()) or any(rule.fits(element) for rule in styles.hiding):
        return True
    style: str | None = element.get("style")
    return (style is not None and css.hides(css.declarations(style))) or _is_unreadable(element, styles)


def _is_unreadable(element: HtmlElement, styles: Styles) -> bool:
    """Tell whether the text has its background's colour, as far as the page tells; a page is white."""
    own = styles.colours(element)
    ink = css.colour(own.get("color"))
    if ink is None:
        return False
    for place in (element, *element.iterancestors()):
        declared = own if place is element else styles.colours(place)
        if background := declared.get("background-color") or declared.get("background"):
            paper = css.colour(background)  # None where it is a picture or a name not known here
            return paper is not None and css.is_same(ink, paper)
    return css.is_same(ink, WHITE)


def _among_paragraphs(element: HtmlElement) -> bool:
    """Tell whether an element stands in, or next to, running text rather than in a menu or dialogue."""
    parent = element.getparent()
    places = [parent, parent.getparent()] if parent is not None else []
    return any(
        place is not None and (place.tag in PARAGRAPHS or any(c.tag == "p" for c in place if c is not element))
        for place in places
    )
