"""Who says what is searched for as texts come in, and names are folded at the end of each run."""

import pytest

import index.folding
import index.tagging
from index.library import Library, Progress
from ingest.attribution import tagger as bundled
from ingest.corpus import Force
from tests.fakes import SaidTagger
from tests.index.articles import made_by_schema_1
from tests.index.library.looks import DAM, nearest, only, quoted, touch


def test_texts_are_searched_for_who_says_what_as_they_come_in_and_names_folded_at_the_end(library, spoken, folding):
    library.add([spoken])
    assert quoted(library) == ["Ida Moor"]
    first, denial, _ = library.store.quotations("Ida Moor")
    assert first.words == "the sirens had not sounded in the village"
    assert (denial.words, denial.attribution.force) == ("that anybody had been warned", Force.DENIES)
    assert library.check().problems == ()


def test_a_text_is_searched_once_however_often_its_file_comes(library, spoken, monkeypatch):
    library.add([spoken])
    monkeypatch.setattr(SaidTagger, "tag", lambda *_: pytest.fail("tagged a text that is known"))
    touch(spoken / "dam.txt")
    (spoken / "copy.txt").write_text((spoken / "flood.txt").read_text())
    (spoken / "metadata.csv").write_text("file,outlet,title\ndam.txt,Orle Courier,Wall breaks\n")
    report = library.add([spoken])
    assert (report.updated, report.duplicates) == (("dam.txt",), ("copy.txt",))


def test_a_new_version_is_searched_anew_with_the_title_and_author_that_were_corrected(library, spoken, monkeypatch):
    library.add([spoken / "dam.txt"])
    library.correct(only(library), {"title": "Sirens", "author": "Ann Verrel"})
    told: list[tuple[str | None, str | None]] = []
    monkeypatch.setattr(
        index.tagging, "attributions_of", lambda _tagger, _text, _parts, *known: told.append(known) or ()
    )
    (spoken / "dam.txt").write_text(DAM + "\nNobody would speak to the papers about the sirens on Friday.\n")
    library.add([spoken / "dam.txt"])
    assert told == [("Sirens", "Ann Verrel")]
    assert quoted(library) == []


def test_who_is_removed_and_restored_is_folded_again(library, spoken, folding):
    library.add([spoken])
    dam = next(entry.id for entry in library.store.articles() if entry.file == "dam.txt")
    library.remove([dam])
    assert quoted(library) == ["Moor"]
    library.restore([dam])
    assert quoted(library) == ["Ida Moor"]


def test_what_a_killed_process_left_unfolded_is_folded_by_the_next_that_writes(spoken, tmp_path, folding, monkeypatch):
    folder = tmp_path / "library"
    with monkeypatch.context() as killed, Library.open_for_writing(folder) as library:
        killed.setattr(library.store, "fold", lambda _: None)
        library.add([spoken])
    with Library.open_for_reading(folder) as library:
        assert quoted(library) == ["Moor", "Ida Moor"]
        assert any("names" in problem for problem in library.check().problems)
    with Library.open_for_writing(folder) as library:
        assert quoted(library) == ["Ida Moor"]


def test_a_library_made_before_attributions_is_asked_as_it_is_and_repaired_in_place(spoken, tmp_path, folding):
    folder = tmp_path / "library"
    with Library.open_for_writing(folder) as library:
        library.add([spoken])
        whole = library.store.snapshot()
    made_by_schema_1(folder)
    before = (folder / "record.sqlite").read_bytes()
    with Library.open_for_reading(folder) as library:
        assert "school" in nearest(library, "water at the school")
        assert quoted(library) == []
        assert library.store.never_tagged() == 2
        problems = library.check().problems
        assert [problem.partition(" were ")[0] for problem in problems] == ["2 articles", "2 articles"]
        assert all("hearsay check --repair" in problem for problem in problems)
    assert (folder / "record.sqlite").read_bytes() == before
    shown: list[Progress] = []
    assert Library.repair(folder, progress=shown.append).problems == ()
    assert [(step.done, step.total) for step in shown] == [(0, 2), (0, 2), (1, 2)]
    with Library.open_for_reading(folder) as library:
        assert quoted(library) == ["Ida Moor"]
        assert library.store.snapshot() == whole


def test_a_library_made_before_attributions_may_be_added_to_at_once(spoken, tmp_path, folding):
    folder = tmp_path / "library"
    with Library.open_for_writing(folder) as library:
        library.add([spoken / "dam.txt"])
    made_by_schema_1(folder)
    with Library.open_for_writing(folder) as library:
        assert library.add([spoken]).added == ("flood.txt",)
        assert quoted(library) == ["Moor"]
        assert library.store.never_tagged() == 1


def test_a_tagging_that_was_cut_short_goes_on_where_it_was(spoken, tmp_path, folding, monkeypatch):
    folder = tmp_path / "library"
    with Library.open_for_writing(folder) as library:
        library.add([spoken])
    monkeypatch.setattr(bundled, "load", lambda: SaidTagger("better"))
    monkeypatch.setattr(index.tagging, "TOGETHER", 1)

    def stop(step: Progress) -> None:
        if step.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Library.repair(folder, progress=stop)
    with Library.open_for_reading(folder) as library:
        assert quoted(library) == ["Ida Moor"]
        assert len(library.store.not_tagged("better")) == 1
    assert Library.repair(folder).problems == ()
