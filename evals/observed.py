"""An answer as a reader sees it, beside what the library holds: all that metrics are computed from.

The rendered Markdown is taken apart by reading, with nothing of the program's: statuses, names and quotes are what
stands on the page, not what the JSON says of itself. Of the JSON two things are believed, both of which the library can
be held to: which article and span a number stands for, and how long each stage took.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from evals.case import Case, Wanted
from evals.covering import covers
from evals.verbatim import cuts_word
from ingest.corpus import Force

Json = Mapping[str, Any]

_ESCAPED = re.compile(r"\\([^\w\s]|_)")
_MARKER = re.compile(r"\[(\d{1,3})\]")
_NUMBERS = re.compile(r"(?:\[\d{1,3}\] ?)+(?=[^\s\[])")  # with which a line of the list of sources begins
_QUOTES = re.compile(r"“[^“”]*”")
# The status in words behind the quotes, in italics and brackets.
_NOTE = re.compile(r"\*\((?P<status>disputed|established|refuted)(?::| in| by a finding)[^*]*\)\*\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publication:
    """What the library knows of an article that a citation names."""

    file: str
    outlet: str | None = None
    author: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch of an article, half-open, that the library holds as somebody's words.

    `speakers` are by name, outer to inner, so that the last one speaks; `force` is what that one does with them.
    """

    speakers: tuple[str, ...]
    force: Force
    start: int
    end: int


class Holdings(Protocol):
    """What a library holds, however an answer tells it. Each lookup gives None for what is not there."""

    def text(self, article: str) -> str | None:
        """Return the stored text of an article, by id."""
        ...

    def publication(self, article: str) -> Publication | None:
        """Return what is known of an article, by id."""
        ...

    def verdict(self, finding: str) -> str | None:
        """Return the verdict of a finding on record, by id."""
        ...

    def outlets(self) -> frozenset[str]:
        """Return the names of all outlets."""
        ...

    def names(self) -> frozenset[str]:
        """Return all that an answer may name outside quotation marks, folded as by `evals.verbatim.folded`: outlets,
        authors, speakers, wires and files, and what the record of findings holds of who found what, how and where.
        """
        ...

    def sayings(self, article: str, start: int, end: int) -> tuple[Saying, ...]:
        """Return whose words, of somebody who is known, lie in a stretch of an article; none for what is not there."""
        ...

    def settled(self, article: str, start: int, end: int) -> frozenset[str]:
        """Return what findings, by a person's confirmation, make of all of a stretch: established, refuted."""
        ...


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: the number shown, and the article and span (code points, half-open) that it stands for."""

    number: int
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement as it stands on the page, without Markdown's escapes.

    `lead` is what precedes the quotes: who speaks, how, and perhaps a gist. `quotes` are the passages between quotation
    marks, without them, each with the number that follows it. `status` is what a note calls it, "asserted" without one.
    """

    text: str
    lead: str
    quotes: tuple[tuple[int, str], ...]
    status: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """The citations behind its quotes, in order, each once."""
        return tuple(dict.fromkeys(number for number, _ in self.quotes))


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer's text taken apart: what opens it, its statements, what closes it, its list of sources by number.

    Of `listed` each is a line of that list, without numbers; a line among them that has none closes the answer.
    """

    opening: str
    statements: tuple[ShownStatement, ...]
    closing: str
    sources: Mapping[int, str]
    listed: tuple[str, ...] = ()

    @property
    def abstains(self) -> bool:
        """Whether nothing is quoted from anywhere: what a reader takes for "there is no answer"."""
        return not self.statements


@dataclass(frozen=True)
class Observation:
    """One answer to one case: the JSON that ``hearsay ask --json`` prints, and the library that it was given from."""

    case: Case
    answer: Json
    holdings: Holdings

    @cached_property
    def shown(self) -> Shown:
        """The answer as a reader sees it."""
        return read(self.answer["text"])

    @cached_property
    def citations(self) -> Mapping[int, Cited]:
        """What each number on the page stands for."""
        listed = (citation for statement in self.answer["statements"] for citation in statement["citations"])
        return {c["number"]: Cited(c["number"], c["article"], c["start"], c["end"]) for c in listed}

    @cached_property
    def ranked(self) -> tuple[int, ...]:
        """The numbers behind quotes that stand for something, in the order shown, one for each place that is cited."""
        places: dict[tuple[str, int, int], int] = {}
        for number in (number for statement in self.shown.statements for number in statement.numbers):
            if cited := self.citations.get(number):
                places.setdefault((cited.article, cited.start, cited.end), number)
        return tuple(places.values())

    @cached_property
    def answering(self) -> tuple[ShownStatement, ...]:
        """The statements that quote some of the evidence that the case wants."""
        wanted = self.case.expect.wanted
        return tuple(s for s in self.shown.statements if any(self.covers(n, w) for n in s.numbers for w in wanted))

    def covers(self, number: int, wanted: Wanted) -> bool:
        """Tell whether what is quoted with a number covers some evidence, of the article that the number stands for."""
        known = self.publication(number)
        return known is not None and covers(known.file, self.quoted(number), wanted)

    def quoted(self, number: int) -> str:
        """Return the words that stand between quotation marks with a number; nothing where none do."""
        quotes = (quote for statement in self.shown.statements for quote in statement.quotes)
        return " ".join(words for behind, words in quotes if behind == number)

    def sayings(self, number: int) -> tuple[Saying, ...]:
        """Return whose words, of somebody who is known, a number stands for."""
        cited = self.citations.get(number)
        return self.holdings.sayings(cited.article, cited.start, cited.end) if cited else ()

    def settled(self, number: int) -> frozenset[str]:
        """Return what findings make of the words that a number stands for."""
        cited = self.citations.get(number)
        return self.holdings.settled(cited.article, cited.start, cited.end) if cited else frozenset()

    def stored(self, number: int) -> str:
        """Return the characters of the library that a number stands for; nothing where it stands for none."""
        cited = self.citations.get(number)
        text = self.holdings.text(cited.article) if cited else None
        return text[cited.start : cited.end] if cited and text is not None else ""

    def is_whole(self, number: int) -> bool:
        """Tell whether the stretch that a number stands for begins and ends between words."""
        cited = self.citations.get(number)
        text = self.holdings.text(cited.article) if cited else None
        return (
            cited is not None and text is not None and not any(cuts_word(text, at) for at in (cited.start, cited.end))
        )

    def publication(self, number: int) -> Publication | None:
        """Return what the library knows of the article that a number stands for."""
        cited = self.citations.get(number)
        return self.holdings.publication(cited.article) if cited else None


def read(markdown: str) -> Shown:
    """Take the text of an answer apart."""
    before: list[str] = []
    after: list[str] = []
    statements: list[ShownStatement] = []
    sources: dict[int, str] = {}
    listed: list[str] = []
    for block in markdown.split("\n\n"):
        if _NUMBERS.match(block):
            entries = [_listed(line) for line in block.split("\n")]
            listed += [words for numbers, words in entries if numbers]
            after += [words for numbers, words in entries if not numbers]
            for number, words in ((number, words) for numbers, words in entries for number in numbers):
                sources[number] = f"{sources[number]}; {words}" if number in sources else words
        elif statement := _statement(block):
            statements.append(statement)
        else:
            (after if statements else before).append(plain(block))
    return Shown("\n".join(before), tuple(statements), "\n".join(after), sources, tuple(listed))


def plain(markdown: str) -> str:
    """Return Markdown's words without its escapes and emphasis."""
    return _ESCAPED.sub(r"\1", re.sub(r"(?<!\\)\*+", "", markdown))


