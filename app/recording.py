"""What commands and chat do to the record of findings alike: find suggestions, name them, confirm one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from app.compose.whole import completed
from index.embedder import Embedder
from index.errors import UnusableFinding
from index.record.finding import Confirmation, Finding, FindingId, Findings, Stance
from index.record.relevance import suggestions
from index.store import Catalogued, Store
from ingest.corpus import ArticleId, Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words of an article that a finding may be about: whole sentences, no quotation cut. `key` names them for as long
    as the article's text is the same.
    """

    key: str
    article: Catalogued
    span: Span
    quote: str


def suggested(store: Store, embedder: Embedder, finding: Finding) -> tuple[Suggestion, ...]:
    """Return what a person may look at and confirm, the likeliest first; what has been confirmed is left out."""
    taken = [(each.article, each.span) for each in store.findings.confirmations(finding.id) if each.holds]
    found: dict[str, Suggestion] = {}
    for sentence in suggestions(store, embedder, finding):
        span = _whole(store, sentence.article.id, sentence.span)
        if not any(article == sentence.article.id and each.overlaps(span) for article, each in taken):
            key = _key(sentence.article, span)
            found.setdefault(key, Suggestion(key, sentence.article, span, span.of(store.text(sentence.article.id))))
    return tuple(found.values())


def confirm(
    record: Findings, finding: FindingId, among: Sequence[Suggestion], key: str, stance: Stance, by: str
) -> Confirmation:
    """Record that a person takes a suggestion to say what the finding states, or its opposite.

    Raises `UnusableFinding` where none has that key.
    """
    chosen = next((each for each in among if each.key == key), None)
    if chosen is None:
        raise UnusableFinding({"suggestion": f"there is no {key!r}; hearsay record match {finding} lists them"})
    return record.confirm(finding, chosen.article.id, chosen.span, stance, by)


def _whole(store: Store, article: ArticleId, sentence: Span) -> Span:
    sentences = [span for passage in store.spans(article) for span in passage.sentences]
    whole = completed(sentences, sentence, store.text(article))
    return Span(whole[0].start, whole[-1].end)


def _key(article: Catalogued, span: Span) -> str:
    return hashlib.sha256(f"{article.id}:{article.digest}:{span.start}:{span.end}".encode()).hexdigest()[:8]
