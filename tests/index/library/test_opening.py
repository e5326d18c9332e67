"""Who may open a library: one who writes, many who read, and what each is told who may not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import EncoderMismatch, LibraryBusy, LibraryError, NoLibrary
from index.library import Library
from index.lock import sole_writer
from tests.index.library.looks import DAM, nearest

ROOT = Path(__file__).parents[3]


def test_a_second_writer_is_told_who_writes(library, tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from index.library import Library; from index.errors import LibraryBusy\n"
        "try:\n    Library.open_for_writing(Path(sys.argv[1])).__enter__()\n"
        "except LibraryBusy as busy:\n    print(busy)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f"process {os.getpid()}" in shown.stdout
    assert "Library tab" in shown.stdout


@pytest.mark.parametrize(("name", "why"), [("file", "it is a file"), ("x" * 300, "name too long")])
def test_a_library_where_none_can_be_is_named_in_a_line(tmp_path, name, why):
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match=f"(?i){why}.*another folder"), sole_writer(tmp_path / name):
        pass
    with pytest.raises(LibraryError), Library.open_for_reading(tmp_path / name):
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser writes everywhere")
def test_a_library_that_cannot_be_written_to_can_be_read(files, tmp_path):
    folder = tmp_path / "library"
    with Library.open_for_writing(folder) as library:
        library.add([files])
    folder.chmod(0o500)
    try:
        with Library.open_for_reading(folder) as library:
            assert "school" in nearest(library, "water at the school")
        with pytest.raises(LibraryError, match="cannot be written to"), Library.open_for_writing(folder):
            pass
    finally:
        folder.chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
def test_a_file_whose_name_is_not_utf8_is_a_row_of_the_report_and_the_rest_goes_in(library, files):
    Path(os.fsdecode(os.fsencode(files) + b"/caf\xe9.txt")).write_text(DAM)
    report = library.add([files])
    assert report.added == ("dam.txt", "flood.txt")
    assert [rejection.code for rejection in report.rejected] == ["name"]
    assert library.add([files]).rejected == report.rejected


def test_a_writer_in_the_same_process_is_refused_too(tmp_path):
    with sole_writer(tmp_path), pytest.raises(LibraryBusy), sole_writer(tmp_path):
        pass


def test_readers_see_what_a_writer_adds(library, files, tmp_path):
    with Library.open_for_reading(tmp_path / "library") as reader:
        assert reader.store.articles() == []
        library.add([files])
        assert len(reader.store.articles()) == 2


def test_reading_where_there_is_no_library_makes_none(tmp_path):
    for look in (Library.open_for_reading(tmp_path / "none"),):
        with pytest.raises(NoLibrary, match="hearsay ingest"), look:
            pass
    with pytest.raises(NoLibrary):
        Library.repair(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_another_encoder_is_refused_with_the_command_that_rebuilds(library, tmp_path):
    with (
        pytest.raises(EncoderMismatch, match=r"hearsay check --repair .*--encoder other"),
        Library.open_for_reading(tmp_path / "library", "other"),
    ):
        pass


def test_a_process_that_stays_may_keep_an_index_meanwhile(library, files):
    with library.indexed():
        library.add([files])
        assert "school" in nearest(library, "water at the school")
        assert library.store.approximate is not None
    assert library.store.approximate is None
    assert (library.folder / "chroma").is_dir()
