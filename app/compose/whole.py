"""Quotations inside quotes: a quote neither begins nor ends in the middle of what somebody is quoted as saying.

Half a quotation can say the opposite of the whole. So where the chosen sentences cut one, the sentences that complete
it are added, as far as that stays short.
"""

import re
from collections.abc import Sequence

from ingest.corpus import Span

MOST_ADDED = 4  # sentences on either side
PARAGRAPH = "\n"  # ends one; a quotation over several paragraphs opens each anew
_MARK = re.compile(r'["“”„«»]')


def completed(sentences: Sequence[Span], chosen: Span, text: str) -> Sequence[Span]:
    """Return `chosen` with the ones beside it, of all `sentences` of its article, that complete its quotations.

    Where that takes more than a few sentences, or a quotation is never closed, that end stays as it is.
    """
    first = last = sentences.index(chosen)
    start, end = first, last
    while is_inside_quotation(text, sentences[start].start):
        if first - start == MOST_ADDED or start == 0 or not _follow(sentences[start - 1], sentences[start], text):
            start = first
            break
        start -= 1
    while is_inside_quotation(text, sentences[end].end):
        if (
            end - last == MOST_ADDED
            or end + 1 == len(sentences)
            or not _follow(sentences[end], sentences[end + 1], text)
        ):
            end = last
            break
        end += 1
    return sentences[start : end + 1]


def cuts_quotation(text: str, span: Span) -> bool:
    """Tell whether `span` begins or ends inside a quotation."""
    return is_inside_quotation(text, span.start) or is_inside_quotation(text, span.end)


def is_inside_quotation(text: str, offset: int) -> bool:
    """Tell whether `offset` lies inside a quotation that its paragraph opens before it and has not closed."""
    paragraph = text.rfind(PARAGRAPH, 0, offset) + 1
    marks = list(_MARK.finditer(text, paragraph, offset))
    return bool(marks) and _opens(text, marks[-1])


def _follow(earlier: Span, later: Span, text: str) -> bool:
    return not text[earlier.end : later.start].strip()


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Tell an opening mark from a closing one; a straight one opens where a word follows and none stands before."""
    if mark[0] in "“„«":
        return True
    if mark[0] in "”»":
        return False
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return bool(after) and not after.isspace() and (not before or before.isspace() or before in "([—–-")
