"""Writes the reports that were asked for, and what a workflow of GitHub shows where this runs in one."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from evals.gate import ALONE, Verdict
from evals.reports import github
from evals.reports.junit import junit
from evals.reports.page import page
from evals.run import Run
from ingest.errors import UnusableInput


def write(
    run: Run,
    verdict: Verdict = ALONE,
    baseline: Run | None = None,
    page_file: Path | None = None,
    junit_file: Path | None = None,
) -> None:
    """Write the page and the JUnit XML, each whole or not at all, and each though the other cannot be.

    In a workflow of GitHub annotations go to stderr, which it reads as it does stdout, and the summary to its file.
    Raises `UnusableInput` with the first file that could not be written, after all else.
    """
    unwritten = [
        failed
        for file, report in (
            (page_file, partial(page, run, verdict, baseline)),
            (junit_file, partial(junit, run, verdict)),
        )
        if file and (failed := _failed(file, report))
    ]
    if github.is_github():
        sys.stderr.writelines(f"{line}\n" for line in github.annotations(verdict))
        github.append_summary(github.summary(run, verdict))
    if unwritten:
        raise unwritten[0]


def _failed(file: Path, report: Callable[[], str]) -> UnusableInput | None:
    """Write a report; return what went wrong."""
    try:
        write_whole(file, report())
    except UnusableInput as failed:
        return failed
    return None


def write_whole(path: Path, text: str) -> None:
    """Write a file, making its folder; nobody ever sees half of it. Raises `UnusableInput` where it cannot be."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(
            text, encoding="utf-8", errors="replace"
        )  # what no encoding can hold is no reason to fail
        unfinished.replace(path)
    except OSError as failure:
        raise UnusableInput(f"{path}: cannot be written ({failure.strerror}); name another file") from failure
