import base64
import socket

import pytest
from starlette.testclient import TestClient

from app.chat.address import claim
from app.chat.auth import Hashed, read_users
from app.chat.eval_seams import Evaluations
from app.chat.server import build
from app.chat.session import COOKIE, MAX_BODY
from app.errors import Unservable, UnusableSettings
from ingest.errors import UnusableInput
from tests.app.chat.hand_made import HandMadeAssistant
from tests.app.chat.hand_made_articles import dam_library

ORIGIN = "http://127.0.0.1:7860"


def application(**more):
    library = dam_library()
    return build(library, HandMadeAssistant(library), ORIGIN, **more)


@pytest.fixture(scope="module")
def serving():
    """An application that runs while all these tests do: each comes as a user of its own."""
    app = application()
    with TestClient(app):
        yield app


@pytest.fixture
def client(serving):
    return TestClient(serving, base_url=ORIGIN)


@pytest.fixture
def other(serving):
    return TestClient(serving, base_url=ORIGIN)


def join(client, stream="abc123", **more):
    body = {"data": [], "fn_index": 0, "session_hash": stream, **more}
    return client.post("/gradio_api/queue/join", json=body)


def test_every_answer_carries_the_headers(client):
    for path in ("/", "/config", "/hearsay/hearsay.js", "/nowhere", "/gradio_api/file=http://example.org/"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


class OneRun:
    def page(self, name, before):
        if name != "a.json":
            raise UnusableInput(f"there is no run {name!r}")
        return f"<!doctype html><title>{name} {before}</title>"


REPORT = "/evals/report?run=a.json"


def test_a_report_is_served_so_that_it_runs_and_asks_for_nothing_and_only_this_page_frames_it():
    with TestClient(application(evaluations=Evaluations(None, OneRun(), None)), base_url=ORIGIN) as client:
        reply = client.get(f"{REPORT}&before=b.json")
        policy = reply.headers["content-security-policy"]
        assert (reply.status_code, reply.text) == (200, "<!doctype html><title>a.json b.json</title>")
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
        assert policy.endswith("frame-ancestors 'self'; sandbox")
        assert reply.headers["x-frame-options"] == "SAMEORIGIN"
        assert reply.headers["cache-control"] == "no-store"
        missing = client.get("/evals/report?run=<b>.json")
        assert missing.status_code == 404
        assert "There is no run &#39;&lt;b&gt;.json&#39;." in missing.text
        assert missing.headers["content-security-policy"] == policy
        assert "frame-ancestors 'none'" in client.get("/").headers["content-security-policy"]


def test_a_report_is_for_who_has_the_password(monkeypatch):
    monkeypatch.setattr("app.chat.auth._WAIT", 0)
    tests = Evaluations(None, OneRun(), None)
    with TestClient(application(users={"ann": Hashed.of("right one")}, evaluations=tests), base_url=ORIGIN) as client:
        assert client.get(REPORT).status_code == 401
        assert client.get(REPORT, headers=basic("ann", "right one")).status_code == 200


def test_without_evaluations_there_are_no_reports(client):
    assert "a.json" not in client.get(REPORT).text


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=http://example.org/a.png",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file/etc/passwd",
        "/file=http://example.org/",
        "/gradio_api/proxy=http://example.org/",
        "/gradio_api/deep_link",
        "/gradio_api/info",
        "/monitoring",
    ],
)
def test_routes_that_the_chat_has_no_use_for_are_refused(client, path):
    assert client.get(path).status_code == 403


def test_gradios_own_upload_is_refused(client):
    client.get("/")
    assert client.post("/gradio_api/upload", files={"files": b"x"}).status_code == 403


def test_a_foreign_origin_is_refused_and_gets_no_cors_header(client):
    client.get("/")
    for send in (client.get, client.options, client.post):
        reply = send("/config", headers={"origin": "http://evil.example", "access-control-request-method": "GET"})
        assert reply.status_code == 403
        assert "access-control-allow-origin" not in reply.headers


def test_the_own_origin_is_served(client):
    assert client.get("/config", headers={"origin": ORIGIN}).status_code == 200


def test_a_name_made_to_point_here_is_refused_where_only_this_machine_is_served(client):
    assert client.get("/", headers={"host": "evil.example:7860"}).status_code == 403
    assert client.get("/", headers={"host": "localhost:7860"}).status_code == 200


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    cookie = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_cookie_that_the_server_did_not_make_is_replaced(client):
    for forged in ("me", "me.", "me.0000", "é.ü"):
        reply = client.get("/", headers={"cookie": f"{COOKIE}={forged}".encode("latin-1")})
        assert COOKIE in reply.headers["set-cookie"]
        assert "=me." not in reply.headers["set-cookie"]


def test_a_cookie_that_the_server_made_is_kept(client):
    client.get("/")
    assert "set-cookie" not in client.get("/").headers


def test_nothing_is_done_for_who_has_not_opened_the_page(other):
    other.cookies.clear()
    assert join(other).status_code == 403
    assert other.put("/library/files?name=a.txt", content=b"x").status_code == 403


