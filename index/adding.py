"""Files become articles of a library: what is known is skipped, what is new is read, encoded, tagged and written.

Encoding and tagging take nearly all of the time, so they run in a thread of their own while the next files are read and
the last articles are written. Each article is one transaction, and is counted only when that has ended.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.checking import reencode
from index.embedder import Embedder, PassageVectors, collect, items_of
from index.merging import filled, said_by_tables
from index.report import Duplicate, Progress, Rejection, Report
from index.sqlite.record import Sighting
from index.sqlite.rows import corrected
from index.sqlite.store import SqliteStore
from index.tagging import ToTag, tag
from ingest import pipeline
from ingest.attribution import Tagger
from ingest.corpus import Article, ArticleId, ArticleWarning, Attribution
from ingest.errors import Rejected
from ingest.pipeline import SourceFile

PASSAGE_TOKENS = 230  # with a title and two special tokens it fills MiniLM's window of 256
BATCH = 32  # passages encoded at once: enough that no core waits long for the last of them


@dataclass(slots=True)
class _Tally:
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    copied: list[tuple[SourceFile, ArticleId]] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    flagged: list[tuple[str, ArticleWarning]] = field(default_factory=list)

    @property
    def done(self) -> int:
        names = (self.added, self.updated, self.unchanged, self.duplicates)
        return len(self.rejected) + sum(len(each) for each in names)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read. `vectors` is how many passages of the batch are its; none where its text is known."""

    source: SourceFile
    article: Article
    vectors: int


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of a batch's new texts: vectors a passage, attributions a text."""

    vectors: list[PassageVectors]
    attributions: list[tuple[Attribution, ...]]


