"""A conversation as a Markdown file."""

from collections.abc import Sequence

from app.chat.conversation import State, Turn
from app.inert import escape
from app.render import to_markdown


def transcript(turns: Sequence[Turn]) -> str:
    """Return the questions and answers, oldest first, each answer with its sources."""
    return "# Conversation with Hearsay\n\n" + "\n\n".join(map(_turn, turns)) + "\n"


def _turn(turn: Turn) -> str:
    return f"## {escape(turn.question)}\n\n{_answer(turn)}"


def _answer(turn: Turn) -> str:
    if turn.outcome is not None:
        return to_markdown(turn.outcome)
    return escape(turn.message) if turn.state is State.FAILED else "Stopped before the answer was complete."
