"""From chosen sentences to evidence: whole quotations, with the text they stand in and whose words they are."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from app.answer import Evidence
from app.compose.antecedent import antecedent_of, in_reading_order, points_back
from app.compose.quotes import MAX_WORDS
from app.compose.whole import completed, cuts_quotation
from app.copies import Words, repeats
from app.dispute import Place
from app.on_record import Matches
from app.scopes import Scopes
from app.surroundings import Surroundings, around, sentences_of
from app.words import blanked
from index.retrieve import RetrievedSentence
from index.store import Catalogued, Store
from index.voices import Voice, Voices, heard_in
from ingest.corpus import ArticleId, Span
from ingest.injection import injections


def gather(
    store: Store,
    chosen: Sequence[RetrievedSentence],
    asked: Scopes,
    sides: Collection[Place] = frozenset(),
) -> tuple[Evidence, ...]:
    """Put the chosen sentences, each with those that complete its quotations, beside the text they are spans of.

    Where a stretch is of several speakers, those `asked` for come first. What a denial points back to stands before it
    with its own voice, unless it is none of what was asked for. A sentence whose completion would make the answer too
    long is left out, unless it is the best, and so is one that says what was chosen over again. `sides` are where those
    of a dispute stand; what completes the quotation of one is contested with it.
    """
    attributed = store.attributions({sentence.article.id for sentence in chosen})
    voices = {article: Voices.of_article(attributions) for article, attributions in attributed.items()}
    matches = Matches.of(store.findings, attributed)
    taken: dict[Place, _Told] = {}
    contested: set[Place] = set()
    words, said = 0, Words()
    places = {(sentence.article.id, sentence.span) for sentence in chosen}
    for sentence in in_reading_order(chosen):
        own = voices[sentence.article.id]
        before = _antecedent(store, sentence, own, asked, places)
        told = _Told(sentence.article, sentence.span, sentence.voice, sentence.injected)
        wholes = [list(_whole(store, part, own, asked)) for part in (before, told) if part]
        contested |= {part.place for whole in wholes if any(each.place in sides for each in whole) for part in whole}
        fresh = {part.place: part for whole in wholes for part in whole if part.place not in taken}
        stretches = [span.of(store.text(article)) for article, span in fresh]
        length = sum(len(stretch.split()) for stretch in stretches)
        if (not taken or words + length <= MAX_WORDS) and not said.hold(stretches):
            taken.update(fresh)
            said.add(stretches)
            words += length
    copies = repeats(store, taken)
    return tuple(
        Evidence(
            number,
            part.article,
            text,
            part.span,
            part.voice,
            injected=part.injected or bool(injections(text, [part.span])),
            also_in=copies[place],
            on_record=matches.at(*place),
            contested=place in contested,
        )
        for number, (place, part) in enumerate(taken.items(), 1)
        for text in (store.text(part.article.id),)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of an article, and whose words it is; `injected`: as in `Evidence`."""

    article: Catalogued
    span: Span
    voice: Voice
    injected: bool

    @property
    def place(self) -> Place:
        return self.article.id, self.span


def _whole(store: Store, told: _Told, voices: Voices, asked: Scopes) -> Iterator[_Told]:
    """Yield a sentence and those that complete its quotation.

    What completes a quotation is spoken by whom the rest of it is, unless an attribution says otherwise.
    """
    text = store.text(told.article.id)
    for span in _completed(store, told):
        voice = heard_in(span.of(text), span, voices.near(span).of(span, asked.speakers))
        yield replace(told, span=span, voice=voice if voice.chain else told.voice)


def _antecedent(
    store: Store, denial: RetrievedSentence, voices: Voices, asked: Scopes, chosen: Collection[Place]
) -> _Told | None:
    """Return what a sentence denies without telling it, unless that is `chosen` or none of what was `asked` for."""
    if not points_back(denial):
        return None
    article = denial.article
    read = _around(store, article.id, denial.span, denial.injected)
    span = antecedent_of(denial, read.sentences, read.injected)
    if span is None or (article.id, span) in chosen:
        return None
    text = store.text(article.id)
    voice = heard_in(span.of(text), span, voices.near(span).of(span, asked.speakers))
    return _Told(article, span, voice, bool(injections(text, [span]))) if asked.admits(article, voice) else None


def _completed(store: Store, told: _Told) -> Sequence[Span]:
    text = store.text(told.article.id)
    if not cuts_quotation(text, told.span):
        return [told.span]
    read = _around(store, told.article.id, told.span, told.injected)
    return completed(read.sentences, told.span, blanked(text, read.injected))


def _around(store: Store, article: ArticleId, span: Span, injected: bool) -> Surroundings:
    """Return what stands around a sentence; words that address machines only where it is `injected` itself."""
    passages = store.spans(article)
    if injected:
        return Surroundings(sentences_of(passages))
    return around(store.text(article), passages, span)
