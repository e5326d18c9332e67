"""A speaker's quotations as the Sources tab shows them: with our verb, and who reports them to the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.chat.utterances import speaker_name, verb
from index.store import Quotation, Store
from ingest.corpus import Attribution


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with our verb for its cue; `via` reports it to the article, None where the article's writer does."""

    quotation: Quotation
    verb: str
    via: str | None


def said_by(store: Store, speaker: str) -> list[Said]:
    """List what articles report a speaker to have said, in order of publication."""
    quotations = store.quotations(speaker)
    texts = {id: store.text(id) for id in {q.article.id for q in quotations}}
    others = store.attributions({q.article.id for q in quotations if q.attribution.within is not None})
    return [
        Said(
            quotation,
            verb(quotation.attribution, texts[quotation.article.id]),
            _via(quotation.attribution, others.get(quotation.article.id, ()), texts[quotation.article.id]),
        )
        for quotation in quotations
    ]


def _via(attribution: Attribution, others: Sequence[Attribution], text: str) -> str | None:
    return None if attribution.within is None else speaker_name(others[attribution.within], text)
