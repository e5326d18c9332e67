"""Weighs a language model's gist against what it is a gist of. One that is let through says nothing of its own.

A gist is shown as a clause that its attribution governs ("X said, in short, that ..."), beside the quote. One of these
objections removes it, and the quote stays; the words that decide stand in gist_words.toml:

====================  ==============================================================================
code                  the gist
====================  ==============================================================================
``gist-force``        is of a denial, a question, or what somebody did not say: a clause could turn it round
``gist-markup``       holds a character other than letters, digits and plain punctuation
``gist-language``     holds letters of another script than Latin
``gist-length``       is too long, too short, or no shorter than its quote
``gist-sentences``    is more than one sentence, so that the second would have no attribution
``gist-established``  calls something established, true or false
``gist-own-voice``    speaks in the first or second person, so in ours
``gist-machine``      speaks of or to a machine, as instructions do
``gist-speaker``      lets somebody else speak inside it, or leaves out who speaks in its sentence
``gist-number``       has a number or date that its evidence lacks, or has beside another word
``gist-name``         has a name that its evidence lacks, or has in another order
``gist-negation``     has more or fewer negations than the sentence it is of
``gist-hedge``        has more or fewer words that say how sure, how many, or on what condition
``gist-frame``        leaves out that the rest is a joke, a story, a rumour or a lie
``gist-meaning``      does not keep the meaning, by the `Judge`
====================  ==============================================================================
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from app.answer import Objection
from app.judge import Judge
from app.wording import LIGHT, Word, words_of
from index.voices import is_question
from index.words import FUNCTION_WORDS
from ingest.corpus import Force

MOST_WORDS, LEAST_WORDS = 40, 3
MOST_CHARACTERS = 300
SHORTER = 0.8  # of the words of its quote: a gist as long as that says nothing that the quote does not

_DATA: Final = tomllib.loads(files("app").joinpath("gist_words.toml").read_text(encoding="utf-8"))
_BEGINNINGS: Final = tuple(_DATA["established"]["beginnings"].split())
_PLAIN: Final = frozenset(" ,.'’-%$€£")
_STOP: Final = re.compile(r"\.(?=\s|$)")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|\d+(?:\.\d+)+")
_NUMERAL: Final = re.compile(r"\d")


def _listed(name: str) -> frozenset[str]:
    return frozenset(_DATA[name]["words"].split())


_ESTABLISHED, _OWN_VOICE, _MACHINES = _listed("established"), _listed("own_voice"), _listed("machines")
_SPEAKERS, _NEGATIONS, _HEDGES = _listed("speakers"), _listed("negations"), _listed("hedges")
_NUMBERS: Final = _listed("numbers")
_FRAMES: Final = _listed("frames")
# What a gist must have as its sentence has it, no more and no less.
_KEPT: Final = (
    (_SPEAKERS, "speaker", "speakers"),
    (_NEGATIONS, "negation", "negations"),
    (_HEDGES, "hedge", "hedges and limits"),
    (_FRAMES, "frame", "frame"),
)
_SHIFTED: Final = {"would": "will", "could": "can", "might": "may"}  # by reported speech, which makes none stronger


@dataclass(frozen=True, slots=True)
class Frame:
    """What a gist would stand in: the force of its speaker, our verb, the article's cue, the words of its quotes."""

    force: Force
    verb: str
    cue: str | None
    quoted_words: int

    @property
    def may_turn_round(self) -> bool:
        """Whether the speaker denies, asks, or does not say: a clause after that could say the opposite."""
        cue = {word.folded for word in words_of(self.cue or "")}
        is_unsaid = self.verb.startswith(tuple(_DATA["verbs"]["without_gist"])) or not cue.isdisjoint(_NEGATIONS)
        return self.force in (Force.DENIES, Force.ASKS) or is_unsaid


def plain(gist: str, article: str) -> str:
    """Return a gist as a clause to stand after "that": one line, no full stop, no capital that a sentence gave it.

    A capital is that of a name, unless the `article` has the word without.
    """
    clause = " ".join(unicodedata.normalize("NFC", gist).split())
    clause = re.sub(r"^that\s+", "", clause, flags=re.IGNORECASE)
    if clause.endswith(".") and not _INITIALS.fullmatch(clause.rpartition(" ")[2]):
        clause = clause[:-1].rstrip()
    first = clause.partition(" ")[0].strip(",")
    is_lower = first[:1] + first[1:].lower() == first and re.search(rf"\b{re.escape(first.lower())}\b", article)
    return clause[:1].lower() + clause[1:] if is_lower and first != "I" else clause


def objection_to(clause: str, sentences: Sequence[str], frame: Frame, judge: Judge) -> Objection | None:
    """Return what is wrong with a `plain` gist of `sentences`, which are what its source says; None for nothing."""
    for code, detail in _wrongs(clause, sentences, frame):
        return Objection(code, detail)
    verdict = judge.judge(clause, sentences)
    return None if verdict.holds else Objection("gist-meaning", f"the gist is {verdict.reason}")


_Wrongs = Iterator[tuple[str, str]]


