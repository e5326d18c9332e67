"""How a question was understood: what is sought, where it may be sought, and what was guessed on the way."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.answer import Guess
from app.roles import Role
from index.scope import Scope

_LEADS_ON = re.compile(r"^(?:(?:about|on|of|over|regarding|to|with|that|concerning)\s+)+", re.IGNORECASE)


class Intent(StrEnum):
    """What kind of answer the question wants; decides how evidence is chosen, never what is true."""

    CLAIM = "claim"  # what does X say about Y
    WHO_SAID = "who_said"  # who said that ...
    DENIAL = "denial"  # who denies that ...
    COMPARE = "compare"  # X and Y on Z, each answered from its own words
    FACT = "fact"  # how many, when, where, which, who did
    YES_NO = "yes_no"  # is it true, did, was, has it been confirmed
    WHY = "why"  # why, how
    ABOUT = "about"  # anything else: a topic


@dataclass(frozen=True, slots=True)
class Mention:
    """A source named in the question. `said` are the question's words; `took` the library's spelling, None if unknown.

    `asked` tells whether the question wants that source's own words ("what does X say", "according to X"), as
    against words about it.
    """

    said: str
    took: str | None
    asked: bool


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question as understood.

    `topic` is what to search for: the question's words without those that only say whose words are wanted. `sides`
    has a scope for each party of a comparison that is an outlet, an author or quoted, and is empty otherwise; `scope`
    then holds them all, and is open where articles of one are set against quoted words of another. `unknown` are those
    whose words are asked for and whom the library neither holds nor mentions. `people` are names whose words are asked
    for and who publish nothing here and are never quoted, only mentioned, as the question spells them, or as the
    articles do where that differs. `guesses` are shown to the user. `unheard` are other names that no article holds.
    With `broad` nothing in particular is sought, and anything in scope is an answer. With `wants_attributed` words that
    somebody is reported to have said answer it, be it somebody named ("what did Reuel say"), described ("what did the
    mayor say") or sought ("who said"), and the articles' own do not. `also_quoted` are authors asked for what they say
    whom articles quote, too, by the library's names of the speakers. `role` is what somebody is called whose words are
    asked for; `no_words_of` tells that no words of anybody so called seem to answer, though those `called` so, by the
    library's names, are quoted here.
    """

    question: str
    topic: str
    intent: Intent
    scope: Scope
    sides: tuple[Scope, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unknown: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    unheard: tuple[str, ...] = ()
    broad: bool = False
    wants_attributed: bool = False
    also_quoted: tuple[str, ...] = ()
    role: Role | None = None
    no_words_of: str | None = None
    called: tuple[str, ...] = ()

    @property
    def sought(self) -> str:
        """What to say that was looked for: the longest run of the question's own words in the topic that names nobody
        whose words are asked for, else all of the question.
        """
        names = [re.escape(mention.said) for mention in self.mentions if mention.asked]
        parts = re.split("|".join(names), self.topic) if names else [self.topic]
        runs = (_LEADS_ON.sub("", part.strip(" ,;:?")) for part in parts)
        return max((run for run in runs if run in self.question), key=len, default="") or self.question.strip()

    def hears(self, speakers: Collection[str]) -> bool:
        """Tell whether somebody who is `called` what the question calls them is among `speakers`."""
        return not set(self.called).isdisjoint(speakers)

    @property
    def come_from(self) -> tuple[str, ...]:
        """Names of the wires and first publishers that a scope of articles stands for."""
        if not self.scope.articles:
            return ()
        return tuple(dict.fromkeys(m.took for m in self.mentions if m.asked and m.took))
