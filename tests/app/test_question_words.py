"""Patterns over questions: compiled only when they may fit, and what they find is the same."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import cues
from app.question_words import DATA, Pattern, any_of, entries

PATTERNS = [pattern for _, pattern, _, _ in cues._PATTERNS] + [
    *cues._PAIRS, *cues._EITHER, cues._RIVALS, cues._BARRING, cues._NOT, cues._OF_EACH, cues._TOPPING,
]  # fmt: skip
WORDS = """what how who whom whose why which when does did do is was has had would can't don't the a X X's Orvel
Courier's and or not vs. versus in by from on about of that all everything both each compare contrast between except
other than but whats who's quoted reported as saying why per : , ?""".split()
LISTED = sorted(entries(*DATA))
QUESTIONS = st.lists(st.sampled_from(WORDS) | st.sampled_from(LISTED), min_size=1, max_size=12).map(" ".join)


@given(QUESTIONS)
def test_a_pattern_that_is_not_tried_would_not_have_fitted(question):
    for pattern in PATTERNS:
        tried = [match.span() for match in pattern.finditer(question)]
        assert tried == [match.span() for match in pattern.regex.finditer(question)], pattern.source


@pytest.mark.parametrize(
    "row", [row for row in (*cues._ANYWHERE, *cues._ONCE) if "~" in row[1]], ids=lambda row: row[1][-30:]
)
def test_every_list_that_a_pattern_names_is_there(row):
    assert "~" not in Pattern(row[1]).regex.pattern


def test_a_phrase_wins_over_the_word_that_it_begins_with():
    pattern = re.compile(any_of("verbs"))
    assert "hit back" in entries("verbs")
    assert pattern.match("hit  back at")[0] == "hit  back"


def test_a_list_that_may_be_missing_is_not_needed():
    assert Pattern(r"^we(?: ~?light~)?$").search("we")
    assert not Pattern(r"^we ~verbs~$").search("we")


def test_a_question_loads_nothing_that_only_a_language_model_or_an_ingest_needs():
    unwanted = (
        "app.compose.model app.compose.streaming app.weighing app.gist app.content syntok regex llama_index torch"
    )
    told = "import sys, app.pipeline; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told, *unwanted.split()], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
