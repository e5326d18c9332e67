"""The noun phrase that a source is: a pronoun, a name with what describes it, a description without a name, or several.

Read by itself; `cast.py` says who of an article is meant.
"""

import re
from functools import lru_cache
from typing import Final

from ingest.attribution import names
from ingest.attribution.lexicon import BODIES, NOUNS, REMEMBERED, fold, gender_of
from ingest.attribution.names import RUN, Naming
from ingest.attribution.phrase import (
    OFFICES,
    PLURALS,
    PREPOSITION,
    ROLES,
    Kind,
    Phrase,
    described_by,
    is_agent,
    words_of,
)
from ingest.attribution.turns import ANSWERS, QUESTIONS

_POINTING: Final = frozenset("the this that these those".split())
_INDEFINITE: Final = NOUNS["counts"]
_DETERMINERS: Final = _POINTING | _INDEFINITE
_NAMING: Final = ("named", "called")
_UNNAMED: Final = (Naming.CROWD, Naming.OFFICE, Naming.NOTHING)
_COMMON: Final = _INDEFINITE | PLURALS | NOUNS["things"]
_POSSESSIVES: Final = {"his": "he", "her": "she", "their": "they", "its": "it", "my": "i", "our": "we", "whose": "who"}
_PRONOUNS: Final = {
    **{word: "he" for word in ("he", "him", "his", "himself")},
    **{word: "she" for word in ("she", "her", "hers", "herself")},
    **{word: "they" for word in ("they", "them", "their", "theirs", "themselves")},
    **{word: "it" for word in ("it", "its", "itself")},
    **{word: "i" for word in ("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves")},
    **{word: "you" for word in ("you", "your", "yours")},
    **{word: "who" for word in ("who", "whom", "whose")},
    **{word: "which" for word in ("which", "that")},
    **{word: "q" for word in QUESTIONS},  # of an interview in questions and answers
    **{word: "a" for word in ANSWERS},
}  # fmt: skip
_PARENTHESIS: Final = re.compile(r"\s*\(([^()]*)\)?")
_EDGES: Final = ' \t\n\u00a0"“”«»„,;:—–-…'
_PARAGRAPH_END: Final = re.compile(r"\n\s*\n")  # a source is in one paragraph
_LEFT_OVER: Final = re.compile(r"(?<=\w),? (?:who|which|that)$")
_RELATIVE: Final = re.compile(r"(who|which)[, ]")  # with what stands between it and its verb: "who in March"
_FULL_STOP: Final = re.compile(r"(?<=\w\w)(?<!\b[JS]r)\.$")
_DEPARTMENT: Final = re.compile(rf"of (?:the )?(?:{'|'.join(NOUNS['departments'])})(?: \w+)? (?=[^\Wa-z])")
_SPACE: Final = re.compile(r"\s+")
_POSSESSIVE_END: Final = re.compile(r"(?:(?<=\w)['’]s|(?<=s)['’])$")
_APPOSITION: Final = re.compile(r"\s*,\s+|\s+[-–—]+\s+|,?\s+(?=(?:who|whom|whose|which|that)\b)")
_JOINTS: Final = re.compile(r",?\s+(?:[Aa]nd|&|or)\s+|,\s+(?=[^,]+,?\s+[Aa]nd\s)")
# "of Roads", "of the Chief of Roads": up to the end, or to a preposition with which no name goes on.
_NAME_GOES_ON: Final = re.compile(
    rf"(?:(?:of|for|on)(?: the)? {RUN.pattern} ?)+(?=\s*$|(?<= )(?:at|in|to|by|with|from)\b)"
)
_AND: Final = re.compile(r"\s(?:[Aa]nd|&|or)\s")
_LISTED: Final = re.compile(rf"(?:{RUN.pattern})(?:,\s+(?:{RUN.pattern}))*,?\s+and\s+[^,]+")


