"""What users correct holds, is searched, and keeps its history."""

import json

from ingest.corpus import Provenance
from tests.index.library.looks import DAM, only


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


def test_a_history_of_corrections_is_kept(library, files):
    library.add([files / "dam.txt"])
    for outlet in ("One", "Two"):
        library.correct(only(library), {"outlet": outlet})
    history = library.store.db.rows("SELECT field, was, value, who <> '', made <> '' FROM correction ORDER BY number")
    assert json.loads(json.dumps(history)) == [["outlet", None, "One", 1, 1], ["outlet", "One", "Two", 1, 1]]
