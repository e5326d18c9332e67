"""What a row of metadata.csv may say: a value that cannot be is left out, and a warning says where and why."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlsplit

from ingest import dates
from ingest.corpus import FIELDS, ArticleWarning
from ingest.language import CODES
from ingest.tables import EXTRA, Row, Table

COLUMNS = ("file", *FIELDS)
# What people call a column, where that does not look like its name.
ALSO = {
    "date": "published", "publication_date": "published", "day": "published", "lang": "language", "link": "url",
    "source": "outlet", "publisher": "outlet", "newspaper": "outlet", "site": "outlet", "publication": "outlet",
    "writer": "author", "byline": "author", "by": "author", "headline": "title", "name": "title", "agency": "wire",
    "filename": "file", "path": "file",
}  # fmt: skip
TAG = re.compile(r"(?P<code>[a-z]{2,3})(?:[-_][a-z\d_-]+)?", re.IGNORECASE)


def about_columns(table: Table) -> tuple[ArticleWarning, ...]:
    """Name the columns of a table that nobody reads, all in one warning."""
    unknown = [name for name in table.columns if name not in COLUMNS]
    if not unknown:
        return ()
    named = ", ".join(f"{name[:40]!r}{_meant(name)}" for name in unknown)
    verb = "is no column that is" if len(unknown) == 1 else "are no columns that are"
    return (ArticleWarning("unknown-column", f"{named} {verb} read; these are: {', '.join(COLUMNS)}"),)


def judged(table: Table, row: Row) -> tuple[dict[str, str], tuple[ArticleWarning, ...]]:
    """Return what a row says that can be, and a warning for each value that cannot."""
    values, warnings = {}, []
    for name in (name for name in COLUMNS if row.values.get(name, "").strip()):
        given = row.values[name]
        try:
            values[name] = JUDGES.get(name, str)(given)
        except _CannotBe as wrong:
            warnings.append(ArticleWarning(wrong.code, f"{table.name}, line {row.line}: {wrong}"))
    if EXTRA in row.values:
        odd = f"the row has more fields than columns: {row.values[EXTRA]!r:.60}; put fields with commas in quotes"
        warnings.append(ArticleWarning("metadata-row", f"{table.name}, line {row.line}: {odd}"))
    return values, tuple(warnings)


class _CannotBe(ValueError):
    """A value that cannot be: the `code` of its warning, and why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def _published(given: str) -> str:
    read = dates.parse(given)
    if not isinstance(read, date):
        raise _CannotBe(read.code, read.detail)
    return given


def _url(given: str) -> str:
    address = given.strip()
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", address):
        raise _CannotBe("bad-url", f"{address[:60]!r} is not a web address; write it as https://example.org/article")
    return given


def _language(given: str) -> str:
    tag = TAG.fullmatch(given.strip())
    code = tag["code"].lower() if tag else ""
    if code in CODES or len(code) == 3:
        return code
    raise _CannotBe("bad-language", f"{given.strip()[:40]!r} is not a language's code; write it as en or fr")


JUDGES: Mapping[str, Callable[[str], str]] = {"published": _published, "url": _url, "language": _language}


def _meant(name: str) -> str:
    folded = name.strip().lower().replace(" ", "_")
    near = ALSO.get(folded) or next(iter(get_close_matches(folded, COLUMNS, 1, 0.7)), None)
    return f" (did you mean {near}?)" if near else ""
