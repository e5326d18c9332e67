"""Dates as news writes them. Strict on purpose: a wrong date is worse than none.

General date parsers read 03/04/2026 one way or the other and turn 30 February into 1 February; this one tells an
ambiguous, an impossible and a future date apart, and gives none of them.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
ISO = r"(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})(?:[T ]\d{2}:\d{2}[\d:.,]*\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
COMPACT = r"(?P<cy>(?:19|20)\d{2})(?P<cm>\d{2})(?P<cd>\d{2})(?:T?\d{4,6}Z?)?"
MONTH_FIRST = _MONTH.format("mm") + r"\s+" + _DAY.format("md") + r",?\s+(?P<my>\d{4})"
DAY_FIRST = _DAY.format("dd") + r"\.?\s+(?:of\s+)?" + _MONTH.format("dm") + r",?\s+(?P<dy>\d{4})"
NUMERIC = r"(?P<n1>\d{1,2})[/.](?P<n2>\d{1,2})[/.](?P<ny>\d{4})"
DATE = rf"(?:{ISO}|{MONTH_FIRST}|{DAY_FIRST}|{NUMERIC})(?!\d)"
# A date alone: with its weekday before it and a time after it at most.
ALONE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    rf"(?:{ISO}|{COMPACT}|{MONTH_FIRST}|{DAY_FIRST}|{NUMERIC})"
    r"(?:,?\s*(?:at\s+|[-–|]\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{1,4}\)?|[+-]\d{2}:?\d{2})?)?\.?",
    re.IGNORECASE,
)
EARLIEST = 1600  # the first newspapers


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text that looks like a date gives none: a warning's `code` and `detail`."""

    code: str
    detail: str


def today() -> date:
    """Return the latest date that is anywhere on earth today."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def parse(text: str, now: date | None = None) -> date | Problem:
    """Read `text` as one date and nothing else."""
    found = ALONE.fullmatch(text.strip())
    if found is None:
        return Problem("bad-date", f"{text.strip()[:40]!r} is not a date; write it as YYYY-MM-DD")
    return of_match(found, now or today())


def of_match(found: re.Match[str], now: date) -> date | Problem:
    """Turn a match of `DATE` or `ALONE` into a date, if it is one that can have been."""
    words, parts = found[0], {name: value for name, value in found.groupdict().items() if value}
    if "ny" in parts:
        first, second = int(parts["n1"]), int(parts["n2"])
        if first <= 12 and second <= 12 and first != second:
            return Problem("ambiguous-date", f"{words!r} may be day or month first; give it as YYYY-MM-DD")
        day, month = (second, first) if second > 12 else (first, second)
        return _valid(words, int(parts["ny"]), month, day, now)
    return _valid(words, *_written(parts), now)


def _written(parts: dict[str, str]) -> tuple[int, int, int]:
    """Return year, month, day of a date that is not ambiguous."""
    for key in "ic":
        if f"{key}y" in parts:
            return int(parts[f"{key}y"]), int(parts[f"{key}m"]), int(parts[f"{key}d"])
    key = "m" if "my" in parts else "d"
    return int(parts[f"{key}y"]), MONTHS[parts[f"{key}m"].lower()], int(parts[f"{key}d"])


def _valid(words: str, year: int, month: int, day: int, now: date) -> date | Problem:
    try:
        found = date(year, month, day)
    except ValueError:
        return Problem("impossible-date", f"there is no {words!r}")
    if found > now:
        return Problem("future-date", f"{words!r} lies in the future")
    if year < EARLIEST:
        return Problem("impossible-date", f"{words!r} is before there were newspapers")
    return found
