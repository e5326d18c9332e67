"""The gold attributions stand where they say, in words that can be quoted, and are sound."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from evals import gold
from ingest.corpus import Article, Attribution, Force, Speaker, SpeakerKind
from ingest.errors import UnusableInput

TEXT = "The mayor said it rained."
SAID = {
    "source": [{"start": 0, "exact": "The mayor"}],
    "cue": [{"start": 10, "exact": "said"}],
    "content": [{"start": 15, "exact": "it rained"}],
    "speaker": None,
    "kind": None,
    "force": "asserts",
    "within": None,
}


@pytest.fixture(scope="module")
def articles() -> Mapping[str, Article]:
    return gold.articles()


@pytest.fixture(scope="module")
def marked(articles: Mapping[str, Article]) -> Mapping[str, tuple[Attribution, ...]]:
    return gold.load({name: article.text for name, article in articles.items()})


def written(folder: Path, **changes: object) -> Path:
    file = folder / "gold.jsonl"
    file.write_text(json.dumps({"file": "a.txt", "attributions": [{**SAID, **changes}]}) + "\n", encoding="utf-8")
    return file


def test_every_article_is_marked(
    marked: Mapping[str, tuple[Attribution, ...]], articles: Mapping[str, Article]
) -> None:
    assert set(marked) == set(articles)
    assert all(marked.values())


def test_all_marked_words_can_be_quoted(
    marked: Mapping[str, tuple[Attribution, ...]], articles: Mapping[str, Article]
) -> None:
    stray = [
        (name, span.of(articles[name].text))
        for name, attributions in marked.items()
        for each in attributions
        for span in each.spans
        if not any(passage.span.contains(span) for passage in articles[name].passages)
    ]
    assert stray == []


def test_pieces_begin_and_end_in_words_or_marks_and_never_inside_a_word(
    marked: Mapping[str, tuple[Attribution, ...]], articles: Mapping[str, Article]
) -> None:
    for name, attributions in marked.items():
        text = articles[name].text
        for span in (span for each in attributions for span in each.spans):
            assert span.of(text) == span.of(text).strip()
            for edge in (span.start, span.end):
                assert not text[edge - 1 : edge + 1].isalnum() or edge == 0, (name, span.of(text))


def test_what_is_nested_lies_in_the_content_of_the_one_it_is_in(marked: Mapping[str, tuple[Attribution, ...]]) -> None:
    for name, attributions in marked.items():
        for each in (a for a in attributions if a.within is not None):
            outer = attributions[each.within]
            assert outer is not each
            assert all(any(piece.contains(span) for piece in outer.content) for span in each.spans), (name, each)


def test_what_is_marked_twice_is_nested(marked: Mapping[str, tuple[Attribution, ...]]) -> None:
    for attributions in marked.values():
        flat = [span for each in attributions if each.within is None for span in each.content]
        assert not any(a.overlaps(b) for i, a in enumerate(flat) for b in flat[:i])


def test_each_has_a_content_and_a_source_or_a_cue(marked: Mapping[str, tuple[Attribution, ...]]) -> None:
    assert all(each.content and (each.source or each.cue) for found in marked.values() for each in found)


def test_all_forces_and_kinds_of_speaker_and_nested_ones_are_there(
    marked: Mapping[str, tuple[Attribution, ...]],
) -> None:
    every = [each for attributions in marked.values() for each in attributions]
    assert set(Counter(each.force for each in every)) == set(Force)
    assert {each.speaker.kind for each in every if each.speaker} == set(SpeakerKind)
    assert sum(each.within is not None for each in every) >= 40


def test_a_line_becomes_attributions_with_their_speaker_and_force(tmp_path: Path) -> None:
    plain = gold.load({"a.txt": TEXT}, written(tmp_path))["a.txt"][0]
    named = gold.load({"a.txt": TEXT}, written(tmp_path, speaker="Ada Quill", kind="person", force="denies"))["a.txt"][
        0
    ]
    assert [span.of(TEXT) for span in plain.spans] == ["The mayor", "said", "it rained"]
    assert named == replace(plain, speaker=Speaker("Ada Quill", SpeakerKind.PERSON), force=Force.DENIES)


@pytest.mark.parametrize(
    "change",
    [
        {"cue": [{"start": 11, "exact": "said"}]},
        {"cue": [{"start": 10, "exact": "says"}]},
        {"cue": [{"start": 22, "exact": "ned. And"}]},
        {"force": "shouts"},
        {"speaker": "Ada Quill", "kind": "parrot"},
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_place(tmp_path: Path, change: dict[str, object]) -> None:
    file = written(tmp_path, **change)
    with pytest.raises(UnusableInput, match=r"gold\.jsonl:1: "):
        gold.load({"a.txt": TEXT}, file)


def test_gold_of_an_article_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"a\.txt"):
        gold.load({}, written(tmp_path))


def test_the_readme_says_how_many_there_are(marked: Mapping[str, tuple[Attribution, ...]]) -> None:
    every = [each for attributions in marked.values() for each in attributions]
    nested = sum(each.within is not None for each in every)
    said = f"{len(every)} attributions of the demonstration articles, {nested} of them nested"
    assert said in (Path(gold.__file__).parent / "README.md").read_text(encoding="utf-8")
