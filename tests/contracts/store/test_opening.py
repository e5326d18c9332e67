"""Which folders hold a store, and which an older or newer one."""

from contextlib import closing

import pytest

from index.errors import LibraryDamaged, LibraryError, NoLibrary
from index.scope import Scope
from index.sqlite.record import FILE
from index.sqlite.store import SqliteStore
from tests.contracts.store.use import EMBEDDER, ask, put, to_the_longest
from tests.index.articles import (
    made_by_schema_1,
    sheds,
)


def test_a_folder_without_a_library_is_told_how_to_make_one(tmp_path):
    with pytest.raises(NoLibrary, match="hearsay ingest"):
        SqliteStore(tmp_path)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_library_is_named(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(LibraryDamaged, match=FILE):
        SqliteStore(tmp_path)


def test_a_library_of_a_newer_version_is_left_alone(store, tmp_path):
    store.db.rows("PRAGMA user_version = 99")
    with pytest.raises(LibraryError, match="upgrade"):
        SqliteStore(tmp_path)


def test_a_library_of_the_first_schema_is_read_as_one_in_which_nobody_is_quoted(tmp_path):
    first = SqliteStore.create(tmp_path, EMBEDDER.name, EMBEDDER.dimension)
    identifier = put(first, sheds())
    first.close()
    made_by_schema_1(tmp_path)
    with closing(SqliteStore(tmp_path)) as old:
        assert ask(old, "sheds")[1] != []
        assert ask(old, "sheds", Scope(speakers=("Ines Sarro",))) == ([], [])
        assert old.attributions([identifier]) == {identifier: ()}
        assert (old.speakers(), old.quoted_by(), old.quotations("Ines Sarro")) == ((), (), [])
        assert old.not_tagged("any") == [identifier]
        before = old.snapshot()
        for _ in range(2):
            SqliteStore.migrate(tmp_path)
        assert old.snapshot() == before
        old.set_attributions(identifier, sheds().attributions, "any")
        old.fold(to_the_longest)
        assert len(old.quotations("Ines Sarro")) == 2
    with closing(SqliteStore(tmp_path)) as new:
        assert len(new.quotations("Ines Sarro")) == 2
