"""How the closing line says what the statements of an answer are: assertions, denials, questions."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.answer import Proposition, Statement
from index.record.finding import Finding, Verdict
from ingest.corpus import Force

# What is no assertion of what its words say.
_APART: Final[Mapping[Force, str]] = {Force.DENIES: "denial", Force.ASKS: "question"}
_ASSERTION: Final = "assertion"
# What a person's match tells of words to which its finding gives no standing, by the finding's verdict.
_MATCHED: Final[Mapping[Verdict, str]] = {
    Verdict.REFUTED: "matched as saying the opposite of what was refuted",
    Verdict.UNRESOLVED: "matched to what was left unresolved",
    Verdict.ESTABLISHED: "matched to findings that differ",
}


def said_in(statements: Sequence[Statement], where: str, issue: Proposition | None = None) -> str:
    """Say in which articles (`where`) something is said, and which citations do not assert it.

    Beside what a question asks after or takes for granted, its `issue`, "asserted" could be taken to be of that.
    """
    as_what = {
        kind: [c.number for s in statements if _APART.get(s.force, _ASSERTION) == kind for c in s.citations]
        for kind in (*_APART.values(), _ASSERTION)
    }
    kinds = [kind for kind, numbers in as_what.items() if numbers]
    if kinds == [_ASSERTION] and issue is None:
        return f"Asserted in {where}"
    if len(kinds) == 1:
        return f"Quoted from {where} {_as(kinds[0], as_what[kinds[0]])}"
    *apart, last = kinds
    told = "".join(f", {_listed(as_what[kind])} {_as(kind, as_what[kind])}" for kind in apart)
    return f"Quoted from {where}{told}, the others {_as(last, as_what[last])}"


def _as(kind: str, numbers: Sequence[int]) -> str:
    return f"as {kind}s" if len(numbers) > 1 else f"as {'an' if kind == _ASSERTION else 'a'} {kind}"


def matched_in(statements: Sequence[Statement], findings: Sequence[Finding]) -> list[str]:
    """Say which citations a person has matched to one of `findings`, and yet have no standing by it."""
    verdicts = {finding.id: finding.verdict for finding in findings}
    told: dict[str, list[int]] = {}
    for statement in statements:
        if statement.matched in verdicts:
            numbers = told.setdefault(_MATCHED[verdicts[statement.matched]], [])
            numbers += [citation.number for citation in statement.citations]
    return [f"{_listed(numbers)} {how}" for how, numbers in told.items()]


def _listed(numbers: Sequence[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)
