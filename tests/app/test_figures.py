import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.figures import FURTHER, Figure, Kind, numbers
from ingest.corpus import Span

ONES = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def below_100(n):
    if n < 10:
        return ONES[n - 1]
    if n < 20:
        return TEENS[n - 10]
    return TENS[n // 10 - 2] + (f"-{ONES[n % 10 - 1]}" if n % 10 else "")


def below_1000(n):
    hundreds, rest = divmod(n, 100)
    return " and ".join(filter(None, (f"{ONES[hundreds - 1]} hundred" if hundreds else "", rest and below_100(rest))))


def spelt(n):
    """A number from 2 to 999,999 in words."""
    thousands, rest = divmod(n, 1000)
    return " ".join(filter(None, (f"{below_1000(thousands)} thousand" if thousands else "", rest and below_1000(rest))))


def only(words):
    (figure,) = numbers(words)
    return figure


def ranges(words):
    return [(figure.kind, figure.unit, figure.low, figure.high) for figure in numbers(words)]


whole = st.integers(2, 999_999)


@given(whole)
def test_a_number_in_words_is_read_as_the_one_in_digits(n):
    written = [only(f"They found {form} barrels of it there.") for form in (spelt(n), f"{n:,}")]
    assert (written[0].low, written[0].high) == (written[1].low, written[1].high)
    assert written[0].low <= n <= written[0].high


@given(whole, st.sampled_from(["", "about ", "at least ", "more than ", "up to ", "nearly ", "some "]))
def test_however_a_number_is_bounded_its_figure_holds_it_and_stands_where_it_is_written(n, bound):
    words = f"They counted {bound}{n:,} geese in all."
    figure = only(words)
    assert figure.low <= n <= figure.high
    assert words[figure.span.start : figure.span.end].endswith(f"{n:,}")


@given(st.text(st.characters(codec="utf-8"), max_size=60), whole, st.text(max_size=40))
def test_no_text_is_too_odd_to_be_read_and_every_figure_stands_in_it(before, n, after):
    words = f"{before} {n} {after}"
    for figure in numbers(words):
        assert 0 <= figure.span.start < figure.span.end <= len(words)
        assert figure.low <= figure.high


amounts = st.tuples(st.floats(0, 1e9), st.floats(0, 1e9)).map(sorted)


@given(amounts, amounts, st.sampled_from(list(Kind)), st.sampled_from(["", "metre"]))
def test_figures_differ_both_ways_never_from_themselves_and_never_in_other_units(one, other, kind, unit):
    a, b = (Figure(kind, unit, low, high, Span(0, 1)) for low, high in (one, other))
    assert a.differs(b) == b.differs(a)
    assert not a.differs(a)
    assert not a.differs(Figure(kind, "barrel", *other, Span(0, 1)))


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("63 geese", 63, 63),
        ("forty geese", 35, 45),
        ("1,900 geese", 1850, 1950),
        ("two dozen geese", 24, 24),
        ("half a million geese", 450_000, 550_000),
        ("1.2 million geese", 1_150_000, 1_250_000),
        ("between 40 and 61 geese", 35, 61),
        ("41 to 61 geese", 41, 61),
        ("not fewer than 69 geese", 69, 69 * FURTHER),
        ("41 or more geese", 41, 41 * FURTHER),
        ("fewer than 41 geese", 0, 41),
        ("about 41 geese", 41 * 0.8, 41 * 1.2),
    ],
)
def test_a_figure_is_as_wide_as_it_is_written(words, low, high):
    figure = only(words)
    assert (figure.low, figure.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("about 40", "41"),
        ("40", "43"),
        ("more than 40", "52"),
        ("at least 41", "61"),
        ("up to 60", "12"),
        ("1.2 million", "1,228,000"),
        ("between 40 and 50", "47"),
        ("12 percent", "12.4 percent"),
        ("41 percent", "63"),
        ("41 metres", "63 feet"),
        ("$41", "£63"),
    ],
)
def test_what_can_mean_the_same_or_is_in_other_units_does_not_differ(one, other):
    assert not only(f"It was {one}.").differs(only(f"It was {other}."))


@pytest.mark.parametrize(
    ("one", "other"),
    [("at least 41", "63"), ("41", "63"), ("up to 41", "63"), ("12 percent", "15 per cent"), ("$1.2m", "US$3 million")],
)
def test_what_cannot_mean_the_same_differs(one, other):
    assert only(f"It was {one}.").differs(only(f"It was {other}."))


@pytest.mark.parametrize(
    "words",
    [
        "It rose from 41 to 63.",
        "Marta Ellun, 67, said so.",
        "A 67-year-old man came.",
        "She is 67 years old and was 18 months old then.",
        "The 41st goose came third.",
        "They took Route 9 home.",
        "They won by 63-41 and drew 3-2.",
        "They won by a 134-to-63 vote.",
        "It was one of them, and no one else.",
        "The two men and her 12 geese left.",
        "Another 12 came, and the first 41 left.",
        "It was a two-man race.",
        "One in seven came, or 2 in every 15.",
        "It was 9/11 in 2016.",
    ],
)
def test_what_is_no_amount_of_its_own_is_not_read(words):
    assert numbers(words) == ()


def test_of_a_part_and_its_whole_the_part_is_told():
    assert ranges("1,900 of the company's 2,311 drivers stayed away.") == [(Kind.COUNT, "", 1850, 1950)]


def test_units_and_money_are_told_from_counts():
    words = "3.5 million crowns, $41, 12 per cent, a 16-foot wall and 41 geese"
    assert [(kind, unit) for kind, unit, *_ in ranges(words)] == [
        (Kind.MONEY, "crown"),
        (Kind.MONEY, "$"),
        (Kind.SHARE, "%"),
        (Kind.MEASURE, "foot"),
        (Kind.COUNT, ""),
    ]


def test_nothing_is_read_where_dates_stand():
    words = "It was on 3 March that 41 geese came."
    date = re.search("3 March", words)
    assert [figure.low for figure in numbers(words, [Span(*date.span())])] == [41]
