"""What happens on the Ask tab: asking, asking again without a chip, stopping, choosing a citation.

Handlers take what a browser sent as untrusted: numbers and names are looked up in the session's own conversation.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from app.answer import Abstention, Citation
from app.chat import article_html, forms, html
from app.chat.chips import chips_of, without
from app.chat.conversation import Conversation, Conversations, State, Turn
from app.chat.reading import opened
from app.chat.seams import Assistant, Library
from app.errors import UnusableQuestion
from app.request import MAX_QUESTION, Constraints, Request
from index.errors import NoSuchArticle
from index.scope import Scope
from ingest.errors import HearsayError

BROKEN = "The answer broke off, and the terminal that runs Hearsay shows why; other questions still work."


class Asking:
    """The Ask tab of all sessions."""

    def __init__(self, library: Library, assistant: Assistant, below: html.Below = html.nothing) -> None:
        self._library = library
        self._assistant = assistant
        self._below = below
        self.conversations = Conversations()

    def log(self, session: str) -> Markup:
        """Return a session's conversation as it is."""
        welcome = Markup("") if self.conversations.of(session).turns else self._welcome()
        turns = self.conversations.of(session).turns  # looked at last: a question may come while a welcome is made
        return html.log_html(turns, Markup("") if turns else welcome, self._below)

    def look(self, session: str) -> tuple[Markup, Markup]:
        """Return the conversation, and the question box with whom there is to choose from."""
        store = self._library.store
        composer = forms.composer(store.articles(), store.speakers(), self._assistant.model)
        return self.log(session), composer

    def _welcome(self) -> Markup:
        if not self._library.store.articles():
            return html.EMPTY_LIBRARY
        return html.first_visit(self._assistant.examples())

    def ask(self, session: str, sent: Mapping[str, Any]) -> Iterator[Markup]:
        """Answer a question, yielding the conversation as it grows."""
        conversation, question = self.conversations.begun(session), str(sent.get("question", "")).strip()
        turn = conversation.ask(question[:MAX_QUESTION], Constraints())
        try:
            turn.constraints = Request(question, constraints=constraints_of(sent)).constraints
        except UnusableQuestion as wrong:
            turn.end(State.FAILED, str(wrong))
        return self._answer(session, conversation, turn)

    def ask_again(self, session: str, sent: Mapping[str, Any]) -> Iterator[Markup]:
        """Answer a turn's question anew without one of its chips."""
        conversation = self.conversations.of(session)
        try:
            turn = conversation.turn(int(sent["turn"]))
            name = next(chip.name for chip in turn.chips if chip.name == sent["name"])
        except (KeyError, ValueError, TypeError, StopIteration):
            return iter([self.log(session)])
        questions = (*conversation.history(turn), turn.question)
        again = conversation.ask_again(turn.number, without(turn.constraints, name, turn.guesses, questions))
        return self._answer(session, conversation, again)

    def _answer(self, session: str, conversation: Conversation, turn: Turn) -> Iterator[Markup]:
        try:
            yield self.log(session)
            if turn.state is State.WORKING:
                yield from self._stream(session, conversation, turn)
        except HearsayError as failed:
            turn.end(State.FAILED, str(failed))
        except Exception:  # whatever broke, the reader is told; it is raised again, for the log
            turn.end(State.FAILED, BROKEN)
            raise
        finally:  # also where the reader stopped it or went away
            turn.end(State.STOPPED)
        yield self.log(session)

    def _stream(self, session: str, conversation: Conversation, turn: Turn) -> Iterator[Markup]:
        for item in self._assistant.stream(Request(turn.question, conversation.history(turn), turn.constraints)):
            if turn.state is not State.WORKING:
                return
            turn.take(item)
            turn.chips = chips_of(turn.scope or Scope(), self._library.store)
            yield self.log(session)

    def stop(self, session: str) -> Markup:
        """Stop what is being answered."""
        self.conversations.of(session).stop()
        return self.log(session)

    def start_anew(self, session: str) -> tuple[Markup, Markup]:
        """Forget the conversation, and close the article."""
        self.conversations.forget(session)
        return self.log(session), article_html.EMPTY

    def open(self, session: str, sent: Mapping[str, Any]) -> Markup:
        """Return the article of a chosen citation, or one near an abstention; an unknown one opens nothing."""
        try:
            turn = self.conversations.of(session).turn(int(sent["turn"]))
            if "near" in sent:
                return self._nearest(turn, int(sent["near"]))
            citation = next(c for c in turn.citations if c.number == int(sent["n"]))
        except (KeyError, ValueError, TypeError, StopIteration):
            return article_html.EMPTY
        return self._sheet(turn, citation)

    def _nearest(self, turn: Turn, place: int) -> Markup:
        if not isinstance(turn.outcome, Abstention) or not 0 <= place < len(turn.outcome.nearest):
            return article_html.EMPTY
        article, bar = turn.outcome.nearest[place], article_html.plain_bar("Nearest in this library")
        try:
            return opened(self._library.store, article, bar)
        except NoSuchArticle:
            return article_html.REMOVED.format(bar, article.metadata.title or article.file)

    def _sheet(self, turn: Turn, citation: Citation) -> Markup:
        article, numbers = citation.article, [c.number for c in turn.citations]
        bar = article_html.stepping_bar("Citation", numbers.index(citation.number) + 1, len(numbers))
        marked = [c.span for c in turn.citations if c.article.id == article.id]
        try:
            return opened(self._library.store, article, bar, marked, [citation.span], citation.text)
        except NoSuchArticle:
            return article_html.REMOVED.format(bar, citation.quote.exact)


def constraints_of(sent: Mapping[str, Any]) -> Constraints:
    """Return the scope set in the filter row. Raises `UnusableQuestion`."""
    after, before = _date(sent, "after"), _date(sent, "before")
    return Constraints(
        _names(sent, "outlet"), _names(sent, "author"), _names(sent, "speaker"), after=after, before=before
    )


def _names(sent: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = sent.get(field)
    return (value,) if isinstance(value, str) and value else ()


def _date(sent: Mapping[str, Any], field: str) -> date | None:
    value = sent.get(field)
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as wrong:
        raise UnusableQuestion(f"“{value}” is no date; write it as 2026-03-31") from wrong
