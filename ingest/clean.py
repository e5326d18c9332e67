"""What of a page is the article, and what is left around it.

Nothing is thrown away: each paragraph gets a role, and only `Role.BODY` and `Role.HEADING` lie in passages. Whole
lines are told by the patterns of boilerplate.toml wherever they stand; everything looser (a disclaimer's prose,
link lists, headlines of other articles) only above the first or below the last sentence of the article, because
leaving a menu in costs a bad result and taking a sentence out costs a source its words.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ingest import byline
from ingest.readers.reading import Kind, Paragraph
from ingest.segment import ends_sentence

PATTERNS = Path(__file__).with_name("boilerplate.toml")
TRIM = " \t.:!»›>→*#|-–—\"“”'"
SEPARATOR = re.compile(r"\s[|•·»›>/]\s")  # between the entries of a menu
LINE_WORDS = 45  # a whole-line pattern never takes a paragraph longer than this
HEADLINE_WORDS = 30
DECK = 4  # paragraphs below the first sentence among which a byline may stand: the first was a deck then
OFTEN = 4  # times that a page repeats a line of its own, at least; a refrain of the article comes less often
REPEATED_WORDS = range(4, 13)  # fewer are the cells of a table, or an answer to a joke; more are the article's


class Role(StrEnum):
    """What a paragraph is to the article."""

    BODY = "body"
    HEADING = "heading"
    HEADLINE = "headline"
    CREDIT = "credit"  # byline, dateline, first publication: metadata
    CHROME = "chrome"  # left by the page: menus, notices, captions


@dataclass(frozen=True, slots=True)
class Patterns:
    """The four groups of boilerplate.toml, each one regular expression."""

    line: re.Pattern[str]
    edge: re.Pattern[str]
    closing: re.Pattern[str]
    credit: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """Read and compile boilerplate.toml, once a process."""
    groups = tomllib.loads(PATTERNS.read_text("utf-8"))
    joined = {name: "|".join(f"(?:{p})" for group in groups[name].values() for p in group) for name in groups}
    return Patterns(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in joined.items()})


def roles(paragraphs: Sequence[Paragraph], title: str | None = None) -> tuple[Role, ...]:
    """Give each tidied paragraph its role. `title` is the headline where metadata or markup has it."""
    alone = _roles_alone(paragraphs)
    prose = [i for i, p in enumerate(paragraphs) if alone[i] is Role.BODY and is_prose(p) and not _is_credit(p.text)]
    if not prose:
        return tuple(alone)
    while len(prose) > 1 and prose[1] > prose[0] + 1 and patterns().edge.search(paragraphs[prose[0]].text):
        del prose[0]  # a notice: an article goes on with prose, a page with its next short lines
    found = list(alone)
    headline = _headline(paragraphs, alone, prose[0], title)
    for i in range(prose[0] if headline is None else max(prose[0], headline + 1)):
        found[i] = Role.HEADLINE if i == headline else _role_in_head(paragraphs[i], alone[i])
    for i in range(prose[0] + 1, min(prose[0] + 1 + DECK, len(paragraphs))):
        if found[i] is not Role.CHROME and byline.is_credit(paragraphs[i].text):
            found[i] = Role.CREDIT
    closing = _closing(paragraphs)
    last = _last_of_article(paragraphs[:closing], found)
    found[closing:] = [Role.CHROME] * (len(paragraphs) - closing)
    for i in range(last + 1, len(paragraphs)):
        found[i] = _role_in_foot(paragraphs[i], found[i], any(r is Role.CHROME for r in found[last + 1 :]))
    return tuple(found)


def roles_of_selected(paragraphs: Sequence[Paragraph], title: str | None = None) -> tuple[Role, ...]:
    """Give roles where the reader chose the paragraphs: only what is told for sure is taken out of the article.

    What an extractor let through above and below is mostly notices and bylines; its short lines belong to the text.
    """
    found = _roles_alone(paragraphs)
    prose = [i for i, p in enumerate(paragraphs) if found[i] is Role.BODY and not _is_outside(p)]
    first, last = (prose[0], prose[-1]) if prose else (len(paragraphs), -1)
    for i, paragraph in enumerate(paragraphs):
        if not first + DECK < i <= last and _is_credit(paragraph.text):  # dates further down are of a chronicle
            found[i] = Role.CREDIT
        elif not first <= i <= last and patterns().edge.search(paragraph.text):
            found[i] = Role.CHROME
    for i in range(min(3, len(paragraphs)) if title else 0):
        if _folded(paragraphs[i].text) == _folded(title or ""):
            found[i] = Role.HEADLINE
    return tuple(found)


def _is_outside(paragraph: Paragraph) -> bool:
    return _is_credit(paragraph.text) or patterns().edge.search(paragraph.text) is not None


def is_prose(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph reads as running text rather than as a line of a page."""
    words = len(paragraph.text.split())
    if paragraph.linked > 0.6 or paragraph.kind is Kind.HEADING:
        return False
    return words >= 25 or (words >= 7 and ends_sentence(paragraph.text))


def _trimmed(text: str) -> str:
    return text.strip(TRIM)


