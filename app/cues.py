"""Where a question asks for somebody's words: the wording that asks, and the place where the name stands.

A cue only says "whose words are wanted stands here"; whether that is a name, and of whom, is for ``app.sources``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.question_words import Pattern, entries
from app.words import lowered
from ingest.corpus import Span


class Ask(StrEnum):
    """How the words of a source are asked for; decides what may stand in the name's place."""

    SAYS = "says"  # what does X say; X's view: anyone may
    QUOTED = "quoted"  # what is X quoted as saying: anyone may, and one who also publishes is meant as quoted by others
    WRITES = "writes"  # what does X report; X's article: one who publishes
    TREATS = "treats"  # how does X frame it: a source of the library, or a widely known outlet
    CLAUSE = "clause"  # X says that Y, at the head of a question, where a capital proves little
    HEAD = "head"  # X on Y, where it proves nothing
    PLACE = "place"  # in X: an outlet of the library, or it is no asking at all
    FILTER = "filter"  # articles by X: an outlet or author of the library, or it is no asking at all
    VOICE = "voice"  # the words of X: one who publishes here or is quoted here, or it is no asking at all
    ALSO = "also"  # and X?: as VOICE, though of somebody quoted only where the question before asked for such words
    AGAINST = "against"  # compare X and Y: one side of a comparison
    RIVAL = "rival"  # X vs Y: as AGAINST, though two who are only quoted may be rivals in more than words


@dataclass(frozen=True, slots=True)
class Cue:
    """A place for a name, and the wording around it that only asks (`scaffold`: not part of the topic).

    With `open_end` the place runs on until something that cannot belong to the name. `anywhere` marks wording that
    asks wherever it stands; other wording asks only once in a sentence, and after that is about the topic.
    """

    ask: Ask
    place: Span
    scaffold: tuple[Span, ...]
    open_end: bool = False
    anywhere: bool = False


_TOKEN: Final = r"[\w&@.'-]+"
_UPTO4: Final = rf"(?:{_TOKEN}\s+){{0,3}}?{_TOKEN}"
_UPTO7: Final = rf"(?:{_TOKEN}\s+){{0,6}}?{_TOKEN}"
_AUX: Final = r"\b(?:do|does|did|has|have|had|would|will|can|could)(?:n'?t)?"
# "how many times did X call" counts what X did; "how tall did X say" asks X. What is `kept` says what is sought.
_WHAT_DID: Final = (
    r"\b(?:what\s+|how\s+|(?P<kept>(?:what|how(?!\s+(?:many|much|often|long|soon|come)\b))(?:\s+[\w'%-]+){1,3}?\s+))"
    + _AUX
)
_WHO_DID: Final = rf"\b(?P<kept>(?:how|which|whom?|whose)(?:\s+[\w'%-]+){{0,3}}?\s+){_AUX}"
_WHY_DID: Final = rf"\b(?:why|how come)\s+{_AUX}"
_DID: Final = rf"(?:\bwhy\s+)?{_AUX}"
_BE: Final = r"(?:(?:what|how|why)\s+(?:is|are|was|were|has been|have been)|\b(?:is|are|was|were)|\bwhat'?s|\bwho'?s)"
_LEADS: Final = (
    r"(?:do|does|did|has|have|had|is|are|was|were|would|will|can|could"
    r"|what|whats|who|whos|whose|how|why|when|where|which"
    r"|summari[sz]e|explain|describe|give|tell|show|list|find|compare|contrast|outline|discuss|review|recap|quote"
    r"|present|please)"
)
_PLAIN: Final = rf"(?!{_LEADS}\b){_TOKEN}"
_PLAIN4: Final = rf"(?:{_PLAIN}\s+){{0,3}}?{_PLAIN}"
_PLAIN7: Final = rf"(?:{_PLAIN}\s+){{0,6}}?{_PLAIN}"
_OPEN: Final = rf"{_TOKEN}(?:\s+{_TOKEN}){{0,6}}"
_APPOSED: Final = r"(?:,(?:[^,?]{1,60},)?)?"
_POST: Final = r"(?:the|a|an|[\w-]+'s)\s[^,?]{1,60},\s+"  # before a name that is set off by commas
_ADVERB: Final = (
    r"(?:not|never|ever|really|actually|then|now|also|first|still|just|have|had|been|to|so|later|himself|herself)"
)
_OWNED: Final = rf"(?:'s|(?<=[^']s)'?)\s+(?:(?!\S*'s\s){_TOKEN}\s+){{0,2}}?"
_ASKING: Final = (
    r"(?:what(?:'?s| is| was| are| were| about)?|how about|explain|summari[sz]e|to (?:know|hear|read|see)"
    r"|give(?: me)?|tell me|show me)"
)
_BY: Final = (
    r"(?:according to|as per|going by(?: what)?|in the (?:words|view|opinion|eyes|telling|account) of"
    r"|as (?:reported|written|told|described|seen|argued|claimed|put) (?:by|in)|if you believe)"
)
_IN_PRINT: Final = r"(?:said|reported|written|published|printed|quoted|cited|claimed|covered|anything|something)"
_HEAD: Final = rf"(?:^(?:(?:and|but|so|or)\s+)?|[,:;]\s*|\b{_ASKING}\s+)"
_TELL: Final = (
    r"(?:please|(?:can|could) you|tell me|show me|give me|quote|list|find|explain|summari[sz]e|recap|outline"
    r"|i(?:'d like| want| need) to (?:know|hear|read|see))"
)
_OWN: Final = r"account|telling|words?|admission|version|reckoning|description|testimony|accounts"
_HEARD: Final = (
    r"(?:(?:quoted|cited|reported|recorded|heard)\s+(?:as\s+)?\w+ing|quoted\s+(?:on|about|anywhere|to have))"
)
_GROUNDS: Final = (
    r"(?:reasons?|explanations?|excuse|answer|account|justification|estimate|figures?|advice|description|rating)"
)
# "react to the X story" is about that story; "the X story" alone asks for it.
_NOT_TO: Final = "".join(f"(?<!{word} )" for word in ("to", "about", "with", "over", "of", "after", "against", "by"))
_CHANGED: Final = r"chang(?:e|ed) (?:its|his|her|their) (?:mind|tune|view|story|line|position|stance|account|version)"
_WHAT: Final = r"(?:what|how|whether|everything|anything|all)"
_STANCE: Final = (
    r"(?:views?|take|position|version|account|verdict|stance|arguments?|claims?|thoughts|words|reaction|remarks"
    r"|comments?|statements?|quotes?|quotations?|testimony)"
)

