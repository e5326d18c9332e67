"""Whether a quote covers what a case wants."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.case import Wanted
from evals.covering import covers, fold, is_of
from tests.evals.answers import TEXT, WANTED

SCORE = Path(__file__).parents[3] / "shared" / "evals" / "score.py"


def test_folding_drops_case_marks_and_link_targets() -> None:
    assert fold("“Not ONE siren”\n— [said](http://x.example/y) Fenn…") == ["not", "one", "siren", "said", "fenn"]


@pytest.mark.parametrize(
    ("file", "article", "same"),
    [
        ("sirens.txt", "sirens.txt", True),
        ("some/folder/sirens.txt", "sirens.txt", True),
        ("some/folder/sirens.txt", "folder/sirens.txt", True),
        ("some/other/sirens.txt", "folder/sirens.txt", False),
        ("sirens.txt", "folder/sirens.txt", False),
        ("my-sirens.txt", "sirens.txt", False),
    ],
)
def test_an_article_is_named_by_its_file_and_where_need_be_by_folders(file: str, article: str, same: bool) -> None:
    assert is_of(file, article) is same
    assert covers(file, TEXT, Wanted(article, WANTED.text)) is same


def test_scattered_words_in_common_are_no_evidence() -> None:
    assert not covers("sirens.txt", "one had. Before, the siren sounded; came water not", WANTED)


@pytest.mark.parametrize(
    ("wanted", "other"),
    [
        ("قال الوزير إن السد انهار", "ولم يكن هناك أحد في المدينة"),
        ("Ο υπουργός είπε ότι το φράγμα έπεσε", "Κανείς δεν ήταν στην πόλη τότε"),
        ("部长说水库倒了", "昨天没有人在城里"),
    ],
)
def test_words_of_any_script_are_words(wanted: str, other: str) -> None:
    assert covers("sirens.txt", wanted, Wanted("sirens.txt", wanted))
    assert not covers("sirens.txt", other, Wanted("sirens.txt", wanted))


def test_what_holds_no_word_is_covered_by_nothing() -> None:
    assert not covers("sirens.txt", TEXT, Wanted("sirens.txt", "…"))


WORDS = st.lists(st.sampled_from("siren water mayor the not one sounded came dam".split()), min_size=1, max_size=30)


@given(WORDS, st.integers(0, 29), st.integers(1, 30))
def test_a_quote_of_all_the_words_wanted_always_covers_them(words: list[str], start: int, length: int) -> None:
    part = words[start % len(words) :][:length]
    assert covers("sirens.txt", " ".join(words), Wanted("sirens.txt", " ".join(part)))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(" ".join(once)) == once


@pytest.fixture(scope="module")
def score() -> ModuleType:
    if not SCORE.exists():
        pytest.skip("the shared scorer is not beside the checkout")
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LATIN = st.characters(max_codepoint=0x17E, exclude_characters="ªµº×÷")
CYRILLIC = st.characters(min_codepoint=0x400, max_codepoint=0x481)


@pytest.mark.shared
@given(st.text(LATIN | CYRILLIC))
def test_folding_agrees_with_the_shared_scorer(score: ModuleType, text: str) -> None:
    assert fold(text) == score.fold(text)


@pytest.mark.shared
@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_covering_agrees_with_the_shared_scorer(score: ModuleType, quote: str, words: str) -> None:
    theirs = score.covered({"article": "sirens.txt", "text": words}, [{"file": "sirens.txt", "quote": quote}])
    assert covers("sirens.txt", quote, Wanted("sirens.txt", words)) == theirs
