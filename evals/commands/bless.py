"""``hearsay eval bless``: makes a run the baseline that later ones are held to."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import message, out
from evals.commands.common import CLEAN, REGRESSION


def bless(
    file: Annotated[
        Path, typer.Argument(metavar="RUN.json", help="A run that hearsay eval wrote.", show_default=False)
    ],
    reason: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Why the answers may be as they are; kept in the file.", show_default=False),
    ],
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The baseline; of the bundled cases else the one bundled.")
    ] = None,
    accept_worse: Annotated[
        bool, typer.Option("--accept-worse", help="Even where a case newly fails, or a guarantee is broken.")
    ] = False,
) -> int:
    """Make a run the baseline, with the reason.

    The file is to be committed: it holds no timings, so that it differs only where answers do. Exit codes: 0 done,
    1 refused as worse than the present baseline.

    Example: hearsay eval bless runs/2026-11-20-101500.json --reason "the new encoder finds more denials" --to base.json
    """
    from evals.baseline import blessed, place_of, replacing
    from evals.run_file import load, save

    run = load(file)
    kept = blessed(run, reason)
    place = to or place_of(run)
    verdict = replacing(load(place) if place.exists() else None, run)
    worse = verdict.comparison.flips.worse if verdict.comparison else ()
    for line in (*verdict.reasons, *(f"newly fails: {case}" for case in worse)):
        message(f"hearsay: {line}")
    if (verdict.regressed or worse) and not accept_worse:
        message(f"hearsay: {place} stays as it is; mend what is worse, or bless with --accept-worse")
        return REGRESSION
    save(kept, place)
    out(f"{place} is the baseline now; commit it")
    return CLEAN
