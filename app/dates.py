"""Dates in a question, and whether they say when something was published or are part of what is asked about.

A scope by date that was not meant loses the answer, so a date restricts only where the wording is about when
something was reported, said or known. "The February 2016 debate" is an event and stays in the topic.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.question_words import Pattern
from app.words import lowered
from ingest.corpus import Span

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?:19|20)\d\d"
_PERIOD: Final = (
    rf"(?:{_YEAR}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}"
    rf"|{_MONTH},?\s+(?:of\s+)?{_YEAR}|(?:the\s+)?(?:spring|summer|autumn|fall)\s+(?:of\s+)?{_YEAR}|{_YEAR}"
    r"|(?:last|this)\s+(?:week|month|year))"
)
_PART: Final = r"(?P<part>(?:the\s+)?(?:very\s+)?(?:end|start|beginning|middle)\s+of\s+|early\s+|mid-?\s*|late\s+)?"
_AROUND: Final = r"(?:the\s+(?P<unit>day|week|fortnight|month)\s+(?P<side>after|following|before)\s+)?"
_DATED: Final = re.compile(
    r"(?:(?P<rel>\bas\s+of|\bbefore|\bprior\s+to|\buntil|\btill|\bup\s+to|\bby|\bsince|\bafter|\bbetween|\bfrom|\bin|\bduring"
    rf"|\bon|\bat|\bthroughout|,)\s+|(?=\b(?:last|this)\s)){_AROUND}{_PART}(?P<period>{_PERIOD}|{_MONTH})(?:\s+(?:and|to|until)\s+(?P<other>{_PERIOD}))?(?![\w'-])"
)
_TALLY: Final = re.compile(r"\bhow (?:many|much)\b|\b(?:total|number|count|tally|figure|so far|already|known)\b")
_ISSUED: Final = (
    r"(?:articles?|reports?|reporting|reported|stories|coverage|pieces?|columns?"
    r"|published|printed|wrote|written|posted)"
)
_OF_ISSUE: Final = re.compile(rf"\b{_ISSUED}(?:\s+(?:by|in|from)(?:\s+\w+){{1,4}}?)?\s*$")
_IN_PRINT: Final = re.compile(rf"\b{_ISSUED}\b|\b(?:being said|(?:was|has been) (?:known|said)|were saying)\b")
_TOPICAL: Final = re.compile(r"\b(?:about|on|regarding|over|for|of|that|which|who)\b")
_PERFECT: Final = re.compile(r"\b(?:has|have|had|'s|been)\b")
_DAY: Final = timedelta(days=1)
_UNITS: Final = {"day": _DAY, "week": 7 * _DAY, "fortnight": 14 * _DAY, "month": 30 * _DAY}
# Those who publish, taken together: what "the papers said in May" they published in May.
_PRESS: Final = re.compile(
    r"\b(?:do|does|did|has|have|had)\s+(?:any\s+of\s+)?(?:(?:the|any|other|all)\s+)*(?:anyone|anybody|everyone|everybody"
    r"|(?:news)?papers?|press|media|outlets?|articles?|reports?|sources?|journalists?|reporters?|library)\b"
    r"|^(?:(?:who|what)|(?:which|what)\s+(?:outlets?|(?:news)?papers?|sources?|articles?|reporters?))\s+(?:wrote|covered|published)\b"
    r"|\b(?:was|were|been|being)\s+(?:said|reported|written|published|printed)\b"
)
_SAYING: Final = Pattern(r"\b~verbs writing treating doing~\b")
_OF_OBJECT: Final = re.compile(
    r"cover|fram|treat|describ|portray|depict|charact|label|view|see|discuss|address|mention|report|make|made|summari"
)
_HINTS: Final = frozenset("anything something nothing much more back then first both ever all else".split())
_ABOUT: Final = frozenset("about on of regarding over concerning to with against".split())
# Words that begin a clause of its own, or are its verb: a date behind one says when that happened.
_CLAUSE: Final = frozenset(
    """
    that who whom whose which what how why when where whether if because since after before while did does do was were
    is are be been had has have would could should will can might began begun broke built came died fell gave held hit
    killed lost made met paid ran sent shot sold spent stood struck took went won
    """.split()
)
_NEWS: Final = re.compile(
    r"^(?:(?:and|so|but)\s+)?what(?:\s+else)?\s+(?:happened|was happening|went on|made the news|was in the news)\s*$"
)


class Speaking(StrEnum):
    """Whose doing a date may be part of: what was published, what was said, or what happened."""

    PUBLISHER = "publisher"
    PERSON = "person"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a question: what relates to it (`since`), and its first and last day."""

    span: Span
    relation: str
    first: date
    last: date
    part: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Bounds of publication, inclusive, and the words that set them. `loose` bounds are inferred, not asked for."""

    span: Span
    after: date | None = None
    before: date | None = None
    loose: bool = False


def dates_in(question: str, today: date) -> Iterator[Dated]:
    """Find the dates of `question` that something relates to; `today` is what "last month" counts from."""
    for match in _DATED.finditer(lowered(question)):
        period, other = match["period"], match["other"]
        if re.fullmatch(_MONTH, period):
            if not other:  # a month of no year says nothing certain
                continue
            period += " " + "".join(re.findall(_YEAR, other))
        try:
            first, last = _days(period, today)
            if other:
                last = _days(other, today)[1]
        except ValueError:  # the 31st of February: not a date, so words like any others
            continue
        relation = "between" if other else " ".join((match["rel"] or "in").split())
        part = (match["part"] or "").split()
        first, last = _narrowed(first, last, part)
        if match["side"]:
            span = _UNITS[match["unit"]]
            first, last = (first - span, first) if match["side"] == "before" else (last, last + span)
        yield Dated(Span(*match.span()), relation, first, last, " ".join(part))


def window_of(question: str, dated: Dated, speaking: Speaking) -> Window | None:
    """Tell which publication dates `dated` asks for; None where it is part of what the question is about."""
    before, after = lowered(question[: dated.span.start]), lowered(question[dated.span.end :])
    leading = not before.strip() and after.lstrip().startswith(",")
    in_print = bool(_IN_PRINT.search(lowered(question)))
    if speaking is Speaking.NOBODY and _PRESS.search(lowered(question)):
        speaking = Speaking.PUBLISHER
    asked = leading or in_print or speaking is Speaking.PUBLISHER
    match dated.relation:
        case "as of":
            return Window(dated.span, before=dated.last)
        case "by":
            return Window(dated.span, before=dated.last) if _TALLY.search(before + after) else None
        case "before" | "prior to":
            return Window(dated.span, before=dated.first - _DAY) if asked else None
        case "until" | "till" | "up to":
            return Window(dated.span, before=dated.last) if asked else None
        case "since":
            return Window(dated.span, after=dated.first) if asked or _PERFECT.search(before + after) else None
        case "after":
            return Window(dated.span, after=dated.last + _DAY) if asked else None
        case "between":
            return Window(dated.span, dated.first, dated.last) if asked else _said_since(dated, before, speaking)
        case _:
            return _within(dated, before, after, speaking)


def _within(dated: Dated, before: str, after: str, speaking: Speaking) -> Window | None:
    """Decide on a date that something was "in": a filter, a bound from below, or part of the event."""
    alone = not re.sub(r"^(?:and|but|so|what about|how about)\b", "", before).strip() and not after.strip(" ?.!")
    news = _NEWS.match(before) and not after.strip(" ?.!") and dated.first < dated.last
    of_issue = _OF_ISSUE.search(before) or (speaking is Speaking.PUBLISHER and _says_then(before, after))
    if alone or news or of_issue or (dated.relation == "," and not after.strip(" ?.!")):
        return Window(dated.span, dated.first, dated.last)
    if dated.part:  # "at the end of 2015, what was the total": what was known then
        return Window(dated.span, before=dated.last) if not before.strip() and _TALLY.search(after) else None
    if not before.strip():
        return Window(dated.span, after=dated.first, loose=True)
    return _said_since(dated, before, speaking)


def _says_then(before: str, after: str) -> bool:
    """Tell whether a date is that of saying ("say about the wall in May"), not of what is said ("say fell in May")."""
    verb, text = _SAYING.search(before), before
    if verb is None:
        opens = not before.strip() or re.match(r"(?:what|how)?\s*(?:do|does|did|has|have|had)\b", before.strip())
        verb, text = (_SAYING.search(after) if opens else None), after
    if verb is None:
        return False
    words = re.findall(r"[\w'-]+", text[verb.end() :])
    while words and words[0] in _HINTS:
        del words[0]
    if not words:
        return True
    clause = not _CLAUSE.isdisjoint(words) or words[-1].endswith("ed")
    return not clause and (words[0] in _ABOUT or bool(_OF_OBJECT.match(verb.group())))


def _said_since(dated: Dated, before: str, speaking: Speaking) -> Window | None:
    """What was said in May cannot have been reported in April; how much later it was reported is open."""
    topical = speaking is Speaking.PERSON and _TOPICAL.search(before)
    if speaking is Speaking.NOBODY or topical or " did " not in f" {before} ":
        return None
    return Window(dated.span, after=dated.first, loose=True)


def _days(period: str, today: date) -> tuple[date, date]:
    """First and last day of a period. Raises `ValueError` for a day that no calendar has."""
    words = re.findall(r"[a-z]+|\d+", period)
    if words[0] in ("last", "this"):
        return _relative(words[0] == "last", words[1], today)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", period):
        return (day := date.fromisoformat(period)), day
    year = next(int(w) for w in words if len(w) == 4 and w.isdigit())
    months = [_MONTHS.index(w[:3]) + 1 for w in words if w[:3] in _MONTHS]
    days = [int(w) for w in words if w.isdigit() and len(w) < 3]
    if months and days:
        return (day := date(year, months[0], days[0])), day
    first, last = next((_SEASONS[w] for w in words if w in _SEASONS), (months[0], months[0]) if months else (1, 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _relative(previous: bool, unit: str, today: date) -> tuple[date, date]:
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (7 if previous else 0))
        return monday, monday + timedelta(days=6)
    if unit == "month":
        month = today.replace(day=1) - (_DAY if previous else timedelta())
        return month.replace(day=1), month.replace(day=monthrange(month.year, month.month)[1])
    year = today.year - previous
    return date(year, 1, 1), date(year, 12, 31)


def _narrowed(first: date, last: date, part: list[str]) -> tuple[date, date]:
    """Keep the end, start or middle of a period: the third of it, by days."""
    third = (last - first) / 3
    if {"end", "late"} & set(part):
        return last - third, last
    if {"start", "beginning", "early"} & set(part):
        return first, first + third
    if {"middle", "mid", "mid-"} & set(part):
        return first + third, last - third
    return first, last
