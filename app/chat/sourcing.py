"""What happens on the Sources tab: finding a source, choosing one, reading what they said where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from app.chat import sources_html as html
from app.chat.article_html import REMOVED, stepping_bar
from app.chat.directory import DirectoryOf, Kind, Source
from app.chat.matrix_html import matrix
from app.chat.per_session import PerSession
from app.chat.quotations import Said, said_by
from app.chat.reading import opened
from app.chat.seams import Library
from app.chat.source_html import publisher, speaker
from index.errors import NoSuchArticle
from index.scope import Scope
from index.store import Catalogued


@dataclass(slots=True)
class Desk:
    """What one session has before it: what it seeks, the source it chose with its `quotations` (a speaker's) or
    `articles` (a publisher's), and the number of the one it reads in `panel`.
    """

    words: str = ""
    kind: Kind = Kind.SPEAKER
    source: Source | None = None
    quotations: Sequence[Said] = ()
    articles: Sequence[Catalogued] = ()
    shown: int = html.PAGE
    at: int | None = None
    panel: Markup = field(default_factory=Markup)

    @property
    def items(self) -> Sequence[Said | Catalogued]:
        """What can be read of the source, in order."""
        return self.quotations or self.articles


class Sourcing:
    """The Sources tab of all sessions."""

    def __init__(self, library: Library) -> None:
        self._store = library.store
        self._directory = DirectoryOf(library.store)
        self._desks = PerSession(Desk)

    def look(self, session: str) -> tuple[Markup, Markup]:
        """Return the list or the chosen source as the library is now, and the panel beside it."""
        desk = self._desks.of(session)
        if desk.source:
            was_read = None if desk.at is None else desk.items[desk.at]
            self._choose(desk, desk.source.kind, desk.source.name)
            desk.at = next((at for at, item in enumerate(desk.items) if item == was_read), None)
        return self._shown(desk)

    def find(self, session: str, sent: Mapping[str, Any]) -> Markup:
        """List the sources that have some words in their name."""
        desk = self._desks.of(session)
        desk.words, desk.source, desk.shown = str(sent.get("words", ""))[:200].strip(), None, html.PAGE
        return self._roster(desk)

    def turn_to(self, session: str, sent: Mapping[str, Any]) -> Markup:
        """List the sources of another kind."""
        desk = self._desks.of(session)
        if kind := _kind(sent):
            desk.kind, desk.shown = kind, html.PAGE
        return self._roster(desk)

    def choose(self, session: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Show one source, or the list where none has that name."""
        desk = self._desks.of(session)
        if kind := _kind(sent):
            self._choose(desk, kind, str(sent.get("name")))
            desk.shown, desk.at = html.PAGE, None
        return self._shown(desk)

    def _choose(self, desk: Desk, kind: Kind, name: str) -> None:
        desk.source, desk.quotations, desk.articles = self._directory.refresh().get(kind, name), (), ()
        if desk.source is None:
            return
        if kind is Kind.SPEAKER:
            desk.quotations = said_by(self._store, name)
        else:
            scope = Scope(outlets=(name,)) if kind is Kind.OUTLET else Scope(authors=(name,))
            desk.articles = sorted(self._store.articles(scope), key=lambda a: a.metadata.published or date.max)

    def back(self, session: str) -> tuple[Markup, Markup]:
        """Return to the list."""
        desk = self._desks.of(session)
        desk.source, desk.at, desk.shown = None, None, html.PAGE
        return self._shown(desk)

    def more(self, session: str) -> Markup:
        """Show more of what is listed."""
        desk = self._desks.of(session)
        desk.shown += html.PAGE
        return self._roster(desk)

    def open(self, session: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Open an article of the source's by its number in the list, or the one before or after that being read."""
        desk = self._desks.of(session)
        try:
            at = int(sent["at"]) if "at" in sent else (desk.at or 0) + int(sent["step"])
        except (KeyError, ValueError, TypeError):
            at = -1
        if 0 <= at < len(desk.items):
            desk.at, desk.shown = at, max(desk.shown, at + 1)
            desk.panel = self._opened(desk, at)
        return self._shown(desk)

    def close(self, session: str) -> tuple[Markup, Markup]:
        """Close the article."""
        desk = self._desks.of(session)
        desk.at = None
        return self._shown(desk)

    def _opened(self, desk: Desk, at: int) -> Markup:
        if desk.quotations:
            quotation = desk.quotations[at].quotation
            article, chosen, words = quotation.article, quotation.attribution.content, quotation.words
        else:
            article, chosen, words = desk.articles[at], (), desk.articles[at].metadata.title or desk.articles[at].file
        bar = stepping_bar("Quotation" if desk.quotations else "Article", at + 1, len(desk.items))
        try:
            return opened(self._store, article, bar, chosen, chosen)
        except NoSuchArticle:
            return REMOVED.format(bar, words)

    def _shown(self, desk: Desk) -> tuple[Markup, Markup]:
        return self._roster(desk), matrix(self._directory.refresh().quoted_by) if desk.at is None else desk.panel

    def _roster(self, desk: Desk) -> Markup:
        directory = self._directory.refresh()
        if desk.source is None:
            return html.roster(directory, desk.kind, desk.words, desk.shown)
        if desk.source.kind is Kind.SPEAKER:
            return speaker(desk.source, desk.quotations, desk.shown, desk.at)
        return publisher(desk.source, desk.articles, directory.reported_in(desk.articles), desk.shown, desk.at)


def _kind(sent: Mapping[str, Any]) -> Kind | None:
    return next((kind for kind in Kind if kind == sent.get("kind")), None)
