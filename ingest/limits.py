"""How much of a file is read before it is refused. Every limit is a stable `Rejected` code when it is passed."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in bytes, times in seconds.

    `memory` is address space (``RLIMIT_AS``), and so far above what is really used; `output` is the size of a parsed
    article on its way back from the child process. `expanded` bounds what a compressed file may unpack to.
    """

    file: int = 20 * MEGABYTE
    characters: int = 2_000_000
    depth: int = 500
    links: int = 10_000
    pages: int = 500
    expanded: int = 100 * MEGABYTE
    memory: int = 2_000 * MEGABYTE
    output: int = 64 * MEGABYTE
    cpu: int = 20
    wall: float = 40.0
