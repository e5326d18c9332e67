"""An evaluation in the background of a process that does other things, one at a time."""

import threading
from pathlib import Path

from app.chat.eval_seams import Stage
from app.compose.model import ModelComposer
from evals.appending import named
from evals.case import Case
from evals.case_file import load
from evals.run import evaluate
from evals.run_file import keep
from index.library import Library
from ingest.errors import HearsayError, UnusableInput

BROKEN = "it broke off, and the terminal that runs Hearsay shows why"
_LAST = 10.0  # seconds that a question may take while the process ends


class _Cancelled(Exception):
    """Somebody wants no more of it."""


class Background:
    """Asks the tests of a file, as they are when it begins, and writes each run into a folder."""

    def __init__(self, library: Library, model: ModelComposer | None, file: Path, runs: Path) -> None:
        self._library = library
        self._model = model
        self._file = file
        self._runs = runs
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stage: Stage | None = None
        self._cancelled = threading.Event()

    @property
    def tests(self) -> int:
        """How many tests there are. Raises `UnusableInput`."""
        return len(self._cases())

    @property
    def stage(self) -> Stage | None:
        """How far the evaluation is that was begun last; None where none was."""
        return self._stage

    def begin(self) -> None:
        """Begin, unless one is under way. Raises `UnusableInput` where there are no tests."""
        with self._lock:
            if self._thread and self._thread.is_alive():
                return
            cases = self._cases()
            if not cases:
                raise UnusableInput(f"{self._file.name}: holds no tests of this library")
            self._cancelled.clear()
            self._stage = Stage(0, len(cases))
            self._thread = threading.Thread(target=self._run, args=(cases,), name="evaluation", daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        """Stop after the test that is being asked."""
        self._cancelled.set()

    def close(self) -> None:
        """Stop, and wait until the library is left alone."""
        self.cancel()
        if self._thread:
            self._thread.join(_LAST)

    def _run(self, cases: tuple[Case, ...]) -> None:
        problem, name = BROKEN, ""
        try:
            run = evaluate(cases, self._library.store, self._library.embedder, self._model, progress=self._note)
            name = keep(run, self._runs).name
            problem = ""
        except _Cancelled:
            problem = "stopped, and nothing was kept of it"
        except UnusableInput as failed:
            problem = str(named(failed, self._file))
        except HearsayError as failed:
            problem = str(failed)
        except OSError as failed:
            problem = f"the run could not be written ({failed.strerror}); check the folder of runs and its rights"
        finally:
            done = self._stage.done if self._stage else 0
            self._stage = Stage(done, len(cases), over=True, name="" if problem else name, problem=problem)

    def _note(self, done: int, total: int) -> None:
        self._stage = Stage(done, total)
        if self._cancelled.is_set():
            raise _Cancelled

    def _cases(self) -> tuple[Case, ...]:
        if not self._file.exists() or not self._file.read_bytes().strip():
            return ()
        try:
            cases = load(self._file)
        except UnusableInput as failed:
            raise named(failed, self._file) from failed
        several = len({case.library for case in cases}) > 1
        own = self._library.folder.resolve().name
        return tuple(case for case in cases if not several or case.library == own)
