"""Does a gist keep the meaning of the quotes it is a gist of? A seam: the default needs no model.

The default takes only what can be seen to be a shortening, sentence compression by deletion (Knight & Marcu 2002)
narrowed to whole clauses: each stretch of the gist stands in one sentence of the quotes word for word, in the same
order, from one mark of punctuation to another. What is left out is left out whole, so nobody does what another did. A
free paraphrase may be right, but without a model of language that cannot be told from one that is wrong, and the quote
says it better than either.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, Protocol

from app.wording import Word, heavy, words_of

_DATA: Final = tomllib.loads(files("app").joinpath("clause_words.toml").read_text(encoding="utf-8"))
OPENING, SUBJECTS, PRONOUNS, RELATIVES = (
    frozenset(_DATA[name].split()) for name in ("opening", "subjects", "pronouns", "relatives")
)
INVERTED, VERBS, NOT_FIRST, NOT_LAST = (
    frozenset(_DATA[name].split()) for name in ("inverted", "verbs", "not_first", "not_last")
)
# Reported speech: each word of a gist with those of its evidence that it may stand for, besides itself.
REPORTED: Final = {
    "was": {"is", "am"}, "were": {"are"}, "had": {"has", "have"}, "did": {"does", "do"}, "would": {"will"},
    "could": {"can"}, "might": {"may"}, "is": {"am"}, "has": {"have"},
    "he": {"i"}, "she": {"i"}, "they": {"we", "i"}, "it": {"we"}, "him": {"me"}, "her": {"me", "my"},
    "them": {"us", "me"}, "his": {"my"}, "their": {"our", "my"}, "its": {"our"},
    "himself": {"myself"}, "herself": {"myself"}, "themselves": {"ourselves"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a statement is borne out, and why, in our own words."""

    holds: bool
    reason: str


class Judge(Protocol):
    """Weighs a statement against quotes."""

    def judge(self, statement: str, quotes: Sequence[str]) -> Verdict:
        """Tell whether `quotes`, sentences of what one source says, bear out all of `statement`."""
        ...


class Shortening:
    """Holds what is a shortening of one of the quotes; knows nothing of other words that would say the same."""

    def judge(self, statement: str, quotes: Sequence[str]) -> Verdict:
        """Tell whether `statement` is whole clauses of one quote, in reported speech."""
        said = heavy(words_of(statement))
        if _is_clause(said) and any(_shortens(said, heavy(words_of(quote))) for quote in quotes):
            return Verdict(True, "whole clauses of the quote")
        return Verdict(False, "not made of whole clauses of one sentence of its evidence, in their order")


def _is_clause(words: Sequence[Word]) -> bool:
    """Tell whether words look like a clause with somebody or something that it is about, and a verb."""
    words = words[1:] if words and words[0].folded in OPENING else words
    if len(words) < 2 or words[0].folded in NOT_FIRST or words[-1].folded in NOT_LAST:
        return False
    return words[0].folded in PRONOUNS or any(_is_its_verb(word, before) for before, word in pairwise(words))


def _is_its_verb(word: Word, before: Word) -> bool:
    """Tell whether a word is a verb, and not that of a relative clause."""
    is_verb = word.folded in VERBS or word.folded.endswith("ed")
    return is_verb and before.folded not in RELATIVES and word.after_light not in RELATIVES


def _shortens(gist: Sequence[Word], quote: Sequence[Word]) -> bool:
    if quote and quote[0].folded in INVERTED:
        return False

    @cache
    def from_here(done: int, at: int) -> bool:
        """Tell whether the gist from word `done` on is made of clauses of the quote from word `at` on."""
        begins = _begins if done else _begins_with_subject
        return any(begins(quote, start) and run(done, start) for start in range(at, len(quote)))

    def run(done: int, at: int) -> bool:
        while done < len(gist) and at < len(quote) and _stands_for(gist[done].folded, quote[at].folded):
            done, at = done + 1, at + 1
            if _ends(quote, at) if done == len(gist) else _begins(quote, at) and from_here(done, at):
                return True
        return False

    return from_here(0, 0)


def _ends(words: Sequence[Word], at: int) -> bool:
    """Tell whether a clause may end before a word: at a mark, unless its verb is still to come after another one."""
    rest = words[at:]
    return not rest or (rest[0].after_border and not any(word.after_border and word.folded in VERBS for word in rest))


def _begins(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].after_border


def _begins_with_subject(words: Sequence[Word], at: int) -> bool:
    """Tell whether a clause that can stand alone begins at a word: the sentence itself, or one joined to it.

    "And that" goes on with what somebody says; it begins one only where the whole sentence is what they say.
    """
    if at == 0:
        return True
    is_opening = words[at].after_border and words[at].folded in OPENING
    is_opened = words[at - 1].after_border and words[at - 1].folded in OPENING
    if not (words[at].after_border or is_opened) or at + is_opening == len(words):
        return False
    first = words[at + is_opening]
    is_reported = first.after_light == "that" and words[0].after_light != "that"
    return not is_reported and (first.after_light != "" or first.folded in SUBJECTS or first.written[:1].isupper())


def _stands_for(word: str, original: str) -> bool:
    return word == original or original in REPORTED.get(word, ()) or _is_past_of(word, original)


def _is_past_of(word: str, original: str) -> bool:
    """Tell whether `word` is the regular past of a verb in the present: "fails" becomes "failed"."""
    if len(original) < 4 or not word.endswith("ed"):
        return False
    return word in (
        f"{original}ed",
        f"{original}d",
        f"{original.removesuffix('s')}ed",
        f"{original.removesuffix('s')}d",
    )
