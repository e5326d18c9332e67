"""Recorded replies of a language model: a run needs no network, and a changed prompt is a loud miss.

Requests are told apart by method, address and body, in which the borders that are random in every request are made the
same. The key is never recorded. `vcr` comes with the development tools and the extra ``llm``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from unittest.mock import patch

from app.errors import ModelFailed, UnusableSettings
from app.llm import LLM, Piece, Prompt
from ingest.errors import HearsayError

INSTALL = "pip install 'hearsay[llm]'"
_BORDER = re.compile(rb"\bx[0-9a-f]{16}\b")  # app/compose/model.py draws one for each request
_PLAIN = b"x0000000000000000"


class NotRecorded(HearsayError):
    """A prompt that no recorded reply answers."""


class Cassette(Protocol):
    """What `vcr` keeps recorded replies in."""

    play_count: int


@dataclass
class Usage:
    """What a model was asked for: calls, and tokens as `LLM.count` has them, an upper estimate; grows as it goes."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def fields(self, price_in: float | None = None, price_out: float | None = None) -> dict[str, float]:
        """Return the counts, with the cost where prices (per million tokens, in whatever currency) are given."""
        counted: dict[str, float] = {
            "calls": self.calls,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
        }
        if price_in is None or price_out is None:
            return counted
        return counted | {"cost": (self.prompt_tokens * price_in + self.completion_tokens * price_out) / 1e6}


@dataclass(frozen=True)
class Replayed:
    """A language model whose replies come from a cassette, and whose use is counted.

    With `live` it is asked; without, `NotRecorded` is raised for what has no reply.
    """

    llm: LLM
    cassette: Cassette
    live: bool
    usage: Usage = field(default_factory=Usage)

    @property
    def name(self) -> str:
        """The model's name."""
        return self.llm.name

    @property
    def host(self) -> str:
        """Where it is asked, or was."""
        return self.llm.host

    @property
    def room(self) -> int:
        """Tokens that a prompt may have."""
        return self.llm.room

    def count(self, text: str) -> int:
        """Return the tokens of `text`."""
        return self.llm.count(text)

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        """Yield the completion. Raises `ModelFailed`, also as recorded, and `NotRecorded`."""
        self.usage.calls += 1
        self.usage.prompt_tokens += self.count(prompt.system) + self.count(prompt.user)
        played = self.cassette.play_count
        reply: list[str] = []
        try:
            for piece in self.llm.stream(prompt):
                reply.append(piece.text)
                yield piece
        except ModelFailed as failure:
            if not self.live and self.cassette.play_count == played:
                raise NotRecorded(
                    f"no reply of {self.name} is recorded for a question of this run: the prompt, the evidence or the"
                    " model has changed; record it with --live"
                ) from failure
            raise
        finally:
            self.usage.completion_tokens += self.count("".join(reply))


@contextmanager
def recorded(file: Path, live: bool) -> Iterator[Cassette]:
    """Take replies from `file` meanwhile; with `live` ask anew, and put what came in its place when all went well.

    Raises `UnusableSettings` where vcrpy is not installed, or there is nothing to replay.
    """
    try:
        import httpx
        import vcr
        from vcr.stubs.httpx_stubs import vcr_handle_request

        from app.bounded_http import Bounded
    except ModuleNotFoundError as missing:
        raise UnusableSettings(f"replies are recorded with {missing.name}, not installed; run {INSTALL}") from missing
    if not live and not file.is_file():
        raise UnusableSettings(f"{file}: no replies are recorded there; record them with --live")
    kept = file.with_name(f".{file.name}.part") if live else file
    if live:
        kept.unlink(missing_ok=True)
    recorder = vcr.VCR(
        record_mode=vcr.mode.ALL if live else vcr.mode.NONE,
        match_on=("method", "uri", "body"),
        filter_headers=["authorization"],
        before_record_request=_bordered_alike,
        decode_compressed_response=True,
    )
    with recorder.use_cassette(str(kept), allow_playback_repeats=True) as cassette:
        recording = vcr_handle_request(
            cassette, Bounded.handle_request, httpx
        )  # vcr knows httpx's own transports alone
        with patch.object(Bounded, "handle_request", recording):
            yield cassette
    if live and kept.exists():
        kept.replace(file)


def _bordered_alike(request: Any) -> Any:  # noqa: ANN401  # vcr has no types
    plain = copy(request)
    plain.body = _BORDER.sub(_PLAIN, request.body or b"")
    return plain
