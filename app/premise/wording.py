"""How an answer opens: what the question takes for granted or asks after, and what stands on record. Never yes or no.

The question's words are the user's, and stand between quotation marks; they are escaped where they are shown.
"""

from collections.abc import Sequence

from app.answer import Abstention, Answer, Form, Outcome, Proposition, Standing, Statement
from app.outlets import outlets_in_words
from index.record.finding import Finding

_NEAREST_FIRST = "in these very words (the nearest stands first)"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


def premise_text(premise: Proposition) -> str:
    """Return the proposition as a clause that may follow "takes for granted that"."""
    match premise.form:
        case Form.YES | Form.NO:
            return f"the answer to “{_inner(premise.words)}?” is {premise.form.value}"
        case Form.THING:
            return f"it is right to speak of “{_inner(premise.words)}”"
        case _:
            return premise.words


def opening_of(outcome: Outcome) -> str | None:
    """Return the opening of an answer, unescaped; None where the question needs none."""
    premise = outcome.premise
    if isinstance(outcome, Abstention):
        return f"{_granted(premise)} {_of_premise(premise, (), outcome.findings)}" if premise else None
    parts = [f"{_granted(premise)} {_of_premise(premise, outcome.statements, outcome.findings)}"] if premise else []
    if outcome.at_issue and not premise:
        parts.append(_of_issue(outcome.at_issue, outcome))
    return " ".join(parts) or None


def _granted(premise: Proposition) -> str:
    text = premise_text(premise)
    return f"The question takes for granted that {f'“{_inner(text)}”' if premise.form is Form.STATEMENT else text}."


def _of_premise(premise: Proposition, statements: Sequence[Statement], near: Sequence[Finding]) -> str:
    match premise.standing:
        case Standing.REFUTED:
            return "A finding on record refutes it."
        case Standing.ABSENT:
            on_record = f" No finding on record is {_NEAREST_FIRST}." if near else ""
            nearest = " What articles have that comes near:" if near else " What comes nearest:"
            return f"No article here says so.{on_record}" + (nearest if statements else "")
        case _ if near:
            return f"No finding on record establishes it {_NEAREST_FIRST}{_spoken_of(statements)}."
        case _:
            return f"Nothing on record establishes it{_spoken_of(statements)}."


def _of_issue(issue: Proposition, answer: Answer) -> str:
    words = f"“{_inner(issue.words)}{'?' if issue.form is Form.OPEN else ''}”"
    that = "that " if issue.form is Form.STATEMENT else ""
    match issue.standing:
        case Standing.REFUTED | Standing.ESTABLISHED if issue.form is Form.STATEMENT:
            verb = "refutes" if issue.standing is Standing.REFUTED else "establishes"
            return f"A finding on record {verb} that {words}."
        case Standing.REFUTED | Standing.ESTABLISHED:
            return f"A finding on record answers {words}."
        case _:
            verb = "settles" if issue.form is Form.OPEN else "establishes"
            spoken = (
                "; what comes nearest:" if issue.standing is Standing.ABSENT else f"{_spoken_of(answer.statements)}."
            )
            if answer.findings:
                return f"No finding on record {verb} {that}{words} {_NEAREST_FIRST}{spoken}"
            return f"Nothing on record {verb} {that}{words}{spoken}"


def _spoken_of(statements: Sequence[Statement]) -> str:
    """Say of how many outlets articles are cited."""
    articles = {c.article.id: c.article for s in statements for c in s.citations}
    if not articles:
        return ""
    of = outlets_in_words(articles.values(), _in_words)
    return (
        f"; an article of {of} comes nearest to it" if len(articles) == 1 else f"; articles of {of} come nearest to it"
    )


def _in_words(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _inner(words: str) -> str:
    """Return words with their double quotation marks single, so that only ours ends the quotation."""
    return words.translate(str.maketrans('“”„‟«»"', "‘’‚‛‹›'"))
