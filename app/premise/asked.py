"""What a question takes for granted: the construction that presupposes, and the clause it presupposes.

"Why did P" has no answer unless P, and the same holds of how, when, how much and who: to ask the question is to take P
for granted (Karttunen 1973, "Presuppositions of compound sentences"; Kim et al. 2023, "(QA)²", for questions as they
are typed). Which of these are worth saying so of is the other half:

* asked why, since when, or whether it was right, P itself is always at issue, be it done by somebody;
* asked how, when, how much or who, P is at issue where its verb charges somebody with a wrong (Fillmore 1971, "Verbs
  of judging"), with having been told, or with what is done in secret; asked how, with violence too; and otherwise only
  where no article addresses the question;
* of what nobody does (a dam breaks) it is at issue only there, even asked why;
* never, where P is about what somebody said, or where the question leaves it to others to say so.

Rules over wording, no model. The words stay the question's own, but for the tense that undoing "did" brings.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from app.premise import constructions as wording
from app.premise.charges import (
    base_of,
    blames,
    blames_openly,
    charges,
    happens,
    holds_wrong,
    is_happening,
    is_saying,
    is_wrong,
    owned_wrong,
    says,
)
from app.premise.clause import Clause, clause_of
from app.premise.inflect import finite, gerunds, past, verbs
from app.proposition import Form
from app.words import fold, lowered


class Weight(Enum):
    """When what a question takes for granted is to be said."""

    ALWAYS = auto()
    IF_ABSENT = auto()  # where no article addresses the question


@dataclass(frozen=True, slots=True)
class Presupposed:
    """A proposition in the question's own words, and when to say that the question takes it for granted."""

    words: str
    form: Form
    weight: Weight = Weight.ALWAYS


def presupposed(question: str) -> Presupposed | None:
    """Return what `question` takes for granted, None where that is nothing or nothing worth saying."""
    first = first_sentence(question)
    low = lowered(first)
    if re.search(wording.RELAYED, low):
        return None
    tried = (read for needed, read in _READERS if _any_in(needed, low))
    return next((found for read in tried for found in read(first, low)), None)


def _any_in(needed: Sequence[str], low: str) -> bool:
    """Tell whether a pattern is worth compiling and trying."""
    return any(words in low for words in needed)


def first_sentence(question: str) -> str:
    """Return the question up to its first question mark and to anything it asks besides."""
    first = re.split(wording.END, " ".join(question.split()), maxsplit=1)[0].strip(" .!,;:\"'“”")
    also = re.search(wording.ALSO, lowered(first))
    return first[: also.start()] if also else first


def _part(first: str, match: re.Match[str], name: str) -> str:
    return first[slice(*match.span(name))]


def _inverted(first: str, low: str) -> Iterator[Presupposed]:
    """Read "why did the mayor close the mill"."""
    for needed, pattern, is_grave in _ASKED_OF:
        if _any_in(needed, low) and (match := re.search(pattern, low)):
            yield from _of_clause(clause_of(_part(first, match, "aux"), _part(first, match, "rest")), is_grave)
            return


_Test = Callable[[Clause], bool]


def _is_any(clause: Clause) -> bool:
    return not happens(clause) or charges(clause)


def _is_dark(clause: Clause) -> bool:
    return charges(clause) or blames(clause)


def _is_bad(clause: Clause) -> bool:
    return _is_dark(clause) or blames_openly(clause)


# What makes a clause worth saying so of, by what is asked of it; and words that the pattern needs.
_ASKED_OF: Final[tuple[tuple[Sequence[str], str, _Test], ...]] = (
    (("why", "how come", "since", "from", "reason", "to what end"), wording.REASON, _is_any),
    (("how", "what", "whose"), wording.MANNER, _is_bad),
    (("when", "where", "which", "what", "how"), wording.TIME, _is_dark),
)


def _of_clause(clause: Clause, is_grave: _Test) -> Iterator[Presupposed]:
    rest = lowered(clause.rest)
    if re.match(wording.NOBODY, rest) or (says(clause) and not re.match(wording.NONE, rest)):
        return
    if is_grave(clause):
        yield _stated(clause, Weight.ALWAYS)
    elif clause.verb:  # "where is the mill", "how is the mayor" are no events
        yield _stated(clause, Weight.IF_ABSENT)


def _stated(clause: Clause, weight: Weight) -> Presupposed:
    if clause.words:
        return Presupposed(clause.words, Form.STATEMENT, weight)
    return Presupposed(clause.inverted, Form.NO if clause.negated else Form.YES, weight)


def _plain(first: str, low: str) -> Iterator[Presupposed]:
    """Read "how come the mayor closed the mill", "explain why the mayor closed the mill"."""
    for pattern in wording.PLAIN:
        match = re.search(pattern, low)
        if match and _is_event(match["rest"]):
            yield Presupposed(_part(first, match, "rest"), Form.STATEMENT, _weight_of(match["rest"]))
            return


def _uninverted(first: str, low: str) -> Iterator[Presupposed]:
    """Read "why the mayor closed the mill"; without a verb in a tense it is no clause."""
    match = re.search(wording.UNINVERTED, low)
    if match and _is_event(match["rest"]) and any(w in finite() or w in _TENSED for w in match["rest"].split()[1:]):
        yield Presupposed(_part(first, match, "rest"), Form.STATEMENT, _weight_of(match["rest"]))


