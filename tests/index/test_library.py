"""A library as its users meet it: files go in once, corrections hold, one process writes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import index.folding
import index.tagging
from index import library as library_module
from index.errors import EncoderMismatch, LibraryBusy, LibraryError, NoLibrary, NoSuchArticle
from index.library import Library, Progress
from index.lock import sole_writer
from index.scope import Scope
from ingest.attribution import tagger as bundled
from ingest.corpus import ArticleId, Force, Provenance, Speaker
from ingest.errors import UnusableInput
from tests.fakes import SaidTagger, WordHashEmbedder
from tests.index.articles import made_by_schema_1

DAM = "The dam at Orle failed on Tuesday night. Engineers had warned of cracks in the wall for years.\n"
FLOOD = "Water reached the school at Brenn before dawn. Nobody was hurt, the mayor of the town said.\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def fake_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "load", WordHashEmbedder)
    monkeypatch.setattr(bundled, "load", SaidTagger)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "dam.txt").write_text(DAM)
    (folder / "flood.txt").write_text(FLOOD)
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open_for_writing(tmp_path / "library") as opened:
        yield opened


def only(library: Library) -> ArticleId:
    (entry,) = library.store.articles()
    return entry.id


def nearest(library: Library, question: str) -> str:
    found = library.store.search(question, library.embedder.encode_question(question), Scope(), 1)
    return library.store.passages(found.dense)[0].text


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


def test_a_removed_article_stays_away_when_its_folder_comes_again(library, files):
    library.add([files / "dam.txt"])
    removed = only(library)
    library.remove([removed])
    library.add([files])
    assert [entry.file for entry in library.store.articles()] == ["flood.txt"]
    assert library.add([files / "dam.txt"]).added == ("dam.txt",)
    assert library.store.catalogued(removed).file == "dam.txt"


def touch(file: Path) -> None:
    later = file.stat().st_mtime + 60
    os.utime(file, (later, later))


def test_a_removed_article_stays_away_when_its_file_was_touched_copied_or_described(library, files):
    library.add([files / "dam.txt"])
    removed = only(library)
    library.remove([removed])
    touch(files / "dam.txt")
    (files / "copy.txt").write_text(DAM)
    (files / "metadata.csv").write_text("file,outlet\ndam.txt,Orle Herald\n")
    report = library.add([files])
    assert (report.added, report.unchanged) == (("flood.txt",), ("copy.txt", "dam.txt"))
    assert [entry.file for entry in library.store.articles()] == ["flood.txt"]
    library.restore([removed])
    again = library.add([files])
    assert (again.updated, again.duplicates) == (("dam.txt",), ("copy.txt",))
    assert library.store.catalogued(removed).metadata.outlet == "Orle Herald"


def test_a_copy_of_a_removed_article_that_is_named_outright_brings_it_back(library, files):
    library.add([files / "dam.txt"])
    removed = only(library)
    library.remove([removed])
    (files / "copy.txt").write_text(DAM)
    assert library.add([files / "copy.txt"]).added == ("copy.txt",)
    assert only(library) == removed


def test_the_changed_file_of_a_removed_article_stays_away_and_the_rest_goes_in(library, files):
    library.add([files / "dam.txt"])
    removed = only(library)
    library.remove([removed])
    (files / "dam.txt").write_text(DAM.replace("Tuesday", "Monday"))
    (files / "other.txt").write_text(DAM.replace("Tuesday", "Monday"))  # elsewhere the same words are a new article
    report = library.add([files])
    assert (report.added, report.unchanged) == (("flood.txt", "other.txt"), ("dam.txt",))
    (files / "other.txt").unlink()
    (files / "dam.txt").write_text(DAM.replace("Tuesday", "Friday"))
    assert library.add([files / "dam.txt"]).added == ("dam.txt",)
    assert library.store.catalogued(removed).version == 2
    assert "Friday" in library.store.text(removed)
    assert library.check().problems == ()


def test_what_a_table_said_holds_where_only_a_subfolder_is_read(library, files):
    sub = files / "sub"
    sub.mkdir()
    (files / "dam.txt").rename(sub / "dam.txt")
    row = "sub/dam.txt,Orle Courier,2024-05-03,Wall breaks,en\n"
    (files / "metadata.csv").write_text("file,outlet,published,title,language\n" + row)
    library.add([files])
    before = {entry.id: entry for entry in library.store.articles()}
    assert library.add([sub]).unchanged == ("dam.txt",)
    assert {entry.id: entry for entry in library.store.articles()} == before
    (sub / "dam.txt").write_text(DAM + "\nThree people are still missing, the police said on Friday.\n")
    assert library.add([sub / "dam.txt"]).updated == ("dam.txt",)
    (changed,) = (entry for entry in library.store.articles() if entry.version == 2)
    assert changed.metadata == before[changed.id].metadata
    assert library.add([files]).unchanged == ("flood.txt", "sub/dam.txt")


def test_what_a_table_said_of_one_copy_holds_but_is_not_said_of_what_another_becomes(library, files):
    (files / "copy.txt").write_text(DAM)
    (files / "metadata.csv").write_text("file,outlet\ndam.txt,Orle Courier\n")
    (files / "flood.txt").unlink()
    library.add([files])
    (files / "metadata.csv").unlink()
    touch(files / "dam.txt")
    (files / "copy.txt").write_text(FLOOD.replace("Brenn", "Tolm"))
    library.add([files / "dam.txt", files / "copy.txt"])
    tolm, dam = sorted(library.store.articles(), key=lambda entry: "dam" in library.store.text(entry.id))
    assert (tolm.metadata.outlet, dam.metadata.outlet) == (None, "Orle Courier")


def test_an_upload_brings_a_removed_article_back(library, files):
    library.add([files / "dam.txt"])
    library.remove([only(library)])
    assert library.add_upload(files / "dam.txt", "dam.txt").added == ("dam.txt",)
    assert library.store.articles()


def test_removing_several_is_all_or_none(library, files):
    library.add([files])
    ids = [entry.id for entry in library.store.articles()]
    with pytest.raises(NoSuchArticle):
        library.remove([*ids, ArticleId("0" * 16)])
    assert len(library.store.articles()) == 2
    library.remove(ids)
    library.restore(ids)
    assert len(library.store.articles()) == 2


def test_what_was_purged_goes_in_again_as_new(library, files):
    library.add([files])
    library.remove([entry.id for entry in library.store.articles()])
    assert library.purge() == 2
    assert library.add([files]).added == ("dam.txt", "flood.txt")


def test_a_corrected_title_is_encoded_and_holds_for_new_versions(library, files):
    library.add([files])
    dam = next(entry.id for entry in library.store.articles() if entry.file == "dam.txt")
    assert library.correct(dam, {"title": "Spillway sabotage"}).metadata.source_of("title") is Provenance.USER
    question = library.embedder.encode_question("Spillway sabotage")
    corrected = (library.store.matrix().vectors @ question).max()
    (files / "dam.txt").write_text(DAM + "\nMore on this story will follow when it is known.\n")
    library.add([files])
    assert library.store.catalogued(dam).metadata.title == "Spillway sabotage"
    assert corrected > 0.3
    assert (library.store.matrix().vectors @ question).max() > 0.3


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


def quoted(library: Library) -> list[str]:
    return [speaker.name for speaker in library.store.speakers()]


@pytest.fixture
def spoken(files: Path) -> Path:
    """Two articles that quote one person, once by the whole name."""
    (files / "dam.txt").write_text(DAM + "\nIda Moor said the sirens had not sounded in the village.\n")
    (files / "flood.txt").write_text(FLOOD + "\nMoor denied that anybody had been warned. Moor said it again.\n")
    return files


def by_surname(counted: Mapping[Speaker, int]) -> Mapping[Speaker, Speaker]:
    """Know each speaker by the longest name with the same last word."""
    longest = sorted(counted, key=lambda speaker: len(speaker.name))
    last = {speaker.name.split()[-1]: speaker for speaker in longest}
    return {speaker: last[speaker.name.split()[-1]] for speaker in counted}


@pytest.fixture
def folding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.folding, "folded", by_surname)


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


Damage = Callable[[Library], object]
DAMAGES: dict[str, tuple[Damage, str]] = {
    "a vector cut short": (
        lambda library: library.store.db.rows("UPDATE passage SET vector = substr(vector, 1, 10)"),
        "vectors",
    ),
    "a vector of noughts": (
        lambda library: library.store.db.rows("UPDATE passage SET vector = zeroblob(length(vector))"),
        "vectors",
    ),
    "sentence vectors gone": (
        lambda library: library.store.db.rows("UPDATE passage SET sentence_vectors = x''"),
        "vectors",
    ),
    "full text emptied": (
        lambda library: library.store.db.rows("INSERT INTO full_text (full_text) VALUES ('delete-all')"),
        "full text",
    ),
    "an attribution past the end": (
        lambda library: library.store.db.rows("UPDATE attribution SET content = x'0500000000ffff00'"),
        "who says what",
    ),
    "half a span": (
        lambda library: library.store.db.rows("UPDATE attribution SET cue = substr(cue, 1, 6)"),
        "who says what",
    ),
    "an attribution within itself": (
        lambda library: library.store.db.rows("UPDATE attribution SET within = number"),
        "who says what",
    ),
    "an attribution gone": (
        lambda library: library.store.db.rows(
            "DELETE FROM attribution WHERE (article, number) IN "
            "(SELECT article, max(number) - 1 FROM attribution GROUP BY article)"
        ),
        "who says what",
    ),
    "ends that are not those of its pieces": (
        lambda library: library.store.db.rows("UPDATE attribution SET end = end + 1"),
        "who says what",
    ),
    "a force that there is not": (
        lambda library: library.store.db.rows("UPDATE attribution SET force = 'shouts'"),
        "who says what",
    ),
    "another tagger's attributions": (
        lambda library: library.store.db.rows("UPDATE tagged SET tagger = 'older'"),
        "another tagger",
    ),
    "fingerprints gone": (
        lambda library: library.store.db.rows("DELETE FROM fingerprint"),
        "shares with others",
    ),
    "an article related to one with which it shares nothing": (
        lambda library: library.store.db.rows(
            "INSERT INTO related SELECT min(article), max(article), 9, 'copy' FROM traced"
        ),
        "shares with others",
    ),
    "a wrong origin": (
        lambda library: library.store.db.rows("UPDATE article SET origin = 'elsewhere'"),
        "origins",
    ),
    "an article not searched for copies": (
        lambda library: library.store.db.rows("DELETE FROM traced"),
        "not searched for copies",
    ),
    "a speaker by a wrong name": (
        lambda library: library.store.db.rows("INSERT INTO speaker VALUES ('Ida Moor', 'person', 'Al', 'person')"),
        "names",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_check_names_damage_and_repair_makes_it_good(spoken, tmp_path, name):
    damage, named = DAMAGES[name]
    with Library.open_for_writing(tmp_path / "library") as library:
        library.add([spoken])
        before, said = library.store.matrix().vectors, library.store.quotations("Ida Moor")
        assert len(said) == 3
        assert library.check().problems == ()
        damage(library)
        assert any(named in problem for problem in library.check().problems)
    assert Library.repair(tmp_path / "library").problems == ()
    with Library.open_for_reading(tmp_path / "library") as library:
        assert (library.store.matrix().vectors == before).all()
        assert library.store.mentions("school") == 1
        assert library.store.quotations("Ida Moor") == said


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE version SET text = replace(text, 'failed', 'fell')",
        "UPDATE passage SET end = end + 5000",
        "UPDATE passage SET sentences = x'0500000001000000'",
        "UPDATE passage SET start = start + 1",
    ],
)
def test_a_text_that_is_not_what_was_read_is_named_and_left_as_it_is(files, tmp_path, damage):
    with Library.open_for_writing(tmp_path / "library") as library:
        library.add([files / "dam.txt"])
        library.store.db.rows(damage)
        identifier = only(library)
        library.store.db.rows("DELETE FROM tagged")
    problems = Library.repair(tmp_path / "library").problems
    assert any(identifier in problem for problem in problems)


class Interrupted(WordHashEmbedder):
    """Stops after one article, as a process that is killed does."""

    def encode(self, items):
        if getattr(self, "used", False):
            raise KeyboardInterrupt
        self.used = True
        return super().encode(items)


def test_a_move_to_another_encoder_that_was_cut_short_goes_on_where_it_was(files, tmp_path, monkeypatch):
    folder = tmp_path / "library"
    with Library.open_for_writing(folder) as library:
        library.add([files])
        before = library.store.matrix().vectors
    monkeypatch.setattr(library_module, "load", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        Library.repair(folder, "other")
    with Library.open_for_reading(folder) as library:
        assert library.store.encoder != "other"
        assert (library.store.matrix().vectors == before).all()
        assert len(library.store.not_moved("other")) == 1
    monkeypatch.setattr(library_module, "load", WordHashEmbedder)
    assert Library.repair(folder, "other").problems == ()
    with Library.open_for_reading(folder, "other") as library:
        assert "school" in nearest(library, "water at the school")
        assert library.store.db.rows("SELECT * FROM reencoded") == []


COPIED = (
    "The dam at Orle failed in the night, and the water took the mill, the lower school and the new bridge with it."
)


def test_copies_are_of_one_origin_at_the_end_of_each_run_and_after_every_change(library, files):
    (files / "dam.txt").write_text(COPIED)
    library.add([files])
    upload = files.parent / "upload.txt"
    upload.write_text(f"DAM FAILS\n\n{COPIED}\n\nNobody was hurt.\n")
    library.add_upload(upload, "copy.txt")
    first, copy = (next(e for e in library.store.articles() if e.file == file) for file in ("dam.txt", "copy.txt"))
    assert first.origin == copy.origin == library.correct(copy.id, {"author": "Ann Verrel"}).origin
    assert library.correct(copy.id, {"published": "2024-03-05"}).origin == copy.id
    library.remove([copy.id])
    assert library.store.catalogued(first.id).origin == first.id
    library.restore([copy.id])
    assert library.store.catalogued(first.id).origin == copy.id
    assert library.check().problems == ()


def test_what_a_killed_process_left_ungrouped_is_grouped_by_the_next_that_writes(files, tmp_path, monkeypatch):
    (files / "dam.txt").write_text(COPIED)
    (files / "flood.txt").write_text(f"{COPIED} Nobody was hurt.")
    with monkeypatch.context() as killed, Library.open_for_writing(tmp_path / "library") as library:
        killed.setattr(library.store, "group_origins", lambda: None)
        library.add([files])
    with Library.open_for_reading(tmp_path / "library") as library:
        assert len({entry.origin for entry in library.store.articles()}) == 2
        assert any("origins" in problem for problem in library.check().problems)
    with Library.open_for_writing(tmp_path / "library") as library:
        assert len({entry.origin for entry in library.store.articles()}) == 1


def test_a_history_of_corrections_is_kept(library, files):
    library.add([files / "dam.txt"])
    for outlet in ("One", "Two"):
        library.correct(only(library), {"outlet": outlet})
    history = library.store.db.rows("SELECT field, was, value, who <> '', made <> '' FROM correction ORDER BY number")
    assert json.loads(json.dumps(history)) == [["outlet", None, "One", 1, 1], ["outlet", "One", "Two", 1, 1]]