# In the order in which they are tried; `x` is the place, everything else that a pattern covers is scaffold.
# Those of the first list ask wherever they stand. Behind one that takes long to compile may stand its hint.
_ANYWHERE: Final[tuple[tuple[Ask, str] | tuple[Ask, str, str], ...]] = (
    # according to X
    (Ask.SAYS, rf"\b{_BY}\s+(?P<x>{_OPEN})"),
    (Ask.VOICE, rf"\bper\s+(?P<x>{_OPEN})"),
    # in X's telling
    (Ask.SAYS, rf"\b(?:in|by)\s+(?P<x>{_UPTO4}){_OWNED}(?:telling|words|view|account|opinion|version|eyes|book)\b"),
    # articles by X, quoted in X, ... in X?
    (Ask.TREATS, rf"\b(?:~?nouns works~|{_IN_PRINT})\s+(?:by|from)\s+(?P<x>{_OPEN})", r"\b(?:by|from)\s"),
    (Ask.PLACE, rf"\b(?:~?nouns works verbs writing~|{_IN_PRINT})\s+in\s+(?P<x>{_OPEN})", r"\bin\s"),
    (Ask.PLACE, rf"\bin\s+(?P<x>{_UPTO7})(?:\s*[?.!]*$|\s+(?:about|on|regarding)\b)"),
    # X: ...; only from X, ...
    (Ask.FILTER, rf"^(?:from\s+|only\s+)?(?P<x>{_UPTO4})(?:\s*:|\s+-+|\s*\?)\s+"),
    (Ask.TREATS, rf"^from\s+(?P<x>{_UPTO4})\s*[,:]"),
    (Ask.FILTER, rf"^(?:in|(?:using\s+)?only|using)\s+(?P<x>{_UPTO4})\s*[,:]"),
    # described by X; in the X piece
    (Ask.FILTER, rf"\b~verbs writing~\s+by\s+(?P<x>{_OPEN})", r"\bby\s"),
    (Ask.FILTER, rf"\b(?:in|from|by)\s+(?P<x>{_UPTO4})(?:'s)?\s+~works~\b"),
)
_ONCE: Final[tuple[tuple[Ask, str] | tuple[Ask, str, str], ...]] = (
    # what did X write; how does X put it
    (Ask.WRITES, rf"{_DID}\s+(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*~writing~\b", _DID),
    (Ask.TREATS, rf"{_DID}\s+(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*~treating~\b", _DID),
    # what did X say; whom did X blame; did X deny; why does X think: of other verbs "did X want", "when did X announce"
    # and "why did X call" ask what was done, which others may tell
    (
        Ask.SAYS,
        rf"{_WHAT_DID}\s+(?:{_POST})?(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*~verbs~\b",
        _WHAT_DID,
    ),
    (Ask.SAYS, rf"{_WHO_DID}\s+(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*~speech telling~\b", _WHO_DID),
    (Ask.SAYS, rf"{_WHY_DID}\s+(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*~holding~\b", _WHY_DID),
    (Ask.SAYS, rf"(?<!why )(?<!come ){_AUX}\s+(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*~speech~\b", _AUX),
    (Ask.TREATS, rf"{_DID}\s+(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*~verbs deeds~\b", _DID),
    (Ask.TREATS, rf"{_DID}\s+(?P<x>{_PLAIN7})\s+(?:{_ADVERB}\s+)*{_CHANGED}\b", _DID),
    (Ask.SAYS, rf"\bwhat\s+{_GROUNDS}\s+{_AUX}\s+(?P<x>{_PLAIN7})\s+(?:give|given|offer|offered|provide|provided)\b"),
    (Ask.SAYS, rf"\bwhere\s+{_AUX}\s+(?P<x>{_PLAIN7})\s+(?:stand|come down)\b"),
    # did X ever, by her own account
    (Ask.SAYS, rf"{_AUX}\s+(?P<x>{_OPEN})\b[^?]*\b(?:by|in|on) (?:his|her|its|their) own (?:{_OWN})\b"),
    # what was X quoted as saying; is X quoted on Y
    (Ask.QUOTED, rf"{_BE}\s+(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*{_HEARD}\b", _HEARD),
    (Ask.SAYS, rf"{_BE}\s+(?P<x>{_PLAIN7}){_APPOSED}\s+(?:{_ADVERB}\s+)*~doing~\b", _BE),
    # what is X's view; X's coverage; the position of X; the X editorial
    (Ask.TREATS, rf"{_HEAD}(?P<x>{_PLAIN4}){_OWNED}~findings~\b"),
    (Ask.SAYS, rf"{_HEAD}(?P<x>{_PLAIN4}){_OWNED}~nouns~\b"),
    (Ask.WRITES, rf"(?:^|\b{_ASKING}\s+)(?P<x>{_PLAIN4}){_OWNED}~works roles~\b"),
    (Ask.VOICE, rf"\b{_STANCE}\s+(?:of|by|from|attributed to)\s+(?P<x>{_OPEN})"),
    (Ask.FILTER, rf"(?:^|\bwhich\s+|{_NOT_TO}\bthe\s+)(?P<x>{_UPTO4})(?:/\w+)?\s+~works~\b"),
    (Ask.VOICE, rf"{_HEAD}(?P<x>{_PLAIN4})\s+~nouns findings~\s+(?:on|of|about|for|that)\b"),
    # tell me what X wrote; X wrote that; X says that; X on Y; and what about X?
    (Ask.VOICE, rf"^(?:{_TELL}\s+)*{_WHAT}\s+(?:that\s+)?(?P<x>{_PLAIN4})\s+~speech telling~\b"),
    (Ask.FILTER, rf"\b{_WHAT}\s+(?P<x>{_PLAIN4})\s+~verbs deeds writing treating~\b", rf"\b{_WHAT}\s+{_PLAIN}"),
    (Ask.WRITES, rf"^(?P<x>{_PLAIN4})\s+~writing~\b", rf"^{_PLAIN}"),
    (Ask.FILTER, rf"^(?P<x>{_PLAIN4})\s+~treating~\b", rf"^{_PLAIN}"),
    (Ask.CLAUSE, rf"^(?P<x>{_PLAIN4})\s+~verbs~\b", rf"^{_PLAIN}"),
    (Ask.HEAD, rf"^(?P<x>{_PLAIN4})\s+on\s+(?=\w)(?!(?:the\s+|his\s+|her\s+|their\s+)?~?states~\b)"),
    (Ask.ALSO, rf"^(?:and|or|but|so)?\s*(?:what about|how about|and)\s+(?P<x>{_UPTO4})\s*[?.!]*$"),
)
_OPEN_ENDED: Final = f"(?P<x>{_OPEN})"
_PATTERNS: Final = tuple(
    (ask, Pattern(source, *hint), _OPEN_ENDED in source, rows is _ANYWHERE)
    for rows in (_ANYWHERE, _ONCE)
    for ask, source, *hint in rows
)
_END: Final = (
    r"(?=\s+(?:of|on|about|over|regarding|version|both|each|account|see|make|~?verbs writing~)\b"
    r"|\s*[:,;?]|\s+-|\s*$)"
)
_VERBS: Final = entries("verbs", "speech", "deeds", "writing", "treating", "doing")
_START: Final = re.compile(r"\b\w")
_VERSIONS: Final = r"(?:'?s)?(?:\s+(?:versions?|accounts?|views?|takes?|story|stories|coverage))?"
_RIVALS: Final = Pattern(
    rf"(?:^|[,:;?]\s+|\s-+\s+)(?P<x>{_UPTO7}){_VERSIONS}\s+(?:vs\.?|versus)\s+"
    rf"(?P<y>{_UPTO7}){_VERSIONS}(?:\s+~?light~)?{_END}",
    r"\b(?:vs|versus)\b",
)
_PAIRS: Final = (
    Pattern(
        rf"\b(?:compare|contrast|differences? between|difference between|choose between)\s+(?:what\s+|how\s+)?"
        rf"(?P<x>{_UPTO7})\s+(?:and|with|to|vs\.?)\s+(?P<y>{_UPTO7}){_VERSIONS}(?:\s+~?light~)?{_END}",
        r"\b(?:compare|contrast|difference|choose)",
    ),
    Pattern(
        rf"\b(?:do|does|did)\s+(?P<x>{_UPTO4})\s+(?:(?:agree|disagree|conflict|side)\s+with|differ\s+from|contradict)\s+"
        rf"(?P<y>{_UPTO7}){_VERSIONS}{_END}",
        r"\b(?:agree|disagree|conflict|side|differ|contradict)\b",
    ),
    Pattern(
        rf"(?:^|[.?!:]\s+)(?:(?:how|where|what|why)\s+)?(?:(?:do|did|does)\s+)?(?P<x>{_UPTO4})\s+and\s+(?P<y>{_UPTO4})"
        rf"(?:(?:'s|(?<=s)')(?:\s+{_TOKEN}){{0,6}}?)?\s+"
        r"(?:both|each|agree|disagree|differ|diverge|don'?t|do not|didn'?t|contradict)\b",
        r"\s(?:both|each|agree|disagree|differ|diverge|do|don'?t|didn'?t|contradict)\b",
    ),
)


