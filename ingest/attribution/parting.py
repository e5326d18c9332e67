"""What the tagger links too far: contents that belong to no cue of another paragraph, or to no denial or question.

A paragraph is a unit of who speaks: each entry of a live page stands by itself, and newspapers change speakers with it.
Of 29 contents that the tagger links across a blank line in PolNeAR's dev articles 4 are linked so in the gold, 3 of
them announced by a colon.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.attribution import names
from ingest.attribution.force import force_of, is_left_open
from ingest.attribution.frames import OPENING
from ingest.attribution.names import Naming
from ingest.corpus import Attribution, Force, Span

_BREAK: Final = re.compile(r"\n\s*\n")
_ANNOUNCED: Final = re.compile(r"[^\n]*:[\"“”]?\s*\n\s*\n\s*[\"“„«]?")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_QUOTATION_AT_END: Final = re.compile(r"(?:“[^“”\n]+”|\"[^\"\n]+\")\Z")
_ASKING: Final = re.compile(r"\?[\"”’')]*$")
# How somebody answers who was asked whether something is so.
_ANSWER: Final = re.compile(
    r"[\"“„«‘'\s]*(?:yes|no|none|never|nothing|nobody|not (?:that|at|yet|to|in)|absolutely|of course|certainly"
    r"|i (?:do|did|don['’]t|didn['’]t|was|have|haven['’]t|can|cannot|can['’]t)(?: not)?[.,])\b",
    re.IGNORECASE,
)
_LONGEST_LOOK: Final = 400  # code points between a content and its cue in which a colon is looked for


def parted(attribution: Attribution, text: str) -> Iterator[Attribution]:
    """Yield an attribution without what is not its own, then each quotation that it leaves, for itself."""
    own = _in_paragraph(attribution, text)
    yield from _by_force(own, text)
    kept = frozenset(own.content)
    for span in attribution.content:
        if span not in kept and (words := _quoted(span, text)):
            yield Attribution((), (), (words,))


def _quoted(span: Span, text: str) -> Span | None:
    """Return what of a content is a quotation: all of it, or what it ends in."""
    if text[span.start] in OPENING:
        return span
    ending = _QUOTATION_AT_END.search(text, span.start, span.end)
    return Span(*ending.span()) if ending else None


def _in_paragraph(attribution: Attribution, text: str) -> Attribution:
    if not attribution.cue:
        return attribution
    cue = attribution.cue[0]
    source = tuple(span for span in attribution.source if not _apart(span, cue, text))
    content = tuple(s for s in attribution.content if not _apart(s, cue, text) or _is_announced(cue, s, text))
    return replace(attribution, source=source, content=content)


def _apart(one: Span, other: Span, text: str) -> bool:
    first, second = sorted((one, other))
    return _BREAK.search(text, first.end, second.start) is not None


def _is_announced(cue: Span, content: Span, text: str) -> bool:
    """Tell whether a colon, at the end of the paragraph of the cue, announces a content that opens the next."""
    near = cue.end < content.start < cue.end + _LONGEST_LOOK
    return near and _ANNOUNCED.fullmatch(text, cue.start, content.start) is not None


def _by_force(attribution: Attribution, text: str) -> Iterator[Attribution]:
    """Part what is quoted behind a denial or a question from what is denied or asked: it is said, not denied."""
    force = force_of(text, attribution)
    later = tuple(_said_behind(attribution, text)) if force in (Force.DENIES, Force.ASKS) else ()
    if not later:
        yield attribution
        return
    first = attribution.content[: len(attribution.content) - len(later)]
    yield replace(attribution, content=first)
    source = attribution.source
    if force is Force.ASKS and is_left_open(first[0].of(text)) and _ANSWER.match(text, later[0].start):
        source = _asked(first, text)
    yield Attribution(source, (), later)


def _said_behind(attribution: Attribution, text: str) -> Iterator[Span]:
    """Yield the last contents of an attribution that are quotations in sentences of their own, and no questions."""
    behind = [
        number
        for number, span in enumerate(attribution.content)
        if number
        and text[span.start] in OPENING
        and span.start > attribution.cue[-1].end
        and _SENTENCE_END.search(text, attribution.content[number - 1].start, span.start)
        and not _ASKING.search(span.of(text))
    ]
    if behind and behind == list(range(behind[0], len(attribution.content))):
        yield from attribution.content[behind[0] :]


def _asked(question: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Return where the one person stands whom a question names, and who so is asked; nowhere where it names others."""
    found = [each for each in names.found_in(question[0].of(text)) if each.reading.kind is Naming.PERSON]
    start = question[0].start
    return (Span(start + found[0].start, start + found[0].end),) if len(found) == 1 else ()
