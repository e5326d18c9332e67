"""Sentences: exact spans, whole quotes, and the abbreviations of news."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import Span
from ingest.segment import LONGEST, ends_sentence, sentences


def split(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "whole",
    [
        "The statement by Gen. Asapov was brief.",
        "Lt. Col. Ivan Petrov and Maj. Gen. Igor Konashenkov signed it.",
        "Russian Lt. Gen. Valery Asapov was killed.",
        "Sen. Bernie Sanders met Rep. Trey Gowdy, R-S.C., in Washington.",
        "The U.S. Army said the U.N. Security Council would meet at 5 p.m. local time.",
        "John F. Kennedy and George W. Bush are former presidents.",
        "It was signed by Dr. E. J. Smith of St. Louis on Jan. 5 in Baton Rouge, La., he said.",
        "WASHINGTON (AP) — The talks failed.",
        "He named No. 10 Downing St. as the place.",
        "“Stop!” he shouted at the driver.",
        "“Is it true?” she asked.",
        "The firm, Acme Inc. of Ohio, paid $2.35 million; it denies any wrongdoing.",
        "He wrote (see p. 4) that Mr. Trump vs. Mrs. Clinton was over.",
    ],
)
def test_a_sentence_of_news_is_not_cut_at_an_abbreviation(whole):
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("She left the U.S.", "He stayed behind."),
        ("The vote came at 5 p.m.", "The Senate then rose."),
        ("It was sold to Acme Inc.", "The price is not known."),
        ("“We will not go.”", "That was all she said."),
        ("Nothing is known (yet).", "More is to come."),
        ("Is that so?", "Nobody can say."),
        ("He was born in 1956.", "In 1980 he left."),
        ("Les négociations ont échoué.", "« Rien n'est perdu », a-t-il dit."),
    ],
)
def test_two_sentences_are_told_apart(first, second):
    assert split(f"{first} {second}") == [first, second]


WORDS = st.sampled_from(
    "the Gen. U.S. said “We don't” (yes) go. Stop! Really? a.m. e.g. Lt. Col. Ünal ; : — … 5.5 No. 7".split()
)
PROSE = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


@given(st.one_of(PROSE, st.text(min_size=1, max_size=300)), st.text(max_size=20), st.text(max_size=20))
def test_sentences_lie_in_order_in_their_paragraph_and_lose_nothing_but_space(paragraph, before, after):
    text, span = before + paragraph + after, Span(len(before), len(before) + len(paragraph))
    found = sentences(text, span)
    assert all(span.contains(sentence) and sentence.of(text) == sentence.of(text).strip() for sentence in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(sentence.of(text) for sentence in found).split()) == "".join(paragraph.split())


@given(st.text(alphabet="ab ,", min_size=1, max_size=6000))
def test_no_sentence_is_longer_than_the_longest_allowed(paragraph):
    assert all(len(sentence) <= LONGEST for sentence in split(paragraph))


@given(PROSE, PROSE)
def test_a_paragraph_is_cut_the_same_way_wherever_it_stands(paragraph, before):
    text = f"{before}\n\n{paragraph}"
    start = len(before) + 2
    moved = sentences(text, Span(start, len(text)))
    assert [s.of(text) for s in moved] == split(paragraph)


@pytest.mark.parametrize("text", ["Done.", "“Done.”", "Done?)", "完了。", "समाप्त।", "And then…", "Done!  "])
def test_the_end_of_a_sentence_is_known_in_many_scripts(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["Clashes and Provocations", "Whitney says:", "one, two", "(AP)"])
def test_a_line_without_a_full_stop_does_not_end_a_sentence(text):
    assert not ends_sentence(text)
