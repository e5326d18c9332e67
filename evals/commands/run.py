"""``hearsay eval [CASES...]``: asks cases, and says whether the answers got worse."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import (
    AsJson,
    LibraryFolder,
    ModelName,
    ModelUrl,
    NoModel,
    folder_of,
    message,
    out_json,
    progress_bar,
)
from evals.commands.common import AnyLibrary, JUnit, Report, told
from evals.commands.model import modelled, replies_of

if TYPE_CHECKING:
    from evals.case import Case
    from evals.run import Run
    from index.library import Library
    from index.report import Progress

RUNS = Path("runs")  # where runs are kept, and where the chat looks for them


def run(
    context: typer.Context,
    cases: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[CASES]...", help="JSONL of cases; else the bundled ones.", show_default=False),
    ] = None,
    only: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only the cases of the library of that name.")
    ] = None,
    repeat: Annotated[int, typer.Option(min=0, max=20, help="Ask every case so many times more, for stability.")] = 0,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the run here; else into ./runs.")] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Hold the run to this one; else, of the bundled cases, to the one bundled."),
    ] = None,
    any_library: AnyLibrary = False,
    report: Report = None,
    junit: JUnit = None,
    fails: Annotated[bool, typer.Option("--fails", help="List the cases that fail, with their checks.")] = False,
    as_json: AsJson = False,
    library: LibraryFolder = None,
    llm_url: ModelUrl = None,
    llm_model: ModelName = None,
    no_llm: NoModel = False,
    live: Annotated[
        bool, typer.Option("--live", help="Ask the model anew, and keep its replies in place of those recorded.")
    ] = False,
    replies: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Its recorded replies; else CASES.replies.yaml.")
    ] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="Ask the model, too, whether citations bear out statements.")
    ] = False,
    price_in: Annotated[float | None, typer.Option(min=0, help="Price of a million tokens of prompt.")] = None,
    price_out: Annotated[float | None, typer.Option(min=0, help="Price of a million tokens of completion.")] = None,
) -> int:
    """Ask cases and say whether the answers got worse.

    Without CASES, bundled ones are asked of a library made of the bundled articles. Exit codes: 0 clean, 1 regression,
    2 could not run, 3 incomparable.

    Example: hearsay eval cases.jsonl --library news --baseline baseline.json --report report.html
    """
    from evals.baseline import DEMO
    from evals.floors import CASES
    from evals.gate import asking, hold
    from evals.reports.terminal import as_fields, show
    from evals.reports.writing import write
    from evals.run import evaluate
    from evals.run_file import load
    from evals.unheld import unheld

    asked = _chosen(cases or [CASES], only)
    bundled = not cases and library is None and context.obj.library is None
    replayed = modelled(llm_url, llm_model, no_llm, replies or replies_of(cases or [CASES]), live)
    held_to = baseline or (DEMO if bundled and DEMO.exists() else None)
    before = load(held_to) if held_to else None
    opening = _opened(None if bundled else folder_of(context, library))
    with opening as opened, replayed as model, progress_bar() as shown:
        words = model.composer
        for lacking in unheld(asked, opened.store):
            message(f"hearsay: WARNING: {lacking}; the case cannot pass")
        done = evaluate(asked, opened.store, opened.embedder, words, repeat, lambda *at: shown(_step(*at)))
        done = replace(done, usage=model.usage(price_in, price_out), replayed=model.is_replayed)
        if judge:
            done = replace(done, judged=model.advice(done, opened.store))
        kept = _kept(done, out)
        message(f"the run is in {kept}")
        verdict = hold(done, before, asking(opened.store, opened.embedder, words), any_library)
    verdict = replace(verdict, missed=_missed(done) if bundled else ())
    if as_json:
        out_json(as_fields(done, verdict))
    else:
        show(done, verdict, fails)
    code = told(verdict, done, before)
    write(done, verdict, before, report, junit)
    return code


def _kept(done: "Run", out: Path | None) -> Path:
    """Write a run where it is told to be, else among the others; return where."""
    from evals.run_file import keep, save

    if out is None:
        return keep(done, RUNS)
    save(done, out)
    return out


def _missed(done: "Run") -> tuple[str, ...]:
    """Hold a run of the bundled cases and articles to the floors; return a line for each that it misses."""
    from evals import floors

    held = floors.load()
    return floors.shortfalls(floors.beyond(done, held.lowest), held, floors.digest())


def _step(done: int, total: int) -> "Progress":
    from index.report import Progress

    return Progress(done, total, "")


@contextmanager
def _opened(folder: Path | None) -> "Iterator[Library]":
    """Open a library; without a folder make one of the bundled articles."""
    from evals.demonstration import demonstration
    from index.library import Library

    if folder is None:
        with progress_bar() as show, demonstration(show) as library:
            yield library
    else:
        with Library.open_for_reading(folder) as library:
            yield library


def _chosen(files: "Sequence[Path]", only: str | None) -> "tuple[Case, ...]":
    """Read cases and keep those of the library named. Raises `UnusableInput`."""
    from evals.case_file import load
    from ingest.errors import UnusableInput

    cases = [case for file in files for case in load(file)]
    names = sorted({case.library for case in cases})
    chosen = {case.id: case for case in cases if only in (None, case.library)}
    if not chosen:
        raise UnusableInput(f"no case is of the library {only!r}; they are of {', '.join(names)}")
    if only is None and len(names) > 1:
        raise UnusableInput(f"the cases are of {len(names)} libraries; name one with --only: {', '.join(names)}")
    if len(chosen) < sum(only in (None, case.library) for case in cases):
        raise UnusableInput("two files have a case of the same id; give each its own")
    return tuple(chosen.values())
