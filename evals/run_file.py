"""Runs as files: one JSON object, a line for each case, so that two of them can be compared by eye and by git.

Raises `UnusableInput` naming the file for anything that is not a run.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from app.errors import UnusableQuestion
from evals.case_file import case_of, fields_of
from evals.fields import brief
from evals.fingerprint import Fingerprint
from evals.metrics import METRICS
from evals.run import Result, Run
from evals.run_shape import answer_of, counts_of, numbers_of, parsed, texts_of
from ingest.errors import UnusableInput

FORMAT = 1  # of the file; raised with every change that older code would misread

Json = Mapping[str, Any]


def keep(run: Run, folder: Path) -> Path:
    """Write a run into a folder, under its time, with a number where runs of the same second are there already."""
    folder.mkdir(parents=True, exist_ok=True)
    path = _taken(folder, f"{run.made:%Y-%m-%d-%H%M%S}")
    try:
        save(run, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


class OtherFormat(UnusableInput):
    """A run that another Hearsay wrote, in another form."""


def save(run: Run, path: Path) -> None:
    """Write a run, whole or not at all. Raises `UnusableInput` for what is a folder."""
    if path.is_dir():
        raise UnusableInput(f"{path}: is a folder; name a file in it")
    head = {
        "format": FORMAT,
        "made": run.made.isoformat(),
        "reason": run.reason,
        "cases": len(run.results),
        "passed": sum(result.passed for result in run.results),
        "fingerprint": asdict(run.fingerprint),
        "metrics": {metric.name: _rounded(run.value(metric.name)) for metric in METRICS},
        "usage": dict(run.usage),
        "judged": dict(run.judged),
        "replayed": run.replayed,
    }
    lines = [json.dumps(head, ensure_ascii=False)[:-1]]  # short, as it is read of every run that is listed
    lines.append(f'"outlets": {json.dumps(dict(run.outlets), ensure_ascii=False)}')
    lines.append(f'"results": [\n{_lines(run.results)}\n]')
    repeats = (f"[\n{_lines(again)}\n]" for again in run.repeats)
    lines.append(f'"repeats": [{", ".join(repeats)}]')
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished.write_text(",\n".join(lines) + "}\n", encoding="utf-8")
    unfinished.replace(path)


def _taken(folder: Path, stem: str) -> Path:
    """Return a file that was not there, and is now, so that no other run takes its name meanwhile."""
    for number in count(1):
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}.json"
        with suppress(FileExistsError):
            path.touch(exist_ok=False)
            return path
    raise AssertionError("the numbers have no end")


def load(path: Path) -> Run:
    """Read a run. Raises `OtherFormat`, too."""
    try:
        fields = parsed(path.read_text(encoding="utf-8"))
        if fields["format"] != FORMAT:
            raise OtherFormat(
                f"{path}: a run of format {brief(fields['format'])}, and this Hearsay reads {FORMAT}; evaluate again"
            )
        return Run(
            made=datetime.fromisoformat(fields["made"]),
            fingerprint=Fingerprint(**fields["fingerprint"]),
            results=tuple(map(_result, fields["results"])),
            repeats=tuple(tuple(map(_result, again)) for again in fields["repeats"]),
            reason=fields["reason"],
            outlets=texts_of(fields.get("outlets", {})),
            usage=numbers_of(fields["usage"]),
            judged=fields.get("judged", {}),
            replayed=bool(fields.get("replayed")),
        )
    except OSError as failure:
        raise UnusableInput(
            f"{path}: cannot be read ({failure.strerror}); name a run that hearsay eval wrote"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, UnusableQuestion) as wrong:
        raise UnusableInput(f"{path}: not a run ({wrong!r}); name a file that hearsay eval wrote") from wrong


def _lines(results: tuple[Result, ...]) -> str:
    return ",\n".join(json.dumps(_fields(result), ensure_ascii=False) for result in results)


def _fields(result: Result) -> Json:
    return {
        "case": fields_of(result.case),
        "failed": list(result.failed),
        "counts": {name: [_rounded(count) for count in counts] for name, counts in result.counts.items()},
        "errors": dict(result.errors),
        "answer": result.answer,
        "found": list(result.found),
        "exact": {outlet: list(quotes) for outlet, quotes in result.exact.items()},
        "timings_ms": {stage: round(ms, 2) for stage, ms in result.timings.items()},
    }


def _result(fields: Json) -> Result:
    return Result(
        case=case_of(fields["case"]),
        failed=tuple(fields["failed"]),
        counts=counts_of(fields["counts"]),
        errors=texts_of(fields["errors"]),
        answer=answer_of(fields["answer"]),
        timings=numbers_of(fields["timings_ms"]),
        found=tuple(fields.get("found", ())),
        exact={outlet: tuple(quotes) for outlet, quotes in fields.get("exact", {}).items()},
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
