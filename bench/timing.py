"""Times of two sides, round by round, and the line that compares them."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds of both sides, round by round."""

    name: str
    ours: list[float]
    baseline: list[float]

    def line(self) -> str:
        """Return the comparison as a line: medians, ratio, its range over rounds."""
        ratios = [b / o for o, b in zip(self.ours, self.baseline, strict=True)]
        ours, baseline = statistics.median(self.ours), statistics.median(self.baseline)
        return (
            f"{self.name:<28}{ours * 1000:>12.1f}{baseline * 1000:>12.1f}{baseline / ours:>9.1f}x"
            f"   {min(ratios):.1f}-{max(ratios):.1f} over {len(ratios)} rounds"
        )


def heading(ours: str, baseline: str) -> str:
    """Return the line above such lines; `ours` and `baseline` name the sides."""
    return f"{'':<28}{f'{ours} ms':>12}{f'{baseline} ms':>12}{'ratio':>10}"


def seconds(work: Callable[[], object]) -> float:
    """Return the wall-clock seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