def cues_of(question: str) -> Iterator[Cue]:
    """Find the cues of `question`, surest wording first. Their places may overlap; the first that names one counts."""
    low = lowered(question)
    for ask, pattern, open_end, anywhere in _PATTERNS:
        for match in pattern.finditer(low):
            place = Span(*match.span("x"))
            start = max(match.start(), match.end("kept") if "kept" in pattern.regex.groupindex else 0)
            yield Cue(ask, place, _around((start, _scaffold_end(low, match)), place), open_end, anywhere)


# What an outlet or author reports somebody else to say: "... that Y said", "quotes Y as saying".
_SAID_BY: Final = rf"(?P<x>{_PLAIN4})\s+(?:{_ADVERB}\s+)*~speech telling~\b"
_NESTED: Final = (
    Pattern(rf"\b~verbs writing~\s+(?:that|what|how)\s+{_SAID_BY}", r"\b(?:that|what|how)\b"),
    Pattern(rf"\b~quoting~\s+(?P<x>{_PLAIN4})\s+(?:(?:as\s+)?\w+ing\b|to have\b|(?=(?:on|about|over)\b))"),
    Pattern(rf"\b~quoting~\s+(?P<x>{_PLAIN4})\s*\?*$"),
)


def nested_in(question: str) -> Iterator[Cue]:
    """Find whom a source that `question` asks may be asked to report."""
    low = lowered(question)
    for pattern in _NESTED:
        for match in pattern.finditer(low):
            place = Span(*match.span("x"))
            yield Cue(Ask.QUOTED, place, _around((match.start(), match.end()), place), anywhere=True)


