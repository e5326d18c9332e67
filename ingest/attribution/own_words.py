"""What a writer says in their own words although it reads like a report: a question about somebody, a gloss on them."""

import re
from typing import Final

from ingest.attribution.layout import Layout
from ingest.corpus import Attribution

_AUXILIARIES: Final = (
    r"(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could|shall|should|might|must|didn['’]t|doesn['’]t"
    r"|don['’]t|hasn['’]t|haven['’]t|hadn['’]t|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|won['’]t|wouldn['’]t|couldn['’]t)"
)
# From the beginning of a sentence up to its subject: "But why did".
_ASKING: Final = re.compile(
    rf"[\"“„«‘'(\[\s]*(?:(?:and|but|so|or|then|yet)\s)?(?:(?:how|what|when|where|who|whom|whose|why|which)\s"
    rf"(?:[\w'’-]+\s){{0,3}}?)?{_AUXILIARIES}\s",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(r"[^.!?\n]*\?")
# "(Mr. Roe was apparently referring to ...)": what somebody meant is what the writer takes it for, not what they said.
_GLOSS: Final = re.compile(
    r"\b(?:(?:is|was|are|were|be|been|appear(?:s|ed) to be|seem(?:s|ed) to be)\s(?:\w+ly\s)?(?:referring|alluding)"
    r"|(?:an?\s)?(?:apparent|obvious|clear|likely|evident)\s(?:reference|allusion))\b",
    re.IGNORECASE,
)


def is_writers(attribution: Attribution, text: str, layout: Layout) -> bool:
    """Tell whether an attribution reports nobody's words, though it names somebody."""
    if not attribution.source or not attribution.cue:
        return False
    return is_asked(attribution, text, layout) or _GLOSS.search(attribution.cue[0].of(text)) is not None


def is_asked(attribution: Attribution, text: str, layout: Layout) -> bool:
    """Tell whether it is asked, not told, that somebody says so: "Did the minister know of the memo?"."""
    if not attribution.source or not attribution.cue or attribution.cue[0] < attribution.source[0]:
        return False
    start, source = layout.sentence_start(attribution.source[0].start), attribution.source[0]
    opening = _ASKING.fullmatch(text, start, source.start)
    return opening is not None and _QUESTION.match(text, attribution.cue[-1].end) is not None
