"""Copies of the words that an answer cites: where else they stand, which publication is cited, how many there are.

Words that stand in several articles come from one origin, and so count once, however many print them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from app.answer import Evidence, Statement, Status
from index.retrieve import RetrievedSentence
from index.store import Catalogued, Store
from ingest.corpus import ArticleId, Span
from ingest.origins import precedence
from ingest.shingles import SHINGLE, words_of

MOST = 0.5  # of a quote's words: what as many stand in is another publication of it


def repeats(
    store: Store, places: Iterable[tuple[ArticleId, Span]]
) -> Mapping[tuple[ArticleId, Span], tuple[Catalogued, ...]]:
    """Return, for each stretch of an article, the other articles in which its words stand, first published first."""
    spans: defaultdict[ArticleId, list[Span]] = defaultdict(list)
    for article, span in places:
        spans[article].append(span)
    return {
        (article, span): copies
        for article, own in spans.items()
        for span, copies in zip(own, store.repeats(article, own), strict=True)
    }


def also_in(evidence: Sequence[Evidence], span: Span) -> tuple[Catalogued, ...]:
    """Return the other publications of a quote of one article, made of the `evidence` that lies in `span`."""
    inside = {item.span: item for item in evidence if span.contains(item.span)}.values()
    words: defaultdict[ArticleId, int] = defaultdict(int)
    entries: dict[ArticleId, Catalogued] = {}
    for item in inside:
        for other in item.also_in:
            words[other.id] += len(item.words.split())
            entries[other.id] = other
    least = MOST * sum(len(item.words.split()) for item in inside)
    return tuple(sorted((entries[a] for a, count in words.items() if count >= least), key=_precedence))


class Words:
    """Words chosen so far, in runs of five, to tell what would say most of itself a second time."""

    def __init__(self) -> None:
        self._runs: set[tuple[str, ...]] = set()

    def hold(self, stretches: Iterable[str]) -> bool:
        """Tell whether most runs of some stretches are among them."""
        runs = [run for stretch in stretches for run in _runs(stretch)]
        return sum(run in self._runs for run in runs) > MOST * len(runs)

    def add(self, stretches: Iterable[str]) -> None:
        """Take words in."""
        self._runs.update(run for stretch in stretches for run in _runs(stretch))


def _runs(stretch: str) -> list[tuple[str, ...]]:
    words = [word.casefold() for word in words_of([stretch])]
    return [tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]


def originals_first(sentences: Sequence[RetrievedSentence]) -> list[RetrievedSentence]:
    """Where articles of one origin hold the same sentence, put that of the first publication in the best place.

    All of them are in scope, so what is cited is the original where that is in scope, else the earliest that is.
    """
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        places[sentence.article.origin, " ".join(sentence.words.split())].append(place)
    ordered = list(sentences)
    for held in places.values():
        by_publication = sorted((sentences[place] for place in held), key=lambda each: _precedence(each.article))
        for place, sentence in zip(held, by_publication, strict=True):
            ordered[place] = sentence
    return ordered


def _precedence(article: Catalogued) -> tuple[object, ...]:
    return precedence(article.id, article.metadata)


def copies_of(statements: Iterable[Statement]) -> list[tuple[tuple[int, ...], int]]:
    """Return the citations of repeated statements, those of one origin together, each with how many publications."""
    groups: list[tuple[set[int], set[ArticleId]]] = []
    for statement in statements:
        if statement.status is Status.REPEATED:
            numbers = {citation.number for citation in statement.citations}
            held = {other.id for c in statement.citations for other in (c.article, *c.also_in)}
            for group in [group for group in groups if group[1] & held]:
                groups.remove(group)
                numbers |= group[0]
                held |= group[1]
            groups.append((numbers, held))
    return [(tuple(sorted(numbers)), len(held)) for numbers, held in groups]


def counted(publications: int) -> str:
    """Say of how many publications one origin's words are."""
    return f"{publications} copies, 1 origin"
