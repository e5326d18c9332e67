"""What `hearsay ingest` tells of files: which went in, which equal others, and what to do about the rest."""

import json
import os
import pty
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from zipfile import ZipFile

import pytest

from index import library as library_module
from index.library import Duplicate, Library
from index.sqlite.database import Database
from index.sqlite.record import FILE
from tests.fakes import WordHashEmbedder

DAM = "The dam at Orle failed on Tuesday night. Engineers had warned of cracks in the wall for years.\n"
FLOOD = "Water reached the school at Brenn before dawn. Nobody was hurt, the mayor of the town said.\n"


@pytest.fixture
def two_folders(tmp_path):
    """Two folders that hold different words under one relative name."""
    for folder, text in (("east", DAM), ("west", FLOOD)):
        (tmp_path / folder / "2024").mkdir(parents=True)
        (tmp_path / folder / "2024" / "story.txt").write_text(text)
    return tmp_path / "east", tmp_path / "west"


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setattr(library_module, "load", WordHashEmbedder)
    with Library.open_for_writing(tmp_path / "library") as opened:
        yield opened


def texts(library):
    return sorted(library.store.text(entry.id) for entry in library.store.articles())


def versions(library):
    with closing(Database(library.folder / FILE)) as db:
        return [tuple(row) for row in db.rows("SELECT number, text FROM version ORDER BY article, number")]


def test_files_of_one_relative_name_in_two_folders_given_together_are_two_articles(library, two_folders):
    assert library.add(two_folders).added == ("2024/story.txt", "2024/story.txt")
    assert [entry.file for entry in library.store.articles()] == ["2024/story.txt"] * 2
    assert texts(library) == [DAM.strip(), FLOOD.strip()]
    assert library.add(two_folders).unchanged == ("2024/story.txt", "2024/story.txt")


def test_files_of_one_relative_name_in_two_folders_given_apart_are_two_articles(library, two_folders):
    for folder in two_folders:
        assert library.add([folder]).added == ("2024/story.txt",)
    for folder in two_folders:
        assert library.add([folder / "2024" / "story.txt"]).unchanged == ("story.txt",)
    assert texts(library) == [DAM.strip(), FLOOD.strip()]


def test_one_of_two_files_of_one_name_that_changes_is_a_new_version_of_its_own_article(library, two_folders):
    library.add(two_folders)
    more = FLOOD + "\nThe water fell again on Friday, and the school will open next week.\n"
    (two_folders[1] / "2024" / "story.txt").write_text(more)
    report = library.add(two_folders)
    assert (report.updated, report.unchanged) == (("2024/story.txt",), ("2024/story.txt",))
    assert texts(library) == [DAM.strip(), more.strip()]
    assert sorted(entry.version for entry in library.store.articles()) == [1, 2]
    assert sorted(versions(library)) == [(1, DAM.strip()), (1, FLOOD.strip()), (2, more.strip())]


def test_a_duplicate_of_another_name_names_the_file_of_the_article_it_equals(library, tmp_path):
    (tmp_path / "fishing.txt").write_text(DAM)
    (tmp_path / "fishing-copy.txt").write_text(DAM)
    report = library.add([tmp_path / "fishing.txt", tmp_path / "fishing-copy.txt"])
    assert report.copies == (Duplicate("fishing-copy.txt", "fishing.txt"),)


def test_a_duplicate_of_the_same_name_names_the_place_of_the_file_it_equals(library, two_folders):
    east, west = two_folders
    (west / "2024" / "story.txt").write_text(DAM)
    report = library.add(two_folders)
    assert report.copies == (Duplicate("2024/story.txt", str(east / "2024" / "story.txt")),)


def test_what_is_wrong_in_metadata_csv_is_told_on_each_run_until_it_is_mended(library, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "dam.txt").write_text(DAM)
    (folder / "metadata.csv").write_text("file,tags,published\ndam.txt,x,soon\n")
    first, second = library.add([folder]), library.add([folder])
    assert second.unchanged == ("dam.txt",)
    told = [(file, warning.code) for file, warning in first.flagged]
    assert told == [("metadata.csv, line 1", "unknown-column"), ("dam.txt", "bad-date")]
    assert first.flagged == second.flagged
    (folder / "metadata.csv").write_text("file,published\ndam.txt,2024-05-03\n")
    assert library.add([folder]).flagged == ()


def arguments(*paths, library):
    return [sys.executable, "-m", "app", "ingest", *map(str, paths), "--library", str(library)]


@pytest.fixture
def mixed(tmp_path):
    """A folder with something of each sort."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "fishing.txt").write_text(DAM)
    (folder / "fishing-copy.txt").write_text(DAM)
    (folder / "empty.txt").write_text("")
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>" * 50)
    (folder / "broken.docx").write_bytes(whole.getvalue()[:60])
    (folder / "metadata.csv").write_text("file,published\nfishing.txt,soon\ngone.txt,2024-05-03\n")
    return folder


def test_each_file_that_is_no_new_article_has_a_line_that_says_why_and_what_to_do(mixed, tmp_path):
    done = subprocess.run(arguments(mixed, library=tmp_path / "library"), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.split()[:-1] == ["added", "1", "duplicates", "1", "rejected", "3", "flagged", "1", "seconds"]
    assert done.stderr.splitlines() == [
        "duplicate fishing.txt is the same as fishing-copy.txt",
        "flagged   fishing.txt: metadata.csv, line 2: 'soon' is not a date; write it as YYYY-MM-DD",
        "rejected  broken.docx: is a damaged docx: save it again from Word",
        "rejected  empty.txt: is empty: put text in it or remove it",
        "rejected  gone.txt: there is no such file to add, but metadata.csv, line 3, names it: "
        "mend the name or remove the row",
    ]


def test_the_report_in_json_has_the_contracts_keys(mixed, tmp_path):
    done = subprocess.run(
        [*arguments(mixed, library=tmp_path / "library"), "--json"], capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    assert list(report) == ["added", "updated", "unchanged", "duplicates", "rejected", "flagged", "seconds"]
    assert report["duplicates"] == [{"file": "fishing.txt", "same_as": "fishing-copy.txt"}]
    assert {row["code"] for row in report["rejected"]} == {"empty", "damaged", "missing"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_on_a_terminal_the_counts_are_a_table(mixed, tmp_path):
    leader, follower = pty.openpty()
    command = arguments(mixed, library=tmp_path / "library")
    subprocess.run(command, stdout=follower, stderr=subprocess.DEVNULL, check=False)
    os.close(follower)
    shown = os.read(leader, 100_000).decode()
    os.close(leader)
    assert "─" in shown
    assert [line.split() for line in shown.splitlines() if "duplicates" in line] == [["duplicates", "1"]]
    assert "files" in shown
    assert "seconds" in shown
