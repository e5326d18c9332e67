"""A library in a folder: what the commands and the chat open, ask, and change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from index.embedder import DEFAULT, Embedder, load
from index.errors import EncoderMismatch
from index.lock import sole_writer
from index.record.finding import Findings
from index.report import CheckReport, Duplicate, Progress, Rejection, Report
from index.sqlite.record import FILE
from index.sqlite.store import SqliteStore
from index.store import Catalogued
from ingest.attribution import Tagger
from ingest.corpus import ArticleId, Speaker

__all__ = ["CheckReport", "Duplicate", "Library", "Progress", "Rejection", "Report"]


class Library:
    """A library that is open. One process may open it for writing, and any number for reading at the same time."""

    def __init__(self, folder: Path, store: SqliteStore) -> None:
        self.folder = folder
        self.store = store

    @cached_property
    def embedder(self) -> Embedder:
        """The encoder that made the library's vectors, loaded when first needed. Raises `EncoderUnavailable`."""
        return load(self.store.encoder)

    @cached_property
    def tagger(self) -> Tagger:
        """What finds who says what in texts, loaded when first needed. Raises `EncoderUnavailable`."""
        from ingest.attribution.tagger import load  # a question does without it

        return load()

    @classmethod
    @contextmanager
    def open_for_reading(cls, folder: Path, encoder: str | None = None) -> Iterator["Library"]:
        """Open a library to ask it. `encoder` is the one that must have made it; None takes whichever did.

        Raises `NoLibrary`, `LibraryDamaged`, `EncoderMismatch`.
        """
        store = SqliteStore(folder)
        try:
            _require_encoder(store, folder, encoder)
            yield cls(folder, store)
        finally:
            store.close()

    @classmethod
    @contextmanager
    def open_for_writing(cls, folder: Path, encoder: str | None = None) -> Iterator["Library"]:
        """Open a library to change it, made with `encoder` if there is none.

        Raises `LibraryBusy` when another process has it open so, and what `open_for_reading` raises.
        """
        with sole_writer(folder):
            if not (folder / FILE).exists():
                name = encoder or DEFAULT
                SqliteStore.create(folder, name, load(name).dimension).close()
            SqliteStore.migrate(folder)
            with cls.open_for_reading(folder, encoder) as library:
                library.settle()  # a process that was killed may not have come to it
                yield library

    @contextmanager
    def indexed(self) -> Iterator[None]:
        """Keep an index for a large library up to date meanwhile. For a process that stays, opened for writing."""
        from index.following import followed

        with followed(self.store, self.folder / "chroma"):
            yield

    @classmethod
    @contextmanager
    def open_to_change(cls, folder: Path) -> Iterator["Library"]:
        """Open a library that there is, to change it. Raises `NoLibrary`, and what `open_for_writing` raises."""
        with cls.open_for_reading(folder), cls.open_for_writing(folder) as library:
            yield library

    def add(
        self,
        paths: Sequence[Path],
        metadata: Path | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Report:
        """Add files and folders; what is there already is skipped, and a bad file is a row of the report.

        Raises `UnusableInput` when the input as a whole cannot be used.
        """
        from index.adding import Adding
        from ingest.pipeline import survey

        # A library kept among the articles, as ./library is for `hearsay ingest .`, is no article itself.
        own = self.folder.resolve()
        found = survey(paths, metadata)
        asked_for = frozenset(path.resolve() for path in paths if path.is_file())
        sources = [source for source in found.sources if not source.path.is_relative_to(own)]
        adding = Adding(self.store, lambda: self.embedder, lambda: self.tagger, progress, cancelled)
        report = adding.run(sources, asked_for, found.warnings)
        self.settle()
        return report

    def add_upload(self, path: Path, name: str) -> Report:
        """Add one file that was handed in as `name`. Where it lies is not recorded, so it is known by content only."""
        from dataclasses import replace

        from index.adding import Adding
        from ingest.pipeline import find

        sources = [replace(source, name=name) for source in find([path])]
        adding = Adding(
            self.store, lambda: self.embedder, lambda: self.tagger, lambda _: None, lambda: False, remember=False
        )
        report = adding.run(sources)
        self.settle()
        return report

    def settle(self) -> None:
        """Derive what follows from all articles together: names of speakers, origins. At once where nothing changed."""
        self.store.fold(_folded)
        self.store.group_origins()

    def remove(self, ids: Sequence[ArticleId]) -> None:
        """Take articles out of every list and search, all or none. Raises `NoSuchArticle`."""
        with self.store.transaction():
            for article in ids:
                self.store.remove(article)
            self.settle()

    def restore(self, ids: Sequence[ArticleId]) -> None:
        """Bring removed articles back, all or none. Raises `NoSuchArticle`."""
        with self.store.transaction():
            for article in ids:
                self.store.restore(article)
            self.settle()

    def purge(self) -> int:
        """Delete removed articles for good. Returns how many there were."""
        return self.store.purge()

    def correct(self, article: ArticleId, changes: Mapping[str, str | None]) -> Catalogued:
        """Set metadata by hand; a new title is encoded with the passages. Raises `NoSuchArticle`, `UnusableInput`."""
        from index.checking import reencode

        with self.store.transaction():
            before = self.store.catalogued(article).metadata.title
            entry = self.store.correct(article, changes)
            if entry.metadata.title != before:
                reencode(self.store, self.embedder, article)
            self.settle()  # a date may have changed which of several copies is the first
            return self.store.catalogued(article)

    @contextmanager
    def recording(self) -> Iterator[Findings]:
        """Yield the record of findings to be changed, all or none; what is new on it is encoded afterwards."""
        from index.record.relevance import keep_vectors

        with self.store.transaction():
            yield self.store.findings
        keep_vectors(self.store, lambda: self.embedder)

    def check(self) -> CheckReport:
        """Verify that every citation anchor, vector, attribution and index row agrees with the stored text."""
        from index.checking import check

        return check(self.store, self.tagger.name, _folded)

    @classmethod
    def repair(
        cls, folder: Path, encoder: str | None = None, progress: Callable[[Progress], None] = lambda _: None
    ) -> CheckReport:
        """Make again what does not agree, with `encoder` from now on if it is another one; return what is left.

        Moving to another encoder takes as long as ingest, finding who says what with another tagger half of that; cut
        short, either goes on where it was.
        Raises `NoLibrary`, `LibraryDamaged`, `LibraryBusy`, `EncoderUnavailable`.
        """
        from index.checking import move_to, repair, retag, retrace
        from index.record.relevance import keep_vectors

        with cls.open_for_reading(folder), cls.open_for_writing(folder) as library:
            if encoder not in (None, library.store.encoder):
                library.embedder = load(encoder)
                move_to(library.store, library.embedder, progress)
            repair(library.store, lambda: library.embedder)
            retag(library.store, library.tagger, _folded, progress)
            retrace(library.store, progress)
            keep_vectors(library.store, lambda: library.embedder)
            return library.check()


def _folded(counted: Mapping[Speaker, int]) -> Mapping[Speaker, Speaker]:
    from index.folding import folded  # a question does without it

    return folded(counted)


def _require_encoder(store: SqliteStore, folder: Path, encoder: str | None) -> None:
    if encoder is not None and encoder != store.encoder:
        raise EncoderMismatch(
            f"{folder} was made with the encoder {store.encoder}, not {encoder}; to change it: "
            f"hearsay check --repair --library {folder} --encoder {encoder}"
        )
