"""A person or a body of one article, and the places where it is named."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.attribution.lexicon import SAME, Gender, gender_of_given
from ingest.corpus import Speaker, SpeakerKind


@dataclass(slots=True, eq=False)
class Member:
    """A person or body of an article: `words` are its fullest name so far, `described` what is said beside it, folded.

    `places` are where it is named by more than one word.
    """

    kind: SpeakerKind
    words: tuple[str, ...]
    described: set[str] = field(default_factory=set)
    gender_titled: Gender | None = None
    places: list[int] = field(default_factory=list)

    @property
    def speaker(self) -> Speaker:
        """Return the member as a speaker, a person who is named in capitals only in ordinary case."""
        name = " ".join(self.words)
        return Speaker(name.title() if self.kind is SpeakerKind.PERSON and name.isupper() else name, self.kind)

    @property
    def gender(self) -> Gender | None:
        """Return how the article's titles, or else the given name, say the person is spoken of."""
        return self.gender_titled or (gender_of_given(self.words[0]) if len(self.words) > 1 else None)

    def describe(self, words: Iterable[str]) -> None:
        """Keep what is said beside the name, with what says the same in other words."""
        for word in words:
            self.described.add(word)
            self.described.update(SAME.get(word, ()))


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article names somebody: one member, or the several whom the name may mean.

    `oblique`: as an owner or behind a preposition, not as who acts. `joined`: behind an "and".
    """

    start: int
    end: int
    members: tuple[Member, ...]
    oblique: bool
    joined: bool
