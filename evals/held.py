"""What a library holds, read from its store: `evals.observed.Holdings`."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from evals.observed import Publication, Saying
from evals.verbatim import folded
from index.record.finding import Confirmation, Stance, Verdict
from index.store import Catalogued, Store
from ingest.corpus import ArticleId, Attribution


class Held:
    """The holdings of an open library, as they were when first looked at."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[str, str] = {}
        self._sayings: dict[str, tuple[Saying, ...]] = {}

    @cached_property
    def _articles(self) -> Mapping[str, Catalogued]:
        return {article.id: article for article in self._store.articles()}

    @cached_property
    def _verdicts(self) -> Mapping[str, str]:
        return {finding.id: finding.verdict.value for finding in self._store.findings.all()}

    def text(self, article: str) -> str | None:
        """Return the stored text of an article, by id."""
        if article not in self._articles:
            return None
        if article not in self._texts:
            self._texts[article] = self._store.text(ArticleId(article))
        return self._texts[article]

    def publication(self, article: str) -> Publication | None:
        """Return what is known of an article, by id."""
        entry = self._articles.get(article)
        if entry is None:
            return None
        known = entry.metadata
        return Publication(entry.file, known.outlet, known.author, known.published)

    def verdict(self, finding: str) -> str | None:
        """Return the verdict of a finding on record, by id."""
        return self._verdicts.get(finding)

    def outlets(self) -> frozenset[str]:
        """Return the names of all outlets."""
        return frozenset(a.metadata.outlet for a in self._articles.values() if a.metadata.outlet)

    def names(self) -> frozenset[str]:
        """Return all that an answer may name outside quotation marks, folded."""
        return self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        """Folded once: a library of thousands of articles is asked hundreds of cases."""
        known = (article.metadata for article in self._articles.values())
        told = ((m.outlet, m.author, m.wire, m.first_published and m.first_published.outlet) for m in known)
        on_record = ((f.finder, f.how, f.entered_by, f.url) for f in self._store.findings.all())
        names = {name for some in (*told, *on_record) for name in some if name}
        names |= {speaker.name for speaker in self._store.speakers()} | {a.file for a in self._articles.values()}
        return frozenset(map(folded, names))

    def sayings(self, article: str, start: int, end: int) -> tuple[Saying, ...]:
        """Return whose words, of somebody who is known, lie in a stretch of an article."""
        if article not in self._sayings:
            attributions = self._store.attributions([ArticleId(article)]) if article in self._articles else {}
            self._sayings[article] = tuple(sayings_of(attributions.get(ArticleId(article), ())))
        return tuple(s for s in self._sayings[article] if s.start < end and start < s.end)

    @cached_property
    def _confirmed(self) -> Mapping[ArticleId, tuple[Confirmation, ...]]:
        return self._store.findings.confirmed(ArticleId(article) for article in self._articles)

    def settled(self, article: str, start: int, end: int) -> frozenset[str]:
        """Return what findings, by a person's confirmation, make of all of a stretch: established, refuted."""
        matches = self._confirmed.get(ArticleId(article), ())
        covering = (match for match in matches if match.span.start <= start and end <= match.span.end)
        made = (standing_of(self.verdict(match.finding), match.stance) for match in covering)
        return frozenset(standing for standing in made if standing)


def sayings_of(attributions: Sequence[Attribution]) -> Iterator[Saying]:
    """Yield the words of each speaker who is known, with whoever reports them."""
    for attribution in attributions:
        speakers = tuple(a.speaker.name for a in _chain(attribution, attributions) if a.speaker)
        if attribution.speaker:
            for piece in attribution.content:
                yield Saying(speakers, attribution.force, piece.start, piece.end)


def _chain(attribution: Attribution, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    chain = [attribution]
    while (number := chain[0].within) is not None and attributions[number] not in chain:
        chain.insert(0, attributions[number])
    return tuple(chain)


def standing_of(verdict: str | None, stance: Stance) -> str | None:
    """Return what a finding makes of words that say its statement, or its opposite; None where it makes nothing.

    Who says the opposite of what was refuted is not thereby right.
    """
    if stance is Stance.AGREES:
        return verdict if verdict in (Verdict.ESTABLISHED, Verdict.REFUTED) else None
    return Verdict.REFUTED.value if verdict == Verdict.ESTABLISHED else None