@lru_cache(REMEMBERED)
def read(source: str) -> Phrase:
    """Read the words of a source span."""
    text = _FULL_STOP.sub("", _SPACE.sub(" ", _PARAGRAPH_END.split(source.strip())[0]).strip(_EDGES))
    text = _LEFT_OVER.sub("", text)
    aside = " ".join(m[1] for m in _PARENTHESIS.finditer(text))
    text = _POSSESSIVE_END.sub("", _PARENTHESIS.sub("", text).strip(_EDGES))
    relative = _RELATIVE.match(text)
    if text != "US" and (pronoun := _PRONOUNS.get(relative[1] if relative else text.lower())):
        return Phrase(Kind.PRONOUN, text, head=pronoun)
    return _several(text) or _one(text, aside)


def _several(text: str) -> Phrase | None:
    """Read "Roe and Doe" or "officials and experts"; "the author and historian Jane Roe" is one."""
    pieces = _JOINTS.split(_listed(text.removeprefix("both ").removeprefix("Both ")))
    if len(pieces) < 2 or not all(pieces):
        return None
    parts = tuple(read(piece) for piece in pieces)
    if one := _one_body(text, parts):
        return one
    if parts[-1].kind is Kind.PERSON and pieces[-1].split()[0] in ROLES and all(p.head in ROLES for p in parts[:-1]):
        return None  # "the keeper and diarist Jane Roe"
    separate = all(part.kind is not Kind.DESCRIPTION or part.plural or part.definite for part in parts[:-1])
    return Phrase(Kind.SEVERAL, text, parts=parts) if separate else None


def _one_body(text: str, parts: tuple[Phrase, ...]) -> Phrase | None:
    """Read a body with an "and" in its name: "House Energy and Commerce Committee", "Office for Roads and Rivers"."""
    first, last = parts[0], parts[-1]
    spans = first.kind is Kind.NAME and last.kind is Kind.BODY and len(last.name) > 1
    goes_on = first.kind is Kind.BODY and last.kind is Kind.NAME and {"of", "for", "on"} & set(first.name)
    if len(parts) > 2 or " the " in text or not (spans or goes_on):
        return None
    return Phrase(Kind.BODY, text, (*first.name, "and", *last.name))


def _listed(text: str) -> str:
    """Return the part of `text` that lists several: all of "A, B and C, aides to Roe" up to the aside."""
    head = _APPOSITION.split(text)[0]
    if _AND.search(head):
        return head
    if not _AND.search(text):
        return ""
    listed = _LISTED.match(text.removeprefix("the ").removeprefix("The "))
    return listed.group() if listed else ""


def _one(text: str, aside: str) -> Phrase:
    head, *rest = _APPOSITION.split(text, maxsplit=1)
    beside = frozenset((*described_by(rest[0] if rest else ""), *words_of(aside)))
    core, *after = PREPOSITION.split(head, maxsplit=1)
    runs = list(RUN.finditer(core))
    ends_in_name = bool(runs) and runs[-1].end() == len(core)
    phrase = _named(head, core, runs[-1], after, beside) if ends_in_name else _described(head, core, runs)
    reading = _name_beside(phrase, after, rest)
    if reading is None:
        return phrase
    return _person(text, reading, phrase.described | reading.described | frozenset(described_by(head)))


def _name_beside(phrase: Phrase, after: list[str], rest: list[str]) -> names.Reading | None:
    """Find the name that stands behind a description: "the keeper, Jane Roe", "secretary of state Jane Roe"."""
    office = _DEPARTMENT.match(after[0]) if after and phrase.head in ROLES else None
    named = RUN.match(after[0], office.end()) if office else RUN.match(rest[0]) if rest else None
    if named is None or phrase.kind is not Kind.DESCRIPTION or phrase.plural:
        return None
    reading = names.read(named.group())
    sure = reading.kind is Naming.PERSON and len(reading.words) > 1
    return reading if sure or (is_agent(phrase.head) and reading.kind is Naming.NAME) else None


def _person(text: str, reading: names.Reading, described: frozenset[str]) -> Phrase:
    gender = gender_of(described & (reading.described | NOUNS["roles"])) or reading.gender
    return Phrase(Kind.PERSON, text, reading.words, described, gender=gender)


