"""What a right answer shows, told from an answer just seen: what it shows, or what somebody says is right instead."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from app.answer import Reason, Status
from app.errors import UnusableFeedback
from app.feedback import Irrelevant, LeavesOut, MustNotSay, Presupposes, SaidBy, ShouldAbstain, Stands, Wrong
from app.request import Constraints
from evals.case import Expectation, Wanted
from evals.covering import fold
from evals.observed import read
from index.scope import Scope
from index.store import Catalogued

Json = Mapping[str, Any]
Holding = Callable[[str], Sequence[Catalogued]]
"""The articles in which some words stand."""

OfItself = ShouldAbstain | SaidBy | Stands | Presupposes | Irrelevant | MustNotSay
"""What is wrong with an answer, and can be told without the library."""

OF_ABSTENTIONS = (MustNotSay, Presupposes)  # which do not say that there should be an answer
FEWEST = 3  # words that a quotation needs: fewer stand everywhere
_TOLD = (Status.DISPUTED, Status.ESTABLISHED, Status.REFUTED)  # standings that an answer must not lose


def shown(answer: Json) -> Expectation:
    """Expect what an answer shows: of its first statement, of what is disputed or ruled on, and of each source asked
    for, the words, the names and, where it is the same, the standing; of the others, any one's words.
    """
    if answer["outcome"] == "abstained":
        return Expectation(abstains=True, reason=Reason(answer["reason"]), premise=bool(answer["premise"]))
    essential = list(_essential(answer))
    must = _wanted(essential)
    others = _wanted(answer["statements"])
    standings = {statement["status"] for statement in essential if statement["citations"]}
    return replace(
        _in_scope(answer),
        must_cite=must,
        any_cite=tuple(wanted for wanted in others if wanted not in must),
        attribution=tuple(
            dict.fromkeys(name for statement in essential if statement["citations"] for name in _names(statement))
        ),
        status=Status(standings.pop()) if len(standings) == 1 else None,
    )


def _essential(answer: Json) -> Iterator[Json]:
    """Yield the statements without which it would be another answer."""
    asked = {name for names in ("outlets", "authors", "speakers") for name in answer["scope"][names]}
    met: set[frozenset[str]] = set()
    for statement in answer["statements"]:
        source = asked.intersection(_names(statement))
        if frozenset(source) not in met or statement["status"] in _TOLD:
            yield statement
        met.add(frozenset(source))


def _in_scope(answer: Json) -> Expectation:
    """Expect no more than that the scope asked for is kept, and what the question takes for granted is said."""
    scope = _scope(answer)
    return Expectation(
        abstains=False,
        premise=bool(answer["premise"]),
        outlets_only=scope.outlets,
        speakers_only=scope.speakers,
        after=scope.after,
        before=scope.before,
    )


def _scope(answer: Json) -> Scope:
    said = answer["scope"]
    outlets, authors, speakers = (tuple(said[name]) for name in ("outlets", "authors", "speakers"))
    after, before = (date.fromisoformat(said[end]) if said[end] else None for end in ("after", "before"))
    return Scope(outlets, authors, speakers, after, before)


def righted(answer: Json, wrong: Wrong, constraints: Constraints, holding: Holding) -> Expectation:
    """Expect of the answer what somebody says is right, and nothing else that it shows."""
    if not wrong.faults:
        raise UnusableFeedback("fault", "say what is wrong with the answer")
    if not wrong.note.strip():
        raise UnusableFeedback("note", "say why it is wrong: the reason is kept beside the test")
    expect = _in_scope(answer)
    if answer["outcome"] == "abstained" and all(isinstance(fault, OF_ABSTENTIONS) for fault in wrong.faults):
        expect = Expectation(abstains=True, premise=expect.premise)  # what cites nothing keeps to any scope
    for fault in wrong.faults:
        if isinstance(fault, LeavesOut):
            expect = _citing_left_out(expect, fault.words, _scope(answer), constraints, holding)
        else:
            expect = _with(expect, fault, answer)
    if len(wrong.faults) > 1 and any(isinstance(fault, ShouldAbstain) for fault in wrong.faults):
        raise UnusableFeedback(
            "fault", "where there is no answer, nothing else can be right about it; say one of the two"
        )
    return expect


def _with(expect: Expectation, fault: OfItself, answer: Json) -> Expectation:
    match fault:
        case ShouldAbstain(reason):
            return Expectation(abstains=True, reason=reason, premise=expect.premise)
        case SaidBy(number, name):
            if not name.strip():
                raise UnusableFeedback("name", "say whose words they are")
            return _citing(replace(expect, attribution=(*expect.attribution, name.strip())), _cited(answer, number))
        case Stands(number, status):
            return _citing(replace(expect, status=status), _cited(answer, number))
        case Presupposes(granted):
            return replace(expect, premise=granted)
        case Irrelevant(number):
            return replace(expect, never=(*expect.never, *_quotes(answer, number)))
        case MustNotSay(words):
            if not words.strip():
                raise UnusableFeedback("never", "give the words that should not stand in the answer")
            return replace(expect, never=(*expect.never, " ".join(words.split())))


def _citing(expect: Expectation, wanted: Sequence[Wanted]) -> Expectation:
    """Expect one piece of evidence more; the same words in several articles are one."""
    if len(wanted) == 1:
        return replace(expect, must_cite=(*expect.must_cite, *wanted))
    return replace(expect, any_cite=(*expect.any_cite, *wanted))


def _citing_left_out(
    expect: Expectation, words: str, scope: Scope, constraints: Constraints, holding: Holding
) -> Expectation:
    """Expect words of an article; where the scope read from the question leaves it out, that scope no more."""
    words = " ".join(words.split())
    if len(fold(words)) < FEWEST:
        raise UnusableFeedback("words", f"give at least {FEWEST} words, as they stand in the article")
    articles = holding(words)
    if not articles:
        raise UnusableFeedback("words", "no article holds these words; copy them from the article that does")
    within = [article for article in articles if scope.admits(article.id, article.metadata)]
    if not within and constraints != Constraints(ignore=constraints.ignore):
        raise UnusableFeedback("words", "these words are outside the scope that was set by hand; ask without it")
    if not within:
        expect = replace(expect, outlets_only=(), speakers_only=(), after=None, before=None)
    return _citing(expect, [Wanted(PurePath(article.file).name, words) for article in within or articles])


def _cited(answer: Json, number: int) -> tuple[Wanted, ...]:
    for statement in answer["statements"]:
        for citation in statement["citations"]:
            if citation["number"] == number:
                return (_as_wanted(citation),)
    raise UnusableFeedback("citation", f"the answer has no citation {number}; choose one that it has")


def _quotes(answer: Json, number: int) -> tuple[str, ...]:
    """Return the words that stand in an answer's text for a citation: marks and paragraphs are others in the JSON."""
    _cited(answer, number)
    return tuple(words for statement in read(answer["text"]).statements for n, words in statement.quotes if n == number)


def _wanted(statements: Sequence[Json]) -> tuple[Wanted, ...]:
    citations = (citation for statement in statements for citation in statement["citations"])
    return tuple(dict.fromkeys(map(_as_wanted, citations)))


def _as_wanted(citation: Json) -> Wanted:
    return Wanted(PurePath(citation["file"]).name, citation["quote"])


def _names(statement: Json) -> tuple[str, ...]:
    return tuple(link["name"] for link in statement["attribution"] if link["name"])
