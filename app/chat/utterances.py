"""What an article reports to have been said: each attribution with those that report it, and who speaks in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.inert import single_marks
from app.render import speaker_shown
from app.verbs import verb_of
from index.voices import Voice
from ingest.corpus import Attribution, Span

UNKNOWN = "Someone not named"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One attribution that has content: its `number` in the article's list, and its `chain`, outer to inner, itself
    last. Unlike a `Voice` it may be of somebody who is not known.
    """

    number: int
    chain: tuple[Attribution, ...]

    @property
    def attribution(self) -> Attribution:
        """The attribution itself."""
        return self.chain[-1]

    def start(self, text: str) -> int:
        """Return where its first word in `text` is."""
        first = self.attribution.content[0]
        return first.end - len(first.of(text).lstrip())


def utterances_of(attributions: Sequence[Attribution]) -> tuple[Utterance, ...]:
    """Return the utterances in an article in the order in which they begin, outer before inner."""
    found = [Utterance(n, chain_of(attributions, n)) for n, each in enumerate(attributions) if each.content]
    return tuple(sorted(found, key=lambda u: (u.attribution.content[0].start, len(u.chain), u.number)))


def chain_of(attributions: Sequence[Attribution], number: int) -> tuple[Attribution, ...]:
    """Return attribution `number` after those that report it, outermost first."""
    chain: dict[int, Attribution] = {}
    at: int | None = number
    while at is not None and at not in chain:  # a circle would have no outermost
        chain[at] = attributions[at]
        at = attributions[at].within
    return tuple(reversed(chain.values()))


def speaker_name(attribution: Attribution, text: str) -> str:
    """Return who speaks, as shown, unescaped: the speaker, else the words that stand for one, between marks."""
    if attribution.speaker:
        return speaker_shown(attribution.speaker.name, attribution.speaker.kind)
    return f"“{words_of(attribution.source, text)}”" if attribution.source else UNKNOWN


def verb(attribution: Attribution, text: str) -> str:
    """Return our verb for what the speaker does, as answers have it."""
    return verb_of(Voice((attribution,)), text)


def words_of(pieces: Iterable[Span], text: str) -> str:
    """Return the words of `pieces` in one line, to stand between quotation marks of ours."""
    return single_marks(" … ".join(" ".join(piece.of(text).split()) for piece in pieces))
