"""Asks every question of some cases through the command line, and sums up the verdicts.

``hearsay`` runs as a process of its own: what is measured is what a user of the program gets.
"""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.case import Case
from evals.judge import MISSING, Json, Verdict, judge
from index.library import Library
from ingest.errors import HearsayError

Tally = dict[str, tuple[int, int]]
"""How many held, of how many, by name."""


class RunFailed(HearsayError):
    """The program that is measured did not do what it was asked to."""


@dataclass(frozen=True, slots=True)
class Result:
    """A case, its verdict, and whether the answer abstained."""

    case: Case
    verdict: Verdict
    abstained: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What a set of results comes to; rates are between 0 and 1. `scope` and `exact` are 1.0 where never checked."""

    results: tuple[Result, ...]

    @property
    def pass_rate(self) -> float:
        """Share of cases of which every check holds."""
        return sum(r.verdict.passed for r in self.results) / len(self.results)

    @property
    def evidence_recall(self) -> float:
        """Mean share of the wanted evidence that was cited, over the cases that want some."""
        recalls = [r.verdict.recall for r in self.results if r.verdict.recall is not None]
        return sum(recalls) / max(1, len(recalls))

    @property
    def abstention_f1(self) -> float:
        """F1 of abstaining exactly where it is right to."""
        both = sum(r.abstained and r.case.expect.abstains for r in self.results)
        either = sum(r.abstained + r.case.expect.abstains for r in self.results)
        return 2 * both / max(1, either)

    def check(self, name: str) -> float:
        """Share of the cases to which check `name` applied where it holds."""
        held, applied = self.checks().get(name, (1, 1))
        return held / applied

    def checks(self) -> Tally:
        """Count by check."""
        return _tally((name, held) for r in self.results for name, held in r.verdict.checks.items())

    def kinds(self) -> Tally:
        """Count passed cases by kind."""
        return _tally((r.case.kind.value, r.verdict.passed) for r in self.results)

    def summary(self) -> dict[str, float]:
        """Return the figures that floors are held for."""
        return {
            "pass_rate": self.pass_rate,
            "evidence_recall": self.evidence_recall,
            "abstention_f1": self.abstention_f1,
            "exact": self.check("exact"),
            "scope": self.check("scope"),
        }


def _tally(outcomes: Iterable[tuple[str, bool]]) -> Tally:
    counts: defaultdict[str, list[bool]] = defaultdict(list)
    for name, held in outcomes:
        counts[name].append(held)
    return {name: (sum(held), len(held)) for name, held in sorted(counts.items())}


def build(articles: Path, library: Path) -> None:
    """Make a library of a folder of articles. Raises `RunFailed`."""
    _hearsay("--library", str(library), "ingest", str(articles))


def evaluate(cases: Sequence[Case], library: Path, work: Path) -> Figures:
    """Ask every question of `library` and judge the answers; files for it go to `work`. Raises `RunFailed`."""
    questions = work / "questions.jsonl"
    lines = ({"id": c.id, "question": c.question, "history": list(c.history)} for c in cases)
    questions.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    printed = _hearsay("--library", str(library), "ask", "--batch", str(questions), "--json")
    answers = [json.loads(line) for line in printed.splitlines()]
    return figures(cases, answers, stored_texts(library, answers))


def figures(cases: Sequence[Case], answers: Iterable[Json], texts: Mapping[str, str] | None = None) -> Figures:
    """Judge answers already given, each carrying the `id` of its case; a case without one fails."""
    given = {answer["id"]: answer for answer in answers}
    return Figures(tuple(_result(case, given.get(case.id), texts) for case in cases))


def _result(case: Case, answer: Json | None, texts: Mapping[str, str] | None) -> Result:
    if answer is None:
        return Result(case, MISSING, abstained=False)
    return Result(case, judge(case, answer, texts), abstained=answer.get("outcome") == "abstained")


def stored_texts(library: Path, answers: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the stored text of each article that is cited, by id."""
    cited = {c["article"] for a in answers for s in a["statements"] for c in s["citations"]}
    with Library.open_for_reading(library) as opened:
        return {article: opened.store.text(article) for article in cited}


def _hearsay(*arguments: str) -> str:
    """Run the program and return what it prints."""
    done = subprocess.run([sys.executable, "-m", "app", *arguments], capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        told = (done.stderr.strip() or "it said nothing").splitlines()[-1]  # of a traceback, what was raised
        raise RunFailed(f"hearsay {arguments[2]} ended with exit code {done.returncode}: {told}")
    return done.stdout
