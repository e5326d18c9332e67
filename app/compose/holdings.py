"""Statements about the library itself. The only ones in our own words: nobody else asserts what it holds."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from app.answer import Statement, Status
from index.store import Catalogued

WHAT_TO_ASK = (
    "Ask what an outlet or author says about something, who said what, how many, when or where; "
    "every answer quotes the articles of this library and names who wrote them."
)
LISTED = 12  # names in a list, before "and n more"

_HELD = (
    r"(?:are there|do (?:you|we|i) have|(?:does|do) (?:this|the|your) library (?:have|hold|contain)|are (?:held )?here"
)
_HELD += r"|are (?:held )?in (?:this|the|your) library)"
_COUNT = re.compile(
    rf"how many (?:articles|stories|texts|pieces)(?: (?:by|from|of) .+?)? {_HELD}(?: (?:by|from|of) .+)?"
)
_NAMES = re.compile(
    rf"(?:which|what) (?P<kind>outlets?|sources?|newspapers|publications|authors?|writers)"
    rf" (?:{_HELD}|is (?:held )?in (?:this|the|your) library)"
)
_HELP = re.compile(r"hi|hello|hey|help|what can (?:you|i|this) (?:do|ask)(?: here)?|how does (?:this|it) work")
_CONTENTS = re.compile(r"what(?:'s| is| does| do) (?:(?:held )?in )?(?:this|the|your) library(?: hold| contain| have)?")


def holdings(question: str, catalogue: Callable[[], Sequence[Catalogued]]) -> tuple[Statement, ...]:
    """Answer a question about the library itself from its `catalogue`, which is read for no other question."""
    asked = " ".join(question.lower().replace("’", "'").split()).rstrip("?.! ")
    if _COUNT.fullmatch(asked):
        return (_about(_size(catalogue())),)
    if names := _NAMES.fullmatch(asked):
        kind = "author" if names["kind"].startswith(("author", "writer")) else "outlet"
        return (_about(_names(kind, catalogue())),)
    if _HELP.fullmatch(asked):
        return (_about(WHAT_TO_ASK), _about(_size(catalogue())))
    if _CONTENTS.fullmatch(asked):
        return (_about(_size(articles := catalogue())), _about(_names("outlet", articles)))
    return ()


def _about(note: str) -> Statement:
    return Statement((), (), Status.LIBRARY, origins=0, note=note)


def _size(articles: Sequence[Catalogued]) -> str:
    days = [a.metadata.published for a in articles if a.metadata.published]
    span = f", dated {min(days).isoformat()} to {max(days).isoformat()}" if days else ""
    undated = len(articles) - len(days)
    return f"{_counted(len(articles), 'article')}{span}" + (f"; {undated} without a date." if undated else ".")


def _names(kind: str, articles: Sequence[Catalogued]) -> str:
    counts = Counter(getattr(article.metadata, kind) for article in articles)
    unknown = counts.pop(None, 0)
    listed = [f"{name} ({count})" for name, count in counts.most_common(LISTED)]
    more = [f"and {len(counts) - LISTED} more"] if len(counts) > LISTED else []
    rest = [f"no {kind} known ({unknown})"] if unknown else []
    return f"{_counted(len(counts), kind)}: {', '.join([*listed, *more, *rest])}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
