"""``hearsay chat``: serves the chat."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import (
    Encoder,
    LibraryFolder,
    ModelName,
    ModelUrl,
    NoModel,
    encoder_of,
    folder_of,
    message,
    model_of,
    progress_bar,
    tell_of_untagged,
)

if TYPE_CHECKING:
    from index.library import Library

DEMONSTRATION = Path(__file__).parents[2] / "evals" / "demo"


def chat(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 7860,
    auth: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Users and their password hashes; python -m app.chat.auth USER prints a line of it."
        ),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Begin with the demonstration articles.")] = False,
    cases: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where answers are kept as tests; else cases.jsonl in the library's folder."),
    ] = None,
    runs: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The runs that the Evals tab shows; else ./runs.")
    ] = None,
    library: LibraryFolder = None,
    encoder: Encoder = None,
    llm_url: ModelUrl = None,
    llm_model: ModelName = None,
    no_llm: NoModel = False,
) -> None:
    """Serve the chat.

    Example: hearsay chat --library news --port 7861
    """
    from app.chat.address import claim

    claimed = claim(host, port)  # before anything takes long: a taken port is said at once
    model = model_of(llm_url, llm_model, no_llm)

    from app.chat.server import serve
    from app.pipeline import Assistant
    from evals.in_chat import evaluations
    from index.library import Library

    folder = folder_of(context, library)
    with Library.open_for_writing(folder, encoder_of(encoder)) as opened:
        if not opened.store.articles():
            _begin(opened, demo)
        tell_of_untagged(opened)
        with opened.indexed(), evaluations(opened, model, cases, runs) as tests:
            serve(opened, Assistant(opened.store, opened.embedder, model=model), host, port, auth, claimed, tests)


def _begin(library: "Library", demo: bool) -> None:
    """Say that the library is empty, or fill it with the demonstration articles."""
    if not demo or library.store.removed():
        message(f"the library in {library.folder} is empty: add files in the Library tab, or with hearsay ingest")
        return
    message(f"building a library from the demonstration articles in {library.folder}")
    with progress_bar() as show:
        library.add([DEMONSTRATION], progress=show)
