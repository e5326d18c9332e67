"""Whom the library quotes, looked up by name: whole, by surname or given name, by nickname, initials or misspelling."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.catalogue import Catalogue
from app.names import PHRASES_KEPT, SHORTEST_GUESS, TWO_SLIPS, How, given_names, known_person
from app.question_words import DATA
from app.words import stems
from index.store import QuotedSpeaker
from ingest.corpus import SpeakerKind

DOMINANT: Final = 5  # times as many articles as all namesakes together: then a surname alone means that one
MOST_NAMESAKES: Final = 5  # more people of one name than this are no answer to "who?"
NICKNAME: Final = 3  # letters that a given name and its short form share: Tom, Tommy, Tomas

_ANYONE: Final = frozenset(DATA["anyone"].split())
_BODIES: Final = frozenset(DATA["bodies"].split())
_TITLES: Final = frozenset(DATA["titles"].split())
_PARTICLES: Final = frozenset(DATA["particles"].split())
_GENERATIONS: Final = frozenset("jr sr ii iii iv".split())
_ARTICLES: Final = ("al-", "el-", "as-", "ash-")  # that a surname may be written with or without


@dataclass(frozen=True, slots=True)
class Heard:
    """The speakers whom a phrase names, by the library's names, most often quoted first; and how surely it does.

    `articles` counts those with words of any of them.
    """

    names: tuple[str, ...]
    how: How
    articles: int
    kind: SpeakerKind


class Speakers:
    """The speakers of one library, prepared for look-up. Build it once for a state of the library."""

    def __init__(self, quoted: Iterable[QuotedSpeaker]) -> None:
        self._full: Mapping[str, list[QuotedSpeaker]] = defaultdict(list)
        self._surname: Mapping[str, list[QuotedSpeaker]] = defaultdict(list)
        self._given: Mapping[str, list[QuotedSpeaker]] = defaultdict(list)
        self._short: Mapping[str, list[QuotedSpeaker]] = defaultdict(list)
        self._headed: Mapping[str, list[QuotedSpeaker]] = defaultdict(list)
        self._by_name: dict[str, QuotedSpeaker] = {}
        for speaker in quoted:
            self._by_name.setdefault(speaker.name, speaker)
            if speaker.kind is not SpeakerKind.UNNAMED:
                self._add(speaker)
        # A question's words are looked up in several readings of it, mostly the same phrases each time.
        self.find = lru_cache(PHRASES_KEPT)(self._find)

    @cached_property
    def _near(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """Names by first letter and length, to seek a misspelt one among few; made when there is one."""
        near: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for key in self._full.keys() | self._surname.keys() | self._given.keys():
            near[key[:1], len(key)].append(key)
        return near

    def _add(self, speaker: QuotedSpeaker) -> None:
        whole = _untitled(stems(speaker.name))
        person = speaker.kind is SpeakerKind.PERSON
        if not whole or not (person or _proper(speaker.name, whole)):
            return
        spelt = {_untitled(stems(spelling)) for spelling in speaker.spellings if spelling != speaker.name} - {()}
        full = {whole, *(words for words in spelt if len(words) > 1 or not person), *_shorter(whole, person)}
        _file(speaker, self._full, (" ".join(words) for words in full))
        if not person:
            _file(speaker, self._short, {*_ends(whole), *_initials(whole)})
            _file(speaker, self._headed, {_head(whole)} & _BODIES if len(whole) > 1 else ())
        elif len(whole) > 1:
            _file(speaker, self._surname, {*_surnames(whole), *(words[0] for words in spelt if len(words) == 1)})
            _file(speaker, self._given, (whole[0],))

    def called(self, name: str) -> Heard | None:
        """Return the speaker whom the library knows by exactly this name, which a chip or a list may offer."""
        speaker = self._by_name.get(name)
        return _heard((speaker,), How.FULL) if speaker else None

    def headed(self, word: str) -> Heard | None:
        """Return, as a guess, the bodies that are called by what they are: "the Authority", "the Ministry"."""
        heard = _heard(self._headed.get(word, ()), How.GUESS)
        return heard and replace(heard, how=How.GUESS)

    def _find(self, phrase: tuple[str, ...]) -> Heard | None:
        """Look up folded words as they stand, then without the s of a possessive typed without apostrophe."""
        words = _bare(phrase)
        if not words:
            return None
        forms = (words, (*words[:-1], words[-1].removesuffix("s")), stems(known_person(words) or ""))
        return next((heard for form in dict.fromkeys(forms) if form and (heard := self._exactly(form))), None)

    def _exactly(self, words: tuple[str, ...]) -> Heard | None:
        key = " ".join(words)
        if found := self._full.get(key):
            return _heard(found, How.FULL)
        if len(words) > 1 and key not in self._surname:
            return self._compatible(words) or (_heard(short, How.PART) if (short := self._short.get(key)) else None)
        surname = self._surname.get(key) or self._short.get(key, [])
        either = _heard([*surname, *self._given.get(key, ())], How.PART)
        if either and len(either.names) == 1:
            return either
        return _heard(surname, How.PART)  # "John" alone names nobody among many

    def _compatible(self, words: tuple[str, ...]) -> Heard | None:
        """Find whoever bears this surname and a given name that may be meant by the one said (Tony: Anthony)."""
        said, surname = words[0], words[-1]
        bearers = self._surname.get(surname, [])
        named = [s for s in bearers if _same_given(said, _untitled(stems(s.name))[0])] if len(words) == 2 else []
        if named:
            return _heard(named, How.FULL)
        lone = [s for s in self._full.get(surname, ()) if s.kind is SpeakerKind.PERSON]  # quoted by surname only
        alike = [s for s in bearers if _alike(said, _untitled(stems(s.name))[0])]
        return _heard(alike or (lone if not bearers else ()), How.GUESS)

    def misspelt(self, phrase: tuple[str, ...]) -> Heard | None:
        """Find the speaker whose name is nearest to `phrase`: one slip away, or two in a long name."""
        words = _bare(phrase)
        for key in dict.fromkeys((" ".join(words), *words[-1:])):
            for near in self._nearest(key) if len(key) >= SHORTEST_GUESS else ():
                form = stems(near) if key != words[-1] else (*words[:-1], near)
                if heard := self._exactly(form):
                    return Heard(heard.names, How.GUESS, heard.articles, heard.kind)
        return None

    def _nearest(self, key: str) -> Iterator[str]:
        slips = 1 if len(key) < TWO_SLIPS else 2
        lengths = range(len(key) - slips, len(key) + slips + 1)
        near = [name for length in lengths for name in self._near.get((key[:1], length), ())]
        yield from (name for name, *_ in process.extract(key, near, scorer=OSA.distance, score_cutoff=slips, limit=3))


def _heard(found: Sequence[QuotedSpeaker], how: How) -> Heard | None:
    """Take all whom a name fits, as a guess; or the one beside whom the others are hardly ever quoted."""
    by_articles = sorted({s.name: s for s in found}.values(), key=lambda s: (-s.articles, s.name))
    if not by_articles:
        return None
    first, *others = by_articles
    if first.articles >= DOMINANT * sum(s.articles for s in others):
        by_articles = [first]
    if len(by_articles) > MOST_NAMESAKES:
        return None
    how = How.GUESS if others else how
    return Heard(tuple(s.name for s in by_articles), how, sum(s.articles for s in by_articles), first.kind)


@lru_cache(maxsize=4)
def _speakers(catalogue: Catalogue, _state: str) -> Speakers:
    return Speakers(catalogue.speakers)


def speakers_of(catalogue: Catalogue) -> Speakers:
    """Return the speakers of a library, prepared once for each state of it."""
    return _speakers(catalogue, catalogue.key)  # type: ignore[arg-type]  # objects hash by identity


def _file(speaker: QuotedSpeaker, under: Mapping[str, list[QuotedSpeaker]], keys: Iterable[str]) -> None:
    for key in keys:
        under[key].append(speaker)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("the",) and len(words) > 1 else words


def _untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return words


def _proper(name: str, words: tuple[str, ...]) -> bool:
    """Tell whether a body has a name of its own: "police" and "the Campaign" may be anybody's."""
    return name.lower() != name and not (len(words) == 1 and words[0] in _ANYONE)


