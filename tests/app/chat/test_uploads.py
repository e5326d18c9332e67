"""Files on their way in: what is on disk is counted, and nothing stays that nobody will ingest."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.chat import uploads as limits
from app.chat.uploads import MAX_AGE, Refused, Room, Uploads
from ingest.limits import Limits
from tests.loops import run


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def uploads(clock):
    kept = Uploads(clock)
    yield kept
    kept.close()


async def chunks(*parts):
    for part in parts:
        yield part


def send(uploads, session, *parts):
    run(uploads.receive(session, "a.txt", chunks(*parts)))


def on_disk(uploads):
    return [file for folder in Path(uploads._folder).iterdir() for file in folder.iterdir()]


def test_a_file_that_ingest_would_refuse_for_its_size_is_not_taken(uploads):
    assert Limits().file == limits.MAX_FILE
    send(uploads, "me", b"x" * limits.MAX_FILE)
    with pytest.raises(Refused, match="larger than 20 MB"):
        send(uploads, "me", b"x" * limits.MAX_FILE, b"x")
    assert len(on_disk(uploads)) == 1


def together(uploads, *sessions, size):
    """Send a file of each session, all halfway in before any ends; return what was refused."""

    async def slowly(halfway):
        yield b"x" * size
        await halfway.wait()

    async def sending():
        halfway = asyncio.Barrier(len(sessions))
        jobs = (uploads.receive(session, "a.txt", slowly(halfway)) for session in sessions)
        return await asyncio.wait_for(asyncio.gather(*jobs, return_exceptions=True), 5)

    return run(sending())


@pytest.mark.parametrize(("limit", "value"), [("MAX_ALL", 15), ("MAX_ALL_FILES", 1)])
def test_files_that_are_still_coming_in_count_for_all(uploads, monkeypatch, limit, value):
    monkeypatch.setattr(limits, limit, value)

    async def sending():
        first_is_in, second_is_refused = asyncio.Event(), asyncio.Event()

        async def slow():
            yield b"x" * 10
            first_is_in.set()
            await second_is_refused.wait()

        first = asyncio.create_task(uploads.receive("me", "a.txt", slow()))
        await first_is_in.wait()
        with pytest.raises(Refused, match="wait already"):
            await uploads.receive("you", "b.txt", chunks(b"x" * 10))
        second_is_refused.set()
        await first

    run(sending())
    assert [file.stat().st_size for file in on_disk(uploads)] == [10]


@pytest.mark.parametrize(("limit", "value"), [("MAX_WAITING", 15), ("MAX_FILES", 1)])
def test_files_that_are_still_coming_in_count_for_their_session_only(uploads, monkeypatch, limit, value):
    monkeypatch.setattr(limits, limit, value)
    assert together(uploads, "me", "you", size=10) == [None, None]
    for session in ("me", "you"):
        with pytest.raises(Refused, match="wait already"):
            send(uploads, session, b"x" * 10)
    assert len(on_disk(uploads)) == 2


def test_who_goes_away_leaves_neither_a_file_nor_a_place(uploads, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ALL", 10)
    monkeypatch.setattr(limits, "MAX_ALL_FILES", 1)

    async def broken():
        yield b"x" * 10
        raise ConnectionResetError

    for _ in range(3):
        with pytest.raises(ConnectionResetError):
            run(uploads.receive("me", "a.txt", broken()))
        assert on_disk(uploads) == []
    send(uploads, "you", b"x" * 10)


def test_a_refused_file_leaves_neither_a_file_nor_a_place(uploads, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ALL", 10)
    for _ in range(3):
        with pytest.raises(Refused):
            send(uploads, "me", b"x" * 8, b"x" * 8)
        assert on_disk(uploads) == []
    send(uploads, "you", b"x" * 10)


def test_a_file_that_never_ends_is_given_up(uploads, monkeypatch):
    monkeypatch.setattr(limits, "MAX_TIME", 0.05)
    monkeypatch.setattr(limits, "MAX_ALL_FILES", 1)

    async def stuck():
        yield b"x"
        await asyncio.Event().wait()

    with pytest.raises(Refused, match="too long"):
        run(uploads.receive("me", "a.txt", stuck()))
    assert on_disk(uploads) == []
    monkeypatch.setattr(limits, "MAX_TIME", 60)
    send(uploads, "you", b"x")


def test_files_that_nobody_ingests_are_deleted_after_an_hour_and_make_room(uploads, clock, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ALL", 10)
    send(uploads, "gone", b"x" * 10)
    clock.now = MAX_AGE
    with pytest.raises(Refused):
        send(uploads, "me", b"y")
    clock.now = MAX_AGE + 1
    send(uploads, "me", b"y")
    assert [file.read_bytes() for file in on_disk(uploads)] == [b"y"]
    assert uploads.take("gone") == []


def test_a_session_that_still_sends_keeps_its_first_files(uploads, clock):
    send(uploads, "me", b"first")
    clock.now = MAX_AGE * 0.9
    send(uploads, "me", b"second")
    clock.now = MAX_AGE * 1.8
    assert [file.path.read_bytes() for file in uploads.take("me")] == [b"first", b"second"]


def test_a_file_that_is_being_ingested_is_neither_too_old_nor_forgotten(uploads, clock, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ALL", 10)
    send(uploads, "me", b"x" * 10)
    (taken,) = uploads.take("me")
    clock.now = MAX_AGE * 2
    with pytest.raises(Refused):
        send(uploads, "you", b"y")
    assert taken.path.exists()
    taken.delete()
    taken.delete()
    send(uploads, "you", b"y" * 10)
    with pytest.raises(Refused):
        send(uploads, "you", b"y")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2), st.integers(0, 50)), max_size=30))
def test_room_that_was_given_back_is_all_there_again(taken):
    room = Room()
    for session, files, size in taken:
        room.take(session, files + 1, size)
    for session, files, size in taken:
        room.give_back(session, files + 1, size)
    assert not room._files
    assert not room._bytes
