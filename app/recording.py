"""What commands and chat do to the record of findings alike: find suggestions, name them, confirm one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from app.compose.whole import completed
from app.leaning import doubt_about
from app.verbs import verb_of
from index.embedder import Embedder
from index.errors import UnusableFinding
from index.record.finding import Confirmation, Finding, FindingId, Findings, Stance
from index.record.relevance import suggestions
from index.store import Catalogued, Store
from index.voices import Voices
from ingest.corpus import ArticleId, Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words of an article that a finding may be about: whole sentences, no quotation cut. `key` names them for as long
    as the article's text is the same.

    `said_by` tells whose words they are and how those say them ("Ann Verrel denied"), None where they are the
    article's own. `doubt` is why they may say the opposite of what the finding states.
    """

    key: str
    article: Catalogued
    span: Span
    quote: str
    said_by: str | None = None
    doubt: str | None = None


def suggested(store: Store, embedder: Embedder, finding: Finding) -> tuple[Suggestion, ...]:
    """Return what a person may look at and confirm, the likeliest first; what has been confirmed is left out."""
    taken = [(each.article, each.span) for each in store.findings.confirmations(finding.id) if each.holds]
    found: dict[str, Suggestion] = {}
    for sentence in suggestions(store, embedder, finding):
        span = _whole(store, sentence.article.id, sentence.span)
        if not any(article == sentence.article.id and each.overlaps(span) for article, each in taken):
            suggestion = _suggestion(store, finding, sentence.article, span)
            found.setdefault(suggestion.key, suggestion)
    return tuple(found.values())


def _suggestion(store: Store, finding: Finding, article: Catalogued, span: Span) -> Suggestion:
    text = store.text(article.id)
    voice = Voices.of_article(store.attributions([article.id]).get(article.id, ())).of(span)
    said_by = f"{' > '.join(voice.speakers)} {verb_of(voice, text)}" if voice.chain else None
    doubt = doubt_about(finding, voice, text, span)
    return Suggestion(_key(article, span), article, span, span.of(text), said_by, doubt)


def confirm(
    record: Findings, finding: FindingId, among: Sequence[Suggestion], key: str, stance: Stance | None, by: str
) -> Confirmation:
    """Record that a person takes a suggestion, named by its key or the beginning of it, to say what the finding states,
    or its opposite; without a `stance`, to say it, where nothing about the words speaks against that.

    Raises `UnusableFinding` where not one has that key, or a stance is needed.
    """
    matching = [each for each in among if key and each.key.startswith(key)]
    if len(matching) != 1:
        how_many = "there is no" if not matching else f"{len(matching)} begin with"
        raise UnusableFinding({"suggestion": f"{how_many} {key!r}; hearsay record match {finding} lists them"})
    (chosen,) = matching
    if stance is None and chosen.doubt:
        say = f"say --stance {Stance.AGREES} or --stance {Stance.DISAGREES}"
        raise UnusableFinding({"stance": f"these words may say the opposite ({chosen.doubt}); {say}"})
    return record.confirm(finding, chosen.article.id, chosen.span, stance or Stance.AGREES, by)


def _whole(store: Store, article: ArticleId, sentence: Span) -> Span:
    sentences = [span for passage in store.spans(article) for span in passage.sentences]
    whole = completed(sentences, sentence, store.text(article))
    return Span(whole[0].start, whole[-1].end)


def _key(article: Catalogued, span: Span) -> str:
    return hashlib.sha256(f"{article.id}:{article.digest}:{span.start}:{span.end}".encode()).hexdigest()[:8]
