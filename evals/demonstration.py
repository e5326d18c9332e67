"""A library of the bundled demonstration articles, made for one run and gone after it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.floors import ARTICLES
from index.library import Library
from index.report import Progress


@contextmanager
def demonstration(progress: Callable[[Progress], None] = lambda _: None) -> Iterator[Library]:
    """Ingest the demonstration articles as they are now, and yield the library."""
    with tempfile.TemporaryDirectory(prefix="hearsay-demonstration-") as made:
        folder = Path(made) / "library"
        with Library.open_for_writing(folder) as library:
            library.add([ARTICLES], progress=progress)
            yield library
