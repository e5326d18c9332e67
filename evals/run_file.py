"""Runs as files: one JSON object, a line for each case, so that two of them can be compared by eye and by git.

Raises `UnusableInput` naming the file for anything that is not a run.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
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
        "outlets": dict(run.outlets),
        "usage": dict(run.usage),
        "judged": dict(run.judged),
        "replayed": run.replayed,
    }
    lines = [json.dumps(head, ensure_ascii=False)[:-1]]
    lines.append(f'"results": [\n{_lines(run.results)}\n]')
    repeats = (f"[\n{_lines(again)}\n]" for again in run.repeats)
    lines.append(f'"repeats": [{", ".join(repeats)}]')
    unfinished = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished.write_text(",\n".join(lines) + "}\n", encoding="utf-8")
    unfinished.replace(path)


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
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
