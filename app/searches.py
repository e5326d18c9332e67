"""What an interpreted question asks of retrieval: where to look, and for whose words."""

from app.understanding import Intent, Interpretation
from index.retrieve import Wanted
from index.scope import Scope


def searches_for(understood: Interpretation) -> tuple[Scope, ...]:
    """Return where to look: once for each side of a comparison, else once."""
    apart = understood.intent is Intent.COMPARE or understood.also_quoted
    return understood.sides if apart and understood.sides else (understood.scope,)


def wanted_of(understood: Interpretation) -> Wanted:
    """Return which sentences an answer to the question should put first."""
    if understood.intent is Intent.DENIAL:
        return Wanted.DENIED
    return Wanted.QUOTED if understood.wants_attributed else Wanted.ANY


def speakers_asked(understood: Interpretation) -> frozenset[str]:
    """Return whose words the question wants, on whichever side."""
    return frozenset(name for scope in (understood.scope, *understood.sides) for name in scope.speakers)
