"""Who says what, found in the texts of a library: while articles come in, and again where it was not found yet."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from index.report import Progress
from index.sqlite.store import SqliteStore
from ingest.attribution import Tagger
from ingest.attribution.reading import attributions_of
from ingest.corpus import ArticleId, Attribution, Metadata, Passage
from ingest.excerpt import Excerpt
from ingest.injection import masked
from ingest.minilm.session import cores

TOGETHER = 8  # articles tagged before they are written: what a process that is killed has to do again


@dataclass(frozen=True, slots=True)
class ToTag:
    """A text to tag: what of it is the article itself, and what is known of the article."""

    text: str
    passages: Sequence[Passage]
    metadata: Metadata


def tag(tagger: Tagger, texts: Sequence[ToTag]) -> list[tuple[Attribution, ...]]:
    """Find who says what in each text, on all cores."""

    def found(each: ToTag) -> tuple[Attribution, ...]:
        return _found(tagger, each)

    # The longest first, so that no core waits at the end for a long text that another one began late.
    order = sorted(range(len(texts)), key=lambda number: -len(texts[number].text))
    with ThreadPoolExecutor(cores(), "tag") as pool:
        by_number = dict(zip(order, pool.map(found, [texts[number] for number in order]), strict=True))
    return [by_number[number] for number in range(len(texts))]


def _found(tagger: Tagger, each: ToTag) -> tuple[Attribution, ...]:
    """Find who says what in a text as it would read without the words in it that address machines.

    So they change nothing in how the rest is read, whatever quotation they were set into, and nobody says them.
    """
    known = each.metadata.title, each.metadata.author
    injected = tuple(masked(each.text, each.passages))
    if not injected:
        return attributions_of(tagger, each.text, [passage.span for passage in each.passages], *known)
    excerpt = Excerpt.without(each.text, injected)
    parts = [part for passage in each.passages if (part := excerpt.inside(passage.span))]
    return excerpt.restored(attributions_of(tagger, excerpt.text, parts, *known)) if parts else ()


def tag_again(
    store: SqliteStore, tagger: Tagger, articles: Sequence[ArticleId], progress: Callable[[Progress], None]
) -> None:
    """Find who says what in articles of the library, from the stored text. Cut short, what is done stays done."""
    for start in range(0, len(articles), TOGETHER):
        group = articles[start : start + TOGETHER]
        progress(Progress(start, len(articles), group[0]))
        found = tag(tagger, [ToTag(*store.material(article)) for article in group])
        with store.transaction():
            for article, attributions in zip(group, found, strict=True):
                store.set_attributions(article, attributions, tagger.name)
