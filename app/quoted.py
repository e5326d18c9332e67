"""Who of those quoted in the library stands at a place of a question, behind titles, posts and descriptions."""

from collections.abc import Iterator
from typing import Final

from app.cues import Ask
from app.names import How
from app.people import ANYONE, JOINTS, PARTICLES, TITLES, WORDS, before_post, name_in, owns_words, work_at_end
from app.speakers import Heard, Speakers
from app.words import Word
from ingest.corpus import SpeakerKind

# Wording in whose place somebody may stand who publishes nothing here.
SPOKEN: Final = frozenset(Ask) - {Ask.TREATS, Ask.PLACE, Ask.FILTER}
_INDEFINITE: Final = frozenset("his her their its my a an one two some several another".split())
_BREAKS: Final = frozenset(',:;()?!"')


def quoted_at(
    question: str, words: tuple[Word, ...], open_end: bool, speakers: Speakers
) -> tuple[tuple[Word, ...], Heard] | None:
    """Return the words of the place that name a speaker of the library, and whom; None where none do."""
    for stretch in _stretches(question, words, open_end):
        for start in range(len(stretch)):
            name, before = stretch[start:], stretch[:start]
            heard = speakers.find(tuple(w.stem for w in name))
            if heard and _introduces(before, name, heard) and not _common_word(name):
                return name, heard
    return None


def misspelt_at(words: tuple[Word, ...], open_end: bool, speakers: Speakers) -> tuple[tuple[Word, ...], Heard] | None:
    """Return the words of the place that are near to a speaker's name, and whose."""
    named = name_in(words, open_end)
    if not named or any(w.stem in JOINTS for w in named):
        return None
    heard = speakers.misspelt(tuple(w.stem for w in named))
    return (named, heard) if heard else None


def describes(words: tuple[Word, ...]) -> bool:
    """Tell whether `words` begin with a description of somebody without a name: "his lawyer", "a former aide"."""
    head = next((i for i, w in enumerate(words) if w.stem in TITLES | ANYONE and w.stem != "the"), None)
    return head is not None and (words[0].stem in _INDEFINITE or any(w.owns for w in words[:head]))


def _stretches(question: str, words: tuple[Word, ...], open_end: bool) -> Iterator[tuple[Word, ...]]:
    """The place, or where its end is open its beginnings, longest first, that may end a name; without works behind."""
    ends = range(len(words), 0, -1) if open_end else (len(words), len(words) - work_at_end(words))
    yield from (words[:end] for end in dict.fromkeys(ends) if end and _may_end(question, words, end))
    if not open_end and (name := before_post(words)):
        yield name


def _may_end(question: str, words: tuple[Word, ...], end: int) -> bool:
    """Tell whether a name may end before word `end`: "Pentagon sources" and "Reuel's lawyer" name nobody quoted."""
    last = words[end - 1]
    if end == len(words):
        return True
    if last.owns:
        return owns_words(words[end - 1 :])
    after = words[end]
    broken = _BREAKS & set(question[last.end : after.start])
    full = end > 1 and last.capital and not after.capital and after.stem not in ANYONE | TITLES
    return bool(broken) or after.stem in JOINTS | PARTICLES or full or work_at_end(words[end - 1 : end + 1]) > 0


def _introduces(before: tuple[Word, ...], name: tuple[Word, ...], heard: Heard) -> bool:
    """Tell whether `before` only introduces a name: a title, or for a whole name any description ("aide Jo Bell")."""
    if not before:
        return True
    titled = before[-1].stem in TITLES
    if all(w.stem in TITLES for w in before) or (titled and before[-1].stem != "the" and all(w.capital for w in name)):
        return True
    whole = heard.kind is SpeakerKind.PERSON and len(name) > 1 and heard.how is How.FULL
    return whole and before[-1].stem not in JOINTS | PARTICLES


def _common_word(name: tuple[Word, ...]) -> bool:
    """Tell whether a name typed without a capital is rather the word that it also is."""
    return len(name) == 1 and name[0].stem in WORDS | JOINTS | ANYONE and not name[0].capital
