"""What the record and the articles have about what a question takes for granted, or asks after.

A finding decides whose statement is the very one, word by word; nothing else does. Whether an article says so is told
by how near its nearest sentence is. Who of those that speak of it asserts it is not told: words in common do not show
that. On the shared and demonstration questions a sentence may hold 84 % of the premise's words and say something else
("half of all meetings", "half of those outside government"), and another hold a third of them and be the very charge.
"""

from collections.abc import Sequence
from typing import Final

from app.answer import Proposition, Standing
from app.premise.asked import Weight, presupposed
from app.premise.at_issue import at_issue
from app.premise.same import is_said_by
from app.sufficiency import CONSIDERED
from app.understanding import Intent, Interpretation
from index.record.finding import Finding, Verdict
from index.retrieve import Retrieved

# Nearness below which nothing says so. Of 33 invented charges against people of the three libraries 8 are below it; the
# lowest of 28 that articles speak of has 0.69. To say wrongly that no article has it is the worse mistake.
SAID: Final = 0.6


def rulings(findings: Sequence[Finding], words: str) -> tuple[Finding, ...]:
    """Return which `findings` decide what a question takes for granted or asks after, in `words`.

    Nearness decides nothing, nor does a match: it is about words of an article, and what is asked may be other words
    still. A finding decides whose statement is the very one, word by word, a question's order undone.
    """
    return tuple(finding for finding in findings if is_said_by(words, finding.statement))


def premise_of(
    understood: Interpretation,
    found: Sequence[Retrieved],
    findings: Sequence[Finding] = (),
) -> Proposition | None:
    """Return what a question that has an answer takes for granted; None where that is nothing, or nothing worth saying,
    or established.

    Who asks a source for what it says takes only that for granted, and gets it.
    """
    taken = None if _asks_a_source(understood) else presupposed(understood.question)
    if taken is None or taken.weight is Weight.IF_ABSENT:
        return None
    standing = _standing(found, rulings(findings, taken.words))
    return Proposition(taken.words, taken.form, standing) if standing is not Standing.ESTABLISHED else None


def premise_unspoken(understood: Interpretation, findings: Sequence[Finding] = ()) -> Proposition | None:
    """Return what a question takes for granted that no article addresses; None where a finding establishes it."""
    taken = None if _asks_a_source(understood) else presupposed(understood.question)
    if taken is None:
        return None
    standing = _standing((), rulings(findings, taken.words))
    return Proposition(taken.words, taken.form, standing) if standing is not Standing.ESTABLISHED else None


def at_issue_of(
    understood: Interpretation,
    found: Sequence[Retrieved],
    findings: Sequence[Finding] = (),
) -> Proposition | None:
    """Return what a yes-no question asks after, None for other questions and for those that ask a source."""
    if _asks_a_source(understood) or understood.wants_attributed:
        return None
    asked = at_issue(understood.question)
    return Proposition(*asked, _standing(found, rulings(findings, asked[0]))) if asked else None


def _asks_a_source(understood: Interpretation) -> bool:
    sought = understood.intent in (Intent.COMPARE, Intent.WHO_SAID, Intent.DENIAL)
    return sought or any(mention.asked for mention in understood.mentions)


def _standing(found: Sequence[Retrieved], deciding: Sequence[Finding]) -> Standing:
    verdicts = {finding.verdict for finding in deciding} - {Verdict.UNRESOLVED}
    if len(verdicts) == 1:  # findings that differ settle nothing, as with words of articles
        return Standing(verdicts.pop().value)
    nearest = max((s.nearness for retrieved in found for s in retrieved.sentences[:CONSIDERED]), default=0.0)
    return Standing.NOT_ESTABLISHED if nearest >= SAID else Standing.ABSENT
