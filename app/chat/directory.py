"""The sources of a library: outlets, authors, and the speakers whose words they report, each with its counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.words import fold
from index.store import Catalogued, QuotedBy, Store
from ingest.corpus import ArticleId, SpeakerKind


class Kind(StrEnum):
    """What a source is."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or author with how many articles they wrote and how often these report a speaker's words, or a speaker
    with how many articles report theirs, and how often. `speaker` tells what kind of speaker it is.
    """

    kind: Kind
    name: str
    articles: int
    attributions: int
    speaker: SpeakerKind | None = None
    spellings: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether `name` is a name, and not the description of someone who has none."""
        return self.speaker is not SpeakerKind.UNNAMED

    def fits(self, words: Iterable[str]) -> bool:
        """Tell whether each of `words`, folded, is part of a spelling."""
        spelt = fold(" ".join((self.name, *self.spellings)))
        return all(word in spelt for word in words)


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """All sources of a store as it was when `key` was its snapshot, of each kind the most productive first.

    `reported` counts, for each article, whose words it reports. Shared between threads, so never changed.
    """

    key: str
    sources: Mapping[Kind, Sequence[Source]] = field(repr=False)
    quoted_by: Sequence[QuotedBy] = field(repr=False)
    reported: Mapping[ArticleId, Counter[str]] = field(repr=False)

    def find(self, kind: Kind, words: str) -> Sequence[Source]:
        """List the sources of a kind that have all of `words` in their name."""
        sought = fold(words).split()
        return [source for source in self.sources[kind] if source.fits(sought)]

    def get(self, kind: Kind, name: str) -> Source | None:
        """Return a source by its name; None where there is none."""
        return next((source for source in self.sources[kind] if source.name == name), None)

    def reported_in(self, articles: Iterable[Catalogued]) -> list[tuple[Source, int]]:
        """List whose words `articles` report and how often, most often first."""
        counted: Counter[str] = Counter()
        for article in articles:
            counted += self.reported.get(article.id, Counter())
        speakers = {source.name: source for source in self.sources[Kind.SPEAKER]}
        return [(speakers[name], times) for name, times in counted.most_common() if name in speakers]


class DirectoryOf:
    """Keeps the directory of a store at hand, and reads it again only after the library changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._directory: Directory | None = None

    def refresh(self) -> Directory:
        """Return the sources of the library as it is now."""
        with self._store.reading():
            key = self._store.snapshot()
            if self._directory is None or self._directory.key != key:
                self._directory = self._read(key)
            return self._directory

    def _read(self, key: str) -> Directory:
        articles = self._store.articles()
        found = self._store.attributions(article.id for article in articles)
        reported = {id: Counter(a.speaker.name for a in said if a.speaker) for id, said in found.items()}
        speakers = [
            Source(Kind.SPEAKER, s.name, s.articles, s.attributions, s.kind, s.spellings)
            for s in self._store.speakers()
        ]
        sources = {
            Kind.SPEAKER: speakers,
            Kind.OUTLET: _publishers(Kind.OUTLET, articles, reported, lambda a: a.metadata.outlet),
            Kind.AUTHOR: _publishers(Kind.AUTHOR, articles, reported, lambda a: a.metadata.author),
        }
        return Directory(key, sources, self._store.quoted_by(), reported)


def _publishers(
    kind: Kind,
    articles: Iterable[Catalogued],
    reported: Mapping[ArticleId, Counter[str]],
    name_of: Callable[[Catalogued], str | None],
) -> list[Source]:
    counts: defaultdict[str, list[int]] = defaultdict(list)
    for article in articles:
        if name := name_of(article):
            counts[name].append(reported.get(article.id, Counter()).total())
    found = [Source(kind, name, len(each), sum(each)) for name, each in counts.items()]
    return sorted(found, key=lambda source: (-source.articles, source.name.casefold()))
