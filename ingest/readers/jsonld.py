"""What a page says of its article in JSON-LD, in the vocabulary of schema.org."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "SocialMediaPosting")
Thing = Mapping[str, Any]


def articles(page: HtmlElement) -> list[Thing]:
    """Return the objects of `page` that describe an article, with references to others of its graph resolved."""
    things = [
        thing
        for script in page.iterfind(".//script[@type='application/ld+json']")
        for thing in _things(_loaded(script.text or ""))
    ]
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    found = [thing for thing in things if any(str(t).endswith(ARTICLE_TYPES) for t in listed(thing.get("@type")))]
    return [{**thing, "author": [_resolved(a, by_id) for a in listed(thing.get("author"))]} for thing in found]


def listed(value: object) -> list[Any]:
    """Return a value that may be one or a list of them as a list."""
    return value if isinstance(value, list) else [value]


def text(value: object) -> str | None:
    """Return a text with its white space in order, None for anything else."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def names(value: object) -> list[str]:
    """Return the names in a person, an organisation, a list of them, or plain text."""
    found = [text(part.get("name")) if isinstance(part, dict) else text(part) for part in listed(value)]
    return list(dict.fromkeys(name for name in found if name))


def _loaded(source: str) -> object:
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: object) -> Iterator[Thing]:
    """Yield the objects of a document: it may be one, a list, or a graph of them."""
    if isinstance(value, list):
        for part in value:
            yield from _things(part)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"))
        yield from _things(value.get("mainEntity"))


def _resolved(value: object, by_id: Mapping[str, Thing]) -> object:
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value
