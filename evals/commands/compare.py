"""``hearsay eval compare``: compares two runs that are written down, and asks nothing."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import AsJson, out_json
from evals.commands.common import AnyLibrary, JUnit, Report, told


def compare(
    baseline: Annotated[Path, typer.Argument(metavar="BASELINE.json", help="The run before.", show_default=False)],
    run: Annotated[Path, typer.Argument(metavar="RUN.json", help="The run after.", show_default=False)],
    any_library: AnyLibrary = False,
    report: Report = None,
    junit: JUnit = None,
    as_json: AsJson = False,
) -> int:
    """Compare two runs without asking anything.

    Exit codes: 0 clean, 1 regression, 2 not to be read, or an evaluator crashed, 3 incomparable.

    Example: hearsay eval compare baseline.json runs/2026-11-20-101500.json
    """
    from evals.gate import hold
    from evals.reports.terminal import as_fields, show
    from evals.reports.writing import write
    from evals.run_file import load

    before, after = load(baseline), load(run)
    verdict = hold(after, before, any_library=any_library)
    if as_json:
        out_json(as_fields(after, verdict))
    else:
        show(after, verdict)
    code = told(verdict, after, before)
    write(after, verdict, before, report, junit)
    return code
