"""The measure of names that pages give, on sets of a few lines."""

import gzip
import json
from pathlib import Path

import pytest

from evals import names
from evals.names import AUTHORS, OTHERS, OUTLETS, SOURCES, kept, refused, speakers, words
from ingest.readers.reading import Facts


def write(file: Path, *rows: dict[str, object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    file.write_bytes(gzip.compress(text.encode()) if file.suffix == ".gz" else text.encode())


def test_names_that_a_page_gives_are_kept_or_lost_with_the_reason() -> None:
    given = [Facts(outlet="Ostrane Ledger"), Facts(outlet="Proven Liar Roe"), Facts(author="By Jane Roe")]
    told = kept(given).splitlines()
    assert told[0] == "2 of 3 kept"
    assert len(told) == 2
    assert "“Proven Liar Roe”" in told[1]


def test_an_author_without_a_name_counts_on_neither_side() -> None:
    assert kept([Facts(author="staff"), Facts(author="Jane Roe")]) == "1 of 1 kept"


def test_each_text_in_the_place_of_a_name_counts_once() -> None:
    assert refused(["Vaccines cause autism", "Vaccines cause autism", "Ostrane Ledger"]) == "1 of 2"


def test_words_are_read_once_and_no_longer_than_asked(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl.gz", {"x": " Ledger "}, {"x": "Ledger"}, {"x": None}, {"x": ", ,"}, {"x": "A long one"})
    assert words(tmp_path, [("a.jsonl.gz", "x")]) == ["Ledger", "A long one"]
    assert words(tmp_path, [("a.jsonl.gz", "x")], 6) == ["Ledger"]


def test_the_command_tells_outlets_authors_headlines_and_claims_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"author": "Jane Roe", "source": "Ostrane Ledger", "headline": "Dam Broke Open", "claim": "The dam broke."}
    row |= {"doc_id": "a", "text": "Jane Roe and Proven Liar Doe said so.", "attributions": [{"source": [[0, 24]]}]}
    files = [*OUTLETS, *AUTHORS, *SOURCES, *(place for where in OTHERS.values() for place in where)]
    for file in {*(file for file, _ in files), *(gold for _, gold in SOURCES)}:
        write(tmp_path / file, row)
    monkeypatch.setattr("sys.argv", ["names", "--data", str(tmp_path)])
    names.main()
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told if line[0] != " "] == [
        "outlets",
        "authors",
        "speakers",
        "headlines",
        "claims",
    ]
    assert told[2:4] == ["speakers: 1 of 2 kept", "  Proven Liar"]
    assert told[-1] == "claims: 1 of 1 refused; in capitals 1 of 1"


def test_speakers_are_the_people_and_bodies_that_sources_name_each_once(tmp_path: Path) -> None:
    text = "Jane Roe and the Ostrane Water Board said so. A farmer agreed. Jane Roe wept. She left."
    spans = [(0, 36), (46, 54), (63, 71), (78, 81)]
    for docs, gold in SOURCES:
        write(tmp_path / docs, {"doc_id": "a", "text": text})
        write(tmp_path / gold, {"doc_id": "a", "attributions": [{"source": [span]} for span in spans]})
    assert speakers(tmp_path) == ["Jane Roe", "Ostrane Water Board"]
