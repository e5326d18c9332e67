"""What stands before the quotes of a statement, taken apart by reading: who speaks, through whom, and how."""

import re
from dataclasses import dataclass

from evals.observed import Publication
from evals.verbatim import evened

_VIA = re.compile(r", (?:quoted by|as reported by) (?=[^“”]*(?:“[^“”]*”[^“”]*)*$)")  # not inside a description
_VERB = re.compile(
    r"(?:,? |^)(?:also )?"
    r"(?P<verb>(?:did|does) not [a-z]+|declined? to [a-z]+|declines to [a-z]+|[a-z]+ and [a-z]+|[a-z]+)$"
)
_GIST = ", in short, that "


@dataclass(frozen=True, slots=True)
class Frame:
    """Who speaks and how. `speakers` are those whom the article quotes, the one who speaks first, as they are shown.

    `reporter` is the outlet with its credit in brackets, where that is shown; `gist` is what is said in other words,
    and `attributed` all before it.
    """

    speakers: tuple[str, ...]
    reporter: str
    verb: str
    attributed: str
    gist: str = ""

    @property
    def names(self) -> str:
        """Everybody who is named."""
        return ", ".join((*self.speakers, self.reporter))


def frame_of(lead: str) -> Frame | None:
    """Take a lead apart; None where it names nobody or has no verb, so that nobody answers for what follows."""
    attributed, _, gist = lead.partition(_GIST)
    verb = _VERB.search(attributed)
    named = attributed[: verb.start()] if verb else ""
    *speakers, reporter = _VIA.split(named)
    return Frame(tuple(speakers), reporter, verb["verb"], attributed, gist) if verb and reporter else None


def is_credited(shown: str, known: Publication) -> bool:
    """Tell whether an outlet is shown that published the article, and in its credit, if it has one, author and day.

    An unknown outlet is named by the file. After the credit a list of sources has more.
    """
    outlet = folded(known.outlet or f"An unnamed outlet ({known.file})")
    rest = folded(shown).removeprefix(outlet)
    if not folded(shown).startswith(outlet) or (rest and not rest.startswith(" (")):
        return False
    day = known.published
    dated = rf"\b{day.day} \w+ {day.year}\b" if day else r"\bundated\b"
    return not rest or (folded(known.author or "") in rest and re.search(dated, rest) is not None)


def folded(name: str) -> str:
    """Return a name to compare: white space, unseen characters, capitals and the kind of quotation mark aside."""
    return evened(name).casefold()


def named(name: str, words: str) -> bool:
    """Tell whether `words` name somebody; the surname is enough, so that "Colonel Hurl" and "Bastian Hurl" are one."""
    return folded(name).split()[-1] in folded(words)
