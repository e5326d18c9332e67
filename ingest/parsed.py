"""An article on its way from the child process to the parent: the noun, and how it is written as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.corpus import ArticleWarning, FirstPublication, Metadata, Provenance, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of the article itself, and its sentences. `opens` after something that is not the article."""

    span: Span
    sentences: tuple[Span, ...]
    heading: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article before it is packed into passages."""

    text: str
    metadata: Metadata
    stretches: tuple[Stretch, ...]
    warnings: tuple[ArticleWarning, ...]


def encoded(parsed: Parsed) -> dict[str, Any]:
    """Write a parsed article as JSON values; `decoded` reads it."""
    known = parsed.metadata
    first = known.first_published
    return {
        "text": parsed.text,
        "metadata": {name: getattr(known, name) for name in known.provenance if name != "published"},
        "published": known.published.isoformat() if known.published else None,
        "first": [first.outlet, first.published.isoformat() if first.published else None] if first else None,
        "provenance": dict(known.provenance),
        "stretches": [
            [s.span.start, s.span.end, [[x.start, x.end] for x in s.sentences], s.heading, s.opens]
            for s in parsed.stretches
        ],
        "warnings": [[w.code, w.detail] for w in parsed.warnings],
    }


def decoded(values: Mapping[str, Any]) -> Parsed:
    """Read what `encoded` wrote. Raises `KeyError`, `TypeError` or `ValueError` for anything else."""
    first = values["first"]
    metadata = Metadata(
        **{str(name): str(value) for name, value in values["metadata"].items()},
        published=_date(values["published"]),
        first_published=FirstPublication(first[0], _date(first[1])) if first else None,
        provenance={str(name): Provenance(origin) for name, origin in values["provenance"].items()},
    )
    stretches = tuple(
        Stretch(Span(start, end), tuple(Span(*pair) for pair in pairs), heading, opens)
        for start, end, pairs, heading, opens in values["stretches"]
    )
    warnings = tuple(ArticleWarning(code, detail) for code, detail in values["warnings"])
    return Parsed(str(values["text"]), metadata, stretches, warnings)


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
