"""Questions with false premises: ``python -m evals.premises --data DIR [--set NAME] [--plain FILE] [--out DIR]``.

`DIR` holds the converted sets, ``NAME.items.jsonl`` and ``NAME.gold.jsonl``: FalseQA (Hu et al. 2023), FreshQA (Vu et
al. 2023) and (QA)² (Kim et al. 2023; for evaluation only). Their premises are false of the world ("the Canadian
president"), which this program does not know. What it can tell is measured twice: whether the question takes something
for granted by its wording, and, where the set comes with search results, whether a library of these says so. Of
questions without false premises (`FILE`, as SQuAD 2 has them, each with its passage) it is told in how many answers a
premise is named all the same.
"""

import argparse
import json
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.pipeline import Assistant
from app.premise.asked import presupposed
from app.proposition import Standing
from app.request import Request
from index.library import Library

SETS = ("falseqa", "freshqa")


def main() -> None:
    """Print how well the premises are told, and write predictions for the sets' own scorer."""
    parser = argparse.ArgumentParser(prog="python -m evals.premises", description="False premises.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the converted sets")
    parser.add_argument("--set", action="append", choices=(*SETS, "qaqa"), help="only this one; may be repeated")
    parser.add_argument("--plain", type=Path, metavar="FILE", help="questions without false premises, with passages")
    parser.add_argument("--out", type=Path, help="write NAME.wording.jsonl and NAME.articles.jsonl there")
    options = parser.parse_args()
    for name in options.set or SETS:
        items = list(_rows(options.data / f"{name}.items.jsonl"))
        false = {row["id"]: bool(row["false_premise"]) for row in _rows(options.data / f"{name}.gold.jsonl")}
        told = {"wording": by_wording(items)}
        if any(item.get("evidence") for item in items):
            told["articles"] = by_articles(items)
        for how, predicted in told.items():
            print(f"{name}, by {how}: {report(false, predicted)}")  # noqa: T201  # a report
            if options.out:
                _write(options.out / f"{name}.{how}.jsonl", predicted)
    if options.plain:
        asked = list(_rows(options.plain))
        named = premises(asked, {item["passage"] for item in asked})
        print(f"{options.plain.name}: named in {len(named)} of {len(asked)} answers")  # noqa: T201


def by_wording(items: Sequence[Mapping[str, Any]]) -> dict[str, bool]:
    """Tell of each question whether its wording takes something for granted."""
    return {item["id"]: presupposed(item["question"]) is not None for item in items}


def by_articles(items: Sequence[Mapping[str, Any]]) -> dict[str, bool]:
    """Tell of each question whether it takes for granted what none of all the search results says."""
    named = premises(items, {piece["text"] for item in items for piece in item.get("evidence", ())})
    return {item["id"]: named.get(item["id"]) is Standing.ABSENT for item in items}


def premises(items: Sequence[Mapping[str, Any]], texts: Collection[str]) -> dict[str, Standing]:
    """Ask each question of a library of `texts`; return how the premise stands that its answer names, if it does."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "texts"
        folder.mkdir()
        for number, text in enumerate(sorted(texts)):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        with Library.open_for_writing(Path(scratch) / "library") as library:
            library.add([folder])
            assistant = Assistant(library.store, library.embedder)
            told = ((item["id"], assistant.answer(Request(item["question"])).premise) for item in items)
            return {name: premise.standing for name, premise in told if premise is not None}


def report(false: Mapping[str, bool], predicted: Mapping[str, bool]) -> str:
    """Return the share of questions that the rule addresses, and balanced accuracy with its two parts."""
    caught = _share([predicted[i] for i, is_false in false.items() if is_false])
    spared = _share([not predicted[i] for i, is_false in false.items() if not is_false])
    return (
        f"{len(false)} questions, {_share(list(predicted.values())):.1%} addressed, "
        f"balanced accuracy {(caught + spared) / 2:.3f} (false caught {caught:.3f}, true spared {spared:.3f})"
    )


def _share(held: Sequence[bool]) -> float:
    return sum(held) / max(1, len(held))


def _write(file: Path, predicted: Mapping[str, bool]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps({"id": i, "false_premise": is_false}) for i, is_false in predicted.items())
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    main()
