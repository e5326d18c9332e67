"""What users set by hand beside the question: names in their spelling, resolved against the library."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.answer import Guess, Role
from app.catalogue import Catalogue
from app.names import How, Names
from app.request import Constraints
from app.scoping import at_once, side_of, together
from app.sources import Party
from app.speakers import Speakers
from app.words import words_of
from index.scope import Scope
from ingest.corpus import Span


@dataclass(frozen=True, slots=True)
class ByHand:
    """A scope set by hand, the names in it that mean nobody here, and what was guessed.

    `people` are speakers in it of whom articles talk without a word of theirs: no article matches.
    """

    scope: Scope
    unknown: tuple[str, ...]
    people: tuple[str, ...]
    guesses: tuple[Guess, ...]


def set_by_hand(constraints: Constraints, catalogue: Catalogue, names: Names, speakers: Speakers) -> ByHand:
    """Resolve `constraints`: of several outlets, authors or speakers any one may match, and all kinds that are set."""
    lines = tuple(line for line in constraints.authors if line in catalogue.authors)  # may name several people
    others = tuple(name for name in constraints.authors if name not in lines)
    given = {Role.OUTLET: constraints.outlets, Role.AUTHOR: others}
    parties = [_party(role, name, names) for role, listed in given.items() for name in listed]
    quoted = [_quoted(name, speakers) for name in constraints.speakers]
    silent = [party.said for party in quoted if not party.speakers]
    scope = replace(
        at_once(_sides(parties, lines, catalogue)),
        speakers=tuple(dict.fromkeys(name for party in quoted for name in party.names or (party.said,))),
        after=constraints.after,
        before=constraints.before,
    )
    unknown = (party.said for party in parties if not party.sources)
    unheard = [name for name in silent if not catalogue.mentions(name)]
    return ByHand(
        scope,
        (*unknown, *unheard),
        tuple(name for name in silent if name not in unheard),
        tuple(guess for party in (*parties, *quoted) for guess in party.guesses),
    )


def _quoted(name: str, speakers: Speakers) -> Party:
    """Return which speakers `name` means: the library's exact name, any way of writing it, or a near one."""
    phrase, whole = tuple(word.stem for word in words_of(name)), Span(0, max(1, len(name)))
    heard = speakers.called(name) or speakers.find(phrase) or speakers.misspelt(phrase)
    if heard is None:
        return Party(name, whole)
    return Party(name, whole, speakers=heard.names, guessed=heard.how is How.GUESS)


def _sides(parties: list[Party], lines: tuple[str, ...], catalogue: Catalogue) -> Iterator[Scope]:
    exact: dict[Role, list[Scope]] = {Role.OUTLET: [], Role.AUTHOR: [Scope(authors=(line,)) for line in lines]}
    for role, alike in exact.items():
        alike += [side_of(party) for party in parties if party.sources and party.sources[0].role is role]
        if alike:
            yield together(alike, catalogue)


def _party(role: Role, name: str, names: Names) -> Party:
    """Return whom `name` means, without sources where it is nobody of that role."""
    phrase, whole = tuple(word.stem for word in words_of(name)), Span(0, max(1, len(name)))
    for look_up in (names.find, names.abbreviated, names.misspelt) if phrase else ():
        match = look_up(phrase)
        if match and (sources := tuple(s for s in match.sources if s.role is role)):
            return Party(name, whole, sources, guessed=match.how is How.GUESS)
    return Party(name, whole)
