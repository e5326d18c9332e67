"""The command line as a user runs it: its output and its exit code. Each way to end is seen in a process of its own."""

import json
import subprocess
import sys

import pytest

from tests.command_line import hearsay, hearsay_process, one_line_on_stderr
from tests.index.articles import made_by_schema_1

STORY = """The quay at Marrow was closed

By Ann Verrel

The harbour master closed the quay on Monday after two cranes failed.
"""


@pytest.fixture
def story(tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


def test_a_file_goes_in_and_comes_back_in_an_answer(story, tmp_path):
    library = tmp_path / "library"
    assert hearsay_process("ingest", story, library=library).returncode == 0
    answered = hearsay_process("ask", "why was the quay closed?", "--json", library=library)
    form = json.loads(answered.stdout)
    assert answered.returncode == 0
    assert form["outcome"] == "answered"
    shown = json.loads(
        hearsay_process("show", form["statements"][0]["citations"][0]["article"], "--json", library=library).stdout
    )
    for citation in form["statements"][0]["citations"]:
        assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert hearsay_process("check", library=library).returncode == 0


def test_an_abstention_is_an_answer_and_exits_with_0(demo_folder):
    done = hearsay("ask", "Who won the chess tournament in Reykjavik?", library=demo_folder)
    assert done.returncode == 0
    assert done.stdout.startswith("No article here addresses")


def test_the_library_may_be_named_before_the_command_after_it_or_by_the_environment(demo_folder):
    counts = {
        hearsay("--library", demo_folder, "articles").stdout,
        hearsay("articles", "--library", demo_folder).stdout,
        hearsay("articles", library=demo_folder).stdout,
    }
    assert len(counts) == 1
    assert "22 articles" in counts.pop()


def test_a_batch_answers_each_line_with_its_id_first(demo_folder, tmp_path):
    batch = tmp_path / "questions.jsonl"
    rows = [
        {"id": "a", "question": "what does the plain hammer say about sabotage?", "history": []},
        {"id": "b", "question": "and the hill bell?", "history": ["what does the plain hammer say about sabotage?"]},
    ]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    lines = hearsay_process("ask", "--batch", batch, "--json", library=demo_folder).stdout.splitlines()
    answers = [json.loads(line) for line in lines]
    assert [next(iter(answer)) for answer in answers] == ["id", "id"]
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert answers[1]["scope"]["outlets"] == ["The Hill Bell"]


def test_a_bad_file_is_reported_and_the_rest_goes_in(story, tmp_path):
    """The library lies among the articles, as ./library does, and is not taken for some."""
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    done = hearsay_process("ingest", tmp_path, "--json", library=tmp_path / "library")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["added"] == ["story.txt"]
    assert [rejected["file"] for rejected in report["rejected"]] == ["broken.pdf"]


def test_the_listing_has_the_contracts_keys(demo_folder):
    listed = json.loads(hearsay("articles", "--json", library=demo_folder).stdout)
    keys = {"id", "file", "title", "outlet", "author", "published", "first_published", "origin", "language", "words"}
    assert all(keys | {"from", "warnings"} <= set(article) for article in listed)
    assert {a["from"]["outlet"] for a in listed} <= {"metadata.csv", "markup", "text", "user", "unknown"}
    assert all((a["outlet"] is None) == (a["from"]["outlet"] == "unknown") for a in listed)


def test_removal_is_undone_by_restore(story, tmp_path):
    library = tmp_path / "library"
    hearsay("ingest", story, library=library)
    (held,) = json.loads(hearsay("articles", "--json", library=library).stdout)
    assert hearsay("remove", held["id"], library=library).returncode == 0
    assert json.loads(hearsay("articles", "--json", library=library).stdout) == []
    assert hearsay("restore", held["id"], library=library).returncode == 0
    assert json.loads(hearsay("articles", "--json", library=library).stdout) == [held]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "either a question or --batch"),
        (["ask", ""], "the question is empty"),
        (["ask", "why?", "--after", "3/4/2026"], "write it as 2017-12-20"),
        (["show", "feedfeedfeedfeed"], "feedfeedfeedfeed"),
        (["nonsense"], "hearsay --help shows how"),
        (["ask", "what", "is", "this"], "put the question in quotes"),
        (["ask", "why?", "--citations", "0"], "a number from 1 to 50"),
        (["ask", "why?", "--after", "2024-02-01", "--before", "2024-01-01"], "swap the two dates"),
        (["ask", "why?", "--outlet", ""], "is empty"),
        (["remove", "feedfeed"], "hearsay articles lists the ids"),
        (["ask", "--batch", "nowhere.jsonl"], "nowhere.jsonl: cannot be read"),
        (["ingest", "/no/such/place", "--library", "unused"], "/no/such/place"),
    ],
)
def test_an_unusable_command_is_one_line_and_exits_with_2(demo_folder, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    done = hearsay(*arguments, library=demo_folder)
    assert done.returncode == 2
    assert said in one_line_on_stderr(done)


def test_a_missing_library_says_how_to_make_one(tmp_path):
    done = hearsay_process("ask", "why?", library=tmp_path / "none")
    assert done.returncode == 2
    assert "hearsay ingest" in one_line_on_stderr(done)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["remove", "restore"])
