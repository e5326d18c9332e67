"""From chosen sentences to evidence: whole quotations, with the text they stand in and whose words they are."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from app.answer import Evidence
from app.compose.antecedent import antecedent_of, in_reading_order, points_back
from app.compose.quotes import MAX_WORDS
from app.compose.whole import completed, cuts_quotation
from app.copies import Words, repeats
from app.dispute import Place
from app.on_record import Matches
from app.surroundings import Surroundings, around, sentences_of
from index.retrieve import RetrievedSentence
from index.store import Catalogued, Store
from index.voices import Voice, Voices, heard_in
from ingest.corpus import ArticleId, Span
from ingest.injection import blanked, injections


def gather(
    store: Store,
    chosen: Sequence[RetrievedSentence],
    asked: Collection[str],
    sides: Collection[Place] = frozenset(),
) -> tuple[Evidence, ...]:
    """Put the chosen sentences, each with those that complete its quotations, beside the text they are spans of.

    Where a stretch is of several speakers, those of `asked` come first. A sentence whose completion would make the
    answer too long is left out, unless it is the best, and so is one that says what was chosen over again. `sides` are
    where those of a dispute stand; what completes the quotation of one is contested with it.
    """
    attributed = store.attributions({sentence.article.id for sentence in chosen})
    voices = {article: Voices.of_article(attributions) for article, attributions in attributed.items()}
    matches = Matches.of(store.findings, attributed)
    taken: dict[Place, tuple[Catalogued, Voice, bool]] = {}
    contested: set[Place] = set()
    words, said = 0, Words()
    places = {(sentence.article.id, sentence.span) for sentence in chosen}
    for sentence in in_reading_order(chosen):
        whole = dict(_spoken(store, sentence, voices, asked))
        if before := _antecedent(store, sentence, places):
            whole = {before: sentence.voice, **whole}
        if not whole.keys().isdisjoint(sides):
            contested |= whole.keys()
        fresh = {place: voice for place, voice in whole.items() if place not in taken}
        stretches = [span.of(store.text(article)) for article, span in fresh]
        length = sum(len(stretch.split()) for stretch in stretches)
        if (not taken or words + length <= MAX_WORDS) and not said.hold(stretches):
            taken.update({place: (sentence.article, voice, sentence.injected) for place, voice in fresh.items()})
            said.add(stretches)
            words += length
    copies = repeats(store, taken)
    return tuple(
        Evidence(
            number,
            entry,
            text,
            span,
            voice,
            injected=injected or bool(injections(text, [span])),
            also_in=copies[article, span],
            on_record=matches.at(article, span),
            contested=(article, span) in contested,
        )
        for number, ((article, span), (entry, voice, injected)) in enumerate(taken.items(), 1)
        for text in (store.text(article),)
    )


def _spoken(
    store: Store, sentence: RetrievedSentence, voices: Mapping[ArticleId, Voices], asked: Collection[str]
) -> Iterator[tuple[Place, Voice]]:
    """Yield a sentence and those that complete its quotation, each with its voice.

    What completes a quotation is spoken by whom the rest of it is, unless an attribution says otherwise.
    """
    article = sentence.article.id
    text = store.text(article)
    for span in _whole(store, sentence):
        voice = heard_in(span.of(text), span, voices[article].of(span, asked))
        yield (article, span), voice if voice.chain else sentence.voice


def _antecedent(store: Store, sentence: RetrievedSentence, chosen: Collection[Place]) -> Place | None:
    """Return where that stands which a sentence denies without telling it, unless that is `chosen`."""
    if not points_back(sentence):
        return None
    article = sentence.article.id
    read = _around(store, sentence)
    before = antecedent_of(sentence, read.sentences, read.injected)
    return (article, before) if before and (article, before) not in chosen else None


def _whole(store: Store, sentence: RetrievedSentence) -> Sequence[Span]:
    text = store.text(sentence.article.id)
    if not cuts_quotation(text, sentence.span):
        return [sentence.span]
    read = _around(store, sentence)
    return completed(read.sentences, sentence.span, blanked(text, read.injected))


def _around(store: Store, sentence: RetrievedSentence) -> Surroundings:
    """Return what stands around a sentence; words that address machines only where it does so itself."""
    passages = store.spans(sentence.article.id)
    if sentence.injected:
        return Surroundings(sentences_of(passages))
    return around(store.text(sentence.article.id), passages, sentence.span)
