"""Whether two runs can be compared, and what else differs between them."""

from collections.abc import Sequence
from dataclasses import fields

from evals.fingerprint import Fingerprint
from evals.run import Run

_NAMED = 3  # ids told of each kind; who wants all of them has both files
# Parts of the fingerprint that forbid comparing, or are warned of; the others are what is compared.
_UNLIKE = ("cases", "library", "measures")


def incomparable(baseline: Run, run: Run) -> str | None:
    """Return in one line why the runs cannot be compared, and what to do; None where they can."""
    if unlike := unlike_cases(baseline, run):
        return f"{unlike}; ask the same cases, or bless this run"
    if unlike := unlike_libraries(baseline, run):
        return f"{unlike}; ask the same library, bless this run, or compare all the same with --any-library"
    return None


def unlike_cases(baseline: Run, run: Run) -> str | None:
    """Return which cases do not ask and expect what those of the baseline do; None where all do."""
    before = {result.case.id: result.case.bare for result in baseline.results}
    after = {result.case.id: result.case.bare for result in run.results}
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


def unlike_measures(baseline: Run, run: Run) -> str | None:
    """Return that the metrics are not those that the baseline was counted with; None where they are."""
    before, after = baseline.fingerprint.measures, run.fingerprint.measures
    if before == after:
        return None
    return f"the metrics themselves are not those of the baseline (measures {before or 'not known'}, now {after})"


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
