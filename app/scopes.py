"""What an answer may rest on: the scope asked for and, of a comparison, one of its sides, too."""

from dataclasses import dataclass

from index.scope import Scope
from index.store import Catalogued
from index.voices import Voice


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scope of a question, and the `sides` that it compares; without any, everything in the scope is admitted."""

    scope: Scope
    sides: tuple[Scope, ...] = ()

    @property
    def speakers(self) -> frozenset[str]:
        """Whose words are wanted, on whichever side."""
        return frozenset(name for scope in (self.scope, *self.sides) for name in scope.speakers)

    def admits(self, article: Catalogued, voice: Voice) -> bool:
        """Tell whether an answer may rest on words of an article in `voice`."""
        return _admits(self.scope, article, voice) and any(
            _admits(side, article, voice) for side in self.sides or (self.scope,)
        )


def _admits(scope: Scope, article: Catalogued, voice: Voice) -> bool:
    in_article = scope.admits(article.id, article.metadata)
    return in_article and (not scope.speakers or voice.is_of(scope.speakers))
