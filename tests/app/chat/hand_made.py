"""A library and an assistant made by hand: what the chat is tested against where the real ones are not the matter."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.answer import Abstention, Answer, Attributor, Citation, Guess, Outcome, Reason, Role, Statement, Status
from app.request import Request
from index.errors import LibraryDamaged, NoSuchArticle
from index.record.finding import Finding
from index.scope import Scope
from index.store import Catalogued, Quotation, QuotedBy, QuotedSpeaker
from ingest.corpus import (
    ArticleId,
    ArticleWarning,
    Attribution,
    Metadata,
    Passage,
    Provenance,
    Quote,
    Span,
    Speaker,
    digest_of,
)
from ingest.errors import UnusableInput

ANYWHERE = Scope()


@dataclass
class HandMadeStore:
    entries: dict[str, Catalogued] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    said: dict[str, tuple[Attribution, ...]] = field(default_factory=dict)

    def reading(self):
        return nullcontext()

    def attributions(self, articles: Iterable[ArticleId]) -> Mapping[ArticleId, tuple[Attribution, ...]]:
        return {article: self.said[article] for article in articles if article in self.said}

    def _spoken(self) -> Iterator[tuple[Catalogued, Attribution, Speaker]]:
        for article in self.articles():
            for each in self.said.get(article.id, ()):
                if each.speaker and each.content:
                    yield article, each, each.speaker

    def speakers(self) -> Sequence[QuotedSpeaker]:
        places = Counter(speaker for _, _, speaker in self._spoken())
        articles = Counter(speaker for speaker, _ in {(speaker, a.id) for a, _, speaker in self._spoken()})
        return [QuotedSpeaker(s.name, s.kind, (s.name,), articles[s], n) for s, n in places.most_common()]

    def quotations(self, speaker: str) -> Sequence[Quotation]:
        found = [
            Quotation(article, each, " … ".join(piece.of(self.texts[article.id]) for piece in each.content))
            for article, each, who in self._spoken()
            if who.name == speaker
        ]
        return sorted(found, key=lambda q: q.article.metadata.published or date.max)

    def quoted_by(self) -> Sequence[QuotedBy]:
        counted = Counter((article.metadata.outlet, who.name, who.kind) for article, _, who in self._spoken())
        return [QuotedBy(*key, n) for key, n in counted.most_common()]

    def articles(self, scope: Scope = ANYWHERE) -> Sequence[Catalogued]:
        return [a for a in self.entries.values() if a.id not in self.removed and scope.admits(a.id, a.metadata)]

    def catalogued(self, article: ArticleId) -> Catalogued:
        if article not in self.entries or article in self.removed:
            raise NoSuchArticle(f"no article has the id {article}")
        return self.entries[article]

    def text(self, article: ArticleId) -> str:
        self.catalogued(article)
        return self.texts[article]

    def spans(self, article: ArticleId) -> Sequence[Passage]:
        self.catalogued(article)
        sentences = tuple(sentence_spans(self.texts[article]))
        return [Passage(Span(sentences[0].start, sentences[-1].end), sentences)]

    def snapshot(self) -> str:
        return repr((sorted(self.removed), self.entries, self.said))


def sentence_spans(text: str) -> Iterator[Span]:
    start = 0
    for at, letter in enumerate(text):
        if letter in ".\n" and text[start:at].strip():
            yield Span(start + len(text[start:at]) - len(text[start:at].lstrip()), at + 1)
            start = at + 1


@dataclass(frozen=True)
class HandMadeReport:
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    rejected: tuple["HandMadeRejection", ...] = ()
    flagged: tuple[tuple[str, ArticleWarning], ...] = ()


@dataclass(frozen=True)
class HandMadeRejection:
    file: str
    code: str
    detail: str


class HandMadeLibrary:
    def __init__(self, *articles: tuple[Catalogued, str]) -> None:
        self.store = HandMadeStore()
        for entry, text in articles:
            self.store.entries[entry.id] = entry
            self.store.texts[entry.id] = text

    def add_upload(self, path: Path, name: str) -> HandMadeReport:
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            return HandMadeReport(rejected=(HandMadeRejection(name, "binary", f"{name} is not text; hand in a text"),))
        if digest_of(text) in {a.digest for a in self.store.entries.values()}:
            return HandMadeReport(unchanged=(name,))
        entry, text = made(name, text, title=name)
        self.store.entries[entry.id], self.store.texts[entry.id] = entry, text
        return HandMadeReport(added=(name,))

    def remove(self, ids: Sequence[ArticleId]) -> None:
        for article in ids:
            self.store.catalogued(article)
        self.store.removed.update(ids)

    def restore(self, ids: Sequence[ArticleId]) -> None:
        self.store.removed.difference_update(ids)

    def correct(self, article: ArticleId, changes: Mapping[str, str | None]) -> Catalogued:
        entry = self.store.catalogued(article)
        known: dict[str, object] = dict(changes)
        if known.get("published"):
            try:
                known["published"] = date.fromisoformat(str(known["published"]))
            except ValueError as wrong:
                raise UnusableInput(f"“{known['published']}” is no date; write it as 2026-03-31") from wrong
        sources = {**entry.metadata.provenance, **dict.fromkeys(changes, Provenance.USER)}
        corrected = replace(entry, metadata=replace(entry.metadata, **known, provenance=sources))
        self.store.entries[article] = corrected
        return corrected


def made(file: str, text: str, warnings: tuple[ArticleWarning, ...] = (), **known: object) -> tuple[Catalogued, str]:
    metadata = Metadata(**known, provenance=dict.fromkeys(known, Provenance.TEXT))  # type: ignore[arg-type]
    digest = digest_of(text)
    entry = Catalogued(
        ArticleId(digest[:16]),
        1,
        file,
        metadata,
        len(text.split()),
        digest,
        datetime(2026, 1, 1, tzinfo=UTC),
        digest,
        warnings,
    )
    return entry, text


@dataclass(frozen=True)
class Understood:
    scope: Scope
    guesses: tuple[Guess, ...] = ()
    findings: tuple[Finding, ...] = ()


class HandMadeAssistant:
    """Answers with the first sentences that share a word with the question; an outlet named in it is its scope."""

    model = None

    def __init__(self, library: HandMadeLibrary) -> None:
        self._library = library

    def examples(self) -> tuple[str, ...]:
        return (
            "What does the Vale Courier say about the dam?",
            "Who closed the gate?",
            "What did the Moon Gazette report?",
        )

    def stream(self, request: Request) -> Iterator[Understood | Statement | Outcome]:
        scope, guesses = self._scope(request)
        yield Understood(scope, guesses)
        if "broken library" in request.question:
            raise LibraryDamaged("library.sqlite cannot be read; run hearsay check")
        if "bug" in request.question:
            raise RuntimeError("a bug")
        if "moon" in request.question.lower():
            yield Abstention(request.question, scope, Reason.NO_SUCH_SOURCE, "the Moon Gazette", guesses=guesses)
            return
        statements: list[Statement] = []
        for statement in self._statements(request, scope):
            if "slowly" in request.question:
                time.sleep(0.8)
            statements.append(statement)
            yield statement
        if statements:
            yield Answer(request.question, scope, tuple(statements), guesses)
        else:
            near = tuple(self._library.store.articles(scope)[:2])
            yield Abstention(request.question, scope, Reason.NOT_IN_LIBRARY, request.question, near, guesses)

    def _scope(self, request: Request) -> tuple[Scope, tuple[Guess, ...]]:
        asked = request.question.lower()
        held = {a.metadata.outlet for a in self._library.store.articles() if a.metadata.outlet}
        named = {o for o in held if o.lower() in asked or ("corier" in asked and o == "Vale Courier")}
        outlets = (named - request.constraints.ignore) | set(request.constraints.outlets)
        guesses = (Guess("corier", "Vale Courier"),) if "corier" in asked else ()
        limits = request.constraints
        return Scope(outlets=tuple(sorted(outlets)), after=limits.after, before=limits.before), guesses

    def _statements(self, request: Request, scope: Scope) -> Iterator[Statement]:
        earlier = request.history[-1:] if len(request.question.split()) < 4 else ()
        words = {w.strip("?.,").lower() for w in " ".join((*earlier, request.question)).split() if len(w) > 3}
        number = 1
        for article in self._library.store.articles(scope):
            text = self._library.store.text(article.id)
            fitting = [s for s in sentence_spans(text) if words & {w.strip(".,").lower() for w in s.of(text).split()}]
            for span in fitting[:2]:
                citation = Citation(number, article, span, Quote.at(text, span), text)
                chain = (
                    Attributor(article.metadata.outlet, Role.OUTLET),
                    Attributor(article.metadata.author, Role.AUTHOR),
                )
                yield Statement(chain, (citation,), Status.ASSERTED)
                number += 1
