"""How long each stage of an answer takes."""

import time


class Clock:
    """Milliseconds by stage, and in all."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Give `stage` the time since the last lap."""
        now = time.perf_counter()
        self._laps[stage] = self._laps.get(stage, 0.0) + (now - self._last) * 1000
        self._last = now

    def readings(self) -> dict[str, float]:
        """Return what each stage has had so far; those of none have 0."""
        stages = {stage: self._laps.get(stage, 0.0) for stage in ("interpret", "retrieve", "compose", "guard")}
        return {**stages, "total": (time.perf_counter() - self._start) * 1000}
