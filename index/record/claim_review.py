"""Findings of fact-checkers as their pages state them: ClaimReview of schema.org in JSON-LD, alone or inside HTML.

https://schema.org/ClaimReview
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from index.record.entry import LONGEST, particulars_of
from index.record.finding import FinderKind, Particulars, Verdict
from index.record.ratings import in_words, verdict_of
from ingest.errors import Rejected

TYPE = "ClaimReview"
DEEPEST = 60  # levels of objects and lists
MOST = 50_000  # reviews of one file
REQUIRED = frozenset(("statement", "verdict", "finder", "kind", "url"))
Thing = Mapping[str, Any]


def reviews_in_page(page: str) -> Iterator[Thing]:
    """Yield the reviews that a page's scripts of linked data hold. Raises `Rejected` where the only ones are broken."""
    parser = html.HTMLParser(no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, ValueError) as wrong:
        raise Rejected("not-html", f"it cannot be read as HTML ({wrong}); save the page again") from None
    broken: Rejected | None = None
    count = 0
    for script in root.iter("script"):
        if str(script.get("type", "")).partition(";")[0].strip().lower() == "application/ld+json":
            try:
                for review in reviews_in(script.text or ""):
                    count += 1
                    yield review
            except Rejected as refused:  # pages hold data of several hands
                broken = refused
    if broken and not count:
        raise broken


def reviews_in(source: str) -> Iterator[Thing]:
    """Yield the reviews of a JSON-LD document, wherever in it they are. Raises `Rejected`."""
    try:
        document = json.loads(source, strict=False)
    except (ValueError, RecursionError) as wrong:
        raise Rejected(
            "not-json", f"it cannot be read as JSON ({wrong or 'nested too deeply'}); export it again"
        ) from None
    waiting: list[tuple[object, int]] = [(document, 1)]
    count = 0
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise Rejected("too-deep", f"it is nested more than {DEEPEST} levels deep; give the reviews as a list")
        if isinstance(value, dict) and _is_review(value):
            count += 1
            if count > MOST:
                raise Rejected("too-many", f"it holds more than {MOST:,} reviews; split it")
            yield value
        elif isinstance(value, dict | list):
            inner = list(value.values() if isinstance(value, dict) else value)
            waiting += [(each, depth + 1) for each in reversed(inner)]


def particulars_of_review(review: Thing, today: date) -> Particulars:
    """Read a review as a finding. Raises `UnusableFinding`.

    One that reviews a question, or has a rating of unknown meaning, is unresolved.
    """
    claim, rating, url = _text(review.get("claimReviewed")), _thing(review.get("reviewRating")), _address(review)
    verdict = Verdict.UNRESOLVED if claim.endswith("?") else verdict_of(rating)
    how = "; ".join(filter(None, ("fact-check", in_words(rating))))
    fields = {
        "statement": claim,
        "verdict": verdict.value,
        "finder": _name(review.get("author")) or _name(review.get("publisher")) or _host(url),
        "kind": FinderKind.FACT_CHECKER.value,
        "how": how[: LONGEST["how"]],
        "found": _day(review.get("datePublished")),
        "url": url,
    }
    return particulars_of(fields, today, REQUIRED)


def rating_of(review: Thing) -> str | None:
    """Return how to tell of a review's rating."""
    return in_words(_thing(review.get("reviewRating")))


def _is_review(thing: Thing) -> bool:
    types = thing.get("@type")
    return any(str(each).endswith(TYPE) for each in (types if isinstance(types, list) else [types]))


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _thing(value: object) -> Thing:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _name(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    names = [_text(part.get("name")) if isinstance(part, dict) else _text(part) for part in parts[:5]]
    return ", ".join(dict.fromkeys(filter(None, names)))


def _address(review: Thing) -> str:
    page = review.get("mainEntityOfPage")
    return _text(review.get("url")) or _text(page) or _text(_thing(page).get("@id"))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _day(value: object) -> str | None:
    """Return the day of a date or time; None of one that is written in another way, which is not guessed at."""
    try:
        return date.fromisoformat(_text(value)[:10]).isoformat()
    except ValueError:
        return None
