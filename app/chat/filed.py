"""What somebody made of an answer in the chat: nothing yet, a form that is being filled in, a test that was kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.chat.eval_seams import Kept


@dataclass(frozen=True, slots=True)
class Form:
    """The form that says what is wrong: what is typed, by field, and the field that is wrong with the reason."""

    typed: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""
    problem: str = ""


@dataclass(slots=True)
class Filed:
    """The state of one answer. `said` is what was done or failed last; `user` is who has logged in."""

    form: Form | None = None
    kept: Kept | None = None
    said: str = ""
    failed: bool = False
    user: str = ""
