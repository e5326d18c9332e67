"""Under which names a chat is served, and what is said to who lets others reach it."""

import base64
import socket

import pytest
import uvicorn
from starlette.testclient import TestClient

from app.chat.address import is_local, own_names
from app.chat.auth import Hashed
from app.chat.server import build, serve
from tests.app.chat.hand_made import HandMadeAssistant
from tests.app.chat.hand_made_articles import dam_library

MACHINE = socket.gethostname()
OTHERS = ("evil.example", "127.0.0.1.evil.example", f"{MACHINE}.evil.example", "localhost.evil.example", "1.2.3", "")


def parts():
    library = dam_library()
    return library, HandMadeAssistant(library)


def asking(client, host, **more):
    """The status of a request as the page under that name makes it."""
    return client.get("/config", headers={"host": host, "origin": f"http://{host}", **more}).status_code


@pytest.fixture(scope="module")
def open_to_others():
    return TestClient(build(*parts(), "http://0.0.0.0:7898"), base_url="http://0.0.0.0:7898")


@pytest.mark.parametrize("host", OTHERS)
def test_a_name_made_to_point_here_is_refused_where_others_are_served(open_to_others, host):
    assert asking(open_to_others, f"{host}:7898") == 403


@pytest.mark.parametrize("host", [MACHINE, MACHINE.upper(), "localhost", "127.0.0.1", "192.0.2.7", "[fd00::2]"])
def test_the_machines_names_and_any_numbers_are_served_where_others_are(open_to_others, host):
    assert asking(open_to_others, f"{host}:7898") == 200


@pytest.mark.parametrize("host", ["hearsay.example", "localhost", "10.0.0.1", MACHINE.lower()])
def test_the_name_that_a_chat_was_given_is_its_own(host):
    assert own_names("Hearsay.Example")(host)
    assert not own_names("Hearsay.Example")("evil.example")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_a_chat_for_its_own_machine_goes_by_no_other_name(host):
    own = own_names(host)
    assert is_local(host)
    assert own(host)
    assert own("localhost")
    assert not any(own(name) for name in (*OTHERS, "192.0.2.7", f"not-{MACHINE}"))


def test_behind_a_login_any_name_is_served_to_who_has_the_password():
    users = {"ann": Hashed.of("right one")}
    client = TestClient(build(*parts(), "http://127.0.0.1:7898", users), base_url="http://127.0.0.1:7898")
    password = {"authorization": "Basic " + base64.b64encode(b"ann:right one").decode()}
    assert asking(client, "hearsay.example", **password) == 200
    assert asking(client, "hearsay.example") == 401
    assert asking(client, "hearsay.example", **password, origin="http://evil.example") == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "hearsay.example"])
def test_a_chat_that_listens_elsewhere_is_not_for_its_own_machine(host):
    assert not is_local(host)


@pytest.fixture
def said(monkeypatch, capsys):
    """What serving says before it serves."""
    monkeypatch.setattr(uvicorn.Server, "run", lambda _, sockets: sockets[0].close())

    def serving(host, auth=None):
        serve(*parts(), host, 0, auth)
        return capsys.readouterr().err

    return serving


def test_who_lets_others_in_without_a_password_is_warned(said):
    warned, where = said("0.0.0.0").splitlines()
    assert "anyone who can reach http://" in warned
    assert "can read and change the library" in warned
    assert "--auth FILE" in warned
    assert where.startswith("Hearsay is at")


def test_no_warning_is_given_where_nobody_else_gets_in(said, tmp_path):
    users = tmp_path / "users"
    users.write_text(f"ann:{Hashed.of('right one').line()}\n")
    assert "warning" not in said("127.0.0.1")
    assert "warning" not in said("0.0.0.0", users)
