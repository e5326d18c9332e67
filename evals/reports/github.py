"""A run as GitHub Actions shows it: annotations on the run, and a summary of the step in Markdown.

Workflow commands are those of ``@actions/core``: what they carry is escaped as its ``command.ts`` does, so that no case
or answer can give a command of its own.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.inert import printable
from evals.comparison import Comparison
from evals.gate import Verdict
from evals.reports import numbers, wording
from evals.reports.figures import Figure, figures_of, leading
from evals.reports.wording import Movement
from evals.run import Run

ANNOTATED = 10  # of each level: GitHub shows no more of a step
LISTED = 50  # cases in the summary, which may hold a megabyte

# What GitHub's Markdown acts on inside a line, and how bare addresses and names of emoji begin.
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~@&$]|:(?=\S)|(?<=\w)\.(?=[A-Za-z])")


def is_github() -> bool:
    """Tell whether this runs in a workflow of GitHub."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotations(verdict: Verdict) -> Iterator[str]:
    """Yield a workflow command for each regression, and for each case that newly fails, as many as GitHub shows."""
    if verdict.refused:
        yield _command("error", "Not comparable", verdict.refused)
    yield from [_command("error", "Regression", told) for told in _regressions(verdict)][:ANNOTATED]
    yield from [_command("warning", "Newly fails", told) for told in _newly_failing(verdict.comparison)][:ANNOTATED]


def summary(run: Run, verdict: Verdict) -> str:
    """Return the summary of the step, in Markdown."""
    comparison = verdict.comparison
    blocks = [f"## {escape(wording.headline(run, verdict))}"]
    if run.unworded:
        blocks.append(f"{escape(wording.unworded_of(run))}.")
    if comparison:
        blocks.append(escape(wording.flips_of(comparison)))
    if told := (*map(wording.breach_of, verdict.breaches), *verdict.missed):
        blocks.append("\n".join(f"- {escape(line)}" for line in told))
    blocks.append(_table(leading(figures_of(run, comparison)), comparison is not None))
    if newly := [f"- {escape(told)}" for told in _newly_failing(comparison)]:
        rest = len(newly) - LISTED
        blocks += ["### Newly fail", "\n".join(newly[:LISTED] + ([f"- and {rest} more"] if rest > 0 else []))]
    return "\n\n".join(blocks) + "\n"


def append_summary(text: str) -> None:
    """Append to the summary of the step, where GitHub names a file for it."""
    if where := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(where).open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)


def escape(text: str) -> str:
    """Return foreign text as one line of Markdown that is nothing but its words."""
    return _ACTIVE.sub(lambda active: "\\" + active.group(), printable(" ".join(text.split())))


def escape_data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Escape a property of a workflow command, such as its title."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _command(level: str, title: str, message: str) -> str:
    return f"::{level} title={escape_property(title)}::{escape_data(message)}"


def _regressions(verdict: Verdict) -> list[str]:
    changes = verdict.comparison.changes if verdict.comparison else ()
    fell = (wording.change_of(change) for change in changes if change.regressed)
    return [*(wording.breach_of(breach) for breach in verdict.breaches if breach.holds), *fell, *verdict.missed]


def _newly_failing(comparison: Comparison | None) -> list[str]:
    return [f"{pair.after.case.id}: {pair.after.case.question}: {why}" for pair, why in wording.fell(comparison)]


def _table(figures: Sequence[Figure], compared: bool) -> str:
    heads = ("baseline", "now", "difference, 95 %", "") if compared else ("value",)
    lines = [_row(("metric", *heads)), _row(["---", *(["---:"] * (len(heads) - compared)), *(["---"] * compared)])]
    for figure in figures:
        lines.append(_row([escape(figure.metric.title), *map(escape, _cells(figure))]))
    return "\n".join(lines)


def _cells(figure: Figure) -> Sequence[str]:
    now = numbers.shown(figure.metric, figure.after.value)
    if figure.before is None:
        return (now,)
    told = numbers.shift_within(figure.metric, figure.moved, figure.difference)
    worse = "▼ " if figure.movement is Movement.WORSE else ""
    return numbers.shown(figure.metric, figure.before.value), now, told, worse + figure.movement


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
