"""A library with models that are quick, and files to put into it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import index.folding
import index.tagging
from index import library as library_module
from index.library import Library
from ingest.attribution import tagger as bundled
from ingest.corpus import Speaker
from tests.fakes import SaidTagger, WordHashEmbedder
from tests.index.library.looks import DAM, FLOOD


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
