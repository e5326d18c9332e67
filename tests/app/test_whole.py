import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compose.whole import completed
from ingest.corpus import Span


@pytest.mark.parametrize(
    ("text", "chosen", "whole"),
    [
        ("He wrote “Thank you.|Not before the season.”|Rain fell.", 0, (0, 1)),
        ("He wrote “Thank you.|Not before the season.”|Rain fell.", 1, (0, 1)),
        ('"I was awake.|My window was open.|I would have heard it," he said.', 1, (0, 2)),
        ('"I was awake.|My window was open.|I would have heard it," he said.', 2, (0, 2)),
        ('"I was awake.|My window was open.|I would have heard it," he said.', 0, (0, 2)),
        ("Rain fell.|“Go,” she said.|Nobody went.", 1, (1, 1)),
        ("He said “go on.|And on.|And on.|And on.|And on.|And on.|Enough.”", 0, (0, 0)),
        ("He said “go on.|It was never closed.", 0, (0, 0)),
        ('It is 5" long.|Rain fell.', 0, (0, 0)),
    ],
)
def test_a_quotation_that_was_cut_is_completed_where_it_is_short(text, chosen, whole):
    cut = [Span(m.start(), m.end()) for m in re.finditer(r"[^|]+", text)]
    first, last = whole
    assert completed(cut, cut[chosen], text.replace("|", " ")) == cut[first : last + 1]


def test_what_stands_beyond_something_that_is_not_the_article_is_not_added():
    text = "He wrote “Thank you. SHARE THIS Not before the season.”"
    first, second = Span(0, 20), Span(32, len(text))
    assert completed([first, second], first, text) == [first]


@given(
    st.lists(st.sampled_from(['"Go,"', "he", 'said. "', "“", "”", "on.", "«x»"]), min_size=1, max_size=12), st.data()
)
def test_a_run_is_only_ever_widened_and_stays_inside_the_article(words, data):
    text = " ".join(words)
    cut = [Span(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    chosen = data.draw(st.integers(0, len(cut) - 1))
    whole = completed(cut, cut[chosen], text)
    assert cut[chosen] in whole
    assert whole == cut[cut.index(whole[0]) : cut.index(whole[-1]) + 1]
