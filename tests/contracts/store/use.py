"""What is done with any store: putting articles, asking for them, and folding names."""

from collections.abc import Mapping

from index.embedder import encode_article
from index.scope import Scope
from index.store import Store
from ingest.corpus import (
    Article,
    ArticleId,
    Speaker,
)
from tests.fakes import WordHashEmbedder

EMBEDDER = WordHashEmbedder()
EVERYTHING = Scope()


def put(store: Store, added: Article, replaces: ArticleId | None = None) -> ArticleId:
    return store.put(added, encode_article(EMBEDDER, added), replaces)


def ask(store: Store, question: str, scope: Scope = EVERYTHING, k: int = 10) -> tuple[list[str], list[str]]:
    """Return the words of what was found, by vector and by words."""
    found = store.search(question, EMBEDDER.encode_question(question), scope, k)
    dense, lexical = store.passages(found.dense), store.passages(found.lexical)
    return [p.text for p in dense], [p.text for p in lexical]


def to_the_longest(counted: Mapping[Speaker, int]) -> Mapping[Speaker, Speaker]:
    """Know a speaker by the longest name of their kind that ends as theirs does."""
    return {
        own: max((each for each in counted if each.kind == own.kind and each.name.endswith(own.name)), key=name_length)
        for own in counted
    }


def name_length(speaker: Speaker) -> int:
    return len(speaker.name)