def _is_line(text: str) -> bool:
    """Tell whether the whole of `text` is a line that pages leave."""
    if len(text.split()) > LINE_WORDS:
        return False
    parts = SEPARATOR.split(text)
    listed = len(parts) > 2 and all(len(part.split()) <= 3 for part in parts)
    return listed or not _trimmed(text) or patterns().line.fullmatch(_trimmed(text)) is not None


def _roles_alone(paragraphs: Sequence[Paragraph]) -> list[Role]:
    """Judge each paragraph without its surroundings; a line that comes again and again is the page's own."""
    times = Counter(p.text for p in paragraphs)
    return [
        Role.CHROME if times[p.text] >= OFTEN and len(p.text.split()) in REPEATED_WORDS else _role_alone(p)
        for p in paragraphs
    ]


def _role_alone(paragraph: Paragraph) -> Role:
    """Judge a paragraph without its surroundings."""
    if _is_line(paragraph.text):
        return Role.CHROME
    return Role.HEADING if _is_heading(paragraph) else Role.BODY


def _is_heading(paragraph: Paragraph) -> bool:
    words = len(paragraph.text.split())
    if paragraph.kind is Kind.HEADING:
        return words <= HEADLINE_WORDS
    return paragraph.kind is Kind.PROSE and words <= 10 and paragraph.text[-1:].isalnum()


def _is_credit(text: str) -> bool:
    trimmed = _trimmed(text)
    return byline.is_credit(text) or (len(text.split()) <= LINE_WORDS and bool(patterns().credit.fullmatch(trimmed)))


def _headline(paragraphs: Sequence[Paragraph], alone: Sequence[Role], first: int, title: str | None) -> int | None:
    """Return the index of the headline: what metadata calls the title, else the first line that reads as one."""
    if title is not None:
        wanted = _folded(title)
        same = (i for i, p in enumerate(paragraphs[: first + 3]) if _folded(p.text) == wanted)
        if (found := next(same, None)) is not None:
            return found
    marked = (i for i, p in enumerate(paragraphs[:first]) if p.kind is Kind.HEADING and len(p.text.split()) > 3)
    if (found := next(marked, None)) is not None:
        return found
    for i, paragraph in enumerate(paragraphs[: first + 1]):
        if alone[i] is Role.CHROME or _is_credit(paragraph.text):
            continue
        if i + 1 < len(paragraphs) and reads_as_headline(paragraph):
            return i
        if i == first or len(paragraph.text.split()) > 3:
            return None
    return None


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def reads_as_headline(paragraph: Paragraph) -> bool:
    """Tell whether a first line can be a headline: short, and no sentence of the article's own."""
    words = paragraph.text.split()
    if paragraph.kind is Kind.HEADING:
        return len(words) <= HEADLINE_WORDS
    if paragraph.kind is Kind.ITEM or not 3 < len(words) <= HEADLINE_WORDS - 5 or byline.WIRE.match(paragraph.text):
        return False
    if re.search(r"[a-z\d]{2}[.!]\s+[\"“]?[A-Z]", paragraph.text):  # two sentences
        return False
    capitals = sum(word[0].isupper() for word in words)
    return not paragraph.text.endswith(".") or capitals > len(words) / 2


def _role_in_head(paragraph: Paragraph, alone: Role) -> Role:
    """Judge a paragraph above the first sentence of the article."""
    if _is_credit(paragraph.text):
        return Role.CREDIT
    short = len(paragraph.text.split()) <= 3 and not ends_sentence(paragraph.text)
    if alone is Role.CHROME or paragraph.linked > 0.6 or short or patterns().edge.search(paragraph.text):
        return Role.CHROME
    return alone


def _last_of_article(paragraphs: Sequence[Paragraph], found: Sequence[Role]) -> int:
    """Return the index of the last paragraph of the article itself, walking up from the end."""
    for i in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[i]
        outside = found[i] is Role.CHROME or paragraph.linked > 0.6 or patterns().edge.search(paragraph.text)
        if not outside and not _is_credit(paragraph.text) and (is_prose(paragraph) or paragraph.kind is Kind.ITEM):
            return i
    return len(paragraphs) - 1


def _closing(paragraphs: Sequence[Paragraph]) -> int:
    """Return where the lines after the article begin, by a heading such as "Related articles", else the end."""
    total = sum(len(p.text) for p in paragraphs)
    passed = 0
    for i, paragraph in enumerate(paragraphs):
        if (
            passed > total / 2
            and patterns().closing.fullmatch(_trimmed(paragraph.text))
            and _only_lines(paragraphs[i:])
        ):
            return i
        passed += len(paragraph.text)
    return len(paragraphs)


def _only_lines(rest: Iterable[Paragraph]) -> bool:
    """Tell whether nothing in `rest` is longer than a teaser, so that no part of an article is lost with it."""
    return all(len(p.text.split()) < 60 or patterns().edge.search(p.text) for p in rest)


def _role_in_foot(paragraph: Paragraph, alone: Role, among_chrome: bool) -> Role:
    """Judge a paragraph below the last sentence of the article."""
    if _is_credit(paragraph.text):
        return Role.CREDIT
    outside = paragraph.linked > 0.6 or patterns().edge.search(paragraph.text) or among_chrome
    return Role.CHROME if outside else alone
