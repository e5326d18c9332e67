"""What stands under an answer: keep it as a test, or say what is wrong with it. All of it escaped."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from app.answer import Abstention, Citation, Outcome, Reason, Statement, Status
from app.chat.conversation import State, Turn
from app.chat.eval_seams import Kept
from app.chat.filed import Form
from app.inert import single_marks
from app.render import lead_of

NOTHING = Markup("")
_SHORT = 60  # characters of a quote in the list of citations
_REASONS = {
    "": "Why does not matter",
    Reason.NO_SUCH_SOURCE: "There is no such source",
    Reason.SOURCE_SILENT: "The source does not speak of it",
    Reason.NOT_IN_LIBRARY: "Nothing in the library is about it",
}
_CITATION = "Which words"


def row(turn: Turn) -> Markup:
    """Return the row under an answer; nothing while there is none."""
    if turn.state is not State.DONE or turn.outcome is None:
        return NOTHING
    filed = turn.filed
    said = Markup('<p class="{}" role="status">{}</p>').format("failed" if filed.failed else "note", filed.said)
    told = said if filed.said else NOTHING
    if filed.kept:
        return _kept(filed.kept, turn.number) + told
    if filed.form:
        return _form(filed.form, turn.number, turn.outcome, filed.user)
    return (
        Markup(
            '<p class="row-below"><button type="button" class="quiet" data-file="keep" data-turn="{0}">'
            'Keep as a test</button><button type="button" class="quiet" data-file="complain" data-turn="{0}">'
            "This is wrong…</button></p>"
        ).format(turn.number)
        + told
    )


def _kept(kept: Kept, turn: int) -> Markup:
    standing = "It fails on this answer until that is mended." if kept.failed else "It passes on this answer."
    return Markup(
        '<div class="filed"><p role="status" tabindex="-1">Kept as a test in <code>{}</code>, line {}. {} '
        '<button type="button" class="near" data-file="undo" data-turn="{}">Undo</button></p>'
        "<details><summary>What it expects</summary><ul>{}</ul></details></div>"
    ).format(
        kept.file, f"{kept.number:,}", standing, turn, _joined(Markup("<li>{}</li>").format(e) for e in kept.expects)
    )


def _form(form: Form, turn: int, outcome: Outcome, user: str) -> Markup:
    overall = Markup('<p class="failed" role="alert">Not kept: {}.</p>').format(form.problem)
    return Markup(
        '<form class="filing entry" data-turn="{0}" aria-label="What is wrong with this answer" novalidate>'
        "<fieldset><legend>What is wrong</legend>{1}{2}</fieldset>{3}{4}{5}"
        '<p class="choices"><button type="submit" class="act">Keep as a test</button>'
        '<button type="button" class="quiet" data-file="drop" data-turn="{0}">Cancel</button></p></form>'
    ).format(
        turn,
        _joined(_choice(value, label, form, turn, outcome) for value, label in choices_of(outcome).items()),
        _told("fault", form, turn),
        _text("note", "Why it is wrong: kept beside the test", form, turn),
        Markup('<p class="note">Kept in the name of {}.</p>').format(user) if user else NOTHING,
        overall if form.problem and form.wrong not in _ASKED else NOTHING,
    )


def choices_of(outcome: Outcome) -> Mapping[str, str]:
    """Return what can be wrong with an outcome, as the form says it."""
    if isinstance(outcome, Abstention):
        return {
            "words": "There is an answer, in words that it leaves out",
            "abstain": "There is none, but for another reason",
            "never": "It holds words that should not stand there",
        }
    premise = (
        {"nothing_granted": "The question takes nothing for granted"}
        if outcome.premise
        else {"granted": "It does not say what the question takes for granted"}
    )
    of_words = {
        "name": "Words are attributed to the wrong one",
        "status": "The standing of words is wrong",
        "beside": "Words are beside the point",
    }
    return {
        "abstain": "There is no answer to the question",
        "words": "It leaves out words that answer",
        **(of_words if _citations(outcome) else {}),
        **premise,
        "never": "It holds words that should not stand there",
    }


def _choice(value: str, label: str, form: Form, turn: int, outcome: Outcome) -> Markup:
    checked = Markup("checked") if form.typed.get("fault") == value else NOTHING
    return Markup(
        '<div class="fault"><label><input type="radio" name="fault" value="{}" {}> {}</label>{}</div>'
    ).format(value, checked, label, _detail(value, form, turn, outcome))


def _detail(value: str, form: Form, turn: int, outcome: Outcome) -> Markup:
    """Return what more is asked for where something is wrong; the style shows it when that is chosen."""
    citations = _citations(outcome)
    match value:
        case "abstain":
            asked = _select("reason", "Why there is none", _REASONS, form, turn)
        case "words":
            asked = _text("words", "The words, as they stand in the article", form, turn)
        case "name":
            asked = _select("of", _CITATION, citations, form, turn) + _line("name", "Whose they are", form, turn)
        case "status":
            standings = {status.value: status.value for status in Status if status is not Status.LIBRARY}
            asked = _select("stands", _CITATION, citations, form, turn)
            asked += _select("status", "Their standing", standings, form, turn)
        case "beside":
            asked = _select("beside", _CITATION, citations, form, turn)
        case "never":
            asked = _line("never", "The words", form, turn)
        case _:
            return NOTHING
    return Markup('<div class="detail">{}</div>').format(asked)


_ASKED = ("fault", "note", "words", "name", "never", "status")  # fields that tell their own problem


def _citations(outcome: Outcome) -> Mapping[str, str]:
    """Return each citation by its number, as it is told apart from others in a list."""
    if isinstance(outcome, Abstention):
        return {}
    cited = ((citation, statement) for statement in outcome.statements for citation in statement.citations)
    return {str(citation.number): _shortly(citation, statement) for citation, statement in cited}


def _shortly(citation: Citation, statement: Statement) -> str:
    words = single_marks(" ".join(citation.quote.exact.split()))
    words = words if len(words) <= _SHORT else words[:_SHORT].rpartition(" ")[0] + " …"
    return f"[{citation.number}] {lead_of(statement).name}: “{words}”"


def _select(name: str, label: str, options: Mapping[str, str], form: Form, turn: int) -> Markup:
    chosen = form.typed.get(name, "")
    listed = _joined(
        Markup('<option value="{}" {}>{}</option>').format(value, Markup("selected") if value == chosen else "", told)
        for value, told in options.items()
    )
    return Markup('<label>{}<select name="{}" {}>{}</select></label>{}').format(
        label, name, _invalid(name, form, turn), listed, _told(name, form, turn)
    )


def _text(name: str, label: str, form: Form, turn: int) -> Markup:
    return Markup('<label>{}<textarea name="{}" rows="2" {}>{}</textarea></label>{}').format(
        label, name, _invalid(name, form, turn), form.typed.get(name, ""), _told(name, form, turn)
    )


def _line(name: str, label: str, form: Form, turn: int) -> Markup:
    return Markup('<label>{}<input name="{}" value="{}" {}></label>{}').format(
        label, name, form.typed.get(name, ""), _invalid(name, form, turn), _told(name, form, turn)
    )


def _invalid(name: str, form: Form, turn: int) -> Markup:
    if form.wrong != name:
        return NOTHING
    return Markup('aria-invalid="true" aria-describedby="wrong-{}-{}"').format(name, turn)


def _told(name: str, form: Form, turn: int) -> Markup:
    if form.wrong != name:
        return NOTHING
    return Markup('<p class="wrong" id="wrong-{}-{}" role="alert">{}</p>').format(
        name, turn, form.problem[:1].upper() + form.problem[1:] + "."
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return NOTHING.join(parts)
