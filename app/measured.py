"""What the figures of a sentence are of, and which are clear enough to be set against another source's.

No parser is at hand, so a figure's clause is what stands between two marks or conjunctions around it, and what it
counts are the words right after it. Left out are figures of a moment ("so far"), of a part or a rate ("12 of them", "a
day"), wished for or supposed, and under a "not"; and all those of a sentence that lists many.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from app.figure_dates import all_days, is_not_before, moments, taken
from app.figures import DATA, Figure, Kind, any_of, numbers
from index.retrieve import NEGATION
from index.voices import is_question
from index.words import FUNCTION_WORDS, stems
from ingest.corpus import Span

MANY: Final = 5  # figures: a list, a table, or several things of which it cannot be told which figure is of which
THINGS: Final = 3  # words after a figure that tell what it counts
AMOUNTS: Final = frozenset({Kind.COUNT, Kind.MONEY, Kind.SHARE, Kind.MEASURE})
MOMENTS: Final = frozenset({Kind.DAY, Kind.CLOCK})

_BOUNDARY: Final = (
    r"[;:—()]|,(?!\d)|\s[-–]\s|\b(?:and|but|while|whereas|though|although|who|whom|which|because|when|that|where|as)\b"
)
_WHOLE: Final = (
    r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|all|those|these)\s+)?(?:[\w'’-]+\s+){0,2}?[\d,.]*\d"
)
_OF_THOSE: Final = r"^\s+of\s+(?:the|its|their|those|these)\b"
_TOKEN: Final = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_NAME: Final = r"(?<=\s)[A-Z][\w'’-]+|\b[A-Z]{2,}\b"
_WEEKDAY: Final = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_ON_A_WEEKDAY: Final = rf"{_WEEKDAY}(?:\s+(?:morning|afternoon|evening|night)\b)?"
_PERIOD: Final = (
    r"\b(?:last|this|next|past|previous|first|second|third|fourth|same|that)\s+"
    r"(?:day|week|month|quarter|year|season|decade|century|night)\b"
    r"|\b(?:years?|decades?|months?|weeks?|annual|fiscal|quarter(?:ly)?|(?:19|20)\d0s)\b"
)


def _phrases(table: str) -> str:
    return rf"\b{any_of([*DATA[table]['words'].split(), *DATA[table].get('phrases', ())])}\b"


_MOMENT, _OPEN, _PART, _POLLED = map(_phrases, ("moment", "open", "part", "polled"))
_NARROWING: Final = frozenset(DATA["narrowing"]["words"].split())
_NEUTRAL: Final = frozenset(stems(DATA["neutral"]["words"]))
_QUANTITY: Final = frozenset(stems(DATA["quantity"]["words"]))
_HAPPENED: Final = {
    stem: line.split()[0] for line in DATA["happened"]["lines"].strip().splitlines() for stem in stems(line)
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with what it is of, all of it as stems.

    `things` are the words right after it; `happened` what it says of them, as one word for all that mean it ("dead");
    `clause` all words of its clause; `narrowing` its names and what a preposition governs there.
    """

    figure: Figure
    things: frozenset[str]
    happened: frozenset[str]
    clause: frozenset[str]
    narrowing: frozenset[str]


def happened_in(words: frozenset[str]) -> frozenset[str]:
    """Return what happened to those counted, by the stems of some words."""
    return frozenset(_HAPPENED[stem] for stem in words if stem in _HAPPENED)


def telling(words: frozenset[str]) -> frozenset[str]:
    """Return the stems that tell what is counted: no neutral ones and none of what happened."""
    return words - _NEUTRAL - _HAPPENED.keys()


def sought_in(words: frozenset[str]) -> frozenset[str]:
    """Return the stems of a question that tell what is counted, without those that only say that something is."""
    return telling(words) - _QUANTITY


def figures_of(words: str, published: date | None) -> tuple[Figure, ...]:
    """Return all figures of a sentence, be they fit to compare or not."""
    return (*numbers(words, taken(words)), *moments(words, published))


