"""Whether words stand in a text as they are quoted: white space, Unicode form and the kind of quotation mark aside."""

import re
import unicodedata
from functools import lru_cache

_MARKS = str.maketrans(dict.fromkeys('“”„‟«»❝❞〝〞＂‘’‚‛‹›"', "'"))
_ELLIPSIS = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*")

# Letters and digits of scripts that put spaces between words, unlike Thai, Khmer, Burmese, Chinese and Japanese.
_JOINED = re.compile(r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2}")


@lru_cache(maxsize=4_000)
def evened(text: str) -> str:
    """Return a text to compare. Unseen characters are dropped, as answers do not show them; capitals are kept."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return " ".join(text.translate(_MARKS).split())


def folded(name: str) -> str:
    """Return a name to compare: white space, unseen characters, capitals and the kind of quotation mark aside."""
    return evened(name).casefold()


def stands_in(quote: str, text: str) -> bool:
    """Tell whether a quote stands in a text, in one piece or, split at its ellipses, in pieces in their order.

    No piece begins or ends inside a word, where the script has words: "legal" does not stand in "illegal".
    """
    whole, words = evened(text), evened(quote)
    if words and _end_of(words, whole, 0):
        return True
    at = 0
    for piece in filter(None, _ELLIPSIS.split(words)):
        end = _end_of(piece, whole, at)
        if end is None:
            return False
        at = end
    return at > 0


def _end_of(piece: str, whole: str, start: int) -> int | None:
    """Return where a piece ends that stands in a text from `start` on, and cuts no word; None where it does not."""
    at = whole.find(piece, start)
    while at >= 0:
        end = at + len(piece)
        if not cuts_word(whole, at) and not cuts_word(whole, end):
            return end
        at = whole.find(piece, at + 1)
    return None


def cuts_word(text: str, at: int) -> bool:
    """Tell whether a place in a text, between two characters, is inside a word."""
    return 0 < at < len(text) and _JOINED.match(text[at - 1 : at + 1]) is not None
