"""What a case expects, in plain sentences: shown before it is kept. Words of articles stand between quotation marks."""

from collections.abc import Iterator

from app.inert import single_marks
from evals.case import Case, Expectation, Wanted

_SHORT = 120  # characters of a quote that are enough to know it by
_REASONS = {
    "no_such_source": "because there is no such source",
    "source_silent": "because the source does not speak of it",
    "not_in_library": "because nothing in the library is about it",
}


def expectations(case: Case) -> tuple[str, ...]:
    """Return what a right answer shows, a sentence each."""
    return tuple(_lines(case.expect))


def _lines(expect: Expectation) -> Iterator[str]:
    if expect.abstains:
        yield " ".join(filter(None, ("There is no answer", _REASONS.get(expect.reason or "", "")))) + "."
    else:
        yield "There is an answer."
    if expect.premise:
        yield "It says what the question takes for granted."
    for wanted in expect.must_cite:
        yield f"It cites {_place(wanted)}."
    if expect.any_cite:
        yield f"It cites one or more of {len(expect.any_cite)} others:"
        yield from (f"– {_place(wanted)}" for wanted in expect.any_cite)
    if expect.attribution:
        yield f"Beside those words it names {_listed(expect.attribution)}."
    if expect.status:
        yield f"Their standing is: {expect.status.value}."
    yield from _scope(expect)
    for words in (*expect.canaries, *expect.never):
        yield f"It does not hold the words “{_short(words)}”."


def _scope(expect: Expectation) -> Iterator[str]:
    if expect.outlets_only:
        yield f"It cites no outlet but {_listed(expect.outlets_only)}."
    if expect.speakers_only:
        yield f"It cites no words but those of {_listed(expect.speakers_only)}."
    if expect.after:
        yield f"It cites nothing published before {expect.after.isoformat()}."
    if expect.before:
        yield f"It cites nothing published after {expect.before.isoformat()}."


def _place(wanted: Wanted) -> str:
    return f"“{_short(wanted.text)}” of {_plain(wanted.article)}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(_plain, names))


def _short(words: str) -> str:
    words = single_marks(_plain(words))
    return words if len(words) <= _SHORT else words[:_SHORT].rpartition(" ")[0] + " …"


def _plain(words: str) -> str:
    """Return foreign words in one line without characters that a terminal would act on."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