_DOUBT: Final = re.compile(
    r"^(?:so|and|but|\W)*(?:is|was|has|have|are|were|can)\b(?:n'?t)?\W+(?:it|there|that|this|we|anyone|anybody)\b"
    r"|^(?:so|and|but|\W)*(?:true|fact|false)\b"
    r"|[.?!,;:-]\s+(?:but )?(?:is|was|are|were|did|does|has) (?:it|that|this|there|they|he|she)\b[^,;.?!]*[?]?$"
    r"|\b(?:is|was|are|were) (?:\w+ ){0,2}(?:right|wrong|lying|telling the truth|correct)\b"
)
_EITHER: Final = (
    Pattern(rf"[,:]\s*(?P<x>{_UPTO4})\s+or\s+(?P<y>{_UPTO4})\s*\?*$"),
    Pattern(rf"^(?P<x>{_UPTO4})\s+or\s+(?P<y>{_UPTO4})\s*[:,]"),
)
_BARRING: Final = Pattern(
    r"\b(?:except(?:\s+for)?|excluding|other\s+than|(?:apart|aside)\s+from|besides|(?:all|anyone|anybody|everyone|everybody)\s+but)"
    rf"\s+(?P<x>{_OPEN})",
    r"\b(?:except|excluding|other|apart|aside|besides|but)\b",
)
_NOT: Final = Pattern(rf"(?:\b(?:but|and)\s+)?\b(?<!\bit )not\s+(?P<x>{_OPEN})")
# What is asked of two who are named first ("X and Y: ...") is not always asked of their words.
_OF_EACH: Final = Pattern(r"\b(?:both|each|agree|disagree|differ|on|about|according|~?speech nouns~)\b")
_TOPPING: Final = Pattern(rf"^(?P<x>{_UPTO4})\s+and\s+(?P<y>{_UPTO4})\s*:")


