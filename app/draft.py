"""What a composer proposes, untrusted: it chooses evidence by number. ``app.guard`` makes statements of it."""

from dataclasses import dataclass

from app.answer import QUOTES, Fallback


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """What a composer proposes: evidence by number, all of it of one article and one voice; and, from a language model,
    a `gist` of what that evidence says.
    """

    evidence: tuple[int, ...]
    gist: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A composer's proposal, untrusted. `composer` is ``quotes`` or a model's name."""

    statements: tuple[DraftStatement, ...]
    composer: str = QUOTES
    fallback: Fallback | None = None
