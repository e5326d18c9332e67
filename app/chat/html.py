"""An answer as HTML. Whatever comes from an article, a question or a model is escaped by markupsafe on its way in:
the templates below are ours, and `Markup.format` escapes every value that is not `Markup` itself.
"""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

from app.answer import Abstention, Answer, Citation, Statement, Status
from app.chat.chips import Chip
from app.chat.citation_html import cite_button, machines_note, reference
from app.chat.conversation import State, Turn
from app.chat.finding_html import SHAPES, anchor, findings_html
from app.chat.model_html import about_model
from app.copies import copies_of, counted
from app.inert import named, single_marks
from app.premise.wording import opening_of
from app.render import (
    GIST,
    Lead,
    abstention_sentence,
    begun,
    closing_line,
    credit,
    is_injected,
    lead_of,
    nearest_heading,
    not_quoted,
    outlet_name,
    to_markdown,
)
from index.record.finding import Verdict
from index.store import Catalogued
from ingest.corpus import Force

_MARKS = {  # one shape a status, so that none is told by colour alone; drawn in 12 by 12
    Status.ASSERTED: '<circle cx="6" cy="6" r="4"/>',
    Status.REPEATED: '<circle cx="4.5" cy="6" r="3.2"/><circle cx="7.5" cy="6" r="3.2"/>',
    Status.DISPUTED: '<path d="M5 2a4 4 0 0 0 0 8z"/><path d="M7 2a4 4 0 0 1 0 8z"/>',
    Status.ESTABLISHED: SHAPES[Verdict.ESTABLISHED],
    Status.REFUTED: SHAPES[Verdict.REFUTED],
    Status.LIBRARY: '<path d="M2 3h8M2 6h8M2 9h5"/>',
}
# Of what is no assertion of its words: a shape and a word of its own.
_APART = {
    Force.DENIES: ('<circle cx="6" cy="6" r="4"/><path d="M4 6h4"/>', Markup("denied")),
    Force.ASKS: ('<circle cx="6" cy="6" r="4"/><path d="M6 4v2.4M6 8v.1"/>', Markup("asked")),
}

Marker = Callable[[Status], Markup]
Below = Callable[[Turn], Markup]


def nothing(_: Turn) -> Markup:
    """Return what stands below an answer where nothing does."""
    return Markup("")


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Join pieces of HTML."""
    return Markup(between).join(parts)


def status_mark(status: Status) -> Markup:
    """Return a status as its mark and its word."""
    word = "about the library" if status is Status.LIBRARY else status.value
    return _mark(status, Markup("{}").format(word))


def quiet_mark(status: Status) -> Markup:
    """Return a status as its mark alone; its word is there for who points at it, and for a screen reader."""
    said = f"{status.value} by this source"
    return Markup('<span title="{}">{}</span>').format(
        said, _mark(status, Markup('<span class="unseen">{}</span>').format(said))
    )


def _mark(status: Status, word: Markup, shape: str = "") -> Markup:
    return Markup('<span class="standing {}"><svg viewBox="0 0 12 12" aria-hidden="true">{}</svg>{}</span>').format(
        status.value, Markup(shape or _MARKS[status]), word
    )


def statement_html(statement: Statement, previous: Statement | None, turn: int, mark: Marker = status_mark) -> Markup:
    """Return one statement: who, in which words, with what standing, shown by `mark`."""
    if statement.status is Status.LIBRARY:
        return Markup('<li class="statement"><p>{} {}</p></li>').format(statement.note, status_mark(statement.status))
    lead = lead_of(statement, previous)
    gist = Markup(', {} <span class="gist">{}</span>').format(GIST, statement.gist) if statement.gist else ""
    *earlier, (words, button) = [_quote(citation, statement, turn) for citation in statement.citations]
    quotes = joined((*(each + number for each, number in earlier), words), " … ")
    return Markup('<li class="statement"><p><b class="who">{}</b>{} {}{}: {}{}{}</p></li>').format(
        lead.name,
        _chain(lead),
        lead.verb,
        gist,
        quotes,
        Markup('<span class="kept">{} {}</span>').format(button, _standing(statement, turn, mark)),
        _copies(statement) + (machines_note() if is_injected(statement) else Markup("")),
    )


def _standing(statement: Statement, turn: int, mark: Marker) -> Markup:
    """Return the mark of a statement, which leads to the finding that settles it or to what contradicts it."""
    if statement.finding:
        return _settled_mark(statement, turn)
    if _is_no_assertion(statement):
        shape, word = _APART[statement.force]
        return _mark(Status.ASSERTED, word, shape)
    if not statement.against:
        return mark(statement.status)
    elsewhere = joined((reference(number, turn) for number in statement.other_side), " ")
    by = Markup("by {}").format(elsewhere) if statement.other_side else "in these words"
    return status_mark(statement.status) + Markup(' <span class="by">{}</span>').format(by)


def _is_no_assertion(statement: Statement) -> bool:
    """Tell whether a statement's one standing is that its source denies or asks something: that asserts nothing."""
    return statement.force in _APART and statement.status is Status.ASSERTED


