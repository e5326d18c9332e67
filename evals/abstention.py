"""How abstention does on general questions: ``python -m evals.abstention --data DIR``.

These questions were looked at when the threshold and the rule of unheard names were chosen.

Each answerable question of SQuAD 2 (Rajpurkar, Jia and Liang 2018) is asked of two libraries: one that holds its
passage, where abstaining is a mistake, and one that does not, where answering is. `DIR` holds the converted set's
``squad2.items.jsonl`` and ``squad2.gold.jsonl``.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.answer import Abstention
from app.pipeline import Assistant
from app.request import Request
from index.library import Library

LIBRARIES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and which of the libraries holds its passage."""

    question: str
    passage: str

    @property
    def home(self) -> int:
        """The library that holds the passage: the same in every run."""
        return hashlib.sha256(self.passage.encode()).digest()[0] % LIBRARIES


def main() -> None:
    """Print how often the assistant abstains where it must not, and where it must."""
    parser = argparse.ArgumentParser(prog="python -m evals.abstention", description="Abstention on SQuAD 2.")
    parser.add_argument("--data", type=Path, required=True, help="folder with squad2.items.jsonl and squad2.gold.jsonl")
    asked = _answerable(parser.parse_args().data)
    abstained: dict[bool, list[bool]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(LIBRARIES):
            for one, gave_up in _outcomes(asked, number, Path(scratch)):
                abstained[one.home == number].append(gave_up)
    for held, meaning in ((True, "held here, abstained wrongly"), (False, "not held here, abstained rightly")):
        rate = sum(abstained[held]) / len(abstained[held])
        print(f"{meaning:<34}{sum(abstained[held]):>5} of {len(abstained[held])}{rate:>8.1%}")  # noqa: T201  # a report


def _outcomes(asked: list[Asked], number: int, scratch: Path) -> Iterator[tuple[Asked, bool]]:
    texts = scratch / f"texts-{number}"
    texts.mkdir()
    for index, passage in enumerate(sorted({one.passage for one in asked if one.home == number})):
        (texts / f"{index}.txt").write_text(passage, encoding="utf-8")
    with Library.open_for_writing(scratch / f"library-{number}") as library:
        library.add([texts])
        assistant = Assistant(library.store, library.embedder)
        for one in asked:
            yield one, isinstance(assistant.answer(Request(one.question)), Abstention)


def _answerable(data: Path) -> list[Asked]:
    answerable = {row["id"] for row in _rows(data / "squad2.gold.jsonl") if row["answerable"]}
    rows = _rows(data / "squad2.items.jsonl")
    return [Asked(row["question"], row["passage"]) for row in rows if row["id"] in answerable]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    main()
