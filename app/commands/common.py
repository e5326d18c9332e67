"""What the commands share: the library's folder, output, and how dates are given."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from app.compose.model import ModelComposer
    from index.library import Library, Progress
    from index.store import Catalogued
    from ingest.corpus import ArticleId

READABLE = 88  # columns: a line of 60 to 75 characters and what surrounds it
DEFAULT_FOLDER = Path("library")

LibraryFolder = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="The library's folder; else HEARSAY_LIBRARY, else ./library."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Encoder = Annotated[
    str | None,
    typer.Option(
        "--encoder", metavar="NAME", help="A sentence-transformers model, by name or folder; else HEARSAY_ENCODER."
    ),
]
ModelUrl = Annotated[
    str | None,
    typer.Option("--llm-url", metavar="URL", help="An OpenAI-compatible endpoint; else HEARSAY_LLM_URL, else none."),
]
ModelName = Annotated[
    str | None, typer.Option("--llm-model", metavar="NAME", help="Its model; else HEARSAY_LLM_MODEL.")
]
NoModel = Annotated[bool, typer.Option("--no-llm", help="Ask no language model, whatever the environment says.")]


@dataclass(frozen=True, slots=True)
class Context:
    """What was given before the command's name."""

    library: Path | None
    debug: bool


def folder_of(context: typer.Context, library: Path | None) -> Path:
    """Return the library's folder: the command's option, the one before it, the environment, ``./library``."""
    given = library or context.obj.library
    return given or Path(os.environ.get("HEARSAY_LIBRARY") or DEFAULT_FOLDER)


def encoder_of(given: str | None) -> str | None:
    """Return the encoder that was asked for, None for whichever made the library."""
    return given or os.environ.get("HEARSAY_ENCODER") or None


def parse_day(given: str | None) -> date | None:
    """Read an ISO date of the command line. Raises `typer.BadParameter`."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as wrong:
        raise typer.BadParameter(f"{given!r} is not a date; write it as 2017-12-20") from wrong


def identified(given: Sequence[str], among: Sequence["Catalogued"]) -> list["ArticleId"]:
    """Return the ids that begin as `given` ones do. Raises `NoSuchArticle` where none does, or several do."""
    from index.errors import NoSuchArticle

    found = []
    for start in given:
        matching = [article.id for article in among if start and article.id.startswith(start)]
        if len(matching) != 1:
            how_many = "no article" if not matching else f"{len(matching)} articles"
            raise NoSuchArticle(f"{how_many} to be had by the id {start!r}; hearsay articles lists the ids")
        found += matching
    return found


def out(text: str = "") -> None:
    """Print a result."""
    sys.stdout.write(text + "\n")


def out_json(value: Any) -> None:  # noqa: ANN401  # whatever JSON can hold
    """Print a result as one line of JSON."""
    out(json.dumps(value, ensure_ascii=False))


def out_markdown(text: str) -> None:
    """Print Markdown to be read: laid out on a terminal, elsewhere as plain text, in which quotes are exact."""
    if not sys.stdout.isatty():
        from app.inert import unescaped

        out(unescaped(text))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(text, hyperlinks=False), width=min(console.width, READABLE))


def model_of(url: str | None, name: str | None, off: bool) -> "ModelComposer | None":
    """Return the language model that was set, having said where questions go. Raises `UnusableSettings`."""
    if off or not (url or name or any(variable.startswith("HEARSAY_LLM_") for variable in os.environ)):
        return None
    from app.endpoint import composer_of
    from app.model_notes import recipient_note

    model = composer_of(url, name)
    if model is not None:
        message(recipient_note(model))
    return model


def message(text: str) -> None:
    """Print what is no result, in one line: names in it may be anybody's, and begin no line of their own."""
    from app.inert import printable

    sys.stderr.write(printable(text) + "\n")


def tell_of_untagged(library: "Library") -> None:
    """Say that nobody is quoted from some articles as yet, and what to do: an earlier Hearsay added them."""
    if count := library.store.never_tagged():
        message(f"articles never searched for who says what: {count}; hearsay check --repair does it")


@contextmanager
def progress_bar() -> Iterator[Callable[["Progress"], None]]:
    """Yield what shows progress with an estimate of what is left, on a terminal; elsewhere nothing is shown."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[file]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, file="")

        def show(step: "Progress") -> None:
            bar.update(task, completed=step.done, total=step.total, file=step.file)

        yield show