def _settled_mark(statement: Statement, turn: int) -> Markup:
    """Return the mark of a statement that a finding settles, which leads to the finding."""
    return Markup('<a class="settled" href="#{}">{}</a>').format(
        anchor(statement.finding or "", turn), status_mark(statement.status)
    )


def _copies(statement: Statement) -> Markup:
    """Return of how many publications a repeated statement is."""
    notes = (Markup(' <span class="copies">{}</span>').format(counted(count)) for _, count in copies_of([statement]))
    return joined(notes)


def _chain(lead: Lead) -> Markup:
    """Return by whom what is said is reported, inner to outer, and the credit of the article."""
    via = joined(Markup(", {}").format(reported) for reported in lead.via)
    credited = Markup(' <span class="credit">({})</span>').format(lead.credit) if lead.credit else Markup("")
    return via + credited + ("," if lead.via else "")


def _quote(citation: Citation, statement: Statement, turn: int) -> tuple[Markup, Markup]:
    """Return the words of a citation, and its button."""
    words = Markup('<span class="words">“{}”</span> ').format(by_paragraphs(citation.quote.exact))
    return words, cite_button(citation, statement.attribution, turn)


def by_paragraphs(words: str) -> Markup:
    """Return words of an article with a break, and no other, where one of its paragraphs ends."""
    paragraphs = (" ".join(part.split()) for part in single_marks(words).split("\n\n"))
    return joined(map(escape, filter(None, paragraphs)), '<span class="break"> </span>')


def chips(turn: Turn) -> Markup:
    """Return how a question was understood: a chip for each restriction, each removable, and what was guessed."""
    parts = [_chip(turn.number, chip) for chip in turn.chips]
    row = Markup('<div class="chips" role="group" aria-label="Searched only">{}</div>').format(joined(parts))
    notes = joined(
        Markup('<p class="note">Took “{}” to be {}.</p>').format(guess.said, named(guess.took))
        for guess in turn.guesses
    )
    return (row if parts else Markup("")) + notes


def _chip(turn: int, chip: Chip) -> Markup:
    return Markup(
        '<button type="button" class="chip" data-turn="{}" data-name="{}" aria-label="{}. Remove and ask again"'
        ' title="Remove and ask again">{}<span aria-hidden="true">×</span></button>'
    ).format(turn, chip.name, chip.label, chip.label)


def turn_html(turn: Turn, below: Below = nothing) -> Markup:
    """Return a question with its answer as far as it has come, and what stands below it."""
    return Markup(
        '<article class="turn" data-turn="{0}" aria-labelledby="question-{0}">'
        '<h2 id="question-{0}">{1}</h2>{2}{3}{4}</article>'
    ).format(
        turn.number,
        turn.question,
        chips(turn) + _opening(turn),
        findings_html(turn.findings, turn.number) + _body(turn),
        below(turn),
    )


def _body(turn: Turn) -> Markup:
    shown = _statements(turn.statements, turn.number)
    match turn.state:
        case State.WORKING:
            doing = "Reading the question" if turn.scope is None else "Choosing the words that answer"
            return shown + Markup('<p class="working">{}…</p>').format(doing)
        case State.STOPPED:
            return shown + Markup('<p class="note">Stopped before the answer was complete.</p>')
        case State.FAILED:
            return shown + Markup('<p class="failed" role="alert">{}</p>').format(turn.message)
        case State.DONE:
            return shown + _close(turn)


