"""Who says what in a text: sources, cues and contents, linked, with the speaker resolved."""

from collections.abc import Sequence
from typing import Protocol

from ingest.corpus import Attribution, Span


class Tagger(Protocol):
    """Text becomes attributions, without speaker, force or nesting. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """What a library records: a library tagged by another one is tagged again."""
        ...

    def tag(self, text: str, parts: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Find attributions in `text`, in order of their first piece; only in `parts` of it, if any are given."""
        ...
