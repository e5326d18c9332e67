"""The child process: what it may not do, and what becomes of it."""

import os
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ingest.errors import Rejected
from ingest.limits import Limits
from ingest.pipeline import find, read
from ingest.sandbox import ROOT, Sandbox

CONFINED = "from ingest.child import confine, allow_seconds; from ingest.limits import Limits; confine(Limits()); "
STORY = "The bridge over the river was closed on Monday after engineers found cracks in two of its pillars.\n"


def last_words(code: str) -> str:
    """Run `code` in a confined process and return the last line it leaves on standard error."""
    ran = subprocess.run([sys.executable, "-c", CONFINED + code], capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    return (ran.stderr.strip() or "killed").splitlines()[-1]


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://example.org/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
    ],
)
def test_a_reader_reaches_neither_the_network_nor_another_program(code):
    assert "is not allowed while reading a file" in last_words(code)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process")
def test_a_reader_has_only_so_much_memory():
    assert last_words("bytearray(3_000_000_000)") == "MemoryError"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not limit processor time")
def test_a_reader_has_only_so_much_processor_time():
    assert last_words("allow_seconds(0)\nwhile True: pass") == "killed"


def test_a_child_leaves_nothing_behind_where_the_program_was_started(tmp_path, monkeypatch):
    """The text is in no language that English words tell, so the child unpacks a model into a temporary file."""
    (tmp_path / "welsh.txt").write_text("Mae'r bont dros yr afon wedi cau ers dydd Llun ar ôl i beirianwyr. " * 5)
    here, temporary = tmp_path / "here", tmp_path / "temporary"
    here.mkdir()
    temporary.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with Sandbox(Limits()) as sandbox:
        assert sandbox.parse(tmp_path / "welsh.txt", None).metadata.language == "cy"
        (folder,) = temporary.iterdir()
        assert list(folder.iterdir()) == []
    assert [*here.iterdir(), *temporary.iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not remove the folder that a process works in")
def test_a_parent_that_is_killed_leaves_nothing_behind_either(tmp_path):
    code = (
        "import sys, time; from pathlib import Path\n"
        "from ingest.limits import Limits; from ingest.sandbox import Sandbox\n"
        "with Sandbox(Limits()) as sandbox:\n"
        "    sandbox.parse(Path(sys.argv[1]), None); print('read', flush=True); time.sleep(60)"
    )
    (tmp_path / "story.txt").write_text(STORY)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", code, str(tmp_path / "story.txt")]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"read\n"
        assert len(list(temporary.iterdir())) == 1
        parent.kill()
    for _ in range(100):
        if not list(temporary.iterdir()):
            break
        time.sleep(0.1)
    assert list(temporary.iterdir()) == []


def test_a_child_looks_for_no_other_place_for_temporary_files(tmp_path):
    """`tempfile` would try /tmp and the like, and at last the working directory, by writing into each."""
    code = CONFINED + "import tempfile, sys; sys.stdout.write(tempfile.mkstemp()[1])"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": "/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(ran.stdout).parent == tmp_path
    assert [str(path) for path in tmp_path.iterdir()] == [ran.stdout]


def test_a_program_beside_the_articles_is_not_run_by_the_child(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit('run')")
    (tmp_path / "page.html").write_text(f"<html><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>")
    monkeypatch.chdir(tmp_path)
    with Sandbox(Limits()) as sandbox:
        assert STORY.strip() in sandbox.parse(Path("page.html"), None).text


def test_a_child_that_dies_is_reported_with_its_last_words_and_replaced(tmp_path):
    (tmp_path / "good.txt").write_text(STORY)
    with Sandbox(Limits()) as sandbox:
        with pytest.raises(Rejected, match="AttributeError") as refused:
            sandbox.parse(tmp_path / "good.txt", {"title": ["a row", "of no sort"]})
        assert refused.value.code == "damaged"
        assert sandbox.parse(tmp_path / "good.txt", None).text == STORY.strip()


def test_one_child_reads_many_files(tmp_path, monkeypatch):
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **more: started.append(args) or popen(*args, **more))
    for i in range(20):
        (tmp_path / f"{i}.txt").write_text(f"{STORY}Number {i}.\n")
    outcomes = [outcome for _, outcome in read(find([tmp_path]), lambda texts: [1 for _ in texts], 100)]
    assert len({outcome.digest for outcome in outcomes}) == 20
    assert len(started) == 1


def test_reading_a_page_fetches_nothing(tmp_path: Path, read_here):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        at = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / "page.html").write_text(
            f"""<!DOCTYPE html SYSTEM "{at}/dtd"><html><head><meta property="og:image" content="{at}/og">
            <link rel="canonical" href="{at}/page"><link rel="stylesheet" href="{at}/css">
            <script src="{at}/js"></script>
            <base href="{at}/"></head><body><article><img src="{at}/img"><p>{STORY}</p><p>{STORY}</p>
            <iframe src="{at}/frame"></iframe></article></body></html>"""
        )
        assert STORY.strip() in read_here(tmp_path / "page.html").text
    finally:
        server.shutdown()
    assert asked == []
