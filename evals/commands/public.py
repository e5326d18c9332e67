"""``hearsay eval public``: every figure that README.md and CONTRIBUTING.md quote of public sets, measured again."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import message, out


def public(
    data: Annotated[Path, typer.Option(metavar="DIR", help="Folder of the converted public sets.")],
    only: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this one; may be repeated.")] = None,
    predictions: Annotated[Path, typer.Option(metavar="DIR", help="Where predictions for the scorers go.")] = Path(
        "runs/public"
    ),
) -> None:
    """Measure on the public sets, and print each command with its figures. All of them take most of an hour.

    Example: hearsay eval public --data sets --only attribution
    """
    from evals.public import MEASUREMENTS, figures

    names = [measurement.name for measurement in MEASUREMENTS]
    if unknown := [name for name in only or () if name not in names]:
        raise typer.BadParameter(f"nothing is called {unknown[0]!r}; --only takes {', '.join(names)}")
    for measurement in MEASUREMENTS:
        if only and measurement.name not in only:
            continue
        message(f"{measurement.name}: about {measurement.minutes:g} min")
        for line in figures(measurement, data, predictions):
            out(line)
