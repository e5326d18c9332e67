"""The seam to a language model. One is asked only where a person set its endpoint; without, nothing leaves the machine.

Whatever comes back is untrusted: it chooses evidence by number and proposes gists, and only the guard makes more of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

STOP: Final = "stop"  # the only finish reason of a completion that is whole


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: `system` are our rules, `user` the question with its evidence."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a completion as it comes. `finish_reason` is None until the server gives one."""

    text: str
    finish_reason: str | None = None


class Recipient(Protocol):
    """To whom questions and passages are sent."""

    @property
    def name(self) -> str:
        """The model's name, as it was set."""
        ...

    @property
    def host(self) -> str:
        """A host with its port."""
        ...


class LLM(Recipient, Protocol):
    """A language model behind an endpoint. Safe to share between threads."""

    @property
    def room(self) -> int:
        """Tokens that a prompt may have beside the completion."""
        ...

    def count(self, text: str) -> int:
        """Return how many tokens `text` comes to, not fewer than the model's own count where that can be helped."""
        ...

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        """Yield the completion piece by piece; closing the iterator drops the connection.

        Raises `ModelFailed`. A stream that merely ends says nothing of whether the completion is whole: that is told by
        a finish reason of ``stop``.
        """
        ...
