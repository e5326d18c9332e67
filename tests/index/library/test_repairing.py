"""A check names damage, and a repair makes it good, or goes on where one was cut short."""

from collections.abc import Callable

import pytest

from index import library as library_module
from index.library import Library
from tests.fakes import WordHashEmbedder
from tests.index.library.looks import nearest, only

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
