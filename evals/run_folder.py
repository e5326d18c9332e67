"""The runs in a folder: listed by what their first lines say, and each shown as a page, alone or beside another."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from app.chat.eval_seams import PastRun
from evals.appending import named
from evals.run import Run
from evals.run_file import FORMAT, load
from ingest.errors import UnusableInput

LONGEST_HEAD = 100_000  # characters of a first line: figures and names, no answers

Json = Mapping[str, Any]


class RunFolder:
    """The runs of one folder, which may be missing as yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listed(self) -> Sequence[PastRun]:
        """Return all runs, the newest first, and behind them the files that are none."""
        heads = {path.name: _head(path) for path in self._files()}
        runs = sorted((head for head in heads.items() if head[1]), key=lambda head: _made(head[1]), reverse=True)
        older = (*(head for _, head in runs[1:]), {})
        broken = (PastRun(name, problem="not a run of this Hearsay") for name, head in heads.items() if not head)
        return [*(_past(*run, before) for run, before in zip(runs, older, strict=False)), *broken]

    def page(self, name: str, before: str | None) -> str:
        """Return the report of a run, beside an earlier one where it is named. Raises `UnusableInput`."""
        from evals.gate import hold  # these bring in scipy, and a chat starts without it
        from evals.reports.page import page

        run = self._run(name)
        if before is None:
            return page(run)
        baseline = self._run(before)
        verdict = hold(run, baseline)
        if verdict.refused:
            raise UnusableInput("these two runs did not ask the same tests of the same library; choose another")
        return page(run, verdict, baseline)

    def _run(self, name: str) -> Run:
        """Return the run in the file of that name: only what lies in the folder has one."""
        found = next((path for path in self._files() if path.name == name), None)
        if found is None:
            raise UnusableInput(f"there is no run {name!r}; it may have been removed")
        try:
            return load(found)
        except UnusableInput as failed:
            raise named(failed, found) from failed

    def _files(self) -> Iterator[Path]:
        return (path for path in self._folder.glob("*.json") if not path.name.startswith(".") and path.is_file())


def _head(path: Path) -> Json:
    """Return what the first line of a run's file says; nothing where it is no run's."""
    try:
        with path.open(encoding="utf-8") as opened:
            head = json.loads(opened.readline(LONGEST_HEAD).rstrip().removesuffix(",") + "}")
        _past("", head, {})
        return head if head["format"] == FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _past(name: str, head: Json, before: Json) -> PastRun:
    prints, former = head["fingerprint"], before.get("fingerprint")
    return PastRun(
        name=name,
        made=_made(head),
        cases=int(head["cases"]),
        passed=int(head["passed"]),
        model=str(prints["model"] or ""),
        code=str(prints["code"])[:8],
        differs=tuple(part for part, value in prints.items() if former.get(part) != value) if former else None,
        reason=str(head["reason"] or ""),
        asked=f"{prints['cases']} {prints['library']}",
    )


def _made(head: Json) -> datetime:
    made = datetime.fromisoformat(head["made"])
    if made.tzinfo is None:
        raise ValueError("a time without its zone cannot be told to be before or after another")
    return made
