"""Names of those who are no source of the library: which words make a name, and how articles may spell it."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from app.names import MASTHEADS, SHORTEST_GUESS, given_names, known_outlet, known_person
from app.question_words import DATA
from app.words import Word

ANYONE: Final = frozenset(DATA["anyone"].split())
JOINTS: Final = frozenset(DATA["joints"].split())
TITLES: Final = frozenset(DATA["titles"].split())
PARTICLES: Final = frozenset(DATA["particles"].split())
_BODIES: Final = frozenset(DATA["bodies"].split())
WORDS: Final = frozenset(DATA["words_and_surnames"].split())
_WORKS: Final = tuple(tuple(work.split("_")) for name in ("works", "roles") for work in DATA[name].split())
_SAID: Final = frozenset(DATA["nouns"].split())
_ALIKE: Final = ("aeiouy", "ckq", "sz", "vwf", "td", "bp", "gj", "mn")  # letters mistaken for each other
LONGEST_LOWER: Final = 3  # words of a name typed without capitals; more are a piece of a sentence


def name_in(words: tuple[Word, ...], open_end: bool) -> tuple[Word, ...]:
    """Return the words that make a name; empty when they are a description or a piece of a sentence.

    With `open_end` the name may end before `words` do.
    """
    if outlet_of(words):
        return words[1:] if words[0].stem == "the" and outlet_of(words[1:]) else words
    words = _untitled(words)
    words = words[: len(words) - work_at_end(words)]
    words = _first_name(words) if open_end else _introduced(_employed(words))
    if not words or outlet_of(words):
        return words
    if words[0].start == 0 and words[0].stem in JOINTS:  # the capital is the sentence's
        return ()
    if any(w.stem in ANYONE for w in words) or words[-1].stem.isdigit():  # Title 18 speaks for nobody
        return ()
    if words[-1].stem in PARTICLES and not words[-1].capital:
        return ()
    if any(w.capital for w in words):
        return words if all(w.capital or w.stem in PARTICLES for w in words) else ()
    return words if len(words) <= LONGEST_LOWER and not any(w.stem in JOINTS or w.stem == "the" for w in words) else ()


def owns_words(words: tuple[Word, ...]) -> bool:
    """Tell whether the first of `words` is the owner of what the second names: something said or written."""
    return len(words) > 1 and words[0].owns and (words[1].stem in _SAID or work_at_end(words[:2]) > 0)


def work_at_end(words: tuple[Word, ...]) -> int:
    """Count the words at the end that say what somebody wrote, or in which job ("fact checker")."""
    folded = tuple(w.stem for w in words)
    return max((len(work) for work in _WORKS if folded[-len(work) :] == work and len(work) < len(words)), default=0)


def outlet_of(words: tuple[Word, ...]) -> str | None:
    """Return the widely known outlet that `words` stand for."""
    return known_outlet(tuple(w.stem for w in words))


def person_of(words: tuple[Word, ...]) -> str | None:
    """Return the name of the widely known person that `words` stand for."""
    return known_person(tuple(w.stem for w in words))


def before_post(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the name that stands before its bearer's post: "Jane Roe of the Institute"."""
    return words[: next((i for i, w in enumerate(words) if w.stem in ("of", "from", "at", "for")), 0)]


def spellings_of(named: tuple[Word, ...]) -> Iterator[str]:
    """Ways in which articles may spell a name, likeliest first: as said, nicknames, shorter forms, near spellings."""
    said = tuple(w.stem for w in named)
    yield " ".join(said)
    if not named[-1].owns and said[-1].endswith("s"):
        yield " ".join((*said[:-1], said[-1][:-1]))
    if len(said) > 1:
        yield from (" ".join((given, *said[1:])) for given in given_names(said[0]))
    if len(said) == 3 and said[1] not in PARTICLES:
        yield f"{said[0]} {said[2]}"
    if len(said) == 2 and said[-1].isalpha() and said[0] not in _BODIES | MASTHEADS and said[-1] not in WORDS | _BODIES:
        yield said[-1]
    if len(said[-1]) >= SHORTEST_GUESS:
        yield from (" ".join((*said[:-1], near)) for near in misspellings(said[-1]))


def misspellings(word: str) -> Iterator[str]:
    """Spellings one common slip away: two letters swapped, one doubled or dropped, or one taken for its like."""
    for i in range(len(word)):
        if i + 1 < len(word) and word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        yield word[:i] + word[i + 1 :]
        yield word[: i + 1] + word[i:]
    for i, family in product(range(len(word)), _ALIKE):
        if word[i] in family:
            yield from (word[:i] + other + word[i + 1 :] for other in family if other != word[i])


def _untitled(words: tuple[Word, ...]) -> tuple[Word, ...]:
    while words and words[0].stem in TITLES and (words[0].stem != "the" or any(w.capital for w in words[1:])):
        words = words[1:]
    return words


def _introduced(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the name that a description ends in: "former harbour master Jo Bell"."""
    lower = [i for i, w in enumerate(words) if not w.capital and w.stem not in PARTICLES]
    after = words[lower[-1] + 1 :] if lower else ()
    return after if len(after) > 1 and after[0].capital else words


def _employed(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return who is named after an employer: "CNN's Jo Bell" holds a name, "Ohio's governor" holds none."""
    owner = next((i for i, w in enumerate(words[:-1]) if w.owns), None)
    if owner is None:
        return words
    after = _introduced(words[owner + 1 :])
    return after if all(w.capital for w in after) else ()


def _first_name(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Cut an open place where the name must end; "Pentagon sources" is no name, it describes."""
    named: tuple[Word, ...] = ()
    for i, word in enumerate(words):
        inside = i + 1 < len(words) and words[i + 1].capital and named and word.stem in PARTICLES
        if not inside and (word.stem in JOINTS or word.stem in PARTICLES):
            break
        if not inside and word.capital != words[0].capital:
            return ()
        named += (word,)
        if word.owns and i + 1 < len(words):
            return named if owns_words(words[i:]) else _first_name(words[i + 1 :]) if words[i + 1].capital else ()
    return named
