"""Something for each session, made when it is first asked for; that of the session idle for longest is dropped."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

MAX_SESSIONS = 2_000

T = TypeVar("T")


class PerSession(Generic[T]):
    """What the sessions have before them."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._by_session: OrderedDict[str, T] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, session: str) -> T:
        """Return what a session has."""
        with self._lock:
            if session not in self._by_session:
                self._by_session[session] = self._make()
            self._by_session.move_to_end(session)
            while len(self._by_session) > MAX_SESSIONS:
                self._by_session.popitem(last=False)
            return self._by_session[session]
