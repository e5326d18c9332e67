"""Days and times of day in a sentence, as figures: when something is said to have happened.

A date is read only where it is one: a period before or after it ("since 3 March", "by May", "early in 2015") is
none. Without a year the day is taken to be the last one before the article was published; where that is not known, it
can only be compared with another day without a year.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from app.figures import Figure, Kind, any_of
from ingest.corpus import Span

_NAMES: Final = "January February March April May June July August September October November December".split()
MONTHS: Final = {form: n for n, name in enumerate(_NAMES, 1) for form in (name, name[:3])} | {"Sept": 9}
DAY, YEARLESS, CLOCK = "day", "day of a year not told", "minute"  # units
YEARLESS_YEAR: Final = 4  # a leap year long before any that is told
LAST_DAY: Final = float(date.max.toordinal())
DAY_LONG: Final = 24 * 60
HALF_HOUR: Final = 30

_MONTH: Final = rf"{any_of([*MONTHS])}\b(?:(?<=\b[A-Z][a-z]{{2}})\.|(?<=\bSept)\.)?"
_NUMBER: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_DATE: Final = (
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?P<d1>{_NUMBER})\s+(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>{_NUMBER})(?:,?\s+(?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_MONTH}),?\s+(?:of\s+)?(?P<y3>{_YEAR})"
    rf"|(?P<y4>{_YEAR})(?!\s?%)"
)
_DAYS: Final = rf"(?<![\w.,/$£€-])(?:{_DATE})(?![\w/-]|[.,]\d|['’]s\b)"
_CLOCK: Final = r"(?<![\w.,/:-])(?P<hour>\d\d?)(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?"
_24_HOURS: Final = r"(?<![\w.,/:-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?P<half>)(?![\w:]|\s*[ap]\.?m\b)"
# A date tells when something happened after such words only: "a May 4 letter" and "the 2016 race" are names.
_WHEN: Final = (
    r"(?:\b(?:on|in|at|dated|born|died|founded|established|built|opened|was|is|were|came|fell)\s+|[(,]\s*|^\s*)"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?$"
)
_OF_A_YEAR: Final = r"(?:\b(?:in|born|died|founded|established|built|opened)\s+|\()$"
_PERIOD: Final = (
    r"\b(?:since|until|till|by|before|after|from|to|through|between|and|or|early|late|mid|around|about|circa|later"
    r"|earlier|far|than|beginning|end|start)\b(?:\s+(?:in|on|of|the))*\s*[-–]?$|[-–]\s*$"
)
_GOES_ON: Final = r"\s*(?:-|–|to\b|until\b|through\b|and\b|or\b)\s*(?:\d|[A-Z])"
_NOT_BEFORE: Final = r"\b(?:no|not|never|nothing|nobody|none)\b[^.;]*\bbefore\s+$"


@dataclass(frozen=True, slots=True)
class Told:
    """What a date says: its parts, None where it does not say."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def days(self) -> tuple[date, date]:
        """First and last day. Raises `ValueError` for a day that no calendar has."""
        year = self.year or YEARLESS_YEAR
        first = date(year, self.month or 1, self.day or 1)
        if self.day:
            return first, first
        return first, date(year, self.month or 12, monthrange(year, self.month or 12)[1])


def all_days(words: str) -> tuple[tuple[Span, Told], ...]:
    """Return every date of a sentence, be it when something happened, part of a period or a name."""
    return tuple((Span(*match.span()), _told(match)) for match in re.finditer(_DAYS, words))


def _told(match: re.Match[str]) -> Told:
    if match["iso"]:
        return Told(*map(int, match["iso"].split("-")))
    year = match["y1"] or match["y2"] or match["y3"] or match["y4"]
    name, number = match["m1"] or match["m2"] or match["m3"], match["d1"] or match["d2"]
    return Told(
        int(year) if year else None,
        MONTHS[name.rstrip(".")] if name else None,
        int(re.sub(r"\D", "", number)) if number else None,
    )


def moments(words: str, published: date | None) -> Iterator[Figure]:
    """Yield the days and the times of day on which a sentence says that something happened."""
    for span, told in all_days(words):
        before, after = words[: span.start], words[span.end :]
        where = _WHEN if told.month else _OF_A_YEAR
        if is_not_before(before) or re.search(where, before, re.IGNORECASE):
            yield from _day(span, told, published, before, after)
    for match in _times(words):
        yield from _time(match, words[: match.start()])


def _times(words: str) -> Iterator[re.Match[str]]:
    return chain(re.finditer(_CLOCK, words), re.finditer(_24_HOURS, words))


def taken(words: str) -> list[Span]:
    """Return where a sentence has dates and times of day: no amounts stand there."""
    return [*(span for span, _ in all_days(words)), *(Span(*match.span()) for match in _times(words))]


def is_not_before(before: str) -> bool:
    """Tell whether words that end where a time begins say that nothing was before it."""
    return re.search(_NOT_BEFORE, before, re.IGNORECASE) is not None


def _day(span: Span, told: Told, published: date | None, before: str, after: str) -> Iterator[Figure]:
    is_bound = is_not_before(before)
    if re.match(_GOES_ON, after) or (re.search(_PERIOD, before, re.IGNORECASE) and not is_bound):
        return
    try:
        first, last = _dated(told, published)
    except ValueError:  # the 31st of February: not a date
        return
    if published and first > published:
        return  # what is to come may be put off
    unit = YEARLESS if first.year == YEARLESS_YEAR else DAY
    high = LAST_DAY if is_bound else float(last.toordinal())
    yield Figure(Kind.DAY, unit, float(first.toordinal()), high, span)


def _dated(told: Told, published: date | None) -> tuple[date, date]:
    """Return first and last day; of a day without a year the last such day up to publication."""
    if told.year or not published:
        return told.days
    this_year = Told(published.year, told.month, told.day).days
    if this_year[0] <= published:
        return this_year
    return Told(published.year - 1, told.month, told.day).days


def _time(match: re.Match[str], before: str) -> Iterator[Figure]:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    is_bound = is_not_before(before)
    if re.search(_PERIOD, before, re.IGNORECASE) and not is_bound:
        return
    low = 60.0 * hour + int(match["minute"] or 0)
    blur = 0 if match["minute"] else HALF_HOUR
    yield Figure(Kind.CLOCK, CLOCK, low - blur, DAY_LONG if is_bound else low + blur, Span(*match.span()))
