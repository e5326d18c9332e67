"""What happens on the Library tab: adding, finding, reading, correcting, removing. Writes are one at a time."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from app.chat import library_html as html
from app.chat.intake import Batch, rows_of, summary
from app.chat.library_html import Correction, Row
from app.chat.per_session import PerSession
from app.chat.reading import spoken
from app.chat.seams import Library
from app.chat.uploads import Uploads, Waiting
from index.errors import NoSuchArticle
from index.store import Catalogued
from ingest.corpus import ArticleId
from ingest.errors import HearsayError, UnusableInput

_UNDATED = date.min
AS_KNOWN = Correction()


@dataclass(slots=True)
class Desk:
    """What one session has before it: its filter, the article it reads, what it removed last."""

    words: str = ""
    outlet: str = ""
    sort: str = "outlet"
    shown: int = html.PAGE
    chosen: ArticleId | None = None
    removed: tuple[ArticleId, ...] = ()
    notice: Markup = html.NOTHING
    cancelled: bool = False


class Shelving:
    """The Library tab of all sessions."""

    def __init__(self, library: Library, uploads: Uploads) -> None:
        self._library = library
        self._uploads = uploads
        self._desks = PerSession(Desk)
        self._writing = threading.Lock()

    def shelf(self, session: str) -> Markup:
        """Return the list as the session has filtered and sorted it."""
        desk, everything = self._desks.of(session), self._library.store.articles()
        found = ordered([a for a in everything if fits(a, desk.words, desk.outlet)], desk.sort)
        return html.shelf(found, desk.shown, everything, desk.notice, desk.chosen)

    def look(self, session: str) -> tuple[Markup, Markup]:
        """Return the filter form and the list."""
        return html.finder(self._library.store.articles()), self.shelf(session)

    def find(self, session: str, sent: Mapping[str, Any]) -> Markup:
        """Filter and sort the list."""
        desk = self._desks.of(session)
        desk.words, desk.outlet = str(sent.get("words", ""))[:200], str(sent.get("outlet", ""))
        desk.sort, desk.shown = str(sent.get("sort", "outlet")), html.PAGE
        return self.shelf(session)

    def more(self, session: str) -> Markup:
        """Show more of the list."""
        self._desks.of(session).shown += html.PAGE
        return self.shelf(session)

    def open(self, session: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Return one article, and the list in which it is chosen."""
        record = self._record(session, ArticleId(str(sent.get("id"))))
        return record, self.shelf(session)

    def _record(self, session: str, article: ArticleId, correction: Correction = AS_KNOWN) -> Markup:
        desk = self._desks.of(session)
        try:
            entry = self._library.store.catalogued(article)
            words = spoken(self._library.store, entry.id)
            body = [passage.span for passage in self._library.store.spans(entry.id)]
        except NoSuchArticle:
            desk.chosen = None
            return html.gone()
        desk.chosen = entry.id
        return html.record(entry, words, body, correction)

    def correct(self, session: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup, Markup]:
        """Set by hand what the form changed, and say what came of it."""
        article = ArticleId(str(sent.get("id")))
        try:
            changes = changed(self._library.store.catalogued(article), sent)
            if changes:
                with self._writing:
                    self._library.correct(article, changes)
            said = html.notice(f"Saved: {', '.join(changes)}." if changes else "Nothing was changed.")
            correction = Correction(said)
        except UnusableInput as wrong:  # all fields but the date take any words
            correction = Correction(typed=typed(sent), wrong=str(wrong).removeprefix("published: "))
        except HearsayError as failed:
            correction = Correction(html.failure(str(failed)), typed(sent))
        return self._record(session, article, correction), *self.look(session)

    def remove(self, session: str, sent: Mapping[str, Any]) -> tuple[Markup, Markup]:
        """Take articles out; the list then offers to undo it."""
        desk, named = self._desks.of(session), sent.get("ids")
        ids = tuple(ArticleId(str(article)) for article in named) if isinstance(named, list) else ()
        try:
            with self._writing:
                self._library.remove(ids)
        except HearsayError as wrong:
            desk.notice = html.failure(str(wrong))
        else:
            desk.removed, desk.notice, desk.chosen = ids, html.removed_notice(len(ids)), None
        return self.shelf(session), html.EMPTY_RECORD

    def undo(self, session: str) -> Markup:
        """Bring back what the session removed last."""
        desk = self._desks.of(session)
        try:
            with self._writing:
                self._library.restore(desk.removed)
            desk.notice = html.notice("Brought back.")
        except HearsayError as wrong:
            desk.notice = html.failure(str(wrong))
        desk.removed = ()
        return self.shelf(session)

    def cancel(self, session: str) -> None:
        """Stop adding files after the one that is being read."""
        self._desks.of(session).cancelled = True

    def ingest(self, session: str, _: Mapping[str, Any]) -> Iterator[Markup]:
        """Add the files that the session has sent, yielding how far it is and last what became of each."""
        desk, waiting = self._desks.of(session), self._uploads.take(session)
        desk.cancelled, desk.notice, rows = False, html.NOTHING, list[Row]()
        try:
            batch = Batch.of(waiting)
            for done, file in enumerate(batch.files):
                yield html.working(done, len(batch.files), file.name)
                rows += [Row(file.name, "not read", "cancelled")] if desk.cancelled else self._add(file)
            rows += batch.notes
        finally:  # also where the reader went away
            for file in waiting:
                file.delete()
        yield html.report(rows, summary(rows)) if rows else html.NOTHING

    def _add(self, file: Waiting) -> list[Row]:
        try:
            with self._writing:
                return list(rows_of(file.name, self._library.add_upload(file.path, file.name)))
        except HearsayError as failed:
            return [Row(file.name, "rejected", str(failed))]


def fits(article: Catalogued, words: str, outlet: str) -> bool:
    """Tell whether an article has every one of `words` in its title, outlet, author or file."""
    if outlet and article.metadata.outlet != outlet:
        return False
    known = (article.metadata.title, article.metadata.outlet, article.metadata.author, article.file)
    text = " ".join(part for part in known if part).casefold()
    return all(word in text for word in words.casefold().split())


def ordered(articles: list[Catalogued], sort: str) -> list[Catalogued]:
    """Sort articles; the store gives them by outlet, date and title."""
    match sort:
        case "newest":
            return sorted(articles, key=lambda a: a.metadata.published or _UNDATED, reverse=True)
        case "oldest":
            return sorted(articles, key=lambda a: a.metadata.published or date.max)
        case "added":
            return sorted(articles, key=lambda a: a.added, reverse=True)
        case "title":
            return sorted(articles, key=lambda a: (a.metadata.title or a.file).casefold())
        case _:
            return articles


def changed(entry: Catalogued, sent: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the fields of the form that differ from what is known; an emptied one becomes unknown."""
    changes: dict[str, str | None] = {}
    for name, value in typed(sent).items():
        if value != str(getattr(entry.metadata, name) or ""):
            changes[name] = value or None
    return changes


def typed(sent: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed into the fields of the form."""
    return {name: str(sent[name]).strip()[:500] for name in html.CORRECTABLE if name in sent}
