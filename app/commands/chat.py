"""``hearsay chat``: serves the chat."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import Encoder, LibraryFolder, encoder_of, folder_of, message, progress_bar

DEMONSTRATION = Path(__file__).parents[2] / "evals" / "demo"


def chat(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 7860,
    auth: Annotated[Path | None, typer.Option(metavar="FILE", help="Users and password hashes, one a line.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Begin with the demonstration articles.")] = False,
    library: LibraryFolder = None,
    encoder: Encoder = None,
) -> None:
    """Serve the chat.

    Example: hearsay chat --library news --port 7861
    """
    from app.chat.server import serve
    from app.pipeline import Assistant
    from index.library import Library

    folder = folder_of(context, library)
    is_new = not folder.exists()
    with Library.open_for_writing(folder, encoder_of(encoder)) as opened:
        if demo and is_new:
            message(f"building a library from the demonstration articles in {folder}")
            with progress_bar() as show:
                opened.add([DEMONSTRATION], progress=show)
        with opened.indexed():
            serve(opened, Assistant(opened.store, opened.embedder), host, port, auth)
