"""Who answers in an interview that labels its turns "Q" and "A": the person whom title or introduction present."""

from collections.abc import Iterable, Sequence

from ingest.attribution import names
from ingest.attribution.cast import Cast
from ingest.attribution.layout import Layout
from ingest.attribution.member import Member
from ingest.corpus import SpeakerKind


def interviewee(cast: Cast, layout: Layout, title: str, writer: Member | None, first_turn: int) -> Member | None:
    """Return the one person whom the title names, else the one named before the turns, else the one of these with whom
    sentences begin. None where that leaves several.
    """
    presented = [m for m in cast.mentions if m.start < first_turn]
    opening = [m for m in presented if layout.sentence_start(m.start) == m.start]
    titled = (cast.people.meant(found.reading.words, 0) for found in names.found_in(title))
    named, opens = ([m.members[0] for m in some if len(m.members) == 1] for some in (presented, opening))
    for candidates in ([m for m in titled if m], named, opens):
        if (only := _only_person(candidates, writer)) is not None:
            return only
    return None


def _only_person(members: Iterable[Member], writer: Member | None) -> Member | None:
    people: Sequence[Member] = [m for m in dict.fromkeys(members) if m.kind is SpeakerKind.PERSON and m is not writer]
    return people[0] if len(people) == 1 else None
