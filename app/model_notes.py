"""What a reader is told of the language model: that it failed, what it worded, and what of its was removed.

All of it in our own words: a word of the model's would stand here in our voice.
"""

from app.answer import QUOTES, Answer
from app.llm import Recipient


def model_notes(answer: Answer) -> list[str]:
    """Return the notes that close an answer; unescaped, since they hold the model's name. None without a model."""
    if answer.fallback is not None:
        return [f"{answer.fallback.model} did not word this answer: {answer.fallback.detail}. It is quotes alone."]
    if answer.composer == QUOTES:
        return []
    worded = sum(statement.gist is not None for statement in answer.statements)
    notes = [f"Gists (in short) are worded by {answer.composer}; the quotes are exact."] if worded else []
    return [*notes, removed_note(answer)] if answer.objections else notes


def removed_note(answer: Answer) -> str:
    """Return how much of what a model proposed was removed."""
    count = len(answer.objections)
    what = "1 proposal was" if count == 1 else f"{count} proposals were"
    return f"Of what {answer.composer} proposed, {what} removed."


def recipient_note(recipient: Recipient) -> str:
    """Say what is sent to whom, before anything is."""
    return f"Each question, and the passages found for it, are sent to {recipient.name} at {recipient.host}."
