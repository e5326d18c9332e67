"""What the chat tells of the language model after an answer: that it failed, what it worded, and what was removed."""

from markupsafe import Markup

from app.answer import QUOTES, Answer, Objection
from app.model_notes import model_notes, removed_note


def about_model(answer: Answer) -> Markup:
    """Return the notes on the model; what was removed opens, each thing with its reason. Nothing without a model."""
    if answer.composer == QUOTES or not answer.objections:
        return _notes(model_notes(answer), failed=answer.fallback is not None)
    *told, _ = model_notes(answer)
    listed = Markup("").join(map(_removed, answer.objections))
    opening = Markup('<details class="removed"><summary>{}</summary><ul>{}</ul></details>')
    return _notes(told, failed=False) + opening.format(removed_note(answer), listed)


def _notes(notes: list[str], failed: bool) -> Markup:
    kind = "warning" if failed else "note"
    return Markup("").join(Markup('<p class="{}">{}</p>').format(kind, note) for note in notes)


def _removed(objection: Objection) -> Markup:
    return Markup("<li>{} <code>{}</code></li>").format(objection.detail, objection.code)
