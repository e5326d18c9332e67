"""A language model behind any OpenAI-compatible endpoint, by llama-index's `OpenAILike`. Takes seconds to import.

Every option is set, because the defaults are traps: a key and a host from the environment, three retries, redirects
that would carry the evidence to another host, no bound on what comes back. llama-index's ``Settings`` is never touched:
it takes a hosted model where a key for one lies in the environment.
"""

import base64
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import httpx
import openai
import tiktoken
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.llms.openai_like import OpenAILike

from app.bounded_http import Bounded, TooMuch
from app.errors import ModelFailed, ModelFailure, UnusableSettings
from app.llm import Piece, Prompt
from app.settings import ModelSettings

MARGIN: Final = 1.15  # other models cut text into up to so many more tokens than the encoding counted with
FORMAT: Final = 64  # tokens that a chat template puts around the two messages
# A server's shape is read unchecked by the client libraries, so what is amiss with it shows as any of these.
MISREAD: Final = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
NO_KEY: Final = "none"  # a key must be given, or the client takes one from the environment
_CL100K: Final = "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"  # SHA-1 of its address, as tiktoken names cached files
_PATTERN: Final = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)


class OpenAICompatible:
    """Implements `app.llm.LLM`. Raises `UnusableSettings` where the client library refuses the model's name."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        try:
            self._model(None)
        except ValueError as refused:
            raise UnusableSettings(f"llama-index does not speak to a model named {settings.model!r}") from refused

    @property
    def name(self) -> str:
        """The model's name, as it was set."""
        return self._settings.model

    @property
    def host(self) -> str:
        """The host with its port."""
        return self._settings.host

    @property
    def room(self) -> int:
        """Tokens that a prompt may have beside the completion."""
        return self._settings.context - self._settings.tokens - FORMAT

    def count(self, text: str) -> int:
        """Return the tokens of `text`, with a margin for models that count otherwise."""
        return int(MARGIN * len(_encoding().encode_ordinary(text))) + 1

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        """Yield the completion piece by piece. Raises `ModelFailed`."""
        asked = [
            ChatMessage(role=MessageRole.SYSTEM, content=prompt.system),
            ChatMessage(role=MessageRole.USER, content=prompt.user),
        ]
        with self._client() as client:  # closed with the iterator, so that whoever stops drops the connection
            try:
                for response in self._model(client).stream_chat(asked):
                    yield Piece(str(response.delta or ""), _finish_reason(response.raw))
            except (openai.OpenAIError, httpx.HTTPError, *MISREAD) as failure:
                raise self._failed(failure) from failure

    def _client(self) -> httpx.Client:
        limits, timeouts = self._settings, httpx.Timeout(self._settings.stall)
        transport = Bounded(limits.timeout, anonymous=limits.key is None)
        return httpx.Client(transport=transport, timeout=timeouts, trust_env=False, follow_redirects=False)

    def _model(self, client: httpx.Client | None) -> OpenAILike:
        settings = self._settings
        return OpenAILike(
            model=settings.model,
            api_base=settings.url,
            api_key=settings.key or NO_KEY,
            api_version="none",  # not used, and read from the environment otherwise
            is_chat_model=True,
            is_function_calling_model=False,
            should_use_structured_outputs=False,
            context_window=settings.context,
            max_tokens=settings.tokens,
            temperature=settings.temperature,
            timeout=settings.stall,
            max_retries=0,  # the quotes are there already: nobody waits for a second try
            reuse_client=True,
            http_client=client,
            default_headers={},
            additional_kwargs={},
            tokenizer=None,
        )

    def _failed(self, failure: Exception) -> ModelFailed:
        """Say in our own words what happened: whatever the server sent, and the key, stay out of it."""
        host = self.host
        match failure:
            case openai.APIStatusError():
                return ModelFailed(ModelFailure.REFUSED, f"{host} answered with HTTP status {failure.status_code}")
            case openai.APITimeoutError() | httpx.TimeoutException():
                return ModelFailed(ModelFailure.TIMEOUT, f"{host} did not answer in time")
            case TooMuch():
                return ModelFailed(ModelFailure.TOO_LONG, f"{host} sent more than any answer needs")
            case openai.APIConnectionError() | httpx.HTTPError():
                return ModelFailed(ModelFailure.UNREACHABLE, f"{host} cannot be reached, or the connection broke")
            case openai.OpenAIError():
                return ModelFailed(ModelFailure.REFUSED, f"{host} reported an error")
            case _:
                return ModelFailed(ModelFailure.NONSENSE, f"{host} sent something that is no completion")


def _finish_reason(raw: Any) -> str | None:  # noqa: ANN401  # the vendor's type, made of what a server sent
    choices = raw.choices
    reason = choices[0].finish_reason if choices else None
    return None if reason is None else str(reason)


@cache
def _encoding() -> tiktoken.Encoding:
    """Return cl100k from the copy that llama-index-core ships: tiktoken by itself would download it."""
    shipped = files("llama_index.core").joinpath("_static", "tiktoken_cache", _CL100K).read_bytes()
    lines = (line.split() for line in shipped.splitlines() if line)
    ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
    return tiktoken.Encoding("cl100k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={})
