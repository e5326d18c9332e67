"""The evaluations as the chat has them: see `app.chat.eval_seams`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.answer import Outcome
from app.chat.eval_seams import Evaluations, Kept
from app.compose.model import ModelComposer
from app.feedback import Feedback, Right
from app.json_form import to_json
from app.request import Request
from evals.appending import append, library_named, named, take_back
from evals.background import Background
from evals.commands.run import RUNS
from evals.expected import expectations
from evals.run_folder import RunFolder
from evals.seen import Seen, propose
from index.library import Library
from ingest.errors import UnusableInput

CASES = "cases.jsonl"  # in the library's folder


@contextmanager
def evaluations(
    library: Library, model: ModelComposer | None = None, cases: Path | None = None, runs: Path | None = None
) -> Iterator[Evaluations]:
    """Yield the evaluations of a library, and end at last what one does in the background. `cases` is the file of its
    tests, else one in its folder; `runs` is the folder of runs, else the one that ``hearsay eval`` has.
    """
    file, folder = cases or library.folder / CASES, runs or RUNS
    background = Background(library, model, file, folder)
    try:
        yield Evaluations(FileKeeper(library, file), RunFolder(folder), background)
    finally:
        background.close()


class FileKeeper:
    """Keeps answers as tests in a file."""

    def __init__(self, library: Library, file: Path) -> None:
        self._library = library
        self._file = file

    def keep(self, asked: Request, outcome: Outcome, feedback: Feedback, by: str) -> Kept:
        """Keep an answer in the name of `by`, which may be empty. Raises `UnusableFeedback`, `UnusableInput`."""
        seen = Seen(to_json(outcome), asked.history, asked.constraints)
        try:
            name = library_named(self._file, self._library.folder)
            proposed = propose(seen, _signed(feedback, by), name, self._library.store)
            added = append(proposed.case, self._file)
        except UnusableInput as failed:
            raise named(failed, self._file) from failed
        expects = expectations(added.case)
        return Kept(added.case.id, self._file.name, added.number, added.line, expects, proposed.failed)

    def take_back(self, kept: Kept) -> None:
        """Undo `keep`. Raises `UnusableInput`."""
        try:
            take_back(kept.line, self._file)
        except UnusableInput as failed:
            raise named(failed, self._file) from failed


def _signed(feedback: Feedback, by: str) -> Feedback:
    """Return what is said with who says it; a reason that is missing stays so, and is asked for."""
    if not by or (not isinstance(feedback, Right) and not feedback.note.strip()):
        return feedback
    return replace(feedback, note=f"{by}: {feedback.note}" if feedback.note else f"kept by {by}")
