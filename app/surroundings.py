"""What stands around a sentence in its article, as a reader is to read it: without words that address machines."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.compose.whole import MOST_ADDED
from ingest.corpus import Passage, Span
from ingest.injection import injections


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sentences around one of an article's, and itself, in order; `injected` are those left out between them."""

    sentences: Sequence[Span]
    injected: Sequence[Span] = ()


def around(text: str, passages: Sequence[Passage], sentence: Span) -> Surroundings:
    """Return what stands around `sentence`, one of those in `passages` of the article `text`.

    Whole passages are looked through, as what addresses machines is often told by what stands beside it. The sentence
    itself stays: beside others it may seem to address machines and by itself does not.
    """
    sentences = sentences_of(passages)
    at = sentences.index(sentence)
    near = set(sentences[max(0, at - MOST_ADDED) : at + MOST_ADDED + 1])
    read = sentences_of([passage for passage in passages if not near.isdisjoint(passage.sentences)])
    injected = [span for span in injections(text, read) if span != sentence]
    return Surroundings([span for span in read if span not in injected], injected)


def sentences_of(passages: Sequence[Passage]) -> list[Span]:
    """Return the sentences of passages, in order."""
    return [span for passage in passages for span in passage.sentences]
