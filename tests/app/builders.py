"""Articles and evidence made by hand, for tests of what happens after retrieval."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from app.answer import Evidence
from index.store import Catalogued
from index.voices import Voices
from ingest.corpus import ArticleId, Attribution, FirstPublication, Metadata, Span


def catalogued(
    identifier: str = "a" * 16,
    outlet: str | None = "The Daily Harbour",
    author: str | None = "Ann Verrel",
    published: date | None = date(2024, 3, 9),
    title: str | None = "Dam gives way",
    first: FirstPublication | None = None,
    file: str = "dam.txt",
) -> Catalogued:
    metadata = Metadata(title, outlet, author, published, first_published=first)
    return Catalogued(
        ArticleId(identifier), 1, file, metadata, 100, "0" * 64, datetime(2024, 3, 10, tzinfo=UTC), identifier, ()
    )


def evidence(
    text: str,
    *spans: tuple[int, int],
    article: Catalogued | None = None,
    first: int = 1,
    said: Sequence[Attribution] = (),
) -> list[Evidence]:
    article, voices = article or catalogued(), Voices.of_article(said)
    places = [Span(*span) for span in spans]
    return [Evidence(number, article, text, span, voices.of(span)) for number, span in enumerate(places, first)]
