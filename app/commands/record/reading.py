"""``hearsay record list`` and ``show``."""

from typing import Annotated

import typer

from app.commands.common import AsJson, LibraryFolder, folder_of, out, out_json
from app.commands.record.common import Id, confirmation_form, finding_form, the_one, verdict_of


def list_(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those that are retired, too.")] = False,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """List the findings on record, the latest first.

    Example: hearsay record list --all
    """
    from index.library import Library

    with Library.open_for_reading(folder_of(context, library)) as opened:
        held = opened.store.findings.all(everything)
    if as_json:
        out_json([finding_form(finding) for finding in held])
        return
    for finding in held:
        found = finding.found.isoformat() if finding.found else "undated"
        out(f"{finding.id}  {found:<10}  {verdict_of(finding):<11}  {finding.finder}: {finding.statement}")
    out(f"{len(held)} finding{'' if len(held) == 1 else 's'}")


def show(context: typer.Context, finding: Id, as_json: AsJson = False, library: LibraryFolder = None) -> None:
    """Show a finding with its history, and the words of articles that were confirmed to be about it.

    Example: hearsay record show 3f2a9c0d11aa
    """
    from index.library import Library

    with Library.open_for_reading(folder_of(context, library)) as opened:
        findings = opened.store.findings
        held = findings.get(the_one(finding, findings.all(retired=True)))
        history, matches = findings.history(held.id), findings.confirmations(held.id)
    if as_json:
        revisions = [
            {"revision": r.number, "act": r.act.value, "by": r.by, "at": r.at.isoformat(), **finding_form(r.finding)}
            for r in history
        ]
        confirmed = [confirmation_form(each) for each in matches]
        out_json({**finding_form(held), "history": revisions, "confirmations": confirmed})
        return
    for name, value in finding_form(held).items():
        if value not in (None, False):
            out(f"{name:<14}{value}")
    for each in matches:
        lapsed = "" if each.holds else " (does not hold any more)"
        out(f"match {each.number:<8}article {each.article} {each.stance}: “{each.quote}”, by {each.by}{lapsed}")
    out("history")
    for revision in history:
        said = f"{verdict_of(revision.finding)}: {revision.finding.statement}"
        out(f"{revision.number:>4}  {revision.at:%Y-%m-%d %H:%M}  {revision.act} by {revision.by}: {said}")