class Adding:
    """One run over some files. `remember` says whether where they lie is recorded (an upload's place is not)."""

    def __init__(
        self,
        store: SqliteStore,
        embedder: Callable[[], Embedder],
        tagger: Callable[[], Tagger],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        remember: bool = True,
    ) -> None:
        self._store, self._embedder, self._tagger, self._remember = store, embedder, tagger, remember
        self._progress, self._cancelled = progress, cancelled
        self._tally = _Tally()
        self._total = 0
        self._asked_for: frozenset[Path] = frozenset()
        self._coming: set[str] = set()  # digests of texts that are being encoded

    def run(
        self,
        sources: Sequence[SourceFile],
        asked_for: frozenset[Path] = frozenset(),
        warnings: Iterable[tuple[str, ArticleWarning]] = (),
    ) -> Report:
        """Add files. Those in `asked_for` come back even if the article was removed, as uploads do; others do not.

        `warnings` are known before any file is read, and come first.
        """
        self._tally.flagged += warnings
        began, self._total, self._asked_for = time.monotonic(), len(sources), asked_for
        new = [source for source in map(self._with_row, sources) if not self._is_known(source)]
        if new:
            self._work(new)
        tally = self._tally
        return Report(
            tuple(tally.added),
            tuple(tally.updated),
            tuple(tally.unchanged),
            self._duplicates(),
            tuple(tally.rejected),
            tuple(tally.flagged),
            time.monotonic() - began,
        )

    def _duplicate(self, source: SourceFile, holder: ArticleId, file: str) -> Duplicate:
        """Name the article that a file equals by its `file`; by where that lies, if both go by one name."""
        elsewhere = (str(path) for path in self._store.places(holder) if path != source.path)
        return Duplicate(source.name, next(elsewhere, file) if file == source.name else file)

    def _duplicates(self) -> tuple[Duplicate, ...]:
        """Name the articles that files equal, but for those that were removed in the meantime."""
        files = {entry.id: entry.file for entry in self._store.articles()} if self._tally.copied else {}
        return tuple(
            self._duplicate(*copy, files.get(copy[1], "an article since removed")) for copy in self._tally.copied
        )

    def _with_row(self, source: SourceFile) -> SourceFile:
        """Give a file that no table names now, as one of a subfolder, what a table said of it when last it was read."""
        seen = self._seen(source) if source.row is None else None
        if seen is None or not self._is_alone(source, seen):
            return source
        known, _ = self._store.as_read(seen.article)
        return replace(source, row=said_by_tables(known) or None)

    def _is_alone(self, source: SourceFile, seen: Sighting) -> bool:
        return self._store.places(seen.article) == [source.path]

    def _is_known(self, source: SourceFile) -> bool:
        seen = self._seen(source)
        if seen is None or seen.fingerprint != source.fingerprint or (seen.removed and self._brings_back(source)):
            return False
        self._tally.unchanged.append(source.name)
        self._tally.flagged += [(source.name, warning) for warning in source.warnings]  # as long as the row says so
        return True

    def _seen(self, source: SourceFile) -> Sighting | None:
        """Return what was read of a file before. Nothing is of one that cannot be one, as by a name not in UTF-8."""
        return self._store.seen(source.path) if self._remember and source.refusal is None else None

    def _brings_back(self, source: SourceFile) -> bool:
        """Tell whether a removed article comes back with its file: where that was named outright, or handed in."""
        return not self._remember or source.path in self._asked_for

    def _stays_away(self, source: SourceFile, holder: ArticleId | None) -> bool:
        """Tell whether a file is that of a removed article, by its words (`holder`) or by its place."""
        if self._brings_back(source):
            return False
        if holder is not None:
            return self._store.as_read(holder)[1]
        seen = self._seen(source)
        return seen is not None and seen.removed

    def _work(self, sources: Sequence[SourceFile]) -> None:
        embedder, tagger = self._embedder(), self._tagger()
        waiting: deque[tuple[list[_Read], Future[_Made]]] = deque()
        read = pipeline.read(sources, embedder.count_tokens, PASSAGE_TOKENS)
        with ThreadPoolExecutor(1, "encode") as encoder:
            for batch in self._batches(read):
                texts = [self._as_believed(part) for part in batch if part.vectors]
                waiting.append((batch, encoder.submit(_make, embedder, tagger, texts)))
                if len(waiting) > 1:
                    self._write_batch(*waiting.popleft())
            while waiting:
                self._write_batch(*waiting.popleft())

    def _batches(self, read: Iterable[tuple[SourceFile, Article | Rejected]]) -> Iterator[list[_Read]]:
        batch: list[_Read] = []
        for source, outcome in read:
            if self._cancelled():
                break
            if isinstance(outcome, Rejected):
                self._tally.rejected.append(Rejection(source.name, outcome.code, outcome.detail))
                self._show(source)
                continue
            batch.append(_Read(source, outcome, self._to_encode(source, outcome)))
            if sum(part.vectors for part in batch) >= BATCH:
                yield batch
                batch = []
        yield batch

    def _to_encode(self, source: SourceFile, article: Article) -> int:
        """Count the passages to encode: none where the text is in the library, on its way there, or stays away."""
        holder = self._store.holder(article.digest)
        if article.digest in self._coming or holder or self._stays_away(source, holder):
            return 0
        self._coming.add(article.digest)
        return len(article.passages)

    def _as_believed(self, part: _Read) -> ToTag:
        """Return a text with what is known of it: what a person corrected holds for a new version, too."""
        metadata, seen = part.article.metadata, self._seen(part.source)
        if seen is not None:
            metadata = corrected(metadata, self._store.corrections(seen.article))
        return ToTag(part.article.text, part.article.passages, metadata)

    def _write_batch(self, batch: Sequence[_Read], made: Future[_Made]) -> None:
        vectors, found = iter(made.result().vectors), iter(made.result().attributions)
        for read in batch:
            own = [next(vectors) for _ in range(read.vectors)]
            part = replace(read, article=replace(read.article, attributions=next(found))) if own else read
            with self._store.transaction():
                names = self._write(part, own)
            names.append(part.source.name)
            self._tally.flagged += [(part.source.name, warning) for warning in part.article.warnings]
            self._show(part.source)

    def _show(self, source: SourceFile) -> None:
        self._progress(Progress(self._tally.done, self._total, source.name))

    def _write(self, part: _Read, vectors: list[PassageVectors]) -> list[str]:
        """Write one article, and return the list that its file belongs in.

        Of a file that stays away nothing is recorded, so that it is read anew once its article is restored.
        """
        holder = self._store.holder(part.article.digest)
        gone = holder is None and not vectors  # its article was purged, or the file it waited for removed, meanwhile
        if gone or self._stays_away(part.source, holder):
            return self._tally.unchanged
        if holder is None:
            identifier, names = self._write_text(part, vectors)
        else:
            identifier, names = holder, self._write_known(part, holder)
        if self._remember:
            self._store.saw(part.source.path, part.source.fingerprint, identifier)
        return names

    def _write_text(self, part: _Read, vectors: list[PassageVectors]) -> tuple[ArticleId, list[str]]:
        """A text that is new: a new version where this file alone held the old one, else a new article."""
        seen = self._seen(part.source)
        replaces = seen.article if seen and self._is_alone(part.source, seen) else None
        encoded = collect(self._embedder(), vectors)
        is_update = seen is not None and replaces is not None and not seen.removed
        identifier = self._store.put(part.article, encoded, replaces, self._tagger().name)
        return identifier, self._tally.updated if is_update else self._tally.added

    def _write_known(self, part: _Read, holder: ArticleId) -> list[str]:
        """A text that is known. What is said of it may be new: the file's own row counts, a copy's fills gaps."""
        seen = self._seen(part.source)
        is_own = seen is not None and seen.article == holder
        known, removed = self._store.as_read(holder)
        is_silent = part.source.row is None and bool(said_by_tables(known))  # what a table said before still holds
        metadata = part.article.metadata if is_own and not is_silent else filled(known, part.article.metadata)
        if removed:
            self._store.restore(holder)
        if metadata != known:
            self._store.read_again(holder, metadata)
            if metadata.title != known.title:
                reencode(self._store, self._embedder(), holder)
        if removed:
            return self._tally.added
        if not is_own:
            self._tally.copied.append((part.source, holder))
            return self._tally.duplicates
        return self._tally.unchanged if metadata == known else self._tally.updated


def _make(embedder: Embedder, tagger: Tagger, texts: Sequence[ToTag]) -> _Made:
    """Encode and tag at the same time: neither keeps all cores busy to its end, as texts differ in length."""
    items = [item for each in texts for item in items_of(each.text, each.passages, each.metadata.title)]
    with ThreadPoolExecutor(1, "tag") as beside:
        attributions = beside.submit(tag, tagger, texts)
        return _Made(embedder.encode(items), attributions.result())
