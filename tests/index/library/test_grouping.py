"""Copies in a library are of one origin, whatever is done to them."""

from index.library import Library

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
