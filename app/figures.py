"""Figures as sentences give them, each as the least and the most that it may mean.

"At least 41", "about 40", "41" and "forty" say different things of one number, so a `Figure` is a range: rounding,
"about" and bounds widen it, and two figures differ only where their ranges lie apart. Left out is whatever is no
amount: ordinals, ages, labels ("Route 9"), scores, ratios, numbers of a change ("from 40 to 63") and the whole of a
part ("12 of the 40"). Dates and times of day are read by ``app.figure_dates``, and are no numbers here.

Number words are read here and by no library: the one on the package index that reads them in English prose has had no
release since 2023, and tells neither bounds nor what is no amount.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.resources import files
from itertools import zip_longest
from typing import Final

from ingest.corpus import Span

LOOSE: Final = 0.2  # of a number that is said to be about right
FURTHER: Final = 1.5  # times a bound: "at least 41" says less than 63 where somebody knows of 63
HALF_A_PERCENT: Final = 0.5

DATA: Final = tomllib.loads(files("app").joinpath("figures.toml").read_text(encoding="utf-8"))


class Kind(StrEnum):
    """What a figure is a figure of."""

    COUNT = "count"  # of people or things
    MONEY = "money"
    SHARE = "share"  # a percentage
    MEASURE = "measure"  # length, weight, duration ...
    DAY = "day"  # a date, or the month or year that it is in
    CLOCK = "clock"  # a time of day


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence: it lies from `low` to `high`, both included, in `unit`, which is empty for a count.

    `span` is where it stands in the sentence, with the words that bound it. Days are counted as `date.toordinal` does,
    times of day in minutes.
    """

    kind: Kind
    unit: str
    low: float
    high: float
    span: Span

    def differs(self, other: "Figure") -> bool:
        """Tell whether both are in one unit and cannot mean the same amount."""
        if (self.kind, self.unit) != (other.kind, other.unit):
            return False
        return self.high < other.low or other.high < self.low


def any_of(group: Sequence[str]) -> str:
    """Return a pattern for any of some phrases, the longest first."""
    return rf"(?:{'|'.join(re.escape(each) for each in sorted(group, key=len, reverse=True))})"


def _named(table: str) -> dict[str, str]:
    """Return what each written form of a unit is called."""
    lines = (line.split() for line in DATA[table]["lines"].strip().splitlines())
    return {form: names[0] for names in lines for form in names}


_ONES: Final[dict[str, float]] = DATA["ones"]
_TENS: Final[dict[str, float]] = DATA["tens"]
_SCALES: Final[dict[str, float]] = DATA["scales"]
_SHORT: Final[dict[str, float]] = DATA["short_scales"]
_UNITS: Final = _named("units")
_CURRENCIES: Final = _named("currencies")

