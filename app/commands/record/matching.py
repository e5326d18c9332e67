"""``hearsay record match``, ``confirm`` and ``unconfirm``: which words of articles a finding is about."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import AsJson, LibraryFolder, folder_of, out, out_json
from app.commands.record.common import By, Id, by_whom, confirmation_form, the_one
from index.record.finding import Stance

if TYPE_CHECKING:
    from app.recording import Suggestion


def match(context: typer.Context, finding: Id, as_json: AsJson = False, library: LibraryFolder = None) -> None:
    """List words of articles that a finding may be about. They are suggestions, until somebody confirms one.

    Example: hearsay record match 3f2a9c0d11aa
    """
    from app.recording import suggested
    from index.library import Library

    with Library.open_for_reading(folder_of(context, library)) as opened:
        findings = opened.store.findings
        held = findings.get(the_one(finding, findings.all()))
        found = suggested(opened.store, opened.embedder, held)
    if as_json:
        out_json([suggestion_form(each) for each in found])
        return
    out(f"{held.id}  {held.verdict}: {held.statement}")
    for each in found:
        out(_line(each))
    if found:
        out(f"hearsay record confirm {held.id} SUGGESTION, with --stance disagrees where it says the opposite")
    else:
        out("no words of the articles come near it")


def confirm(
    context: typer.Context,
    finding: Id,
    suggestion: Annotated[
        str, typer.Argument(metavar="SUGGESTION", help="As hearsay record match lists it, or its beginning.")
    ],
    stance: Annotated[
        Stance | None,
        typer.Option(
            help="Whether the words say what the finding states, or the opposite. Needed where they may do either.",
            show_default=False,
        ),
    ] = None,
    by: By = None,
    as_json: AsJson = False,
    library: LibraryFolder = None,
) -> None:
    """Confirm that words of an article are about a finding: from then on it settles their standing in answers.

    Example: hearsay record confirm 3f2a9c0d11aa 5be0cd19 --stance disagrees
    """
    from app.recording import confirm as confirming
    from app.recording import suggested
    from index.library import Library

    with Library.open_to_change(folder_of(context, library)) as opened:
        record = opened.store.findings
        held = record.get(the_one(finding, record.all()))
        found = suggested(opened.store, opened.embedder, held)
        with opened.recording() as findings:
            done = confirming(findings, held.id, found, suggestion, stance, by_whom(by))
    if as_json:
        out_json(confirmation_form(done))
    else:
        out(f"match {done.number}: {done.article} {done.stance}: “{' '.join(done.quote.split())}”")
        out(f"take it back with: hearsay record unconfirm {held.id} {done.number}")


def unconfirm(
    context: typer.Context,
    finding: Id,
    confirmation: Annotated[int, typer.Argument(metavar="MATCH", help="Its number, as hearsay record show lists it.")],
    by: By = None,
    library: LibraryFolder = None,
) -> None:
    """Take back that words of an article are about a finding.

    Example: hearsay record unconfirm 3f2a9c0d11aa 1
    """
    from index.errors import UnusableFinding
    from index.library import Library

    with Library.open_to_change(folder_of(context, library)) as opened, opened.recording() as findings:
        held = the_one(finding, findings.all(retired=True))
        if confirmation not in {each.number for each in findings.confirmations(held)}:
            raise UnusableFinding({"match": f"{held} has none with the number {confirmation}"})
        findings.withdraw(confirmation, by_whom(by))
    out(f"match {confirmation} does not hold any more")


def _line(suggestion: "Suggestion") -> str:
    """Return a suggestion in one line: where it stands, whose words it is, and what speaks against its agreeing."""
    where = suggestion.article.metadata.outlet or suggestion.article.file
    who = f", {suggestion.said_by}" if suggestion.said_by else ""
    doubt = f"  (may say the opposite: {suggestion.doubt})" if suggestion.doubt else ""
    return f"{suggestion.key}  {where}{who}: “{' '.join(suggestion.quote.split())}”{doubt}"


def suggestion_form(suggestion: "Suggestion") -> dict[str, object]:
    """Return a suggestion; offsets are code points of the article's stored text."""
    article = suggestion.article
    return {
        "suggestion": suggestion.key,
        "article": article.id,
        "file": article.file,
        "outlet": article.metadata.outlet,
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "quote": suggestion.quote,
        "said_by": suggestion.said_by,
        "doubt": suggestion.doubt,
    }
