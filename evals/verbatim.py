"""Whether words stand in a text as they are quoted: white space, Unicode form and the kind of quotation mark aside."""

import re
import unicodedata
from functools import lru_cache

_MARKS = str.maketrans(dict.fromkeys('“”„‟«»❝❞〝〞＂‘’‚‛‹›"', "'"))
_ELLIPSIS = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*")


@lru_cache(maxsize=4_000)
def evened(text: str) -> str:
    """Return a text to compare. Unseen characters are dropped, as answers do not show them; capitals are kept."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return " ".join(text.translate(_MARKS).split())


def stands_in(quote: str, text: str) -> bool:
    """Tell whether a quote stands in a text, in one piece or, split at its ellipses, in pieces in their order."""
    whole, words = evened(text), evened(quote)
    if words and words in whole:
        return True
    at = 0
    for piece in filter(None, _ELLIPSIS.split(words)):
        found = whole.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return at > 0
