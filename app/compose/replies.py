"""Reads what a language model replied, piece by piece: the JSON objects in it, and nothing else.

Tolerant of what stands around them (thinking aloud, code fences, lists, a sentence of greeting) and strict with the
objects themselves: one that is broken, too large or of the wrong kind ends the reply.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from app.draft import DraftStatement
from app.errors import ModelFailed, ModelFailure

LONGEST_REPLY: Final = 40_000  # characters, thinking included
LONGEST_OBJECT: Final = 4_000  # characters
MOST_STATEMENTS: Final = 40  # several times what an answer holds
MOST_EVIDENCE: Final = 20  # numbers that one statement may rest on
DEEPEST: Final = 3  # braces and brackets within each other: {"statements": [{"evidence": [1]}]} has four less one
_BEGINNING: Final = re.compile(r"\{|<think(?:ing)?>", re.IGNORECASE)
_THOUGHT: Final = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
LONGEST_MARK: Final = 12  # characters of what ends thinking
_NUMBER: Final = re.compile(r"[1-9]\d{0,3}")


def statements(pieces: Iterable[str]) -> Iterator[DraftStatement]:
    """Yield the statements proposed as soon as each is complete. Raises `ModelFailed`."""
    count = 0
    for item in _objects(pieces):
        for proposed in _proposed(item):
            count += 1
            if count > MOST_STATEMENTS:
                raise ModelFailed(ModelFailure.TOO_LONG, "it proposed more statements than an answer holds")
            yield proposed
    if not count:
        raise ModelFailed(ModelFailure.NONSENSE, "its reply holds no statement")


def _objects(pieces: Iterable[str]) -> Iterator[Any]:
    """Yield each outermost JSON object of a reply that grows."""
    reader, length = _Reader(), 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST_REPLY:
            raise ModelFailed(ModelFailure.TOO_LONG, "its reply does not end")
        yield from reader.read(piece)
    if reader.is_inside:
        raise _nonsense("ends inside a statement")


class _Reader:
    """Keeps what has not been read yet: the object that is open, or the end of what may become a mark."""

    def __init__(self) -> None:
        self._rest = ""
        self._thinking = False

    @property
    def is_inside(self) -> bool:
        return not self._thinking and self._rest.startswith("{")

    def read(self, piece: str) -> Iterator[Any]:
        self._rest += piece
        while self._reach():
            if len(self._rest) > LONGEST_OBJECT or "}" in piece:
                end = _end(self._rest)
                if end is not None:
                    value, self._rest = _value(self._rest[:end]), self._rest[end:]
                    yield value
                    continue
            return

    def _reach(self) -> bool:
        """Drop what stands before the next object, and what a model thinks aloud; tell whether an object begins."""
        while not self.is_inside:
            mark = (_THOUGHT if self._thinking else _BEGINNING).search(self._rest)
            if mark is None:
                self._rest = self._rest[-LONGEST_MARK:] if "<" in self._rest[-LONGEST_MARK:] else ""
                return False
            if mark[0] == "{":
                self._rest = self._rest[mark.start() :]
            else:
                self._thinking, self._rest = not self._thinking, self._rest[mark.end() :]
        return True


def _value(words: str) -> Any:  # noqa: ANN401  # whatever JSON holds
    try:
        return json.loads(words)
    except ValueError as broken:
        raise _nonsense("holds a statement that is not JSON") from broken


def _end(words: str) -> int | None:
    """Return where the object that `words` begin with closes; None where it has not."""
    depth, quoted, escaped = 0, False, False
    for at, character in enumerate(words):
        if at > LONGEST_OBJECT:
            raise ModelFailed(ModelFailure.TOO_LONG, "a statement of its does not end")
        if quoted:
            quoted, escaped = escaped or character != '"', not escaped and character == "\\"
        elif character == '"':
            quoted = True
        elif character in "{[":
            depth += 1
            if depth > DEEPEST + 1:
                raise _nonsense("is nested deeper than a statement")
        elif character in "}]":
            depth -= 1
            if not depth:
                return at + 1
    return None


def _proposed(item: Any) -> Iterator[DraftStatement]:  # noqa: ANN401  # whatever JSON holds, checked here
    """Yield the statements of an object: itself, or those it lists under ``statements``."""
    listed = item.get("statements") if isinstance(item, dict) else None
    for each in listed if isinstance(listed, list) else [item]:
        yield _statement(each)


def _statement(item: Any) -> DraftStatement:  # noqa: ANN401  # as above
    if not isinstance(item, dict) or "evidence" not in item:
        raise _nonsense("names no evidence")
    numbers, gist = item["evidence"], item.get("gist")
    numbers = numbers if isinstance(numbers, list) else [numbers]
    if len(numbers) > MOST_EVIDENCE or not isinstance(gist, str | None):
        raise _nonsense("holds a statement of another form")
    return DraftStatement(tuple(map(_evidence_number, numbers)), (gist or "").strip() or None)


def _evidence_number(value: Any) -> int:  # noqa: ANN401  # as above
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not _NUMBER.fullmatch(text):
        raise _nonsense("names evidence by something other than a number")
    return int(text)


def _nonsense(what: str) -> ModelFailed:
    return ModelFailed(ModelFailure.NONSENSE, f"its reply {what}")
