"""What was removed from a library stays away until it is restored, purged or named outright."""

import pytest

from index.errors import NoSuchArticle
from ingest.corpus import ArticleId
from tests.index.library.looks import DAM, FLOOD, only, touch


def test_a_removed_article_stays_away_when_its_folder_comes_again(library, files):
    library.add([files / "dam.txt"])
    removed = only(library)
    library.remove([removed])
    library.add([files])
    assert [entry.file for entry in library.store.articles()] == ["flood.txt"]
    assert library.add([files / "dam.txt"]).added == ("dam.txt",)
    assert library.store.catalogued(removed).file == "dam.txt"


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
