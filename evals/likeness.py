"""Whether two runs can be compared, and what else differs between them."""

from collections.abc import Sequence
from dataclasses import fields

from evals.fingerprint import Fingerprint
from evals.run import Run

_NAMED = 3  # ids told of each kind; who wants all of them has both files
_UNLIKE = ("cases", "library")  # parts of the fingerprint that forbid comparing; the others are what is compared


def incomparable(baseline: Run, run: Run) -> str | None:
    """Return in one line why the runs cannot be compared, and what to do; None where they can."""
    if unlike := unlike_cases(baseline, run):
        return f"{unlike}; ask the same cases, or bless this run"
    if unlike := unlike_libraries(baseline, run):
        return f"{unlike}; ask the same library, bless this run, or compare all the same with --any-library"
    return None


def unlike_cases(baseline: Run, run: Run) -> str | None:
    """Return which cases are not those of the baseline; None where all are."""
    before = {result.case.id: result.case for result in baseline.results}
    after = {result.case.id: result.case for result in run.results}
    told = (
        _told([name for name in after if name not in before], "added"),
        _told([name for name in before if name not in after], "removed"),
        _told([name for name in after if name in before and before[name] != after[name]], "changed"),
    )
    return f"other cases than the baseline's: {'; '.join(filter(None, told))}" if any(told) else None


def unlike_libraries(baseline: Run, run: Run) -> str | None:
    """Return that the library is not the baseline's; None where it is."""
    before, after = baseline.fingerprint.library, run.fingerprint.library
    return (
        f"other articles or findings than the baseline's (library {before}, now {after})" if before != after else None
    )


def changed(baseline: Fingerprint, run: Fingerprint) -> tuple[str, ...]:
    """Return a line for each other part of the program that differs: what a difference may come from."""
    parts = [part.name for part in fields(Fingerprint) if part.name not in _UNLIKE]
    pairs = ((part, getattr(baseline, part) or "none", getattr(run, part) or "none") for part in parts)
    return tuple(f"{part}: {before}, now {after}" for part, before, after in pairs if before != after)


def _told(ids: Sequence[str], how: str) -> str:
    if not ids:
        return ""
    more = ", ..." if len(ids) > _NAMED else ""
    return f"{len(ids)} {how} ({', '.join(sorted(ids)[:_NAMED])}{more})"
