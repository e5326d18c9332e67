"""Whether a citation covers the words that a case wants, by the words that both hold."""

import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import PurePath

from evals.case import Wanted

SCORED = 8  # citations of an answer that count: one that quotes everything gains nothing
RUN = 3  # the shortest run of words in common that counts; shorter ones are found in any two sentences

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SPACELESS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# A character is a word in Thai, Khmer, Burmese, Chinese and Japanese, which put no space between words.
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W_{_SPACELESS}]+")


def fold(text: str) -> list[str]:
    """Return the words of `text` in lower case, without marks; Markdown links keep their words."""
    return _WORD.findall(_LINK.sub(r"\1", unicodedata.normalize("NFKC", text).lower()))


def is_of(file: str, article: str) -> bool:
    """Tell whether a file is the article that a case names: by its name, or by folders and name as far as these go."""
    named = PurePath(article).parts
    return PurePath(file).parts[-len(named) :] == named


def covers(file: str, quote: str, wanted: Wanted) -> bool:
    """Tell whether a quote of a file is of the article wanted and holds at least half of the words, in order."""
    if not is_of(file, wanted.article):
        return False
    words, quoted = fold(wanted.text), fold(quote)
    blocks = SequenceMatcher(None, words, quoted, autojunk=False).get_matching_blocks()
    return bool(words) and 2 * sum(b.size for b in blocks if b.size >= min(RUN, len(words))) >= len(words)