def _shorter(whole: tuple[str, ...], person: bool) -> set[tuple[str, ...]]:
    return {(whole[0], whole[-1])} if person and len(whole) > 2 and whole[-1] not in _GENERATIONS else set()


def _surnames(whole: tuple[str, ...]) -> set[str]:
    """The ends of a name, by which its bearer may go; without "Jr", and without an article that grew into it."""
    words = whole[:-1] if whole[-1] in _GENERATIONS and len(whole) > 2 else whole
    ends = {" ".join(words[i:]) for i in range(1, len(words))}
    return {*ends, *(end.removeprefix(article) for end in ends for article in _ARTICLES)}


def _ends(whole: tuple[str, ...]) -> set[str]:
    """What a body's name may be shortened to: two words or more of its beginning or end."""
    lengths = range(2, len(whole))
    ends = (part for n in lengths for part in (whole[:n], whole[-n:]))
    return {" ".join(end) for end in ends if not {end[0], end[-1]} & _PARTICLES}


def _head(whole: tuple[str, ...]) -> str:
    """What kind of body a name says that it is: the last word, of Ministry of Works the first."""
    behind = (i for i, word in enumerate(whole) if i and word in _PARTICLES)
    return whole[next(behind, len(whole)) - 1]


def _initials(whole: tuple[str, ...]) -> set[str]:
    letters = "".join(word[0] for word in whole if word not in _PARTICLES)
    return {letters} if len(letters) > 1 else set()


def _same_given(said: str, given: str) -> bool:
    """Tell whether two given names are one, of which either may be a nickname or an initial."""
    initial = min(len(said), len(given)) == 1 and said[0] == given[0]
    return said == given or initial or given in given_names(said)


def _alike(said: str, given: str) -> bool:
    return said[:NICKNAME] == given[:NICKNAME] and min(len(said), len(given)) >= NICKNAME
