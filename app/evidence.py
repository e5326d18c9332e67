"""From chosen sentences to evidence: whole quotations, with the text they stand in and whose words they are."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from app.answer import Evidence
from app.compose.quotes import MAX_WORDS
from app.compose.whole import completed, cuts_quotation
from app.on_record import Matches
from index.retrieve import RetrievedSentence
from index.store import Catalogued, Store
from index.voices import Voice, Voices
from ingest.corpus import ArticleId, Span

_Place = tuple[ArticleId, Span]


def gather(store: Store, chosen: Sequence[RetrievedSentence], asked: Collection[str]) -> tuple[Evidence, ...]:
    """Put the chosen sentences, each with those that complete its quotations, beside the text they are spans of.

    Where a stretch is of several speakers, those of `asked` come first. A sentence whose completion would make the
    answer too long is left out, unless it is the best.
    """
    said = store.attributions({sentence.article.id for sentence in chosen})
    voices = {article: Voices.of_article(attributions) for article, attributions in said.items()}
    matches = Matches.of(store.findings, said)
    taken: dict[_Place, tuple[Catalogued, Voice]] = {}
    words = 0
    for sentence in chosen:
        fresh = {place: voice for place, voice in _spoken(store, sentence, voices, asked) if place not in taken}
        text = store.text(sentence.article.id)
        length = sum(len(span.of(text).split()) for _, span in fresh)
        if not taken or words + length <= MAX_WORDS:
            taken.update({place: (sentence.article, voice) for place, voice in fresh.items()})
            words += length
    return tuple(
        Evidence(number, entry, store.text(article), span, voice, matches.at(article, span))
        for number, ((article, span), (entry, voice)) in enumerate(taken.items(), 1)
    )


def _spoken(
    store: Store, sentence: RetrievedSentence, voices: Mapping[ArticleId, Voices], asked: Collection[str]
) -> Iterator[tuple[_Place, Voice]]:
    """Yield a sentence and those that complete its quotation, each with its voice.

    What completes a quotation is spoken by whom the rest of it is, unless an attribution says otherwise.
    """
    article = sentence.article.id
    for span in _whole(store, sentence):
        voice = voices[article].of(span, asked)
        yield (article, span), voice if voice.chain else sentence.voice


def _whole(store: Store, sentence: RetrievedSentence) -> Sequence[Span]:
    text = store.text(sentence.article.id)
    if not cuts_quotation(text, sentence.span):
        return [sentence.span]
    passages = store.spans(sentence.article.id)
    return completed([span for passage in passages for span in passage.sentences], sentence.span, text)