def outside_quotes(text: str) -> str:
    """Return what stands outside quotation marks: what the assistant says itself."""
    return _QUOTES.sub(" ", text)


def _listed(line: str) -> tuple[list[int], str]:
    """Return the numbers that a line of the list of sources begins with, and the rest of it."""
    head = _NUMBERS.match(line)
    numbers, rest = (head.group(), line[head.end() :]) if head else ("", line)
    return [int(number) for number in _MARKER.findall(numbers)], plain(rest.strip())


def _statement(block: str) -> ShownStatement | None:
    note = _NOTE.search(block)
    lead, said = _divided(block[: note.start()] if note else block)
    quotes: list[tuple[int, str]] = []
    waiting: list[str] = []
    for piece in re.finditer(r"“([^“”]*)”|(?<!\\)\[(\d{1,3})\]", said):  # "\[1\]" is of a file's name
        if piece[2] is None:
            waiting.append(plain(piece[1]))
        else:
            quotes += [(int(piece[2]), words) for words in waiting]
            waiting = []
    if not quotes:
        return None
    return ShownStatement(plain(block), plain(lead), tuple(quotes), note["status"].lower() if note else "asserted")


def _divided(body: str) -> tuple[str, str]:
    """Divide a block where what is quoted begins: after a colon, as a description in place of a name is quoted too."""
    lead, colon, _ = body.partition(": “")
    at = len(lead) + 2 if colon else body.find("“")
    return (body[:at].rstrip(": "), body[at:]) if at >= 0 else (body, "")
