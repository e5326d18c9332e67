"""What every way to a language model must do: the adapter of OpenAI-compatible endpoints, and the stand-in."""

import time

import pytest

from app.errors import ModelFailed, ModelFailure
from app.llm import LLM, STOP, Prompt
from app.openai_like import OpenAICompatible
from app.settings import ModelSettings
from tests.fakes import ScriptedModel
from tests.llm.server import address, replying, serving

PIECES = ("{“one” ", "<|endoftext|> ", "three}")
PROMPT = Prompt("Be brief.", "<x0 question>who?</x0>")


@pytest.fixture(scope="module")
def server():
    with serving(lambda _: replying(lambda _: "".join(PIECES), size=4)) as started:
        yield started


@pytest.fixture(params=["scripted", "openai-compatible"])
def llm(request, server) -> LLM:
    if request.param == "scripted":
        return ScriptedModel(*PIECES, name="a-model")
    return OpenAICompatible(ModelSettings(address(server), "a-model"))


def test_a_completion_comes_in_pieces_with_its_finish_reason_last(llm):
    pieces = list(llm.stream(PROMPT))
    assert "".join(piece.text for piece in pieces) == "".join(PIECES)
    assert [piece.finish_reason for piece in pieces if piece.finish_reason] == [STOP]
    assert len([piece for piece in pieces if piece.text]) > 1


def test_it_is_known_by_name_and_host(llm):
    assert llm.name == "a-model"
    assert llm.host.startswith("127.0.0.1:")


def test_every_text_has_a_count_that_grows_with_it(llm):
    counts = [llm.count(text) for text in ("", "who", "who said <|endoftext|> that?", "who said that? " * 100)]
    assert counts == sorted(counts)
    assert counts[0] < counts[1] < counts[-1]
    assert llm.room > 0


def test_a_stream_may_be_left_and_another_begun(llm):
    stream = llm.stream(PROMPT)
    next(stream)
    stream.close()
    assert len(list(llm.stream(PROMPT))) > 1


def test_two_streams_at_once_do_not_mix(llm):
    one, other = llm.stream(PROMPT), llm.stream(PROMPT)
    next(one)
    assert "".join(piece.text for piece in other) == "".join(PIECES)
    assert list(one)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "http://nowhere.invalid/v1"])
def test_an_endpoint_that_is_not_there_fails_in_one_line(url):
    began = time.monotonic()
    with pytest.raises(ModelFailed) as failed:
        list(OpenAICompatible(ModelSettings(url, "a-model", stall=2)).stream(PROMPT))
    assert failed.value.code in (ModelFailure.UNREACHABLE, ModelFailure.TIMEOUT)
    assert "\n" not in str(failed.value)
    assert time.monotonic() - began < 10
