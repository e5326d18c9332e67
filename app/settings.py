"""Where the language model is, if there is one: read from options and the environment, checked before anything runs.

==========================  ==================================================================================
``HEARSAY_LLM_URL``         base URL of an OpenAI-compatible endpoint, such as ``http://127.0.0.1:8080/v1``
``HEARSAY_LLM_MODEL``       the model's name there
``HEARSAY_LLM_KEY``         its key, if it wants one; read from the environment only
``HEARSAY_LLM_TIMEOUT``     seconds for a whole completion (60)
``HEARSAY_LLM_STALL``       seconds without a word after which it is given up (20)
``HEARSAY_LLM_CONTEXT``     tokens of prompt and completion together (8192)
``HEARSAY_LLM_TOKENS``      tokens of the completion (1024)
``HEARSAY_LLM_TEMPERATURE`` 0 to 2 (0)
==========================  ==================================================================================

Other variables that clients of such endpoints know (``OPENAI_API_KEY`` and its kin) are not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

from app.errors import UnusableSettings

PREFIX: Final = "HEARSAY_LLM_"
_NO_ADDRESS: Final = f"the endpoint of the language model is no http(s) address; mend {PREFIX}URL or --llm-url"
LEAST_ROOM: Final = 1_000  # tokens for the rules, the question and a quote or two


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """An endpoint and the limits it is used under. Times are in seconds, sizes in tokens."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    stall: float = 20.0
    context: int = 8_192
    tokens: int = 1_024
    temperature: float = 0.0

    def __post_init__(self) -> None:
        _check_address(self.url)
        if not self.model.strip() or not self.model.isprintable():
            raise UnusableSettings(f"no language model is named for {self.url}; set {PREFIX}MODEL or give --llm-model")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise UnusableSettings(f"{PREFIX}KEY holds characters that no key has; set it again")
        if self.context - self.tokens < LEAST_ROOM:
            raise UnusableSettings(
                f"{PREFIX}CONTEXT is {self.context}: beside {self.tokens} tokens of completion that leaves under"
                f" {LEAST_ROOM} for question and evidence; raise it, or lower {PREFIX}TOKENS"
            )

    @property
    def host(self) -> str:
        """Host and port, as shown to whoever asks."""
        return urlsplit(self.url).netloc


def model_settings(
    environment: Mapping[str, str], url: str | None = None, model: str | None = None
) -> ModelSettings | None:
    """Return where the language model is; None where none is set. Options win over the environment.

    Raises `UnusableSettings`.
    """
    given = {
        name.removeprefix(PREFIX): value for name, value in environment.items() if name.startswith(PREFIX) and value
    }
    if url := url or given.get("URL"):
        return ModelSettings(
            url.rstrip("/"),
            model or given.get("MODEL", ""),
            given.get("KEY"),
            timeout=_number(given, "TIMEOUT", 60, 0.1, 3_600),
            stall=_number(given, "STALL", 20, 0.1, 3_600),
            context=int(_number(given, "CONTEXT", 8_192, 1, 10_000_000)),
            tokens=int(_number(given, "TOKENS", 1_024, 64, 100_000)),
            temperature=_number(given, "TEMPERATURE", 0, 0, 2),
        )
    if model or "MODEL" in given:
        raise UnusableSettings(f"a language model is named and no endpoint; set {PREFIX}URL or give --llm-url")
    return None


def _number(given: Mapping[str, str], name: str, otherwise: float, least: float, most: float) -> float:
    try:
        value = float(given.get(name, otherwise))
    except ValueError as wrong:
        raise UnusableSettings(f"{PREFIX}{name} is {given[name]!r}; write a number") from wrong
    if not least <= value <= most:  # neither is what is no number
        raise UnusableSettings(f"{PREFIX}{name} is {given[name]}; it must lie between {least:g} and {most:g}")
    return value


def _check_address(url: str) -> None:
    """Refuse what is no address to send to, without showing it: it may hold a password."""
    parts = _parts(url)
    usable = parts.scheme in ("http", "https") and parts.hostname and url.isprintable() and " " not in url
    if not usable:
        raise UnusableSettings(_NO_ADDRESS)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UnusableSettings(
            "the endpoint of the language model holds a name, password, query or fragment; leave that out, and put the"
            f" key into {PREFIX}KEY"
        )


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # reading it is what tells whether it is one
    except ValueError as wrong:
        raise UnusableSettings(_NO_ADDRESS) from wrong
    return parts
