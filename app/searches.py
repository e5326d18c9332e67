"""What an interpreted question asks of retrieval: where to look, and for whose words; nothing is searched twice."""

from app.understanding import Intent, Interpretation
from index.retrieve import Retrieved, Retriever, Wanted
from index.scope import Scope
from index.store import Store


def searches_for(understood: Interpretation) -> tuple[Scope, ...]:
    """Return where to look: once for each side of a comparison, else once."""
    apart = understood.intent is Intent.COMPARE or understood.also_quoted
    return understood.sides if apart and understood.sides else (understood.scope,)


def wanted_of(understood: Interpretation) -> Wanted:
    """Return which sentences an answer to the question should put first."""
    if understood.intent is Intent.DENIAL:
        return Wanted.DENIED
    return Wanted.QUOTED if understood.wants_attributed else Wanted.ANY


class Searched:
    """What was retrieved for one question, kept for as long as the library stays as it is."""

    def __init__(self, retriever: Retriever, store: Store) -> None:
        self._retriever = retriever
        self._store = store
        self._found: dict[tuple[str, str, Scope, Wanted], Retrieved] = {}

    def of(self, understood: Interpretation, scope: Scope) -> Retrieved:
        """Return what a question finds in `scope`."""
        topic, wanted = understood.topic, wanted_of(understood)
        key = self._store.snapshot(), topic, scope, wanted
        if key not in self._found:
            self._found[key] = self._retriever.retrieve(topic, scope, wanted=wanted)
        return self._found[key]
