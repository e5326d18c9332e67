"""Floors: figures below which the demonstration evaluation may not fall, and digests of what they were measured on.

A floor says something only of the cases and articles it was measured with, so a change of either is reported too:
whoever changes them measures again and writes the new figures down.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.metrics import METRICS, Better, Metric
from evals.run import Run

HERE = Path(__file__).parent
ARTICLES = HERE / "demo"
CASES = HERE / "cases" / "demo.jsonl"
FLOORS = HERE / "floors.json"


@dataclass(frozen=True, slots=True)
class Floors:
    """The lowest figure allowed, by name, and the digest of what they were measured on.

    `elsewhere` has floors for libraries that are not part of the project, by name; those have no digest.
    """

    digest: str
    lowest: Mapping[str, float]
    elsewhere: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def load(part: str | None = None, path: Path = FLOORS) -> Floors:
    """Read the floors of the answers, or those of another `part` of the program, such as ``attribution``."""
    written = json.loads(path.read_text(encoding="utf-8"))
    fields = written[part] if part else written
    return Floors(fields["digest"], fields["floors"], fields.get("elsewhere", {}))


def digest(cases: Path = CASES, articles: Path = ARTICLES) -> str:
    """Return the SHA-256, in hexadecimal, of the cases and of every article by name and content."""
    whole = hashlib.sha256()
    for file in [cases, *sorted(articles.iterdir())]:
        whole.update(f"{file.name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def shortfalls(below: Sequence[str], floors: Floors, measured_on: str) -> tuple[str, ...]:
    """Return the lines of what is beyond its floor, after one if what they are measured on has changed."""
    changed = f"what was measured has changed (digest {measured_on}): measure again and set evals/floors.json"
    return tuple(below) if measured_on == floors.digest else (changed, *below)


def beyond(run: Run, floors: Mapping[str, float]) -> tuple[str, ...]:
    """Return a line for each figure beyond its floor: below it, or above it where lower is better; or not to be had."""
    metrics = {metric.name: metric for metric in METRICS}
    return tuple(line for name, floor in floors.items() if (line := _shortfall(metrics[name], run.value(name), floor)))


def _shortfall(metric: Metric, value: float | None, floor: float) -> str | None:
    if value is None:
        return f"{metric.name} is not applicable, and has a floor of {floor:.3f}"
    if metric.better is Better.HIGHER and value < floor:
        return f"{metric.name} is {value:.3f}, below its floor of {floor:.3f}"
    if metric.better is Better.LOWER and value > floor:
        return f"{metric.name} is {value:.3f}, above its limit of {floor:.3f}"
    return None


def below_floor(summary: Mapping[str, float], lowest: Mapping[str, float]) -> tuple[str, ...]:
    """Return a line for each figure below its floor, of figures that are better the higher they are."""
    return tuple(
        f"{name} is {summary[name]:.3f}, below its floor of {floor:.3f}"
        for name, floor in lowest.items()
        if summary[name] < floor
    )
