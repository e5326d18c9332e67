"""The reading panel: an article opened at some of its words, with who speaks in it."""

import secrets
from collections.abc import Sequence

from markupsafe import Markup

from app.chat.article_html import sheet, text_html
from app.chat.attribution_html import Spoken
from index.store import Catalogued, Store
from ingest.corpus import ArticleId, Span
from ingest.injection import injections_of


def spoken(store: Store, article: ArticleId, cited: str | None = None) -> Spoken:
    """Return an article's text with who speaks in it; of `cited`, an earlier version's text, nobody is known to speak.

    Raises `NoSuchArticle`.
    """
    text = store.text(article)
    found = store.attributions([article]).get(article, ()) if cited in (None, text) else ()
    return Spoken.of(cited or text, found, secrets.token_hex(4))


def opened(
    store: Store,
    article: Catalogued,
    bar: Markup,
    marked: Sequence[Span] = (),
    chosen: Sequence[Span] = (),
    cited: str | None = None,
) -> Markup:
    """Return the panel of an article, opened at the `chosen` of its `marked` words. Raises `NoSuchArticle`."""
    passages = store.spans(article.id)
    body = [passage.span for passage in passages]
    words = spoken(store, article.id, cited)
    injected = injections_of(words.text, passages) if cited in (None, store.text(article.id)) else ()
    text = text_html(words, body, marked, chosen, injected)
    return sheet(article, bar, text + words.cards(article), words.nonce)
