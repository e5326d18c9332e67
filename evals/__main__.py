"""``python -m evals [CASES] [--library DIR] [--only NAME] [--fails] [--json]``: evaluates, and prints the figures.

Without CASES it asks the demonstration cases and holds them to ``evals/floors.json``; without ``--library`` it builds
one from the demonstration articles. Exit codes: 0 done, 1 below a floor, 2 the input is unusable.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals import floors
from evals.case import Case, load
from evals.run import Figures, Tally, build, evaluate
from ingest.errors import HearsayError, UnusableInput


def main(arguments: list[str] | None = None) -> int:
    """Evaluate; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        measured = _measure(options.cases, options.library, options.only)
    except HearsayError as failure:
        Console(stderr=True, soft_wrap=True).print(f"evals: {failure}", markup=False, highlight=False)
        return 2
    _show(measured, options.json, options.fails)
    missed = floors.shortfalls(measured.summary(), floors.load(), floors.digest()) if _is_held(options.cases) else ()
    for line in missed:
        Console(stderr=True, soft_wrap=True).print(f"evals: {line}", markup=False, highlight=False)
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Ask evaluation cases and judge the answers.")
    parser.add_argument("cases", nargs="?", type=Path, default=floors.CASES, help="JSONL of cases; else the bundled")
    parser.add_argument(
        "--library", type=Path, metavar="DIR", help="ask this library; else one of the bundled articles"
    )
    parser.add_argument("--only", metavar="NAME", help="only the cases of the library of that name")
    parser.add_argument("--fails", action="store_true", help="list the cases that fail, and which checks")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _is_held(cases: Path) -> bool:
    return cases.resolve() == floors.CASES.resolve()


def _measure(path: Path, library: Path | None, only: str | None) -> Figures:
    cases = _chosen(load(path), only, path)
    with tempfile.TemporaryDirectory(prefix="hearsay-evals-") as made:
        work = Path(made)
        if library is None:
            library = work / "library"
            build(floors.ARTICLES, library)
        return evaluate(cases, library, work)


def _chosen(cases: tuple[Case, ...], only: str | None, path: Path) -> tuple[Case, ...]:
    chosen = tuple(case for case in cases if only in (None, case.library))
    if not chosen:
        raise UnusableInput(f"{path}: no case is of the library {only!r}; name one of those in the file")
    return chosen


def _show(measured: Figures, as_json: bool, fails: bool) -> None:
    console = Console(soft_wrap=True)
    if as_json:
        figures = {name: round(value, 3) for name, value in measured.summary().items()}
        tallies = {"checks": measured.checks(), "kinds": measured.kinds()}
        console.print(json.dumps({"cases": len(measured.results), **figures, **tallies}), markup=False, highlight=False)
        return
    console.print(_table("kind", measured.kinds()), _table("check", measured.checks()))
    for name, value in measured.summary().items():
        console.print(f"{name:<16}{value:.3f}", highlight=False)
    for result in measured.results if fails else ():
        if not result.verdict.passed:
            failed = ", ".join(name for name, held in result.verdict.checks.items() if not held)
            console.print(f"{result.case.id}: {failed} | {result.case.question}", markup=False, highlight=False)


def _table(heading: str, tally: Tally) -> Table:
    table = Table(heading, "held", "cases", box=None)
    for name, (held, of) in tally.items():
        table.add_row(name, str(held), str(of))
    return table


if __name__ == "__main__":
    sys.exit(main())