def test_a_change_of_no_library_makes_none(tmp_path, command):
    assert hearsay(command, "abc", library=tmp_path / "none").returncode == 2
    assert not (tmp_path / "none").exists()


def test_hearsay_alone_shows_its_commands():
    done = hearsay_process()
    assert done.returncode == 0
    assert "ingest" in done.stdout


def test_an_article_may_be_named_by_the_beginning_of_its_id(demo_folder, demo):
    article = demo.store.articles()[0]
    shown = json.loads(hearsay("show", article.id[:10], "--json", library=demo_folder).stdout)
    assert shown["id"] == article.id


def test_an_article_is_shown_with_who_says_what_in_the_contracts_shape(demo_folder, demo):
    article = next(entry.id for entry in demo.store.articles() if entry.file == "star-sirens-wire.txt")
    shown = json.loads(hearsay("show", article, "--json", library=demo_folder).stdout)
    kessary = [said for said in shown["attributions"] if said["speaker"] == "Edwin Kessary"]
    assert set(kessary[0]) == {"source", "cue", "content", "speaker", "kind", "force", "within"}
    words = " ".join(shown["text"][start:end] for said in kessary for start, end in said["content"])
    assert "We are checking each station" in words
    assert "Edwin Kessary" in hearsay("show", article, library=demo_folder).stdout.split("\n\n")[0]


def test_the_sources_are_outlets_authors_and_whoever_is_quoted_with_counts(demo_folder, demo):
    listed = json.loads(hearsay("sources", "--json", library=demo_folder).stdout)
    assert sum(outlet["articles"] for outlet in listed["outlets"]) == 22
    assert listed["speakers"][0] == {
        "name": demo.store.speakers()[0].name,
        "kind": demo.store.speakers()[0].kind.value,
        "spellings": list(demo.store.speakers()[0].spellings),
        "articles": demo.store.speakers()[0].articles,
        "attributions": demo.store.speakers()[0].attributions,
    }
    assert len(listed["speakers"]) == len(demo.store.speakers())
    printed = hearsay("sources", library=demo_folder)
    assert listed["outlets"][0]["name"] in printed.stdout
    assert "Edwin Kessary" in printed.stdout
    assert printed.stderr == ""


def test_a_library_that_an_earlier_hearsay_made_is_read_told_of_and_brought_up_to_date(story, tmp_path):
    library = tmp_path / "library"
    story.write_text(STORY + "\nThe harbour master, Ines Sarro, said that the sheds were safe.\n", encoding="utf-8")
    hearsay("ingest", story, library=library)
    made_by_schema_1(library)
    old = hearsay("sources", library=library)
    assert (old.returncode, "Sarro" in old.stdout) == (0, False)
    assert "hearsay check --repair" in old.stderr
    assert hearsay("check", library=library).returncode == 1
    assert hearsay("check", "--repair", library=library).returncode == 0
    assert "Ines Sarro" in hearsay("sources", library=library).stdout


def test_what_was_not_removed_cannot_be_restored(demo_folder, demo):
    done = hearsay("restore", demo.store.articles()[0].id, library=demo_folder)
    assert done.returncode == 2
    assert "no article to be had" in one_line_on_stderr(done)


def test_another_encoder_is_refused_with_the_command_that_changes_it(demo_folder):
    done = hearsay("ask", "why?", "--encoder", "another", library=demo_folder)
    assert done.returncode == 2
    assert "hearsay check --repair" in one_line_on_stderr(done)


@pytest.mark.parametrize(
    "command", ["ingest", "articles", "show", "sources", "ask", "chat", "check", "remove", "restore"]
)
def test_every_command_has_help_with_an_example(command):
    done = hearsay(command, "--help")
    assert done.returncode == 0
    assert "Example: hearsay" in done.stdout


def test_a_cold_question_loads_neither_a_web_server_nor_torch_nor_chroma_nor_the_tagger(demo_folder):
    watched = "import sys; from app.cli import run; run(sys.argv[1:]); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", watched, "--library", str(demo_folder), "ask", "why did the dam fail?"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(eval(done.stderr.splitlines()[-1]))
    assert "onnxruntime" in loaded
    assert not loaded & {"gradio", "fastapi", "torch", "chromadb", "trafilatura", "pandas", "onnx", "rich"}
    assert not loaded & {"ingest.attribution.tagger", "ingest.attribution.reading", "index.folding"}
