"""An outcome as Markdown, for the terminal, for copying and as the `text` of the JSON form.

Takes only what came out of the guard. Outside quotation marks stand names, dates, titles (quoted) and our own plain
words; whatever comes from an article is escaped, so its words can be neither markup nor links.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from app.answer import Abstention, Answer, Citation, Outcome, Reason, Role, Statement, Status
from app.closing import matched_in, said_in
from app.copies import copies_of, counted
from app.finding_text import finding_markdown
from app.inert import day, escape, named, quoted, single_marks
from app.model_notes import model_notes
from app.outlets import outlets_in_words
from app.premise.wording import opening_of
from app.proposition import Proposition
from app.silence import does_not_quote, enumerated
from index.record.finding import Finding
from index.scope import Scope
from index.store import Catalogued
from ingest.corpus import ArticleId, SpeakerKind

_ANY_MARK = re.compile(r"[\"“”„«»]|''|(?<!\w)[‘'](?=\w)")
ADDRESSES_MACHINES = "These words address machines. They are quoted as data."
GIST = "in short, that"  # between a verb and a gist, which is the source's to answer for and nobody's words
RULE = "---"  # between what is on record and what articles assert


def outlet_name(article: Catalogued) -> str:
    """Return the outlet as shown, unescaped; an unknown one is named by the file we have."""
    outlet = article.metadata.outlet
    return single_marks(outlet) if outlet else f"an unnamed outlet ({article.file})"


def begun(name: str) -> str:
    """Return a name as it stands where a line or a sentence begins: "an unnamed outlet" with a capital."""
    return name[:1].upper() + name[1:]


def credit(article: Catalogued) -> str:
    """Return what stands in brackets after an outlet's name, unescaped: author, date, first publication."""
    metadata = article.metadata
    parts = [f"{metadata.author}, {day(metadata.published)}" if metadata.author else day(metadata.published)]
    first = metadata.first_published
    if first and (first.outlet or first.published):
        by = f" by {first.outlet}" if first.outlet else ""
        parts.append(f"first published{by}" + (f", {day(first.published)}" if first.published else ""))
    return single_marks("; ".join(parts))


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a statement's quotes, in the order to be read; unescaped.

    `name` speaks; `via` tells by whom that is quoted or reported, inner to outer; `credit` is the last one's.
    """

    name: str
    via: tuple[str, ...]
    credit: str | None
    verb: str


def lead_of(statement: Statement, previous: Statement | None = None) -> Lead:
    """Say who speaks, by whom reported. After another of the same article the credit is not repeated."""
    article = statement.citations[0].article
    again = bool(previous and previous.citations and previous.citations[0].article.id == article.id)
    speakers = [
        speaker_shown(link.name or "", link.kind) for link in statement.attribution if link.role is Role.SPEAKER
    ]
    name, *reporters = [*reversed(speakers), outlet_name(article)]
    same = again and previous is not None and _names(previous) == _names(statement)
    verb = f"also {statement.verb}" if same else statement.verb
    how = "quoted by" if _is_quoted(statement) else "as reported by"
    via = tuple(f"{how} {reporter}" for reporter in reporters)
    return Lead(begun(name), via, None if again else credit(article), verb)


def speaker_shown(name: str, kind: SpeakerKind | None) -> str:
    """Return a speaker's name, unescaped; a description instead of one is the article's, and so between our marks."""
    return f"“{single_marks(name)}”" if kind is SpeakerKind.UNNAMED else single_marks(name)


def _is_quoted(statement: Statement) -> bool:
    """Tell whether the speaker's own words are shown, rather than what a writer makes of them.

    Those stand between quotation marks, or in a sentence that leaves it to another to say who speaks.
    """
    cue = statement.attribution[-1].cue
    words = [citation.quote.exact for citation in statement.citations]
    return any(_ANY_MARK.search(exact) or not cue or cue not in exact for exact in words)


def _names(statement: Statement) -> tuple[str | None, ...]:
    return tuple(link.name for link in statement.attribution)


def statement_markdown(statement: Statement, previous: Statement | None = None) -> str:
    """Return one statement, attribution included. After another of the same article the credit is not repeated."""
    if statement.status is Status.LIBRARY:
        return escape(statement.note or "")
    lead = lead_of(statement, previous)
    via = "".join(f", {escape(reported)}" for reported in lead.via)
    credited = f" ({escape(lead.credit)})" if lead.credit else ""
    who = f"**{escape(lead.name)}**{via}{credited}{',' if via else ''} {lead.verb}"
    gist = f", {GIST} {escape(statement.gist)}" if statement.gist else ""
    quotes = " … ".join(f"{quoted(c.quote.exact)} [{c.number}]" for c in statement.citations)
    said = f"{who}{gist}: {quotes}" + (f" ({ADDRESSES_MACHINES})" if is_injected(statement) else "")
    if statement.against:
        return f"{said} *({disputed_by(statement)})*"
    return f"{said} *({statement.status.value} by a finding on record)*" if statement.finding else said


def disputed_by(statement: Statement) -> str:
    """Say where the other side of a disputed statement stands: elsewhere, or in its own words."""
    others = _markers(statement.other_side)
    return f"disputed: see {others}" if others else "disputed in these words"


def is_injected(statement: Statement) -> bool:
    """Tell whether any words that a statement quotes address machines."""
    return any(citation.injected for citation in statement.citations)


def closing_line(
    statements: Sequence[Statement], findings: Sequence[Finding] = (), issue: Proposition | None = None
) -> str | None:
    """Return the closing line: the standing of what was asserted, None for statements about the library.

    `findings` are those that are shown beside it; `issue` is what the question asks after or takes for granted.
    """
    articles = {c.article.id: c.article for s in statements for c in s.citations}.values()
    if not articles:
        return None
    copies = copies_of(statements)
    if len(copies) == 1 and all(statement.status is Status.REPEATED for statement in statements):
        return f"Repeated: {counted(copies[0][1])}; {_on_record(statements, findings)}."
    repeated = "".join(f"; {_markers(numbers)} in {counted(count)}" for numbers, count in copies)
    where = "one article" if len(articles) == 1 else f"{len(articles)} articles of {outlets_in_words(articles)}"
    origins = len({article.origin for article in articles})
    if origins < len(articles):
        where += f" and {origins} origin{'s' * (origins > 1)}"
    disputed = [c.number for s in statements if s.status is Status.DISPUTED for c in s.citations]
    differ = f"; sources differ: {_markers(disputed)}" if disputed else ""
    return f"{said_in(statements, where, issue)}{repeated}{differ}; {_on_record(statements, findings)}."


def _markers(numbers: Iterable[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)


def _on_record(statements: Sequence[Statement], findings: Sequence[Finding]) -> str:
    """Say what findings settle of the statements: only what a person has confirmed them to be about."""
    numbers = {
        status.value: _markers(c.number for s in statements if s.status is status for c in s.citations)
        for status in (Status.ESTABLISHED, Status.REFUTED)
    }
    settled = [f"{listed} {status}" for status, listed in numbers.items() if listed]
    by_findings = [f"by findings on record, {' and '.join(settled)}"] if settled else []
    if on_record := [*by_findings, *matched_in(statements, findings)]:
        return "; ".join(on_record)
    return "no finding above has been matched to these words" if findings else "no finding on record"


def source_lines(statements: Sequence[Statement]) -> list[str]:
    """Return the list of sources: a line an article, with the numbers of its citations, then where else they stand."""
    numbers: dict[ArticleId, list[int]] = {}
    articles: dict[ArticleId, Catalogued] = {}
    elsewhere: dict[str, list[int]] = {}
    for citation in (c for s in statements for c in s.citations):
        articles[citation.article.id] = citation.article
        numbers.setdefault(citation.article.id, []).append(citation.number)
        if also := also_in_words(citation):
            elsewhere.setdefault(also, []).append(citation.number)
    lines = [f"{_markers(numbers[i])} {_entry(article)}" for i, article in articles.items()]
    return lines + [f"{_markers(those)} {escape(also)}" for also, those in elsewhere.items()]


def also_in_words(citation: Citation) -> str | None:
    """Return which other publications have the words of a citation, unescaped; None where none has."""
    others = "; ".join(f"{outlet_name(other)} ({credit(other)})" for other in citation.also_in)
    return f"also in {others}" if others else None


def _entry(article: Catalogued) -> str:
    title = f", {quoted(article.metadata.title)}" if article.metadata.title else ""
    file = f", {escape(article.file)}" if article.metadata.outlet else ""
    return f"{escape(begun(outlet_name(article)))} ({escape(credit(article))}){title}{file}"


def to_markdown(outcome: Outcome) -> str:
    """Return the whole outcome as Markdown."""
    match outcome:
        case Answer():
            return _answer_markdown(outcome)
        case Abstention():
            found = map(finding_markdown, outcome.findings)
            return _with_guesses(outcome, [escape(abstention_sentence(outcome)), *found, *_nearest(outcome)])
        case _:
            assert_never(outcome)


def _answer_markdown(answer: Answer) -> str:
    previous = (None, *answer.statements)
    blocks = [statement_markdown(s, p) for s, p in zip(answer.statements, previous, strict=False)]
    if close := closing_line(answer.statements, answer.findings, answer.premise or answer.at_issue):
        blocks.append(f"*{close}*")
        blocks += [f"*{escape(note)}*" for note in model_notes(answer)]
        blocks.append("  \n".join(source_lines(answer.statements)))
    missing = not_quoted(answer)
    found = [*map(finding_markdown, answer.findings), RULE] if answer.findings else []
    return _with_guesses(answer, [*found, *([escape(missing)] if missing else []), *blocks])


def not_quoted(answer: Answer) -> str | None:
    """Return who was asked for, too, and is only talked about here, and of whom two kinds of words count; unescaped."""
    names = " or ".join(f"“{name}”" for name in answer.never_quoted)
    missing = [f"No article here is by or quotes {names}."] if names else []
    both = [f"{name} writes here and is quoted by others: both count." for name in answer.also_quoted]
    return " ".join((*missing, *both, *_of_a_role(answer))) or None


def _of_a_role(answer: Answer) -> Iterator[str]:
    if answer.no_words_of:
        yield f"No quoted words of anybody called “{single_marks(answer.no_words_of)}” answer this here."
    if answer.few_words_of:
        role = single_marks(answer.few_words_of)
        yield f"What “{role}” is quoted with here hardly bears on this, so others' words are given, too."


def _with_guesses(outcome: Outcome, blocks: list[str]) -> str:
    notes = [f"Took “{escape(guess.said)}” to be {escape(named(guess.took))}." for guess in outcome.guesses]
    labels = [*scope_labels(outcome.scope), *(f"articles that come from {name}" for name in outcome.come_from)]
    scope = [f"Only {escape(', '.join(labels))}."] if labels else []
    opening = [escape(words)] if (words := opening_of(outcome)) else []
    return "\n\n".join([*opening, *notes, *scope, *blocks])


def scope_labels(scope: Scope) -> list[str]:
    """Return the scope as shown, a label each: what was understood, and may be taken back."""
    names = (("outlet", scope.outlets), ("author", scope.authors), ("speaker", scope.speakers))
    dates = (("from", scope.after), ("until", scope.before))
    return [f"{kind} {named(name)}" for kind, some in names for name in some] + [
        f"{kind} {day(bound)}" for kind, bound in dates if bound
    ]


def abstention_sentence(abstention: Abstention) -> str:
    """Return the abstention in words, unescaped. `sought` is the user's own, so it is quoted back."""
    sought = f"“{abstention.sought}”"
    match abstention.reason:
        case Reason.NO_SUCH_SOURCE if abstention.never_quoted:
            return f"Articles here speak of {sought}, but none is by that source or quotes it."
        case Reason.NO_SUCH_SOURCE:
            return f"No article here is by {sought}, and none quotes a source of that name."
        case Reason.SOURCE_SILENT if abstention.quoting:
            return does_not_quote(abstention, abstention.quoting)
        case Reason.SOURCE_SILENT:
            return f"{_scope_names(abstention)} in this library, but nothing there addresses {sought}."
        case Reason.NOT_IN_LIBRARY:
            where = "of that time" if abstention.scope.after or abstention.scope.before else "here"
            return f"No article {where} addresses {sought}."
        case _:
            assert_never(abstention.reason)


def nearest_heading(abstention: Abstention) -> str:
    """Return what stands above the articles that come nearest."""
    if abstention.quoting:
        return f"Where {' or '.join(map(named, abstention.scope.speakers))} is quoted:"
    return "Where others speak of it:" if abstention.never_quoted else "Nearest in this library:"


def _scope_names(abstention: Abstention) -> str:
    scope = abstention.scope
    names = [*scope.authors, *scope.outlets, *scope.speakers]
    if not names:
        return "That source is"
    return f"{enumerated(list(map(named, names)))} {'is' if len(names) == 1 else 'are'}"


def _nearest(abstention: Abstention) -> list[str]:
    if not abstention.nearest:
        return []
    lines = [f"- {_entry(article)}" for article in abstention.nearest]
    return [f"{nearest_heading(abstention)}\n\n" + "\n".join(lines)]
