"""A language model from the command line and in the chat: what is told, what is sent, and what goes wrong."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from app.chat.ask import Asking
from app.cli import run
from app.compose.model import ModelComposer
from app.pipeline import Assistant
from tests.fakes import ScriptedModel
from tests.llm.server import address, replying, serving

QUESTION = "how many people died in the flood?"


def first_clauses(asked):
    gists = ((number, words.replace(".", ",").partition(",")[0]) for number, _, words in asked.evidence)
    return "\n".join(json.dumps({"evidence": [number], "gist": f"that {gist}"}) for number, gist in gists)


@pytest.fixture(scope="module")
def server():
    with serving(lambda name: replying(first_clauses if name == "good" else lambda _: "no")) as started:
        yield started


@pytest.fixture(autouse=True)
def no_model(monkeypatch):
    for name in list(os.environ):
        if name.startswith("HEARSAY_LLM_"):
            monkeypatch.delenv(name)


def test_a_process_asks_the_model_that_is_set_and_says_where_the_question_goes(server, demo_folder):
    environment = os.environ | {"HEARSAY_LLM_URL": address(server), "HEARSAY_LLM_MODEL": "good", "OPENAI_API_KEY": "sk"}
    command = [sys.executable, "-m", "app", "--library", str(demo_folder), "ask", QUESTION, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    answer = json.loads(done.stdout)
    assert answer["composer"] == "good"
    assert any("gist" in statement for statement in answer["statements"])
    host = f"127.0.0.1:{server.server_port}"
    assert done.stderr == f"Each question, and the passages found for it, are sent to good at {host}.\n"


def test_options_name_the_model_and_its_failure_is_told_in_the_answer(server, demo_folder, capsys):
    arguments = ["--library", str(demo_folder), "ask", QUESTION, "--llm-url", address(server), "--llm-model", "bad"]
    assert run(arguments) == 0
    printed = capsys.readouterr().out
    assert "bad did not word this answer: its reply holds no statement. It is quotes alone." in printed
    assert run([*arguments, "--json"]) == 0
    fallback = json.loads(capsys.readouterr().out)["fallback"]
    assert fallback == {"model": "bad", "code": "nonsense", "detail": "its reply holds no statement"}


def test_no_model_is_asked_where_it_is_switched_off_or_there_is_nothing_to_answer(server, demo_folder, capsys):
    before = len(server.requests)
    given = ["--llm-url", address(server), "--llm-model", "good"]
    assert run(["--library", str(demo_folder), "ask", QUESTION, *given, "--no-llm"]) == 0
    assert capsys.readouterr().err == ""
    for question in ("Who won the chess tournament in Reykjavik?", "how many articles are there?"):
        assert run(["--library", str(demo_folder), "ask", question, *given]) == 0
    assert len(server.requests) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--llm-url", "ftp://x"], "mend HEARSAY_LLM_URL or --llm-url"),
        (["--llm-url", "http://127.0.0.1:9/v1"], "set HEARSAY_LLM_MODEL or give --llm-model"),
        (["--llm-model", "m"], "set HEARSAY_LLM_URL or give --llm-url"),
    ],
)
@pytest.mark.parametrize("command", [["ask", QUESTION], ["chat", "--port", "17861"]])
def test_a_model_that_is_set_wrongly_ends_in_one_line_with_exit_code_2(command, arguments, told, demo_folder, capsys):
    assert run(["--library", str(demo_folder), *command, *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("hearsay: ")
    assert printed.err.count("\n") == 1
    assert told in printed.err


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch, demo_folder, capsys):
    monkeypatch.delitem(sys.modules, "app.openai_like", raising=False)
    monkeypatch.setitem(sys.modules, "llama_index.llms.openai_like", None)
    given = ["--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m"]
    assert run(["--library", str(demo_folder), "ask", QUESTION, *given]) == 2
    assert "pip install 'hearsay[llm]'" in capsys.readouterr().err


def test_asking_without_a_model_imports_nothing_of_it(demo_folder):
    script = (
        "import sys; from app.cli import run; run(sys.argv[1:]);"
        "print([n for n in ('llama_index', 'openai', 'httpx', 'tiktoken', 'app.openai_like') if n in sys.modules])"
    )
    command = [sys.executable, "-c", script, "--library", str(demo_folder), "ask", QUESTION, "--json"]
    environment = os.environ | {"OPENAI_API_KEY": "sk-hosted"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def chat_with(demo, *pieces, **options):
    assistant = Assistant(demo.store, demo.embedder, model=ModelComposer(ScriptedModel(*pieces, **options)))
    return Asking(SimpleNamespace(store=demo.store), assistant)


def test_the_chat_says_where_a_question_goes_before_it_is_asked(demo, assistant):
    _, composer = chat_with(demo, "x", name="<b>m</b>").look("me")
    assert "are sent to &lt;b&gt;m&lt;/b&gt; at 127.0.0.1:1." in composer
    _, composer = Asking(SimpleNamespace(store=demo.store), assistant).look("me")
    assert "are sent to" not in composer


def test_the_chat_shows_a_gist_as_its_sources_and_what_was_removed_on_request(demo):
    said = '{"evidence": [1], "gist": "it is confirmed <img src=x>"}\n{"evidence": [4], "gist": "that over five weeks '
    said += 'The Hill Bell has spoken to crew leaders"}'
    views = [str(view) for view in chat_with(demo, said).ask("me", {"question": QUESTION})]
    last = views[-1]
    assert "writes, in short, that <span" in last.replace("also ", "")
    assert "<img" not in last
    assert "<details" in last
    assert "<code>gist-markup</code>" in last
    assert any(0 < view.count('class="statement"') < last.count('class="statement"') for view in views)


def test_where_the_model_fails_midway_nothing_is_shown_twice(demo):
    failing = ['{"evidence": [1]}\n{"evidence": [2]}\n', "{broken}"]
    views = [str(view) for view in chat_with(demo, *failing).ask("me", {"question": QUESTION})]
    assert max(view.count('class="statement"') for view in views) == views[-1].count('class="statement"')


def test_the_chat_says_in_words_that_the_model_failed(demo):
    *_, last = chat_with(demo, "no").ask("me", {"question": QUESTION})
    assert '<p class="warning">scripted did not word this answer: its reply holds no statement.' in str(last)


def test_stopping_leaves_the_model(demo):
    llm = ScriptedModel('{"evidence": [1]}\n', '{"evidence": [2]}\n')
    assistant = Assistant(demo.store, demo.embedder, model=ModelComposer(llm))
    asking = Asking(SimpleNamespace(store=demo.store), assistant)
    views = asking.ask("me", {"question": QUESTION})
    while not llm.is_open:
        next(views)
    next(views)
    asking.stop("me")
    *_, last = views
    assert not llm.is_open
    assert "Stopped before the answer was complete" in str(last)
