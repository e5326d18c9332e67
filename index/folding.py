"""Names as articles spell them become the names that the library knows speakers by.

"Roe", "Jane Q. Roe" and "Jane Roe" are one speaker; "John Roe" and "Bob Roe" are two. Names fold only with evidence,
and stay apart in doubt, because words laid into the wrong mouth are worse than words found under two names. What counts
as evidence stands in `folding_people.py` and `folding_bodies.py`. Time grows with the number of names, and what comes
out does not depend on their order.
"""

from collections.abc import Mapping

from index.folding_bodies import fold_bodies
from index.folding_people import fold_people
from index.groups import Groups
from ingest.corpus import Speaker, SpeakerKind


def folded(counted: Mapping[Speaker, int]) -> dict[Speaker, Speaker]:
    """Return for each speaker the one that the library knows them as; `counted` is in how many articles each occurs.

    That is of the same kind, known as itself, and the commonest full spelling. Unnamed speakers are never folded: two
    "officials" are not taken for one.
    """
    groups = Groups()
    ordered = sorted(counted, key=lambda speaker: (speaker.kind, speaker.name))
    fold_people({s: counted[s] for s in ordered if s.kind is SpeakerKind.PERSON}, groups)
    fold_bodies([s for s in ordered if s.kind is SpeakerKind.BODY], groups)
    known = {}
    for group in groups.of(ordered):
        known.update(dict.fromkeys(group, max(group, key=lambda speaker: _rank(speaker, counted[speaker]))))
    return known


def _rank(speaker: Speaker, articles: int) -> tuple[bool, bool, int, int, bool, str]:
    """Order spellings: the full before the short, then without "the", the commonest, the longest, with diacritics."""
    name = speaker.name.removeprefix("the ").removeprefix("The ")
    full = " " in name and name[1:2] != "."
    return full, name == speaker.name, articles, len(name), not name.isascii(), name
