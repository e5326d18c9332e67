"""The wordings of questions that take something for granted. Patterns over a question's first sentence, in lower case.

`rest` is the clause behind an auxiliary (`aux`), or one in the order of a statement; `who` and `rest` are the subject
and what it is said to have done, with the verb first. They are compiled by ``re`` when first used, since a question
needs few of them.
"""

from typing import Final

_HEAD: Final = r"(?:^|[,;:]\s+|\s-+\s+)(?:(?:and|so|but|or|then|well|ok|okay|please|exactly)[\s,]+)*"
_AUX: Final = r"(?P<aux>(?:did|does|do|has|have|had|was|were|is|are)(?:n'?t| not)?)"
_BE: Final = r"(?:is|are|was|were|has|have|had)"
_POLITE: Final = (
    r"^(?:(?:please|so|and|hey|ok|okay|well)[\s,]+)*"
    r"(?:(?:can|could|would|will) (?:you|anyone|somebody|someone) (?:please |just )?(?:explain|tell me|say)"
    r"|tell me|explain|(?:does )?any(?:one|body) know|do (?:we|you) know"
    r"|i(?:'d like to| want to| need to)? (?:wonder|know|understand)|is it known"
    r"|what(?:'s| is| was| are) the reasons?(?: for)?)"
)
_EMPHASIS: Final = r"(?: exactly| on earth| the hell| in the world)?"
_WHY: Final = rf"(?:(?:why|how come){_EMPHASIS}|for (?:what|which) reason|to what end)"
_SINCE: Final = r"(?:since|from) (?:when|(?:which|what) (?:year|month|date|day|time|point))(?: on| onwards?)?"
_TIME: Final = (
    r"(?:(?:when|where)(?: exactly| first)?|(?:on|in|at|by|until) (?:which|what) [\w-]+"
    r"|(?:which|what) (?:year|month|date|day|time|night|century)|how long|how soon"
    r"|how often|how many times)"
)
_MANNER: Final = rf"(?:how{_EMPHASIS}|in what way|by what means|with whose help)"
_RIGHT: Final = (
    r"(?:right|wrong|fair|unfair|justified|okay|ok|legal|illegal|ethical|moral|immoral|smart|wise|stupid|foolish|decent"
    r"|acceptable|reasonable|lawful|honest|dishonest|cruel|reckless|appropriate|legitimate|brave|naive|irresponsible)"
)
_MADE: Final = (
    r"(?:led|drove|prompted|caused|forced|persuaded|convinced|possessed|allowed|enabled|motivated|pushed|got)"
)
_LET: Final = r"(?:allowed|permitted)"
_WAS: Final = r"(?:was|were)(?:n'?t)?"

# Asked of a clause with its auxiliary first: of its reason or its beginning, its manner, its time.
REASON: Final = rf"{_HEAD}(?:{_WHY}|{_SINCE})\s+{_AUX}\s+(?P<rest>.+)"
MANNER: Final = rf"{_HEAD}{_MANNER}\s+{_AUX}\s+(?P<rest>.+)"
TIME: Final = rf"{_HEAD}{_TIME}\s+{_AUX}\s+(?P<rest>.+)"
AMOUNT: Final = rf"{_HEAD}(?:how much|how many|what|which)(?P<what>(?:\s+[\w'-]+){{0,4}}?)\s+{_AUX}\s+(?P<rest>.+)"
STOPPED: Final = (
    rf"{_HEAD}(?:(?:when|why|how)\s+)?{_AUX}\s+(?P<who>[^,;:]+?)\s+(?:ever |finally |already )?"
    r"(?:stop|stopped|quit|cease|ceased)\s+(?P<rest>\w+ing\b.*)"
)
# Of a clause in the order of a statement; the last without anything that shows it is one.
PLAIN: Final = (
    rf"{_HEAD}how come\s+(?P<rest>.+)",
    rf"{_HEAD}(?:why|how) (?:is|was) it that\s+(?P<rest>.+)",
    rf"{_POLITE}\s+(?:that |why |how come )+(?P<rest>.+)",
)
UNINVERTED: Final = (
    rf"{_HEAD}why\s+(?!(?:not?|don'?t|bother|(?:is|are|was|were|did|do|does|has|have|had"
    r"|can|could|would|should|will"
    r"|must|may|might)(?:n'?t)?|won'?t)\b)(?P<rest>.+)"
)
# Of what somebody is said to have done, in the infinitive or without "to".
LED: Final = rf"{_HEAD}what{_EMPHASIS} {_MADE} (?P<who>.+?) to (?P<rest>.+)"  # or to a place
INFINITIVE: Final = (
    rf"{_HEAD}{_WAS} it (?:really |so |even )?{_RIGHT} (?:of|for) (?P<who>.+?) to (?P<rest>.+)",
    rf"{_HEAD}{_WAS} (?P<who>.+?) (?:really |even )?{_RIGHT} to (?P<rest>.+)",
    LED,
    rf"{_HEAD}how (?:could|can) (?P<who>.+?) (?:ever |just )?(?:be|have been|get) {_LET} to (?P<rest>.+)",
    rf"{_HEAD}how (?:was|were|is|are) (?P<who>.+?) (?:ever )?{_LET} to (?P<rest>.+)",
)
BARE: Final = rf"{_HEAD}(?:what (?:made|makes)|how (?:dare|dares|dared)) (?P<rest>.+)"
REPROACH: Final = rf"{_HEAD}how could (?P<rest>.+)"
# Of who did it, or how many were done.
WHO: Final = (
    rf"{_HEAD}(?P<who>who|(?:which|what|how many|how much)(?:\s+(?!{_BE}\b)[\w'-]+){{1,3}}?|how many|how much)"
    rf"\s+(?:{_BE}\s+(?:been |being )?)?(?P<verb>[\w-]+)(?P<rest>.*)"
)
ASKS: Final = rf"{_HEAD}(?:why|how|when|where|what|who|which)\b"

# Nobody in particular, or somebody named in an earlier question: nothing can be stated of them.
NOBODY: Final = (
    r"^(?:i|you|we|he|she|it|they|this|that|these|those|his|her|their|people|one"
    r"|(?:any|every|some)(?:one|body))\b(?!'s)"
)
NONE: Final = r"^(?:nobody|no|none)\b"
# The question itself leaves it to others to say so, or sets it as a condition.
RELAYED: Final = (
    r"\b(?:according to|in the (?:article|piece|report|story|column|editorial|op-ed)|version|telling"
    r"|in .{1,40}'s? (?:view|words|account)|supposedly|allegedly|reportedly|purportedly|claimed|alleged|supposed"
    r"|said to|accus\w+|allegations?)\b|\bif\b"
)
ALSO: Final = r",?\s+and\s+(?:by |to |from |with |for )?(?:who|whom|whose|what|which|when|where|why|how)\b.*$"
END: Final = r"\?|(?<=[a-z]{3})[.!]\s"