def _opening(turn: Turn) -> Markup:
    """Return what the question takes for granted or asks after, and its standing, and whose words there are not: before
    anybody is quoted.
    """
    words = opening_of(turn.outcome) if turn.outcome else None
    missing = not_quoted(turn.outcome) if isinstance(turn.outcome, Answer) else None
    opening = Markup('<p class="opening">{}</p>').format(words) if words else Markup("")
    return opening + (Markup('<p class="note">{}</p>').format(missing) if missing else "")


def _statements(statements: Sequence[Statement], turn: int) -> Markup:
    if not statements:
        return Markup("")
    pairs = zip(statements, (None, *statements), strict=False)
    mark = quiet_mark if _all_asserted(statements) else status_mark
    return Markup('<ul class="statements">{}</ul>').format(
        joined(statement_html(statement, previous, turn, mark) for statement, previous in pairs)
    )


def _close(turn: Turn) -> Markup:
    outcome = turn.outcome
    if outcome is None:
        return Markup("")
    body = abstention_html(outcome, turn.number) if isinstance(outcome, Abstention) else _closing(outcome)
    return body + Markup(
        '<p class="tools"><button type="button" class="quiet" data-copy>Copy answer</button></p>'
        '<pre class="copy" hidden>{}</pre>'
    ).format(to_markdown(outcome))


def _closing(answer: Answer) -> Markup:
    line = closing_line(answer.statements, answer.findings, answer.premise or answer.at_issue)
    legend = _mark(Status.ASSERTED, Markup("")) if _all_asserted(answer.statements) else ""  # the line has its word
    return (Markup('<p class="close">{}{}</p>').format(legend, line) if line else Markup("")) + about_model(answer)


def _all_asserted(statements: Sequence[Statement]) -> bool:
    """Tell whether all have the one standing: its word beside each would say nothing, so the close says it once."""
    return {statement.status for statement in statements} == {Status.ASSERTED} and not any(
        map(_is_no_assertion, statements)
    )


def abstention_html(abstention: Abstention, turn: int) -> Markup:
    """Return an abstention in words, and what the library has that comes nearest, each to be opened."""
    near = Markup('<p class="note">{}</p><ul class="nearest">{}</ul>').format(
        nearest_heading(abstention), joined(_near(article, turn, at) for at, article in enumerate(abstention.nearest))
    )
    return Markup('<p class="abstained">{}</p>').format(abstention_sentence(abstention)) + (
        near if abstention.nearest else Markup("")
    )


def _near(article: Catalogued, turn: int, at: int) -> Markup:
    return Markup(
        '<li><b class="who">{}</b> <span class="credit">({})</span>: '
        '<button type="button" class="near" data-turn="{}" data-near="{}">{}</button></li>'
    ).format(begun(outlet_name(article)), credit(article), turn, at, article.metadata.title or article.file)


FIRST_VISIT = Markup(
    '<section class="first"><p class="lead">Ask about the articles in this library. Every answer says who says it, in'
    " their exact words, and whether anything on record establishes it.</p>{}</section>"
)
EMPTY_LIBRARY = Markup(
    '<section class="first"><p class="lead">This library has no articles yet.</p><p>Add files (text, Markdown, HTML,'
    " PDF or Word) in the Library tab, or in a terminal with <code>hearsay ingest FOLDER</code>.</p>"
    '<p><button type="button" class="plain" data-tab="Library">Open the Library tab</button></p></section>'
)


def first_visit(examples: Sequence[str]) -> Markup:
    """Return the page before the first question, with examples to choose from."""
    buttons = joined(
        Markup('<li><button type="button" class="example">{}</button></li>').format(example) for example in examples
    )
    return FIRST_VISIT.format(Markup('<ul class="examples">{}</ul>').format(buttons) if examples else "")


def log_html(turns: Sequence[Turn], welcome: Markup, below: Below = nothing) -> Markup:
    """Return the conversation; `welcome` stands in it while nothing has been asked, `below` below each answer."""
    busy = any(turn.state is State.WORKING for turn in turns)
    return Markup('<div class="log" role="log" aria-label="Conversation" aria-busy="{}" tabindex="0">{}</div>').format(
        "true" if busy else "false", joined(turn_html(turn, below) for turn in turns) if turns else welcome
    )
