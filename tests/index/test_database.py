"""What SQLite reports about the file becomes an error of ours, in a line; what is our own mistake does not."""

import gc
import sqlite3
import threading

import pytest

from index.errors import LibraryBusy, LibraryDamaged, LibraryError
from index.sqlite import database
from index.sqlite.database import Database, address


@pytest.fixture
def db(tmp_path):
    made = Database.create(tmp_path / "record.sqlite", {"encoder": "x", "dimension": "3"})
    yield made
    made.close()


def test_a_file_that_another_process_keeps_locked_is_busy(db, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(tmp_path / "record.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    late = Database(tmp_path / "record.sqlite")
    with pytest.raises(LibraryBusy, match="try again"), late.transaction():
        pass
    other.execute("ROLLBACK")
    with late.transaction():
        late.rows("INSERT INTO library VALUES ('note', 'written')")
    late.close()
    other.close()
    assert db.row("SELECT value FROM library WHERE key = 'note'") == ("written",)


def test_pages_that_were_overwritten_are_damage(db, tmp_path):
    with db.transaction():
        db.many("INSERT INTO library VALUES (?, ?)", [(str(n), "x" * 500) for n in range(200)])
    db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    content = bytearray((tmp_path / "record.sqlite").read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    (tmp_path / "record.sqlite").write_bytes(content)
    with pytest.raises(LibraryDamaged, match=r"record\.sqlite"):
        Database(tmp_path / "record.sqlite").rows("SELECT * FROM library")


def test_a_disk_that_is_full_is_named_and_nothing_is_half_written(db):
    db.rows("PRAGMA max_page_count = 60")
    with pytest.raises(LibraryError, match="disk"), db.transaction():
        db.many("INSERT INTO library VALUES (?, ?)", [(str(n), "x" * 2000) for n in range(500)])
    assert db.row("SELECT count(*) FROM library WHERE key NOT IN ('encoder', 'dimension', 'generation')") == (0,)


def test_a_mistake_of_ours_is_not_called_damage(db):
    with pytest.raises(sqlite3.OperationalError):
        db.rows("SELECT nothing FROM nowhere")


def test_a_file_in_a_folder_that_cannot_be_written_to_is_read_without_a_log(db, tmp_path):
    path = tmp_path / "record.sqlite"
    assert address(path, writable=True) == path.as_uri()
    assert address(path, writable=False).endswith("?mode=ro")  # as long as somebody writes, their log is read
    db.close()
    assert address(path, writable=False).endswith("?mode=ro&immutable=1")
    before = sorted(tmp_path.iterdir())
    reader = sqlite3.connect(address(path, writable=False), uri=True)
    assert reader.execute("SELECT value FROM library WHERE key = 'encoder'").fetchall() == [("x",)]
    assert sorted(tmp_path.iterdir()) == before
    reader.close()


def test_a_draft_that_was_left_behind_does_not_hinder_a_new_library(tmp_path):
    (tmp_path / "record.new").write_text("half a library")
    Database.create(tmp_path / "record.sqlite", {}).close()
    assert not (tmp_path / "record.new").exists()


def test_a_transaction_within_another_is_part_of_it(db):
    def fail() -> None:
        with db.transaction():
            with db.transaction():
                db.rows("INSERT INTO library VALUES ('inner', 'x')")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert db.row("SELECT * FROM library WHERE key = 'inner'") is None


def test_a_thread_that_ends_takes_its_connection_with_it(db):
    for _ in range(5):
        thread = threading.Thread(target=db.rows, args=("SELECT 1",))
        thread.start()
        thread.join()
    gc.collect()
    assert len(db._connections) == 1
