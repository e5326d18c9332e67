"""Files go into a library once; what changed is a new version, what is the same is a copy."""

import pytest

from index.library import Progress
from index.scope import Scope
from ingest.corpus import Provenance
from ingest.errors import UnusableInput
from tests.index.library.looks import DAM, FLOOD, nearest, only


def test_files_go_in_and_are_skipped_when_they_come_again(library, files):
    assert library.add([files]).added == ("dam.txt", "flood.txt")
    again = library.add([files])
    assert (again.added, again.unchanged) == ((), ("dam.txt", "flood.txt"))
    assert "school" in nearest(library, "water at the school")


def test_unchanged_files_are_not_even_opened(library, files, monkeypatch):
    library.add([files])
    from ingest import pipeline

    monkeypatch.setattr(pipeline, "read", lambda *_: pytest.fail("read a file that had not changed"))
    library.add([files])


def test_a_changed_file_is_a_new_version_of_its_article(library, files):
    library.add([files / "dam.txt"])
    first = only(library)
    (files / "dam.txt").write_text(DAM + "\nThree people are still missing, the police said on Friday.\n")
    assert library.add([files]).updated == ("dam.txt",)
    entry = library.store.catalogued(first)
    assert entry.version == 2
    assert "missing" in library.store.text(first)


def test_a_file_that_was_only_touched_is_unchanged(library, files):
    library.add([files])
    (files / "dam.txt").write_text(DAM)
    assert library.add([files]).unchanged == ("flood.txt", "dam.txt")


def test_a_copy_is_no_second_article_and_its_place_is_remembered(library, files):
    library.add([files / "dam.txt"])
    (files / "copy.txt").write_text(DAM)
    assert library.add([files / "copy.txt"]).duplicates == ("copy.txt",)
    assert [path.name for path in library.store.places(only(library))] == ["copy.txt", "dam.txt"]


def test_copies_in_one_run_are_one_article(library, files):
    (files / "copy.txt").write_text(DAM)
    report = library.add([files / "copy.txt", files / "dam.txt"])
    assert (report.added, report.duplicates) == (("copy.txt",), ("dam.txt",))


def test_when_one_of_two_copies_changes_the_other_keeps_its_article(library, files):
    (files / "copy.txt").write_text(DAM)
    library.add([files])
    (files / "copy.txt").write_text(FLOOD.replace("Brenn", "Tolm"))
    assert library.add([files]).added == ("copy.txt",)
    assert len(library.store.articles()) == 3


def test_two_files_with_one_name_are_two_articles(library, files, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "dam.txt").write_text(FLOOD.replace("Brenn", "Tolm"))
    assert library.add([files, other]).added == ("dam.txt", "flood.txt", "dam.txt")


def test_what_a_copy_says_fills_what_is_not_known(library, files):
    library.add([files / "dam.txt"])
    (files / "copy.txt").write_text(DAM)
    (files / "metadata.csv").write_text("file,outlet\ncopy.txt,Orle Courier\n")
    library.add([files / "copy.txt"])
    metadata = library.store.catalogued(only(library)).metadata
    assert (metadata.outlet, metadata.source_of("outlet")) == ("Orle Courier", Provenance.CSV)


def test_an_edited_row_of_metadata_is_taken_over(library, files):
    (files / "metadata.csv").write_text("file,outlet,title\ndam.txt,Orle Courier,Wall breaks\n")
    library.add([files / "dam.txt"])
    (files / "metadata.csv").write_text("file,outlet,title\ndam.txt,Orle Herald,Spillway sabotage\n")
    assert library.add([files / "dam.txt"]).updated == ("dam.txt",)
    assert library.store.catalogued(only(library)).metadata.outlet == "Orle Herald"
    passage = library.store.search("x", library.embedder.encode_question("Spillway sabotage"), Scope(), 1).dense
    before = library.store.matrix().vectors @ library.embedder.encode_question("Wall breaks")
    after = library.store.matrix().vectors @ library.embedder.encode_question("Spillway sabotage")
    assert passage
    assert after.max() > before.max()


def test_a_bad_file_is_a_row_of_the_report_and_the_rest_goes_in(library, files):
    (files / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (files / "empty.txt").write_text("")
    report = library.add([files])
    assert report.added == ("dam.txt", "flood.txt")
    assert [rejection.file for rejection in report.rejected] == ["binary.txt", "empty.txt"]
    assert all(rejection.code and rejection.detail for rejection in report.rejected)


def test_a_path_that_is_not_there_ends_the_run_before_it_begins(library, files):
    with pytest.raises(UnusableInput, match="nowhere"):
        library.add([files, files / "nowhere"])
    assert library.store.articles() == []


def test_progress_counts_every_file_once(library, files):
    (files / "empty.txt").write_text("")
    shown: list[Progress] = []
    library.add([files], progress=shown.append)
    assert [step.done for step in shown] == [1, 2, 3]
    assert {step.total for step in shown} == {3}


def test_a_cancelled_run_keeps_what_was_done_and_can_go_on(library, files):
    for n in range(5):
        (files / f"{n}.txt").write_text(f"Village number {n} lost its only bridge to the flood on Sunday morning.\n")
    library.add([files], cancelled=iter([False, False, True]).__next__)
    done = len(library.store.articles())
    assert 0 < done < 7
    library.add([files])
    assert len(library.store.articles()) == 7


def test_an_upload_is_known_by_its_words_and_not_by_its_place(library, files):
    assert library.add_upload(files / "dam.txt", "my dam.txt").added == ("my dam.txt",)
    assert library.store.places(only(library)) == []
    assert library.add_upload(files / "dam.txt", "my dam.txt").duplicates == ("my dam.txt",)
    (files / "dam.txt").write_text(FLOOD)
    assert library.add_upload(files / "dam.txt", "my dam.txt").added == ("my dam.txt",)