def _weight_of(clause: str) -> Weight:
    """Return the weight of a clause that is not taken apart: what its first verb in a tense tells of."""
    words = clause.split()
    at = next((i for i, word in enumerate(words[1:SUBJECT], 1) if word in finite()), None)
    behind = words[at + 1] if at and at + 1 < len(words) else ""
    return Weight.IF_ABSENT if at and is_happening(finite()[words[at]], behind) else Weight.ALWAYS


def _is_event(clause: str) -> bool:
    return not re.match(wording.NOBODY, clause) and not any(map(is_saying, clause.split()[:SUBJECT]))


SUBJECT: Final = 6  # words in which the main verb of a clause that is not taken apart is looked for
_TENSED: Final = frozenset("is are was were has have had did does do".split())


def _infinitive(first: str, low: str) -> Iterator[Presupposed]:
    """Read "was it right of the mayor to close the mill", "what led the mayor to close the mill"."""
    for pattern in wording.INFINITIVE:
        match = re.search(pattern, low)
        if match and (pattern is not wording.LED or fold(match["rest"].split()[0]) in verbs()):
            yield from _done(_part(first, match, "who"), _part(first, match, "rest"))
            return


def _stopped(first: str, low: str) -> Iterator[Presupposed]:
    """Read "when did the mayor stop closing mills", which takes for granted that the mayor closed mills."""
    match = re.search(wording.STOPPED, low)
    if match:
        gerund, _, rest = _part(first, match, "rest").partition(" ")
        if base := gerunds().get(fold(gerund)):
            yield from _done(_part(first, match, "who"), f"{base} {rest}")


def _done(who: str, deed: str) -> Iterator[Presupposed]:
    """Put what somebody is said to have done ("close the mill") into the past."""
    base, _, rest = deed.partition(" ")
    if re.match(wording.NOBODY, lowered(who)) or is_saying(fold(base)):
        return
    if verb := past(fold(base)):
        yield Presupposed(f"{who} {verb} {rest}".strip(), Form.STATEMENT)
    else:
        yield Presupposed(f"did {who} {deed}".strip(), Form.YES)


def _bare(first: str, low: str) -> Iterator[Presupposed]:
    """Read "what made the mayor close the mill", "how dare the mayor close the mill"."""
    if match := re.search(wording.BARE, low):
        yield from _of_clause(clause_of("did", _part(first, match, "rest")), _is_any)


def _reproach(first: str, low: str) -> Iterator[Presupposed]:
    """Read "how could the mayor let the mill close"; of other verbs it may ask what is possible."""
    if match := re.search(wording.REPROACH, low):
        clause = clause_of("did", _part(first, match, "rest"))
        if clause.verb in ("let", "allow") or _is_bad(clause):
            yield from _of_clause(clause, _is_any)


def _amount(first: str, low: str) -> Iterator[Presupposed]:
    """Read "how much money did the mayor steal", "what lies did the mayor tell", where that charges somebody."""
    match = re.search(wording.AMOUNT, low)
    if not match or re.match(wording.NOBODY, match["rest"]):
        return
    clause = clause_of(_part(first, match, "aux"), _part(first, match, "rest"))
    what = _part(first, match, "what").strip()
    if clause.verb and clause.acts and (holds_wrong(fold(what)) or charges(clause)):
        yield _stated(clause.with_object(what or "something"), Weight.ALWAYS)


def _who(first: str, low: str) -> Iterator[Presupposed]:
    """Read "who stole the money", "how many ballots were faked"."""
    match = re.search(wording.WHO, low)
    base = base_of(match["verb"]) if match else None
    if match and base and is_wrong(base, match["rest"].partition(" ")[2].partition(" ")[0]):
        who = _part(first, match, "who")
        some = _SOME.get(fold(who)) or re.sub(r"^(?:how )?\w+", "some", who, flags=re.IGNORECASE)
        yield Presupposed(some + first[match.end("who") :], Form.STATEMENT)


_SOME: Final = {"who": "somebody", "how many": "some", "how much": "something"}


def _owned(first: str, low: str) -> Iterator[Presupposed]:
    """Read "what was the aim of the mayor's secret deal"."""
    match = owned_wrong().search(low) if re.search(wording.ASKS, low) and not any(map(is_saying, low.split())) else None
    if match:
        thing = _BEFORE.sub("", match["thing"])
        yield Presupposed(first[match.end() - len(thing) : match.end()], Form.THING)


_BEFORE: Final = re.compile(r"^.*\b(?:of|in|on|about|behind|was|is|were|are|for|by|with|from|to|did|does|do)\s+")

_Reader = Callable[[str, str], Iterator[Presupposed]]
# Words of which each needs one, so that the patterns of most are never compiled for a question.
_READERS: Final[tuple[tuple[Sequence[str], _Reader], ...]] = (
    (("stop", "quit", "cease"), _stopped),
    (("wh", "how", "reason"), _inverted),
    (("how come", "why", "how is it", "how was it"), _plain),
    (("why",), _uninverted),
    ((" to ",), _infinitive),
    (("what made", "what makes", "how dare"), _bare),
    (("how could",), _reproach),
    (("how much", "how many", "what", "which"), _amount),
    (("who", "what", "which", "how many", "how much"), _who),
    (("'",), _owned),
)
