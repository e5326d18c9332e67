"""Names in a question that the articles do not hold: misspelt, or not heard of here at all.

A name that no article holds is the surest sign that a question cannot be answered: on the answerable questions of
SQuAD 2, asked of a library with their passage and of one without, none of 53 that name something missed its name in the
first case, 32 of 53 did in the second.
"""

import re
from dataclasses import dataclass, replace

from app.answer import Guess
from index.store import Store
from index.words import FUNCTION_WORDS

# A capital inside a sentence marks a name; at its start it says nothing. Two or three letters are initials.
_NAME = re.compile(r"(?<=[\w,;:'’\")] )[\"'“‘(]?(?P<name>[A-Z][^\W\d_]*[^\W\d_]{2}[^\W_]*)")
_STEM = 4  # letters that two forms of a name share: Turks, Turkish
_ABBREVIATION = 4  # up to so many letters a capitalised word may be short for another: Dept, Govt


@dataclass(frozen=True, slots=True)
class Respelt:
    """A topic with misspelt names put right, what was guessed for it, and names that no article holds."""

    topic: str
    guesses: tuple[Guess, ...] = ()
    unheard: tuple[str, ...] = ()


def respell(topic: str, question: str, store: Store) -> Respelt:
    """Look up the names of `topic`, as `question` writes them, among the words of the library's articles."""
    respelt = Respelt(topic)
    for name in dict.fromkeys(match["name"] for match in _NAME.finditer(question)):
        in_topic = re.search(rf"\b{name}\b", topic) and name.lower() not in FUNCTION_WORDS
        if in_topic and not store.document_frequency([name.lower()])[name.lower()]:
            respelt = _looked_up(name, respelt, store)
    return respelt


def _looked_up(name: str, so_far: Respelt, store: Store) -> Respelt:
    near = [word for word in store.near_words(name) if word[:1].isupper()]  # a name is no slip for a common word
    if not near:
        is_short = len(name) <= _ABBREVIATION and name[-1].lower() not in "aeiou"
        return so_far if is_short else replace(so_far, unheard=(*so_far.unheard, name))
    if near[0].lower() == name.lower():
        return so_far  # known as an author's or outlet's name, though no article's own words hold it
    if near[0].lower().startswith(name.lower()[:_STEM]) and len(near[0]) != len(name):
        return so_far  # another form of the name, which its vector is near to anyway
    topic = re.sub(rf"\b{name}\b", near[0], so_far.topic)
    return replace(so_far, topic=topic, guesses=(*so_far.guesses, Guess(name, near[0])))
