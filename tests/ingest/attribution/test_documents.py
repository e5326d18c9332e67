"""What a document says is its author's, where one is told."""

import pytest

from tests.ingest.attribution.marking import speakers


@pytest.mark.parametrize(
    "source", ["Jane Roe's letter", "A letter from Jane Roe to the minister", "A memo by Jane Roe", "Her report"]
)
def test_a_document_speaks_for_its_author(source):
    assert speakers(f"Jane Roe left at noon. {{1:{source}}} <1:says> [1:that it leaked].") == ["Jane Roe"]


@pytest.mark.parametrize(
    "told",
    [
        "It is a memo that was written by Jane Roe.",
        "The memorandum is short. It is signed by Jane Roe, an engineer.",
        "We have seen Jane Roe's memorandum.",
        "Jane Roe was heard. Her memo was read out.",
    ],
)
def test_the_document_goes_on_for_the_author_told_before(told):
    assert speakers(f"{told} [1:“I recommend that it be lowered,”] {{1:the memorandum}} <1:ends>.") == ["Jane Roe"]


def test_a_document_without_an_author_stays_one():
    assert speakers("{1:The report} <1:says> [1:that it leaked].") == ["The report"]


def test_what_a_document_shows_its_author_does_not_say():
    assert speakers("Jane Roe left. {1:Her diary} <1:shows> [1:that it leaked].") == ["Her diary"]


def test_a_statement_before_a_colon_is_the_bodys():
    written = "{1:A statement from the Ministry of Works, sent at noon}<1::> [1:“It is false.”]"
    assert speakers(written) == ["Ministry of Works"]
