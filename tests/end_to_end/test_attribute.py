"""``hearsay attribute``: who says what in a text, without a library."""

import json
import os

from tests.command_line import hearsay, one_line_on_stderr

SPEECH = """Water came at night, mayor says

Osric Fenn, the mayor of Sallow Ford, said on Sunday that no siren had sounded before the water came.

“I was awake,” Fenn told reporters. “I would have heard it.” The Basin Authority denied that the alarm had failed.
"""


def told(line: str, text: str) -> list[tuple[str, str, str]]:
    return [
        (each["speaker"], each["force"], " ".join(text[start:end] for start, end in each["content"]))
        for each in json.loads(line)["attributions"]
    ]


def test_a_file_is_told_with_offsets_into_its_own_text(tmp_path):
    file = tmp_path / "speech.txt"
    file.write_text(SPEECH, encoding="utf-8")
    done = hearsay("attribute", file, "--json")
    assert done.returncode == 0
    assert "text" not in json.loads(done.stdout)
    found = told(done.stdout, SPEECH)
    assert ("Osric Fenn", "asserts", "“I was awake,” “I would have heard it.”") in found
    assert ("Basin Authority", "denies", "that the alarm had failed") in [(s, f, c.rstrip(".")) for s, f, c in found]


def test_a_page_is_told_with_the_text_that_was_read_from_it(tmp_path):
    file = tmp_path / "speech.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in SPEECH.splitlines() if line)
    file.write_text(f"<html><body><article>{paragraphs}</article></body></html>", encoding="utf-8")
    done = hearsay("attribute", file, "--json")
    text = json.loads(done.stdout)["text"]
    assert ("Osric Fenn", "asserts", "“I was awake,” “I would have heard it.”") in told(done.stdout, text)


def test_a_batch_gives_a_line_for_each_line_in_the_contracts_shape(tmp_path):
    batch = tmp_path / "texts.jsonl"
    texts = {"one": "Jo Bell said\u2028nobody rang.", "none": "The water came at dawn.", "empty": ""}
    lines = [json.dumps({"id": i, "text": t}, ensure_ascii=False) for i, t in texts.items()]
    batch.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = hearsay("attribute", "--batch", batch)
    rows = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert [row["id"] for row in rows] == list(texts)
    assert {"source", "cue", "content", "speaker"} <= set(rows[0]["attributions"][0])
    assert rows[2]["attributions"] == []


def test_without_json_each_attribution_is_a_line_to_read(tmp_path):
    file = tmp_path / "speech.txt"
    file.write_text(SPEECH, encoding="utf-8")
    done = hearsay("attribute", file)
    assert done.stdout.startswith(f"{file}: ")
    assert "    Osric Fenn, asserts [told" in done.stdout


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_done(tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(SPEECH, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 torn")
    done = hearsay("attribute", good, bad, "--json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.startswith(f"hearsay: {bad} ")
    assert done.stderr.count("\n") == 1


def test_a_line_that_is_no_text_is_named(tmp_path):
    batch = tmp_path / "texts.jsonl"
    batch.write_text('{"id": "a", "text": "x"}\n{"id": "b"}\n', encoding="utf-8")
    done = hearsay("attribute", "--batch", batch)
    assert done.returncode == 2
    assert f"{batch}:2" in one_line_on_stderr(done)


def test_neither_files_nor_a_batch_is_a_wrong_command_line():
    done = hearsay("attribute")
    assert done.returncode == 2
    assert "files or --batch" in one_line_on_stderr(done)


def test_it_needs_no_library(tmp_path):
    file = tmp_path / "speech.txt"
    file.write_text(SPEECH, encoding="utf-8")
    assert hearsay("attribute", file, library=tmp_path / "none").returncode == 0
    assert os.listdir(tmp_path) == ["speech.txt"]  # noqa: PTH208  # names are all that is asked
