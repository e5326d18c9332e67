"""A question put back into the order of a statement, in the question's own words: "did the mayor close the mill" makes
"the mayor closed the mill". Where it is unsure which word is the verb, or what its past tense is, there is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.premise.inflect import gerunds, participles, past, plain_verbs, third, verbs
from app.words import fold

_ADVERBS: Final = frozenset(
    "never ever not always already still suddenly secretly really actually also finally even just so too once then"
    " deliberately repeatedly knowingly quietly first nearly almost only".split()
)
_DETERMINERS: Final = frozenset(
    "the a an this that these those his her its their our my your some any no every each all both half most many few"
    " several of in on at by for from with to and or as than into over under about between against".split()
)
# What cannot follow a noun inside the subject, so that the word before it is the verb.
_AFTER_A_VERB: Final = frozenset(
    "the a an this that these those his her its their our my your some any no every each all him them it me us you"
    " himself herself itself themselves up down off out away back over onto into from with to against about for on at"
    " in after before during as so because by through behind there here half both nothing something anything".split()
)
OBJECT: Final = frozenset(
    "the a an this that these those his her its their our my your some any no every each all both half him them it me"
    " us you himself herself itself themselves nothing something anything".split()
)  # what an object begins with, if not with a name
_TOKEN: Final = re.compile(r"\S+")
_PUNCTUATION: Final = ".,;:!?\"'“”‘’()"
_PARTICLES: Final = frozenset("up down off out away over".split())
_NEGATION: Final = re.compile(r"n['’]?t$| not$", re.IGNORECASE)
OF: Final = "of"


@dataclass(frozen=True, slots=True)
class _Token:
    """One word as typed, and folded without punctuation around it; `ends` where punctuation follows it."""

    typed: str
    low: str
    ends: bool

    @property
    def owns(self) -> bool:
        return self.low.endswith(("'s", "s'"))


def _tokens(text: str) -> list[_Token]:
    typed = _TOKEN.findall(text)
    return [_Token(t, fold(t.strip(_PUNCTUATION)), t[-1] in ",;:") for t in typed]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that an auxiliary opens: "did the mayor close the mill".

    `verb` is its verb's base form, None where it cannot be told; `subject` has the words before it, and `acts`
    tells that who is named there does it, rather than has it done to them; so does `agent`, or that another one is
    named who does ("by the mayor"). `words` is the clause as a statement, None where
    that is unsure.
    """

    auxiliary: str
    rest: str
    verb: str | None
    particle: str
    subject: str
    agent: bool
    acts: bool
    negated: bool
    words: str | None

    @property
    def inverted(self) -> str:
        """The clause as a yes-no question, without its negation."""
        return f"{_NEGATION.sub('', self.auxiliary)} {self.rest}"

    def with_object(self, what: str) -> "Clause":
        """Return the clause with `what` behind its verb: "how much money did Reuel steal" is of stealing money."""
        tokens, at = self.rest.split(), len(self.subject.split())
        behind = at + 1 + (self.particle in _PARTICLES)
        return clause_of(self.auxiliary, " ".join((*tokens[:behind], what, *tokens[behind:])))

    def is_one_of(self, bases: frozenset[str]) -> bool:
        """Tell whether the verb is one of `bases`, where "cover_up" is another verb than "cover"."""
        return (f"{self.verb}_{self.particle}" if self.particle == "up" else self.verb) in bases or (
            f"{self.verb}_{self.particle}" in bases
        )


def clause_of(auxiliary: str, rest: str) -> Clause:
    """Read the clause that `auxiliary` opens, e.g. ``did`` and ``the mayor close the mill``."""
    low = fold(auxiliary)
    tokens, support = _tokens(rest), _NEGATION.sub("", low)
    negated = support != low
    at, sure = _verb_at(tokens, support)
    if at is None:
        return Clause(auxiliary, rest, None, "", "", True, True, negated, _copular(auxiliary, tokens))
    subject = _joined(tokens[:at])
    base, acts = _read(tokens, at, support)
    particle = tokens[at + 1].low if at + 1 < len(tokens) else ""
    by = any(token.low == "by" for token in tokens[at + 1 :])
    words = _stated(tokens, at, support, auxiliary, negated=negated) if sure and not _is_involved(tokens, at) else None
    return Clause(auxiliary, rest, base, particle, subject, acts or by, acts, negated, words)


