"""Speakers joined into groups, step by step."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.corpus import Speaker


class Groups:
    """Disjoint sets of speakers, with path halving. The head of a group is its first by name."""

    def __init__(self) -> None:
        self._up: dict[Speaker, Speaker] = {}

    def head(self, speaker: Speaker) -> Speaker:
        """Return the head of the group of `speaker`."""
        while (above := self._up.get(speaker, speaker)) != speaker:
            self._up[speaker] = self._up.get(above, above)
            speaker = above
        return speaker

    def join(self, speakers: Iterable[Speaker]) -> None:
        """Make one group of all the groups of `speakers`."""
        first, *others = sorted({self.head(speaker) for speaker in speakers}, key=lambda speaker: speaker.name)
        for other in others:
            self._up[other] = first

    def of(self, speakers: Sequence[Speaker]) -> list[list[Speaker]]:
        """Return the groups into which `speakers` fall, each in the order given."""
        groups: defaultdict[Speaker, list[Speaker]] = defaultdict(list)
        for speaker in speakers:
            groups[self.head(speaker)].append(speaker)
        return list(groups.values())
