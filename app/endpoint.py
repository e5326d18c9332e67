"""Chooses the language model that was set, if one was; what speaks to it is imported only then."""

import os

from app.compose.model import ModelComposer
from app.errors import UnusableSettings
from app.llm import LLM
from app.settings import model_settings

INSTALL = "pip install 'hearsay[llm]'"


def composer_of(url: str | None, model: str | None) -> ModelComposer | None:
    """Return the composer that asks the endpoint set by options or the environment; None where there is none.

    Raises what `llm_of` does.
    """
    llm = llm_of(url, model)
    return ModelComposer(llm) if llm else None


def llm_of(url: str | None, model: str | None) -> LLM | None:
    """Return the language model set by options or the environment; None where there is none.

    Raises `UnusableSettings`, also where the extra that speaks to endpoints is not installed.
    """
    settings = model_settings(os.environ, url, model)
    if settings is None:
        return None
    try:
        from app.openai_like import OpenAICompatible
    except ModuleNotFoundError as missing:
        raise UnusableSettings(
            f"a language model is set, but {missing.name} is not installed; run {INSTALL}, or give --no-llm"
        ) from missing
    return OpenAICompatible(settings)
