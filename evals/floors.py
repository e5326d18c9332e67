"""Floors: figures below which the demonstration evaluation may not fall, and digests of what they were measured on.

A floor says something only of the cases and articles it was measured with, so a change of either is reported too:
whoever changes them measures again and writes the new figures down.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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


def shortfalls(summary: Mapping[str, float], floors: Floors, measured_on: str) -> tuple[str, ...]:
    """Return a line for each figure below its floor, and one when what they are measured on has changed."""
    changed = f"what was measured has changed (digest {measured_on}): measure again and set evals/floors.json"
    below = below_floor(summary, floors.lowest)
    return below if measured_on == floors.digest else (changed, *below)


def below_floor(summary: Mapping[str, float], lowest: Mapping[str, float]) -> tuple[str, ...]:
    """Return a line for each figure below its floor."""
    return tuple(
        f"{name} is {summary[name]:.3f}, below its floor of {floor:.3f}"
        for name, floor in lowest.items()
        if summary[name] < floor
    )