def _wrongs(clause: str, sentences: Sequence[str], frame: Frame) -> _Wrongs:
    """Yield what is wrong, the plainest first."""
    if frame.may_turn_round:
        yield "gist-force", "a gist of what somebody denies, asks or does not say could turn it round"
    yield from _wrong_form(clause, sentences)
    said = words_of(clause)
    most = min(MOST_WORDS, SHORTER * frame.quoted_words)
    if not LEAST_WORDS <= len(said) <= most or len(clause) > MOST_CHARACTERS:
        yield "gist-length", f"the gist has {len(said)} words, its quote {frame.quoted_words}"
    yield from _wrong_words(said)
    if not sentences:
        yield "gist-speaker", "all of the quote is what somebody else is quoted with"
        return
    nearest = _nearest(said, sentences)
    if is_question(nearest):
        yield "gist-force", "a gist of a question would answer it"
    home = words_of(nearest)
    yield from _wrong_numbers(said, home)
    yield from _wrong_names(said, home)
    yield from _wrong_operators(said, home)


def _wrong_form(clause: str, sentences: Sequence[str]) -> _Wrongs:
    for character in clause:
        if character.isalpha() and not unicodedata.name(character, "").startswith("LATIN"):
            yield "gist-language", "the gist holds letters of another script"
        if not (character.isalpha() or character in _PLAIN or (character.isascii() and character.isdigit())):
            yield "gist-markup", f"the gist holds the character U+{ord(character):04X}"
    for stop in _STOP.finditer(clause):
        abbreviation = clause[: stop.end()].rpartition(" ")[2]
        if not any(f"{abbreviation} " in f"{sentence[:-1]} " for sentence in sentences):
            yield "gist-sentences", "the gist is more than one sentence"
    dotted = (word for word in clause.rstrip(".").split() if "." in word.rstrip(".,"))
    if any(not _INITIALS.fullmatch(word.strip(",.$€£%")) for word in dotted):
        yield "gist-markup", "the gist holds what looks like an address"


def _wrong_words(said: Sequence[Word]) -> _Wrongs:
    for word in said:
        parts = {word.folded, *word.folded.split("-"), word.folded.removesuffix("'s")}
        if not parts.isdisjoint(_ESTABLISHED) or any(part.startswith(_BEGINNINGS) for part in parts):
            yield "gist-established", f"the gist says “{word.folded}”, which only a finding on record could"
        for listed, code in ((_OWN_VOICE, "own-voice"), (_MACHINES, "machine"), (_SPEAKERS, "speaker")):
            if not parts.isdisjoint(listed):
                yield f"gist-{code}", f"the gist says “{word.folded}”"


def _nearest(said: Sequence[Word], sentences: Sequence[str]) -> str:
    """Return the sentence that shares most words with a gist: the one it is measured by."""
    own = {word.folded for word in said} - LIGHT
    return max(sentences, key=lambda sentence: len(own & {word.folded for word in words_of(sentence)}))


def _is_number(word: Word) -> bool:
    return bool(_NUMERAL.search(word.folded)) or not _NUMBERS.isdisjoint({word.folded, *word.folded.split("-")})


def _numbered(words: Sequence[Word]) -> Counter[tuple[str, str]]:
    """Count numbers, each with the word after it: eighteen dead are not eighteen missing."""
    following = [*words[1:], None]
    return Counter(
        (w.folded, after.folded if after else "") for w, after in zip(words, following, strict=True) if _is_number(w)
    )


def _wrong_numbers(said: Sequence[Word], home: Sequence[Word]) -> _Wrongs:
    there = Counter(word.folded for word in home if _is_number(word))
    for word, count in Counter(word.folded for word in said if _is_number(word)).items():
        if count > there[word]:
            yield "gist-number", f"the gist has “{word}”, which its evidence lacks"
    beside = _numbered(home)
    for (word, after), count in _numbered(said).items():
        if after and count > beside[word, after]:
            yield "gist-number", f"the gist has “{word}” beside another word than its evidence has"


def _names(words: Sequence[Word]) -> list[str]:
    return [w.folded.removesuffix("'s") for w in words if w.written[:1].isupper() and w.folded not in FUNCTION_WORDS]


def _wrong_names(said: Sequence[Word], home: Sequence[Word]) -> _Wrongs:
    there = iter(_names(home))
    known = set(_names(home))
    for name in _names(said):
        if name not in known:
            yield "gist-name", f"the gist names “{name}”, whom its evidence does not"
        if name not in there:  # goes on from the last name found: the order counts
            yield "gist-name", f"the gist has “{name}” in another place than its evidence has"


def _wrong_operators(said: Sequence[Word], home: Sequence[Word]) -> _Wrongs:
    for listed, code, what in _KEPT:
        there = _operators(home, listed)
        own = _unshifted(_operators(said, listed), there)
        if own != there:
            differing = ", ".join(sorted({*(own - there), *(there - own)}))
            yield f"gist-{code}", f"the gist does not keep the {what} of its evidence ({differing})"


def _operators(words: Sequence[Word], listed: frozenset[str]) -> Counter[str]:
    return Counter(part for word in words for part in word.folded.split("-") if part in listed)


def _unshifted(own: Counter[str], there: Counter[str]) -> Counter[str]:
    """Take what reported speech made of a verb for that verb: "will" may be told as "would", never the other way."""
    counts = Counter(own)
    for shifted, verb in _SHIFTED.items():
        moved = max(0, own[shifted] - there[shifted])
        counts[shifted] -= moved
        counts[verb] += moved
    return +counts
