"""Child processes that read files and stay for the next test: starting one takes longer than what most tests do."""

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from ingest.limits import Limits
from ingest.sandbox import Sandbox


class Readers:
    """Stands in for `Sandbox` where files are read within the usual limits; any others get a child of their own."""

    def __init__(self) -> None:
        self._all = ExitStack()
        self._idle: deque[Sandbox] = deque()

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self._all.close()

    @contextmanager
    def __call__(self, limits: Limits) -> Iterator[Sandbox]:
        if limits != Limits():
            with Sandbox(limits) as its_own:
                yield its_own
            return
        reader = self._one()
        yield reader  # one that was broken off may have an answer to give yet, and is used no more
        self._idle.append(reader)

    def _one(self) -> Sandbox:
        with suppress(IndexError):  # two threads may read at once
            return self._idle.pop()
        return self._all.enter_context(Sandbox(Limits()))