def _is_involved(tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether a second clause stands in it, whose verb could be taken for the first one's."""
    return any(token.low in _DO | {"who", "which", "whom", "whose"} for token in (*tokens[1:at], *tokens[at + 1 :]))


def _read(tokens: Sequence[_Token], at: int, support: str) -> tuple[str | None, bool]:
    """Return the verb's base form, and whether its subject acts."""
    word = tokens[at].low
    if support in _DO:
        return word, True
    if word in gerunds():
        return gerunds()[word], True
    return participles().get(word), support in _HAVE


_BE: Final = frozenset("was were is are be been being had has have".split())
_DO: Final = frozenset(("do", "does", "did"))
_HAVE: Final = frozenset(("have", "has", "had"))


def _verb_at(tokens: Sequence[_Token], support: str) -> tuple[int | None, bool]:
    """Return where the verb stands, and whether that is sure enough to build a sentence on."""
    forms = verbs() if support in _DO else participles().keys() | gerunds().keys()
    found = [i for i in _places(tokens) if tokens[i].low in forms]
    if support not in _DO:
        return (found[0], not _reduced(tokens, found[0])) if found else (None, False)
    sure = [i for i in found if tokens[i].low in plain_verbs() or (i == found[0] and _must_be_verb(tokens, i))]
    return (sure[0], True) if sure else (found[0] if len(found) == 1 else None, False)


def _places(tokens: Sequence[_Token]) -> Iterator[int]:
    """Yield where the verb may stand: not first, not in a name, nor behind what only a noun follows.

    An adverb, or what cannot stand in a subject, closes the search.
    """
    names = any(token.typed[0].isupper() for token in tokens)
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else None
        in_name = names and token.typed[0].isupper()
        if before and before.low not in _DETERMINERS and not before.owns and not in_name and not before.ends:
            yield i
        if token.ends or (i > 1 and token.low in _AFTER_A_VERB and before and before.low not in _DETERMINERS):
            return


def _must_be_verb(tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether what follows a word that is often a noun makes it the verb all the same."""
    after_adverb = tokens[at - 1].low in _ADVERBS or tokens[at - 1].low.endswith("ly")
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after_adverb or after is None or after.low in _AFTER_A_VERB or after.typed[0].isupper()


def _reduced(tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether a later participle may be the verb, and this one belong to the subject ("people hurt there")."""
    return any(
        tokens[i].low in participles() and tokens[i - 1].low not in _ADVERBS | _DETERMINERS | _BE
        for i in range(at + 2, len(tokens))
        if tokens[i].low.endswith("ed")
    ) and not any(tokens[i].low in _ADVERBS or tokens[i].low in ("been", "being") for i in range(1, at))


def _stated(tokens: Sequence[_Token], at: int, support: str, auxiliary: str, *, negated: bool) -> str | None:
    first = at
    while first > 1 and (tokens[first - 1].low in _ADVERBS | {"been", "being"} or tokens[first - 1].low.endswith("ly")):
        first -= 1
    subject, between, rest = tokens[:first], tokens[first:at], tokens[at:]
    if support not in _DO:
        return _joined(subject, auxiliary, between, rest)
    if negated or any(token.low == "not" for token in between):
        return _joined(subject, support, "not", [t for t in between if t.low != "not"], rest)
    base = rest[0].low
    verb = {"did": past(base), "does": third(base), "do": base}[support]
    return _joined(subject, between, verb, rest[1:]) if verb else None


def _copular(auxiliary: str, tokens: Sequence[_Token]) -> str | None:
    """Put "is Hillary so angry" in order: a name in capitals, or an adverb, shows where the subject ends."""
    if fold(auxiliary) not in ("is", "was", "are", "were", "has", "have", "had"):
        return None
    ends = next((i for i, token in enumerate(tokens) if i and token.low in _ADVERBS), None)
    if ends is None:
        ends = next((i for i, token in enumerate(tokens) if not token.typed[0].isupper()), None)
        if not ends or tokens[ends].low in _DETERMINERS | {OF, "'s"} or tokens[ends - 1].owns:
            return None
    return _joined(tokens[:ends], auxiliary, tokens[ends:])


def _joined(*parts: Sequence[_Token] | str) -> str:
    words = ((part,) if isinstance(part, str) else tuple(token.typed for token in part) for part in parts)
    return " ".join(word for group in words for word in group)
