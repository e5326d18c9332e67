"""``hearsay eval bless``: makes a run the baseline that later ones are held to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import message, out
from evals.commands.common import CLEAN, REGRESSION

if TYPE_CHECKING:
    from evals.run import Run


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
    verdict = replacing(_present(place, accept_worse), run)
    worse = verdict.comparison.flips.worse if verdict.comparison else ()
    for line in (*verdict.reasons, *(f"newly fails: {case}" for case in worse)):
        message(f"hearsay: {line}")
    if (verdict.regressed or worse) and not accept_worse:
        message(f"hearsay: {place} stays as it is; mend what is worse, or bless with --accept-worse")
        return REGRESSION
    save(kept, place)
    out(f"{place} is the baseline now; commit it")
    return CLEAN


def _present(place: Path, accept_worse: bool) -> "Run | None":
    """Return the baseline that is to be replaced, None where there is none. Raises `UnusableInput`.

    One that another Hearsay wrote cannot be held against anything: to replace it is to accept whatever the run is.
    """
    from evals.run_file import OtherFormat, load
    from ingest.errors import UnusableInput

    if not place.exists():
        return None
    try:
        return load(place)
    except OtherFormat as other:
        if accept_worse:
            message(f"hearsay: WARNING: {place} is of another format: nothing tells whether the run is worse")
            return None
        raise UnusableInput(
            f"{place}: of another format, so that nothing tells whether the run is worse; bless with --accept-worse"
        ) from other
