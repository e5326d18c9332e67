import pytest

from app.errors import UnusableSettings
from app.settings import ModelSettings, model_settings

URL, MODEL = "http://127.0.0.1:8080/v1", "a-model"
SET = {"HEARSAY_LLM_URL": URL, "HEARSAY_LLM_MODEL": MODEL}


def test_without_an_endpoint_there_is_no_model_whatever_else_the_environment_holds():
    hosted = {"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "https://api.invalid/v1", "HEARSAY_LLM_KEY": "k"}
    assert model_settings(hosted) is None
    assert model_settings({"HEARSAY_LLM_URL": "", "HEARSAY_LLM_MODEL": ""}) is None


def test_the_environment_gives_everything():
    given = SET | {
        "HEARSAY_LLM_KEY": "k", "HEARSAY_LLM_TIMEOUT": "9", "HEARSAY_LLM_STALL": "0.5", "HEARSAY_LLM_CONTEXT": "4096",
        "HEARSAY_LLM_TOKENS": "512", "HEARSAY_LLM_TEMPERATURE": "0.7",
    }  # fmt: skip
    assert model_settings(given) == ModelSettings(URL, MODEL, "k", 9.0, 0.5, 4096, 512, 0.7)


def test_options_win_over_the_environment_and_a_last_slash_is_dropped():
    assert model_settings(SET, "https://host.example:444/v1/", "other") == ModelSettings(
        "https://host.example:444/v1", "other"
    )


def test_the_host_is_shown_with_its_port():
    assert ModelSettings(URL, MODEL).host == "127.0.0.1:8080"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"HEARSAY_LLM_URL": "ftp://host/v1"}, "no http"),
        ({"HEARSAY_LLM_URL": "127.0.0.1:8080"}, "no http"),
        ({"HEARSAY_LLM_URL": "http://"}, "no http"),
        ({"HEARSAY_LLM_URL": "http://[::1"}, "no http"),
        ({"HEARSAY_LLM_URL": "http://host:99999/v1"}, "no http"),
        ({"HEARSAY_LLM_URL": "http://ho st/v1"}, "no http"),
        ({"HEARSAY_LLM_URL": "http://user:secret@host/v1"}, "HEARSAY_LLM_KEY"),
        ({"HEARSAY_LLM_URL": "http://host/v1?key=secret"}, "HEARSAY_LLM_KEY"),
        ({"HEARSAY_LLM_MODEL": ""}, "HEARSAY_LLM_MODEL"),
        ({"HEARSAY_LLM_MODEL": "a\nb"}, "HEARSAY_LLM_MODEL"),
        ({"HEARSAY_LLM_KEY": "a\nb"}, "HEARSAY_LLM_KEY"),
        ({"HEARSAY_LLM_TIMEOUT": "soon"}, "HEARSAY_LLM_TIMEOUT"),
        ({"HEARSAY_LLM_TIMEOUT": "nan"}, "HEARSAY_LLM_TIMEOUT"),
        ({"HEARSAY_LLM_TEMPERATURE": "3"}, "HEARSAY_LLM_TEMPERATURE"),
        ({"HEARSAY_LLM_CONTEXT": "1500"}, "HEARSAY_LLM_CONTEXT"),
        ({"HEARSAY_LLM_URL": ""}, "HEARSAY_LLM_URL"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line_without_a_secret(changed, told):
    with pytest.raises(UnusableSettings, match=told) as wrong:
        model_settings(SET | changed)
    assert "\n" not in str(wrong.value)
    assert "secret" not in str(wrong.value)
