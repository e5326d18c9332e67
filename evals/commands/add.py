"""``hearsay eval add``: makes a case of an answer, as it is or by what is wrong with it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import (
    LibraryFolder,
    ModelName,
    ModelUrl,
    NoModel,
    folder_of,
    message,
    model_of,
    out,
    out_json,
    out_markdown,
    parse_day,
)
from evals.commands.faults import ANY, REASONS, STATUSES, Said

if TYPE_CHECKING:
    from app.compose.model import ModelComposer
    from app.request import Request
    from evals.seen import Json, Proposed
    from index.library import Library

STDIN = "-"
_AS_IN_ASK = "As in hearsay ask."


def add(
    context: typer.Context,
    question: Annotated[
        str,
        typer.Argument(metavar="QUESTION", help="A question; or a file of an answer in JSON, - for one on stdin."),
    ],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The case file; made if there is none.")],
    note: Annotated[str, typer.Option(metavar="WORDS", help="Why the answer is right; kept in the case.")] = "",
    wrong: Annotated[
        str | None, typer.Option(metavar="REASON", help="The answer is wrong, and why. How, one or more options say:")
    ] = None,
    no_answer: Annotated[
        str | None, typer.Option(metavar="REASON", help=f"There is none: {REASONS}, or {ANY} reason.")
    ] = None,
    leaves_out: Annotated[
        list[str] | None, typer.Option(metavar="WORDS", help="It should cite these words of an article.")
    ] = None,
    said_by: Annotated[
        tuple[int, str] | None, typer.Option(metavar="N NAME", help="The words of citation N are NAME's.")
    ] = None,
    standing: Annotated[
        tuple[int, str] | None, typer.Option(metavar="N STATUS", help=f"Those of N are: {STATUSES}.")
    ] = None,
    irrelevant: Annotated[
        list[int] | None, typer.Option(metavar="N", help="Citation N does not answer the question.")
    ] = None,
    never: Annotated[list[str] | None, typer.Option(metavar="WORDS", help="These should not stand in it.")] = None,
    presupposes: Annotated[
        bool | None,
        typer.Option("--presupposes/--presupposes-nothing", help="Whether the question takes something for granted."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The library's name in the file; else that of its cases.")
    ] = None,
    outlet: Annotated[list[str] | None, typer.Option(metavar="NAME", help=_AS_IN_ASK)] = None,
    author: Annotated[list[str] | None, typer.Option(metavar="NAME", help=_AS_IN_ASK)] = None,
    speaker: Annotated[list[str] | None, typer.Option(metavar="NAME", help=_AS_IN_ASK)] = None,
    after: Annotated[str | None, typer.Option(metavar="DATE", help=_AS_IN_ASK)] = None,
    before: Annotated[str | None, typer.Option(metavar="DATE", help=_AS_IN_ASK)] = None,
    history: Annotated[Path | None, typer.Option(metavar="FILE", help=_AS_IN_ASK)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the case, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the case alone, as its line.")] = False,
    library: LibraryFolder = None,
    llm_url: ModelUrl = None,
    llm_model: ModelName = None,
    no_llm: NoModel = False,
) -> None:
    """Keep an answer as a test: what it shows has to be shown again; with --wrong, what is right instead.

    An answer in JSON does not tell the options that it was asked with: give them again.

    Example: hearsay eval add "did the sirens sound?" --to cases.jsonl --wrong "the live page has a third" --never Osric
    """
    from app.commands.ask import read_history
    from app.request import Constraints, Request
    from evals.appending import append, library_named
    from evals.seen import Seen, propose
    from index.library import Library

    constraints = Constraints(
        tuple(outlet or ()), tuple(author or ()), tuple(speaker or ()), parse_day(after), parse_day(before)
    )
    said = Said(
        no_answer, tuple(leaves_out or ()), said_by, standing, tuple(irrelevant or ()), tuple(never or ()), presupposes
    )
    feedback = said.feedback(wrong, note)
    given = _given(question)
    asked = Request(given["question"] if given else question, read_history(history), constraints)
    folder = folder_of(context, library)
    with Library.open_for_reading(folder) as opened:
        answer = (
            _as_asked(given, asked, opened) if given else _asked(asked, opened, model_of(llm_url, llm_model, no_llm))
        )
        seen = Seen(answer, asked.history, constraints)
        proposed = propose(seen, feedback, name or library_named(to, folder), opened.store)
    _show(proposed, answer, as_json)
    if dry_run:
        message("nothing was written")
        return
    added = append(proposed.case, to)
    message(f"kept in {to}:{added.number} as {added.case.id}")


def _given(question: str) -> "Json | None":
    """Return the answer that stands in a file or on stdin; None where a question is given."""
    from evals.seen import read_answer

    if question == STDIN:
        return read_answer(sys.stdin.buffer.read(), "stdin")
    file = Path(question)
    if file.suffix != ".json" or not file.is_file():
        return None
    return read_answer(file.read_bytes(), question)


def _asked(asked: "Request", library: "Library", model: "ModelComposer | None") -> "Json":
    from app.json_form import to_json
    from app.pipeline import Assistant

    return to_json(Assistant(library.store, library.embedder, model=model).answer(asked))


def _as_asked(given: "Json", asked: "Request", library: "Library") -> "Json":
    """Return an answer that was given. Raises `UnusableInput` where its question, asked so, means another scope."""
    from app.pipeline import Assistant, Understanding
    from evals.seen import is_within
    from ingest.errors import UnusableInput

    understood = next(Assistant(library.store, library.embedder).stream(asked))
    if isinstance(understood, Understanding) and not is_within(understood.scope, given):
        raise UnusableInput(
            "the answer is within another scope than the question asks for by itself; give the options again that it "
            "was asked with (--outlet, --author, --speaker, --after, --before, --history)"
        )
    return given


def _show(proposed: "Proposed", answer: "Json", as_json: bool) -> None:
    from evals.case_file import fields_of
    from evals.expected import expectations

    if as_json:
        out_json(fields_of(proposed.case))
        return
    # An answer that was given may have been made up to act on a terminal.
    out_markdown("".join(each for each in answer["text"] if each.isprintable() or each == "\n"))
    out("\nThe test expects:")
    for line in expectations(proposed.case):
        out(f"  {line}")
    failing = f"It fails on this answer, by {', '.join(proposed.failed)}."
    out(f"\n{failing if proposed.failed else 'It passes on this answer.'}")
