"""``hearsay record add``, ``edit`` and ``import``: what a person or a file puts on record."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import AsJson, LibraryFolder, folder_of, message, out, out_json
from app.commands.record.common import By, Id, by_whom, finding_form, the_one
from index.record.finding import FinderKind, Verdict

if TYPE_CHECKING:
    from index.record.importing import ImportReport


def _choices(kind: type[StrEnum]) -> str:
    return ", ".join(kind)


Statement = Annotated[str | None, typer.Option(metavar="TEXT", help="What was found to be so, or not so.")]
OfVerdict = Annotated[str | None, typer.Option("--verdict", metavar="VERDICT", help=f"One of: {_choices(Verdict)}.")]
Finder = Annotated[str | None, typer.Option(metavar="NAME", help="Who found it.")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help=f"What the finder is: {_choices(FinderKind)}.")]
How = Annotated[str | None, typer.Option(metavar="TEXT", help="How it was found: after which trial, hearings, count.")]
Found = Annotated[str | None, typer.Option(metavar="DATE", help="When it was found, as 2019-05-31.")]
Url = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where to read it, http or https.")]
Quote = Annotated[str | None, typer.Option(metavar="TEXT", help="Words of the finding itself.")]


def add(
    context: typer.Context,
    statement: Statement = None,
    verdict: OfVerdict = None,
    finder: Finder = None,
    kind: Kind = None,
    how: How = None,
    found: Found = None,
    url: Url = None,
    quote: Quote = None,
    by: By = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Put a finding on record. All of it but the quote must be given.

    Example: hearsay record add --statement "The sirens did not sound" --verdict established --finder "Karrow Inquiry"
    --kind inquiry --how "hearings and log books" --found 2019-11-30 --url https://inquiry.example/report
    """
    from index.library import Library
    from index.record.entry import particulars_of

    typed = {
        **{"statement": statement, "verdict": verdict, "finder": finder, "kind": kind},
        **{"how": how, "found": found, "url": url, "quote": quote},
    }
    particulars = particulars_of(typed, date.today())  # noqa: DTZ011  # the day where the user is
    with Library.open_to_change(folder_of(context, library)) as opened, opened.recording() as findings:
        entered = findings.enter(particulars, by_whom(by))
    if as_json:
        out_json(finding_form(entered))
    else:
        out(f"added {entered.id}; what it may be about in the articles: hearsay record match {entered.id}")


def edit(
    context: typer.Context,
    finding: Id,
    statement: Statement = None,
    verdict: OfVerdict = None,
    finder: Finder = None,
    kind: Kind = None,
    how: How = None,
    found: Found = None,
    url: Url = None,
    quote: Quote = None,
    by: By = None,
    library: LibraryFolder = None,
) -> None:
    """Change what is given of a finding; an empty quote takes it away. Earlier words stay in its history.

    Example: hearsay record edit 3f2a9c0d11aa --verdict unresolved
    """
    from index.library import Library
    from index.record.entry import fields_of, particulars_of

    typed = {
        **{"statement": statement, "verdict": verdict, "finder": finder, "kind": kind},
        **{"how": how, "found": found, "url": url, "quote": quote},
    }
    changes = {name: value for name, value in typed.items() if value is not None}
    if not changes:
        raise typer.BadParameter("nothing to change was given")
    with Library.open_to_change(folder_of(context, library)) as opened, opened.recording() as findings:
        held = findings.get(the_one(finding, findings.all(retired=True)))
        today = date.today()  # noqa: DTZ011  # the day where the user is
        edited = findings.edit(held.id, particulars_of({**fields_of(held), **changes}, today), by_whom(by))
        lapsed = sum(not each.holds for each in findings.confirmations(held.id) if edited.statement != held.statement)
    out(f"edited {held.id}" if edited != held else f"{held.id} says so already")
    if lapsed:
        out(f"its matches were confirmed for other words; hearsay record match {held.id} suggests them again")


def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="JSON-LD, HTML or CSV.", show_default=False)],
    by: By = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Put findings of files on record: ClaimReview of schema.org (JSON-LD, alone or in HTML), or CSV.

    A CSV file names its columns in the first line: statement, verdict, finder, kind, how, found, url, quote. What is on
    record already, by address and claim, is brought up to date, unless a person has edited it.

    Example: hearsay record import fact-checks.json findings.csv
    """
    from index.library import Library
    from index.record.importing import ImportReport, put, read

    candidates, rejected = read(files, date.today())  # noqa: DTZ011  # the day where the user is
    report = ImportReport(rejected=rejected)
    with Library.open_to_change(folder_of(context, library)) as opened, opened.recording() as findings:
        put(findings, candidates, by_whom(by), report)
    _show_import(report, as_json)
    if report.rejected:
        raise typer.Exit(1)


def _show_import(report: "ImportReport", as_json: bool) -> None:
    if as_json:
        rejected = [{"place": r.file, "code": r.code, "detail": r.detail} for r in report.rejected]
        done = {name: getattr(report, name) for name in ("added", "updated", "unchanged", "kept", "unread")}
        out_json({**done, "rejected": rejected})
        return
    counts = (f"{len(getattr(report, name))} {name}" for name in ("added", "updated", "unchanged", "rejected"))
    out(", ".join(counts))
    if report.kept:
        out(f"edited by hand, so left as they are: {', '.join(report.kept)}")
    if report.unread:
        out(f"unresolved, since what it means is not known: {'; '.join(report.unread)}")
    for refusal in report.rejected:
        message(f"hearsay: {refusal.file}: {refusal.detail}")
