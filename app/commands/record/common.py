"""What the commands of the record share: how a finding is named, who changes it, and how it is shown."""

from collections.abc import Sequence
from typing import Annotated

import typer

from index.errors import NoSuchFinding
from index.record.finding import Confirmation, Finding, FindingId

Id = Annotated[str, typer.Argument(metavar="ID", help="The finding's id, or its beginning.", show_default=False)]
Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Findings' ids, or their beginnings.", show_default=False)
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who enters it; else your login name.")]


def by_whom(given: str | None) -> str:
    """Return by what name to record who does something."""
    from index.sqlite.upkeep import login_name
    from ingest.tidy import tidy

    name = tidy(given or "")
    if given is not None and not name:
        raise typer.BadParameter("--by is empty; give the name of who enters it")
    return name or login_name()


def the_one(given: str, among: Sequence[Finding]) -> FindingId:
    """Return the id that begins as `given` does. Raises `NoSuchFinding` where none does, or several do."""
    matching = [finding.id for finding in among if given and finding.id.startswith(given)]
    if len(matching) != 1:
        how_many = "no finding" if not matching else f"{len(matching)} findings"
        raise NoSuchFinding(f"{how_many} to be had by the id {given!r}; hearsay record list --all lists the ids")
    return matching[0]


def finding_form(finding: Finding) -> dict[str, object]:
    """Return a finding as answers have it, and whether it is retired."""
    from app.json_form import finding_json

    return {**finding_json(finding), "retired": finding.retired}


def confirmation_form(confirmation: Confirmation) -> dict[str, object]:
    """Return a confirmed match; offsets are code points of the article's text when it was confirmed."""
    return {
        "confirmation": confirmation.number,
        "article": confirmation.article,
        "start": confirmation.span.start,
        "end": confirmation.span.end,
        "quote": confirmation.quote,
        "stance": confirmation.stance.value,
        "by": confirmation.by,
        "at": confirmation.at.isoformat(timespec="seconds"),
        "holds": confirmation.holds,
    }


def verdict_of(finding: Finding) -> str:
    """Return a finding's verdict, or that it is retired."""
    return "retired" if finding.retired else finding.verdict.value
