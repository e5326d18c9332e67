"""Whose words each sentence of a passage is: read from the attributions on record, and kept while these stay."""

from collections.abc import Mapping, Sequence

from index.store import Store, StoredPassage
from index.voices import Voice, Voices, heard_in
from ingest.corpus import PassageId

KEPT = 20_000  # passages; most voices are shared, so some 1 KB each
SILENCE = Voices()  # of an article that quotes nobody

Asked = frozenset[str]
_Key = tuple[str, PassageId, Asked]


class Spoken:
    """The voices of one library's sentences. Safe to share between threads where its store is.

    The state of the library is part of every key, so a reader of an older state leaves nothing that a later one takes.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[_Key, tuple[Voice, ...]] = {}

    def of(self, passages: Sequence[StoredPassage], asked: Asked) -> Sequence[tuple[Voice, ...]]:
        """Return, for each passage, the voice of each sentence; where several speak, one of `asked` before others."""
        state = self._store.snapshot()
        found = {p.id: known for p in passages if (known := self._known.get((state, p.id, asked))) is not None}
        unknown = [p for p in passages if p.id not in found]
        if unknown:
            new = self._read(unknown, asked)
            if len(self._known) + len(new) > KEPT:
                self._known.clear()
            self._known.update({(state, passage, asked): voices for passage, voices in new.items()})
            found |= new
        return [found[p.id] for p in passages]

    def _read(self, passages: Sequence[StoredPassage], asked: Asked) -> Mapping[PassageId, tuple[Voice, ...]]:
        said = self._store.attributions({p.article for p in passages})
        articles = {article: Voices.of_article(attributions) for article, attributions in said.items()}
        return {p.id: _voices(p, articles.get(p.article, SILENCE), asked) for p in passages}


def _voices(passage: StoredPassage, article: Voices, asked: Asked) -> tuple[Voice, ...]:
    nearby = article.near(passage.passage.span)
    return tuple(heard_in(passage.words(span), span, nearby.of(span, asked)) for span in passage.passage.sentences)
