"""Words of questions and sentences as lexical ranking counts them: folded, stemmed, without function words."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# A month is one only beside a number: a march is a walk, too.
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b\.?|{_MONTH}\b\.?,?\s+(?:of\s+)?(?=\d)(?:\d{{1,2}}(?:st|nd|rd|th)?\b)?"
    r"|(?:19|20)\d\d(?:-\d\d-\d\d)?\b)",
    re.IGNORECASE,
)

# Words that say nothing of a question's topic: function words, and the scaffolding of questions about sources.
FUNCTION_WORDS = frozenset(
    """a an the of to in on at for by from with without and or but nor if is are was were be been being am it its this
    that these those as he she they them him his her hers their theirs who whom whose what which when where why how do
    does did done doing has have had having will would can could should may might must shall not no yes so than then
    there here into onto about over under after before between during through against i you we us me my mine your our
    ours s t don doesn didn isn wasn aren weren won wouldn couldn shouldn hasn haven hadn ll re ve also just only very
    too more most some any each every all both either neither such own same other others another one ones
    according say says said saying tell tells told claim claims claimed claiming article articles piece report reports
    reported really actually exactly ever get gets got getting""".split()
)


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, possessive endings cut, in order."""
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(text.lower())]


def content_words(text: str) -> list[str]:
    """Return the words of `text` that carry meaning, in order, unstemmed."""
    return [word for word in words(text) if word and word not in FUNCTION_WORDS]


def dated(text: str) -> frozenset[str]:
    """Return the words of `text` that make up its dates, in lower case.

    What is written on a day seldom says which day it is, so an answer need not hold them.
    """
    return frozenset(word for match in _DATE.finditer(text) for word in words(match.group()))


def stems(text: str) -> list[str]:
    """Return the stems of the content words of `text`, in order (Porter 2)."""
    return [_stem(word) for word in content_words(text)]


def counted(text: str) -> Counter[str]:
    """Return how often each stem occurs in `text`."""
    return Counter(stems(text))


def distinct(items: Iterable[str]) -> list[str]:
    """Return `items` without repeats, in order."""
    return list(dict.fromkeys(items))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    # A stemmer is not safe across threads and costs a fifth of a microsecond to make, so each call has its own.
    return str(Stemmer.Stemmer("english").stemWord(word))