def measured(words: str, framed: str, figures: Sequence[Figure]) -> tuple[Measured, ...]:
    """Return those `figures` of a sentence that can be compared. `framed` are its words with blanks for who says so."""
    if is_question(words) or len(figures) > MANY:
        return ()
    is_of_a_moment = re.search(_MOMENT, words, re.IGNORECASE)
    timely = (figure for figure in figures if figure.kind in MOMENTS or not is_of_a_moment)
    fit = ((figure, clause) for figure in timely if _is_fit(words, clause := _clause(words, figure.span), figure))
    plain = undated(framed)
    return tuple(_of(plain, clause, figure) for figure, clause in fit)


def undated(words: str) -> str:
    """Return `words` with blanks for dates and weekdays: they are no names, and narrow nothing but time."""
    weekdays = (Span(*match.span()) for match in re.finditer(_ON_A_WEEKDAY, words))
    for span in (*taken(words), *weekdays):
        words = f"{words[: span.start]}{' ' * (span.end - span.start)}{words[span.end :]}"
    return words


def names_in(words: str) -> frozenset[str]:
    """Return the stems of the names in some words; of one that begins a sentence it cannot be told whether it is."""
    return frozenset(stem for name in re.finditer(_NAME, undated(words)) for stem in stems(name.group()))


def periods_in(words: str) -> frozenset[str]:
    """Return what tells of which time a sentence is, weekdays apart: its dates, and words such as "last year"."""
    days = (str(told) for _, told in all_days(words))
    return frozenset(chain(days, (match.group().lower() for match in re.finditer(_PERIOD, words, re.IGNORECASE))))


def weekdays_in(words: str) -> frozenset[str]:
    """Return the weekdays that a sentence names."""
    return frozenset(match.group() for match in re.finditer(_WEEKDAY, words))


def things(words: str) -> Iterator[str]:
    """Yield the first few words, an article aside, up to one that joins them to something else."""
    words = re.sub(r"^\s*(?:(?:of|the|all|an?)\s+)+", "", words)
    for number, token in enumerate(re.finditer(_TOKEN, words)):
        stands_beside = len(words[: token.start()].split()) == number
        if number == THINGS or not stands_beside or token.group().lower() in FUNCTION_WORDS | _NARROWING:
            return
        yield token.group()


def _clause(words: str, span: Span) -> Span:
    """Return the stretch around a figure up to the next mark or conjunction on either side."""
    start = max((m.end() for m in re.finditer(_BOUNDARY, words[: span.start], re.IGNORECASE)), default=0)
    after = re.search(_BOUNDARY, words[span.end :], re.IGNORECASE)
    return Span(start, span.end + after.start() if after else len(words))


def _is_fit(words: str, clause: Span, figure: Figure) -> bool:
    before, after = words[: figure.span.start], words[figure.span.end : clause.end]
    around = f"{before[clause.start :]}|{after}"
    if (NEGATION.search(before) and not is_not_before(before)) or re.search(_OPEN, around, re.IGNORECASE):
        return False
    if figure.kind in MOMENTS:
        return True
    is_polled = figure.kind is Kind.SHARE and re.search(_POLLED, words, re.IGNORECASE)
    return not (is_polled or re.match(r"\s+more\b", after) or re.search(_PART, around, re.IGNORECASE))


def _of(words: str, clause: Span, figure: Figure) -> Measured:
    before, after = words[clause.start : figure.span.start], words[figure.span.end : clause.end]
    whole = re.match(_WHOLE, after)
    counted = re.sub(_OF_THOSE, "", after[whole.end() :] if whole else after)
    around = f"{before} | {after}"
    own = frozenset(stem for stem in stems(around) if not stem[0].isdigit())
    return Measured(
        figure,
        frozenset(stems(" ".join(things(counted)))),
        happened_in(own),
        own,
        frozenset(_governed(around)) | (names_in(around) & own),
    )


def _governed(around: str) -> Iterator[str]:
    """Yield the stems of what stands after a preposition, up to the next word that joins."""
    is_governed = False
    for token in re.finditer(rf"{_TOKEN}|\S", around):
        word = token.group().lower()
        if word in _NARROWING:
            is_governed = True
        elif not word[0].isalpha() or (word in FUNCTION_WORDS and word not in ("the", "a", "an", "its", "their")):
            is_governed = False
        elif is_governed:
            yield from stems(word)
