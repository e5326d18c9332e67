"""Whose words a stretch of an article holds: the writer's own, or those of somebody the writer quotes.

Read from the attributions on record. A stretch is a speaker's where it tells that they speak and holds a good part of
what they say, or holds nearly nothing else. Of nested speakers it is the innermost's: what an agency reports a ministry
to have said is the ministry's. Where two speakers share a stretch, the one asked for comes first, then the one with
more of its words.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ingest.corpus import Attribution, Force, Span

_ASKS = re.compile(r"\?[\"”’')\]]*\s*$")
_MARK = re.compile(r"[\"“”„«»]|''|(?<!\w)[‘'](?=\w)")
WITH_CUE = 0.3  # share of a stretch, source and cue aside, that makes it a speaker's where it tells who speaks
WITHOUT = 0.9  # the same where another sentence tells: what is only in part somebody's words says so itself


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: attributions outer to inner, each with a speaker, nobody twice in a row. Without any, the writer.

    `denial` is what the innermost denies in the same stretch beside what the chain ends in: "denied any part in it, and
    said that nobody had asked".
    """

    chain: tuple[Attribution, ...] = ()
    denial: Attribution | None = None
    speakers: tuple[str, ...] = field(init=False, compare=False, repr=False)  # names, outer to inner

    def __post_init__(self) -> None:
        object.__setattr__(self, "speakers", tuple(name for a in self.chain if (name := _name(a))))

    @property
    def force(self) -> Force:
        """What the innermost speaker does with the content; a writer asserts."""
        return self.chain[-1].force if self.chain else Force.ASSERTS

    @property
    def key(self) -> tuple[tuple[str, ...], Force]:
        """Equal for stretches that may stand in one statement: the same speakers, doing the same."""
        return self.speakers, self.force

    def is_of(self, names: Collection[str]) -> bool:
        """Tell whether one of `names` speaks, at whatever depth."""
        return any(name in names for name in self.speakers)


WRITER = Voice()


def is_question(words: str) -> bool:
    """Tell whether words end as a question does."""
    return _ASKS.search(words) is not None


def quotes(words: str) -> bool:
    """Tell whether somebody's words stand between quotation marks in `words`."""
    return _MARK.search(words) is not None


def heard_in(words: str, stretch: Span, voice: Voice) -> Voice:
    """Return who speaks in a sentence, its `words` at `stretch`, that attributions make `voice`'s.

    A question outside quotation marks that tells of somebody ("did the minister know of the memo?") is asked by the
    writer, and nobody's word, unless it is told as asked by them.
    """
    if not voice.chain or voice.force is Force.ASKS or not is_question(words) or quotes(words):
        return voice
    told = (span for said in voice.chain for span in (*said.source, *said.cue))
    return WRITER if any(stretch.overlaps(span) for span in told) else voice


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of one article: each attribution that has a speaker, with who speaks there."""

    voiced: tuple[tuple[Attribution, Voice], ...] = ()

    @classmethod
    def of_article(cls, attributions: Sequence[Attribution]) -> "Voices":
        """Take the article's `attributions` in the order on record, by which `Attribution.within` counts."""
        return cls(tuple((a, Voice(_chain(a, attributions))) for a in attributions if a.speaker))

    def near(self, stretch: Span) -> "Voices":
        """Return those that reach into `stretch`: fewer to look through for each sentence of it."""
        return Voices(tuple(pair for pair in self.voiced if _shared(pair[0].spans, stretch)))

    def of(self, stretch: Span, asked: Collection[str] = ()) -> Voice:
        """Return who speaks in `stretch`; where several do, one of `asked` before others."""
        said: defaultdict[tuple[str, ...], list[tuple[int, Voice]]] = defaultdict(list)
        frames: defaultdict[tuple[str, ...], set[Span]] = defaultdict(set)
        for attribution, voice in self.voiced:
            frames[voice.speakers].update(span for a in voice.chain for span in (*a.source, *a.cue))
            if length := _shared(attribution.content, stretch):
                said[voice.speakers].append((length, voice))
        lengths = {names: sum(n for n, _ in parts) for names, parts in said.items()}
        own = {names: n for names, n in lengths.items() if _is_theirs(n, frames[names], stretch)}
        own = {names: n for names, n in own.items() if not set(asked).isdisjoint(names)} or own
        innermost = [names for names in own if not any(_is_outer(names, other) for other in own)]
        if not innermost:
            return WRITER
        return _with_denial([voice for _, voice in sorted(said[max(innermost, key=own.__getitem__)], key=_length)])


def _length(part: tuple[int, Voice]) -> int:
    return -part[0]


def _with_denial(longest_first: Sequence[Voice]) -> Voice:
    """Return the voice with the longest content, and what the same speaker denies beside it."""
    first, *others = longest_first
    denials = (other.chain[-1] for other in others if other.force is Force.DENIES)
    return Voice(first.chain, None if first.force is Force.DENIES else next(denials, None))


def _is_theirs(length: int, frame: Iterable[Span], stretch: Span) -> bool:
    """Tell whether contents of a chain of speakers, `length` in all, make `stretch` theirs.

    `frame` is where the chain's sources and cues stand, of whichever attribution: a quotation that was linked with
    another cue of the same speaker has its speaker beside it all the same.
    """
    framed = _shared(frame, stretch)
    rest = max(1, stretch.end - stretch.start - framed)
    return length >= (WITH_CUE if framed else WITHOUT) * rest


def _is_outer(names: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(names) < len(other) and other[: len(names)] == names


def _chain(attribution: Attribution, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Follow `within` outwards.

    Of one speaker's attributions inside each other the outer one stays. A chain ends where something is denied or
    asked: what a denial reports others to have said is nobody's assertion there.
    """
    chain = [attribution]
    while (number := chain[0].within) is not None and attributions[number] not in chain:
        chain.insert(0, attributions[number])
    ends = next((i for i, a in enumerate(chain) if a.force in (Force.DENIES, Force.ASKS)), len(chain))
    named = [a for a in chain[: ends + 1] if a.speaker]
    return tuple(a for i, a in enumerate(named) if not i or _name(a) != _name(named[i - 1]))


def _name(attribution: Attribution) -> str | None:
    return attribution.speaker.name if attribution.speaker else None


def _shared(spans: Iterable[Span], stretch: Span) -> int:
    """Return how many code points of `stretch` lie in `spans`."""
    return sum(max(0, min(s.end, stretch.end) - max(s.start, stretch.start)) for s in spans)