def pairs_of(question: str) -> Iterator[tuple[Cue, Cue]]:
    """Find the pairs of places that a comparison names."""
    low = lowered(question)
    for ask, pattern in (
        *((Ask.AGAINST, p) for p in _PAIRS),
        (Ask.AGAINST if _OF_EACH.search(low) else Ask.RIVAL, _RIVALS),
        *((Ask.FILTER, p) for p in _EITHER),
        (Ask.HEAD if _OF_EACH.search(low) else Ask.FILTER, _TOPPING),
    ):
        for match in pattern.finditer(low):
            x, y = Span(*match.span("x")), Span(*match.span("y"))
            before, after = _around((match.start(), y.start), x), _around((y.start, match.end()), y)
            yield Cue(ask, x, before), Cue(ask, y, after)


def doubts(question: str) -> bool:
    """Tell whether `question` asks if something is so: what was said is then its topic, whoever may tell."""
    return bool(_DOUBT.search(lowered(question)))


def barring_of(question: str) -> Iterator[Cue]:
    """Find where `question` may shut a source out: "everyone except X", "papers other than X"."""
    low = lowered(question)
    for pattern in (_BARRING, _NOT):
        for match in pattern.finditer(low):
            place = Span(*match.span("x"))
            named = match["x"].startswith("the ") or not question[place.start].islower()
            if named or pattern is _BARRING:  # "not rather" is no name
                yield Cue(Ask.SAYS, place, (Span(match.start(), place.start),), open_end=True)


def _scaffold_end(low: str, match: re.Match[str]) -> int:
    """Return where what a pattern covers stops being mere asking: before a verb that says something by itself."""
    for start in _START.finditer(low, match.end("x"), match.end()):
        verb = " ".join(low[start.start() : match.end()].split())
        if verb in _VERBS:
            return match.end() if verb in entries("light") else start.start()
    return match.end()


def _around(whole: tuple[int, int], place: Span) -> tuple[Span, ...]:
    ends = ((whole[0], place.start), (place.end, whole[1]))
    return tuple(Span(start, end) for start, end in ends if start < end)
