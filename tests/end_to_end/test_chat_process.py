"""The chat as a process: it comes up, says where it is, refuses a taken port in one line, and ends when asked to."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def chat(library, *options):
    return subprocess.Popen(
        [sys.executable, "-m", "app", "--library", str(library), "chat", *options],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def wait_for(address, process, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address) as reply:
                return reply.status
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the chat did not come up: {process.poll()}")


def test_the_chat_comes_up_names_its_address_and_ends_on_an_interrupt(tmp_path):
    port = free_port()
    process = chat(tmp_path / "library", "--port", str(port))
    try:
        assert wait_for(f"http://127.0.0.1:{port}/", process) == 200
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}" in said
    assert "Traceback" not in said
    assert process.returncode == 0


def test_a_taken_port_is_one_line_that_says_what_to_do(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = chat(tmp_path / "library", "--port", str(port))
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said.splitlines() == [
        f"hearsay: port {port} on 127.0.0.1 is taken; choose another: hearsay chat --port {port + 1}"
    ]


def test_a_users_file_that_is_wrong_stops_the_chat_in_one_line(tmp_path):
    (tmp_path / "users").write_text("ann:secret\n")
    process = chat(tmp_path / "library", "--port", str(free_port()), "--auth", str(tmp_path / "users"))
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "users:1" in said