def _named(text: str, core: str, run: re.Match[str], after: list[str], beside: frozenset[str]) -> Phrase:
    """Read a phrase whose core ends in a name: what stands before it says whose."""
    reading = names.read(run.group())
    before = core[: run.start()].strip().lower().split()
    if after and (longer := _joined(core, run, after[0], reading)):
        return longer if longer.kind is Kind.BODY else _with(longer, beside)
    common = _COMMON | ROLES if len(reading.words) == 1 else _COMMON
    if reading.kind in _UNNAMED or (reading.kind is Naming.NAME and fold(reading.words[-1]) in common):
        return _description(text, core, reading.words if len(core.split()) == 1 else ())
    if before and before[0] in _INDEFINITE and before[-1] not in ROLES and before[-1] not in _NAMING:
        return _description(text, core)
    described = beside | reading.described | frozenset(words_of(" ".join(before))) - _DETERMINERS
    described |= frozenset(words_of(after[0])) - OFFICES if after else frozenset()
    role = bool(before) and (
        before[-1] in ROLES or before[-1] in _NAMING or _POSSESSIVE_END.search(before[-1]) is not None
    )
    if reading.kind is Naming.BODY or (reading.kind is Naming.NAME and before[-1:] == ["the"]):
        return Phrase(Kind.BODY, text, reading.words, described)
    if role or reading.kind is Naming.PERSON:
        return _person(text, reading, described)
    opener = core[: run.start() + reading.start].strip().lower()
    if opener.split()[-1:] == ["the"]:
        return Phrase(Kind.BODY, text, reading.words, described)
    return Phrase(Kind.NAME, text, reading.words, described)


def _with(phrase: Phrase, beside: frozenset[str]) -> Phrase:
    return Phrase(phrase.kind, phrase.text, phrase.name, phrase.described | beside, gender=phrase.gender)


def _joined(core: str, run: re.Match[str], after: str, reading: names.Reading) -> Phrase | None:
    """Read a name that goes on behind a preposition: "Ministry of Justice", "Secretary of State Jane Roe"."""
    found = RUN.search(after)
    if found is None:
        return None
    if reading.kind is Naming.OFFICE:
        second = names.read(found.group())
        if second.kind is Naming.PERSON and second.start:
            return _person(f"{core} {after}", second, second.described | reading.described)
        if fold(run.group().split()[-1]) not in BODIES:
            return None
    rest = _NAME_GOES_ON.match(after)
    if rest and fold(run.group().split()[-1]) in BODIES:
        words = (*run.group()[reading.start :].split(), *rest.group().split())
        return Phrase(Kind.BODY, f"{core} {after}", words[words[0].lower() == "the" :])
    return None


def _described(text: str, core: str, runs: list[re.Match[str]]) -> Phrase:
    """Read a phrase whose core ends in a plain noun: "the Roe campaign" is a body, "Roe supporters" are some people."""
    words = core.split()
    head = fold(words[-1]) if words else ""
    if head in BODIES and words[0].lower() not in _INDEFINITE:
        if owner := _POSSESSIVES.get(words[0].lower()):
            return Phrase(
                Kind.DESCRIPTION, text, described=frozenset(words_of(core)), head=head, owner=owner, definite=True
            )
        if runs:
            return _body_of(text, core, runs[0], head)
    return _description(text, core)


def _body_of(text: str, core: str, run: re.Match[str], head: str) -> Phrase:
    """Read "the Orvel government" or "Jane Roe's campaign"."""
    reading = names.read(run.group())
    if reading.kind is Naming.NOTHING:
        return _description(text, core)
    if reading.kind is Naming.PERSON:
        return Phrase(Kind.BODY, text, (reading.words[-1], head), head=head, owner=" ".join(reading.words))
    words = tuple(core[run.start() + reading.start :].split())
    if reading.kind is Naming.NAME:
        words = tuple(_POSSESSIVE_END.sub("", word) for word in words)
    return Phrase(Kind.BODY, text, words, head=head, owner=reading.words[0] if len(words) == 2 else "")


def _description(text: str, core: str, name: tuple[str, ...] = ()) -> Phrase:
    words = core.lower().split()
    definite = bool(words) and (words[0] in _POINTING or words[0] in _POSSESSIVES)
    described = frozenset(words_of(core)) - _DETERMINERS
    head = fold(words[-1]) if words else ""
    owner = _POSSESSIVES.get(words[0], "") if words else ""
    return Phrase(Kind.DESCRIPTION, text, name, described, head, owner, definite=definite)
