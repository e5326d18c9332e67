"""As much of CSS as tells whether words are shown: declarations, colours, and the rules of a page's own style sheets.

After CSS Syntax 3 and Selectors 4. Of selectors those made of elements, classes, ids and attributes, with ancestors;
what depends on a state or a place among siblings is passed over. Nothing is fetched, and no cascade is computed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

Declarations = Mapping[str, str]
Colour = tuple[int, int, int]

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
SHOWN_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", re.IGNORECASE)
AT_RULE = re.compile(r"@[\w-]+[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COMPOUND = re.compile(r"([\w-]*)((?:[.#][\w-]+|\[[\w-]+(?:=[\"']?[\w -]*[\"']?)?\])*)")
PART = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=[\"']?([\w -]*)[\"']?)?\]")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
NAMES = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240)}
ALPHA = 0.1  # less ink than that is not seen
SMALL = 2.0  # px or pt; the like in other units
FAR = 500.0  # px that move words off any page, and what it comes to in other units
UNITS = {"em": 16.0, "rem": 16.0, "vw": 10.0, "vh": 8.0, "%": 5.0, "in": 96.0, "cm": 38.0}
SAME = 12  # of 255 between two colours that an eye takes for one


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector as compounds from the outermost to the one that is meant, and what it declares."""

    compounds: tuple[str, ...]
    declared: Declarations

    def fits(self, element: HtmlElement) -> bool:
        """Tell whether the selector selects an element."""
        *outer, own = self.compounds
        if not _is(element, own):
            return False
        ancestors = element.iterancestors()
        return all(any(_is(ancestor, compound) for ancestor in ancestors) for compound in reversed(outer))


def declarations(style: str) -> Declarations:
    """Read the declarations of a style attribute or a rule: names and values in small letters, escapes resolved."""
    plain = ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], COMMENT.sub("", style))
    pairs = (part.partition(":") for part in plain.lower().split(";") if ":" in part)
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def rules(sheet: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet that hold on a screen, a selector each."""
    shown = SHOWN_MEDIA.sub(lambda media: media[1], COMMENT.sub("", sheet))
    for selectors, body in RULE.findall(AT_RULE.sub("", shown)):
        declared = declarations(body)
        for selector in selectors.split(","):
            compounds = tuple(selector.replace(">", " ").split())
            if compounds and all(COMPOUND.fullmatch(compound) for compound in compounds):
                yield Rule(compounds, declared)


def hides(declared: Declarations) -> bool:
    """Tell whether declarations leave nothing to be seen of an element, its colours aside."""
    clipped = declared.get("overflow", "") in ("hidden", "clip")
    gone = (
        declared.get("display") == "none",
        declared.get("visibility") in ("hidden", "collapse"),
        declared.get("content-visibility") == "hidden",
        declared.get("mso-hide") == "all",
        _number(declared.get("opacity")) < ALPHA,
        _number(declared.get("zoom")) == 0,
        _pixels(_font_size(declared)) < SMALL,
        any(_pixels(declared.get(name)) == 0 for name in ("max-height", "max-width")),
        clipped and any(_pixels(declared.get(name)) == 0 for name in ("height", "width")),
        any(_pixels(declared.get(n)) <= -FAR for n in ("left", "top", "right", "bottom", "margin-left", "margin-top")),
        _pixels(declared.get("text-indent")) <= -100,
        re.match(r"rect\(\s*(?:0|1px)\b", declared.get("clip", "")),
        re.match(r"inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0[^)]*0\s*\)", declared.get("clip-path", "")),
        re.search(r"opacity\(\s*0?\.?0*%?\s*\)", declared.get("filter", "")),
        _is_moved_away(declared.get("transform", "")),
        _is_clear(declared.get("color", "")) or _is_clear(declared.get("-webkit-text-fill-color", "")),
    )
    return any(gone)


def colour(value: str | None) -> Colour | None:
    """Return a colour as red, green and blue of 0 to 255, None where it is not one that is known here."""
    value = (value or "").strip()
    if found := re.match(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b", value):
        digits = "".join(d * 2 for d in found[1]) if len(found[1]) < 6 else found[1]
        red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
        return red, green, blue
    if re.match(r"rgba?\(", value) and len(numbers := NUMBER.findall(value)) >= 3:
        red, green, blue = (round(float(n)) for n in numbers[:3])
        return red, green, blue
    if re.match(r"hsla?\(.*\b100%", value):
        return NAMES["white"]
    return NAMES.get(value.split()[0]) if value else None


def is_same(one: Colour, other: Colour) -> bool:
    """Tell whether words of one colour cannot be seen on the other."""
    return all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))


def _is(element: HtmlElement, compound: str) -> bool:
    found = COMPOUND.fullmatch(compound)
    if found is None or found[1].lower() not in ("", element.tag):
        return False
    classes = element.get("class", "").split()
    for mark, name, attribute, value in PART.findall(found[2]):
        if mark == "." and name not in classes:
            return False
        if mark == "#" and name != element.get("id"):
            return False
        if attribute and (element.get(attribute) is None or value not in ("", element.get(attribute))):
            return False
    return True


def _font_size(declared: Declarations) -> str | None:
    shorthand = re.search(r"(?:^|\s)([\d.]+(?:px|pt|em|rem|%)?)(?:/|\s)", declared.get("font", ""))
    return declared.get("font-size") or (shorthand[1] if shorthand else None)


def _number(value: str | None) -> float:
    found = NUMBER.match(value or "")
    scale = 100 if found and (value or "").endswith("%") else 1
    return float(found[0]) / scale if found else 1.0


def _pixels(value: str | None) -> float:
    """Return a length in pixels, as far as a page's own style tells; one that is not given is as usual."""
    found = NUMBER.match(value or "")
    return float(found[0]) * UNITS.get((value or "")[found.end() :].strip(), 1.0) if found else 16.0


def _is_moved_away(transform: str) -> bool:
    moved = re.search(r"translate[xy3d]*\(\s*(-[\d.]+\w*%?)", transform)
    turned = re.search(r"rotate[xy]\(\s*(?:90|270)deg", transform)
    return bool(re.search(r"scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]", transform) or turned) or (
        moved is not None and _pixels(moved[1]) <= -FAR
    )


def _is_clear(value: str) -> bool:
    """Tell whether a colour lets all show through."""
    if value == "transparent":
        return True
    if found := re.fullmatch(r"#(?:[0-9a-f]{3}([0-9a-f])|[0-9a-f]{6}([0-9a-f]{2}))", value):
        return int(found[1] or found[2], 16) / (15 if found[1] else 255) < ALPHA
    parts = re.search(r"^(?:rgb|hsl)a?\((?:[^,/)]+[,\s]){3}\s*/?\s*([\d.]+%?)\s*\)", value)
    return parts is not None and _number(parts[1]) < ALPHA
