"""Writes the reports that were asked for, and what a workflow of GitHub shows where this runs in one."""

import sys
from collections.abc import Sequence
from pathlib import Path

from evals.comparison import Breach, Comparison
from evals.reports import github, wording
from evals.reports.junit import junit
from evals.reports.page import page
from evals.run import Run
from ingest.errors import UnusableInput


def write(
    run: Run,
    comparison: Comparison | None = None,
    baseline: Run | None = None,
    breaches: Sequence[Breach] = (),
    page_file: Path | None = None,
    junit_file: Path | None = None,
) -> None:
    """Write the page and the JUnit XML, each whole or not at all. Raises `UnusableInput` where a file cannot be.

    In a workflow of GitHub annotations go to stderr, which it reads as it does stdout, and the summary to its file.
    """
    if page_file:
        write_whole(page_file, page(run, comparison, baseline, breaches))
    if junit_file:
        write_whole(junit_file, junit(run, comparison, breaches))
    if github.is_github():
        broken = wording.broken(comparison, breaches)
        sys.stderr.writelines(f"{line}\n" for line in github.annotations(comparison, broken))
        github.append_summary(github.summary(run, comparison, broken))


def write_whole(path: Path, text: str) -> None:
    """Write a file, making its folder; nobody ever sees half of it. Raises `UnusableInput` where it cannot be."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(
            text, encoding="utf-8", errors="replace"
        )  # what no encoding can hold is no reason to fail
        unfinished.replace(path)
    except OSError as failure:
        raise UnusableInput(f"{path}: cannot be written ({failure.strerror}); name another file") from failure