def test_a_result_stream_belongs_to_the_session_that_used_it_first(client, other):
    client.get("/")
    other.get("/")
    assert join(client, "stream-of-client").status_code == 200
    assert join(other, "stream-of-client").status_code == 403
    assert other.get("/gradio_api/queue/data?session_hash=stream-of-client").status_code == 403
    assert other.get("/gradio_api/heartbeat/stream-of-client").status_code == 403
    assert other.post("/gradio_api/cancel", json={"session_hash": "stream-of-client"}).status_code == 403
    assert other.post("/gradio_api/reset", json={"session_hash": "stream-of-client"}).status_code == 403


def test_a_stream_is_guarded_whatever_the_content_type_says(client, other):
    client.get("/")
    other.get("/")
    join(client, "mine")
    for kind in ("application/vnd.api+json", "text/plain", ""):
        reply = other.post(
            "/gradio_api/queue/join",
            content=b'{"data": [], "fn_index": 0, "session_hash": "mine"}',
            headers={"content-type": kind},
        )
        assert reply.status_code == 403


def test_filling_the_table_of_streams_gives_nobody_anothers_stream(monkeypatch):
    monkeypatch.setattr("app.chat.session.MAX_STREAMS", 5)
    app = application()
    client, other = (TestClient(app, base_url=ORIGIN) for _ in range(2))
    client.get("/")
    other.get("/")
    join(client, "mine")
    codes = [join(other, f"filler {n}").status_code for n in range(8)]
    assert codes == [200] * 4 + [403] * 4
    assert join(other, "mine").status_code == 403
    assert join(client, "mine").status_code == 200


def test_a_host_that_is_no_host_is_refused(client):
    assert client.get("/", headers={"host": "["}).status_code == 403


def test_a_session_header_sent_by_a_client_is_dropped(client, other):
    client.get("/")
    other.get("/", headers={"x-hearsay-session": "of somebody else"})
    assert other.get("/conversation.md", headers={"x-hearsay-session": "x"}).text.count("##") == 0


def test_a_body_that_is_too_large_is_refused(client):
    client.get("/")
    assert join(client, data=["x" * MAX_BODY]).status_code == 413


def test_a_file_that_is_too_large_is_refused_while_it_comes_in(client):
    client.get("/")

    def endless():
        for _ in range(21):
            yield b"x" * 2**20

    reply = client.put("/library/files?name=big.txt", content=endless())
    assert reply.status_code == 413
    assert "20 MB" in reply.text


def test_a_small_file_is_taken(client):
    client.get("/")
    assert client.put("/library/files?name=a.txt", content=b"words").status_code == 201


def basic(user, password):
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def test_with_users_nothing_is_served_without_the_right_password(monkeypatch):
    monkeypatch.setattr("app.chat.auth._WAIT", 0)
    with TestClient(application(users={"ann": Hashed.of("right one")}), base_url=ORIGIN) as client:
        for path in ("/", "/config", "/hearsay/hearsay.js", "/conversation.md"):
            assert client.get(path).status_code == 401
            assert client.get(path, headers=basic("ann", "wrong one")).status_code == 401
            assert client.get(path, headers=basic("bob", "right one")).status_code == 401
            assert client.get(path, headers={"authorization": "Basic %%%"}).status_code == 401
            assert client.get(path, headers=basic("ann", "right one")).status_code == 200


def test_a_cookie_is_good_for_its_own_user_only():
    users = {"ann": Hashed.of("password a"), "bob": Hashed.of("password b")}
    with TestClient(application(users=users), base_url=ORIGIN) as client:
        client.get("/", headers=basic("ann", "password a"))
        assert "set-cookie" not in client.get("/", headers=basic("ann", "password a")).headers
        assert "set-cookie" in client.get("/", headers=basic("bob", "password b")).headers


def test_a_line_of_the_users_file_is_read_back(tmp_path):
    file = tmp_path / "users"
    file.write_text(f"# who may\n\nann:{Hashed.of('right one').line()}\n")
    users = read_users(file)
    assert users["ann"].fits("right one")
    assert not users["ann"].fits("wrong one")


@pytest.mark.parametrize("text", ["", "ann", "ann:secret", "ann:scrypt$x$8$1$00$00", "ann:md5$1$1$1$00$00"])
def test_a_users_file_that_is_wrong_is_named_with_its_line(tmp_path, text):
    file = tmp_path / "users"
    file.write_text(text)
    with pytest.raises(UnusableSettings, match="users"):
        read_users(file)


def test_a_users_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnusableSettings, match="nowhere"):
        read_users(tmp_path / "nowhere")


def test_a_port_that_is_taken_is_said_with_what_to_do():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unservable, match=f"--port {port + 1}"):
            claim("127.0.0.1", port)


def test_a_claimed_port_is_kept():
    with claim("127.0.0.1", 0) as kept, pytest.raises(Unservable, match="taken"):
        claim("127.0.0.1", kept.getsockname()[1])


def test_an_address_that_is_not_ours_is_said():
    with pytest.raises(Unservable, match="--host"):
        claim("192.0.2.1", 7860)