_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE: Final = any_of([*_SCALES])
_BELOW_100: Final = rf"(?:{any_of([*_TENS])}(?:[\s-]{any_of([*_ONES][:9])}\b)?|{any_of([*_ONES])})\b"
_BELOW_1000: Final = rf"(?:(?:{_BELOW_100}|an?)\s+hundred\b(?:\s+(?:and\s+)?{_BELOW_100})?|{_BELOW_100})"
_SPELT: Final = (
    rf"(?:(?:{_BELOW_1000}|an?|half\s+an?)[\s-]+{_SCALE}\b\s+(?:and\s+)?)*{_BELOW_1000}"
    rf"|(?:half\s+)?an?\s+{_SCALE}\b"
)
_SIGN: Final = r"(?:US\$|[$£€¥])"
_NUMBER: Final = (
    rf"(?<![\w.,/:$£€¥'’–-])(?P<sign>{_SIGN})?(?P<number>{_DIGITS}|{_SPELT})"
    rf"(?:[\s-]?(?P<scale>{_SCALE}|(?(sign){any_of([*_SHORT])}|(?!)))\b)?"
    r"(?P<percent>\s?%|[\s-]per\s?cent\b)?"
    rf"(?![\w/:%]|[-–](?:\d|{_SIGN})|[.,]\d|['’]s\b|(?:-\w+)?-old\b|-to-)"
)
_ANY: Final = rf"\d|\b{any_of([*_ONES, *_TENS, *_SCALES, 'hundred'])}\b"
_BEFORE: Final = {
    bound: rf"\b{any_of(DATA[bound]['phrases'])}\s+(?:{_SIGN})?$" for bound in ("at_least", "at_most", "about")
}
_AFTER: Final = {bound: rf"\s+{any_of(DATA[bound]['after'])}\b" for bound in _BEFORE}
_RANGE: Final = r"\s+(?:to|or)\s+"
_CHANGE: Final = r"\bfrom\s+$"
# "The two men", "her 12 emails", "another 12", "the first 12": which they are is told elsewhere, or they are a part.
_DEFINITE: Final = (
    r"\b(?:the|these|those|his|her|its|their|our|my|your|other|another|every|each|first|last|next|past"
    r"|additional|further|remaining|extra|aged|age|age of|number|no\.|nos\.)\s+$|#$"
)
_LABEL: Final = r"(?<=[\w,;]\s)[A-Z][\w'’.-]*\s+$"
_PART_OF: Final = r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|all|those|these)\s+)?(?:[\w'’-]+\s+){0,2}$"
_RATIO: Final = rf"(?:{_DIGITS}|{_BELOW_100})\s+in\s+(?:every\s+)?(?:{_DIGITS}|{_BELOW_100})"
_AGE: Final = r"\s+\w+\s+(?:old|of age)\b"
_IN_BRACKETS: Final = r"[,(]\s*\d+\s*[,)]"  # "Marta Ellun, 67, said"


def _ends(pattern: str, words: str) -> bool:
    return re.search(pattern, words, re.IGNORECASE) is not None


def may_have_figures(words: str) -> bool:
    """Tell at little cost whether a sentence may have any figure: most have none."""
    return re.search(_ANY, words, re.IGNORECASE) is not None


def numbers(words: str, taken: Sequence[Span] = ()) -> tuple[Figure, ...]:
    """Return the amounts of a sentence in their order, without those that stand in `taken`, where dates are."""
    others = [*taken, *(Span(*match.span()) for match in re.finditer(_RATIO, words, re.IGNORECASE))]
    found = [
        match
        for match in re.finditer(_NUMBER, words, re.IGNORECASE)
        if not any(span.overlaps(Span(*match.span())) for span in others)
    ]
    return tuple(_without_wholes(words, list(_joined(words, found))))


def _joined(words: str, found: Sequence[re.Match[str]]) -> Iterator[Figure]:
    """Yield a figure for each number, and one for the two of a range; none for those of a change."""
    last: re.Match[str] | None = None
    for match, following in zip_longest(found, found[1:]):
        if last is match:
            continue
        if following is not None and _is_range(words, match, following):
            last = following
            if (figure := _range(words, match, following)) is not None:
                yield figure
        elif _is_amount(words, match):
            yield _bounded(words, _figure(words, match))


def _is_range(words: str, match: re.Match[str], following: re.Match[str]) -> bool:
    between = words[match.end() : following.start()]
    if re.fullmatch(r"\s+and\s+", between):
        return _ends(rf"\bbetween\s+{_SIGN}?$", words[: match.start()])
    return re.fullmatch(_RANGE, between) is not None


def _range(words: str, match: re.Match[str], following: re.Match[str]) -> Figure | None:
    last = _figure(words, following)
    first = replace(_figure(words, match), kind=last.kind, unit=last.unit)
    is_change = _ends(_CHANGE, words[: match.start()])
    if is_change or first.low > last.high or not _is_amount(words, match):
        return None
    return replace(last, low=first.low, span=Span(first.span.start, last.span.end))


def _is_amount(words: str, match: re.Match[str]) -> bool:
    before, after = words[: match.start()], words[match.end() :]
    is_pronoun = match["number"].lower() == "one" and not match["scale"]
    if is_pronoun or re.match(_AGE, after) or re.search(_LABEL, before):
        return False
    if re.fullmatch(_IN_BRACKETS, before.rstrip()[-1:] + match.group() + after.lstrip()[:1]):
        return False
    is_year = re.fullmatch(r"(?:1[5-9]|20)\d\d", match.group()) is not None
    is_in_a_word = after.startswith("-") and _unit(words, match)[0] is Kind.COUNT  # "a two-man race"
    return not is_year and not is_in_a_word and not _ends(_DEFINITE, before)


def _figure(words: str, match: re.Match[str]) -> Figure:
    """Return what one number means by itself, rounded as it is written."""
    value, step = _value(match)
    kind, unit, end = _unit(words, match)
    blur = step / 2 if step > 1 or kind is not Kind.COUNT else 0.0
    return Figure(kind, unit, value - blur, value + blur, Span(match.start(), end))


def _value(match: re.Match[str]) -> tuple[float, float]:
    """Return a number and the step that it is rounded to: 1,900 to 100, 41 to 1, 1.2 million to 100,000."""
    number = match["number"]
    scale = {**_SHORT, **_SCALES}.get((match["scale"] or "").lower(), 1)
    value = (float(number.replace(",", "")) if number[0].isdigit() else _spelt(number)) * scale
    if "." in number:
        return value, float(scale) * 10 ** -len(number.partition(".")[2])
    whole = str(round(value))
    return value, float(10 ** (len(whole) - len(whole.rstrip("0")))) if value else 1.0


def _spelt(number: str) -> float:
    total = current = 0.0
    for word in re.findall(r"[a-z]+", number.lower()):
        if word in _ONES or word in _TENS:
            current += {**_ONES, **_TENS}[word]
        elif word == "half":
            current = 0.5
        elif word == "hundred":
            current = 100 * (current or 1)
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0.0
    return total + current


def _unit(words: str, match: re.Match[str]) -> tuple[Kind, str, int]:
    """Return kind and unit of a number, and where it ends with the word for that unit."""
    if match["percent"]:
        return Kind.SHARE, "%", match.end()
    if match["sign"]:
        return Kind.MONEY, _CURRENCIES[match["sign"].lower()], match.end()
    following = re.match(r"[\s-]([^\W\d_]+)", words[match.end() :])
    name = following[1].lower() if following else ""
    for kind, names in ((Kind.MONEY, _CURRENCIES), (Kind.MEASURE, _UNITS)):
        if following and name in names and not (len(name) < 2 and not match["number"][0].isdigit()):
            return kind, names[name], match.end() + following.end()
    return Kind.COUNT, "", match.end()


def _bounded(words: str, figure: Figure) -> Figure:
    """Widen a figure by what stands before or after it."""
    for bound in ("at_least", "at_most", "about"):
        before = re.search(_BEFORE[bound], words[: figure.span.start], re.IGNORECASE)
        after = re.match(_AFTER[bound], words[figure.span.end :], re.IGNORECASE)
        if before or after:
            start = before.start() if before else figure.span.start
            span = Span(start, figure.span.end + (after.end() if after else 0))
            return replace(_widened(figure, bound), span=span)
    return figure


def _widened(figure: Figure, bound: str) -> Figure:
    if bound == "at_least":
        return replace(figure, high=figure.high * FURTHER)
    if bound == "at_most":
        return replace(figure, low=0.0)
    return replace(figure, low=figure.low * (1 - LOOSE), high=figure.high * (1 + LOOSE))


def _without_wholes(words: str, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Leave out the whole that another figure is a part of: of "12 of the 40 men" only the 12 are told of."""
    for earlier, figure in zip([None, *figures], figures, strict=False):
        between = words[earlier.span.end : figure.span.start] if earlier else ""
        if not re.fullmatch(_PART_OF, between, re.IGNORECASE):
            yield figure
