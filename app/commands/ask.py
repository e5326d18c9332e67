"""``hearsay ask``: a question on the command line, or many from a file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import (
    AsJson,
    Encoder,
    LibraryFolder,
    ModelName,
    ModelUrl,
    NoModel,
    encoder_of,
    folder_of,
    model_of,
    out_json,
    out_markdown,
    parse_day,
)
from app.errors import UnusableQuestion
from ingest.errors import UnusableInput

if TYPE_CHECKING:
    from app.answer import Outcome
    from app.compose.model import ModelComposer
    from app.request import Constraints, Request

MOST_CITATIONS = 50


def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="The question, in quotes.", show_default=False)
    ] = None,
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", metavar="NAME", help="Only this outlet; may be repeated.")
    ] = None,
    author: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="Only this author; may be repeated.")
    ] = None,
    speaker: Annotated[
        list[str] | None, typer.Option("--speaker", metavar="NAME", help="Only words of this person or body.")
    ] = None,
    after: Annotated[str | None, typer.Option("--after", metavar="DATE", help="Published on or after it.")] = None,
    before: Annotated[str | None, typer.Option("--before", metavar="DATE", help="Published on or before it.")] = None,
    history: Annotated[
        Path | None, typer.Option(metavar="FILE", help="JSON list of earlier questions, oldest first.")
    ] = None,
    batch: Annotated[Path | None, typer.Option(metavar="FILE", help='JSONL of {"id", "question", "history"}.')] = None,
    citations: Annotated[int, typer.Option(metavar="N", help="At most so many citations, 1 to 50.")] = 8,
    as_json: AsJson = False,
    library: LibraryFolder = None,
    encoder: Encoder = None,
    llm_url: ModelUrl = None,
    llm_model: ModelName = None,
    no_llm: NoModel = False,
) -> None:
    """Answer a question: who says it, in which words.

    Example: hearsay ask "What does the Daily Harbour say about the dam?" --after 2024-01-01
    """
    from app.request import Constraints, Request

    if not 1 <= citations <= MOST_CITATIONS:
        raise typer.BadParameter(f"--citations is a number from 1 to {MOST_CITATIONS}, not {citations}")
    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a question or --batch FILE")
    constraints = Constraints(
        tuple(outlet or ()), tuple(author or ()), tuple(speaker or ()), parse_day(after), parse_day(before)
    )
    answering = _Answering(folder_of(context, library), encoder_of(encoder), model_of(llm_url, llm_model, no_llm))
    if batch is not None:
        answering.print_all(_batch(batch, constraints, citations))
        return
    asked = Request(question or "", read_history(history), constraints, citations)
    for _, outcome in answering.answers([("", asked)]):
        _show(outcome, as_json)


def _show(outcome: "Outcome", as_json: bool) -> None:
    from app.json_form import to_json
    from app.render import to_markdown

    if as_json:
        out_json(to_json(outcome))
    else:
        out_markdown(to_markdown(outcome))


@dataclass(frozen=True, slots=True)
class _Answering:
    """Where answers come from: a library, its encoder, and the language model that was set."""

    folder: Path
    encoder: str | None
    model: "ModelComposer | None"

    def print_all(self, requests: "list[tuple[str, Request]]") -> None:
        from app.json_form import to_json

        for identifier, outcome in self.answers(requests):
            out_json({"id": identifier, **to_json(outcome)})

    def answers(self, requests: "list[tuple[str, Request]]") -> "Iterator[tuple[str, Outcome]]":
        from app.pipeline import Assistant
        from index.library import Library

        with Library.open_for_reading(self.folder, self.encoder) as library:
            assistant = Assistant(library.store, library.embedder, model=self.model)
            for identifier, request in requests:
                yield identifier, assistant.answer(request)


def read_history(file: Path | None) -> tuple[str, ...]:
    """Read the earlier questions of a file, oldest first; none without one. Raises `UnusableInput`."""
    if file is None:
        return ()
    return _turns(_json(_read(file), str(file)), str(file))


def _turns(value: Any, where: str) -> tuple[str, ...]:  # noqa: ANN401  # whatever the file holds, checked here
    if not isinstance(value, list) or not all(isinstance(turn, str) for turn in value):
        raise UnusableInput(f"{where}: the history must be a list of earlier questions, oldest first")
    return tuple(value)


def _batch(file: Path, constraints: "Constraints", citations: int) -> "list[tuple[str, Request]]":
    lines = enumerate(_read(file).split("\n"), 1)  # a question may hold other line ends
    return [_request(line, f"{file}:{number}", constraints, citations) for number, line in lines if line.strip()]


def _request(line: str, where: str, constraints: "Constraints", citations: int) -> "tuple[str, Request]":
    from app.request import Request

    value = _json(line, where)
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("id"), str)
        or not isinstance(value.get("question"), str)
    ):
        raise UnusableInput(f'{where}: each line needs an object with "id" and "question", both text')
    try:
        return value["id"], Request(
            value["question"], _turns(value.get("history") or [], where), constraints, citations
        )
    except UnusableQuestion as unusable:
        raise UnusableQuestion(f"{where}: {unusable}") from unusable


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else "not UTF-8"
        raise UnusableInput(f"{file}: cannot be read ({reason}); check the path") from failure


def _json(text: str, where: str) -> Any:  # noqa: ANN401  # whatever the file holds
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        raise UnusableInput(f"{where}: not JSON (line {wrong.lineno}, column {wrong.colno}: {wrong.msg})") from wrong
