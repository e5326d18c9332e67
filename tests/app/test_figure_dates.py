from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.figure_dates import CLOCK, DAY, YEARLESS, moments, taken
from app.figures import Kind

PUBLISHED = date(2019, 4, 1)
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # as they are written


def days(words, published=PUBLISHED):
    told = [figure for figure in moments(words, published) if figure.kind is Kind.DAY]
    return [(date.fromordinal(int(figure.low)), date.fromordinal(int(figure.high))) for figure in told]


@given(st.dates(date(1600, 1, 1), date(2019, 3, 31)), st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{y}-{n}-{z}"]))
def test_a_date_is_read_however_it_is_written(day, form):
    written = form.format(d=day.day, m=MONTHS[day.month - 1], y=day.year, n=f"{day.month:02}", z=f"{day.day:02}")
    words = f"The order came on {written}, the clerk said."
    assert days(words) == [(day, day)]
    (span,) = taken(words)
    assert words[span.start : span.end] == written


@given(st.dates(date(2018, 4, 2), PUBLISHED).filter(lambda day: (day.month, day.day) != (2, 29)))
def test_a_day_without_a_year_is_the_last_one_before_publication(day):
    assert days(f"The order came on {day.day} {MONTHS[day.month - 1]}.") == [(day, day)]


def test_a_day_without_a_year_compares_only_with_another_where_publication_is_not_known():
    (yearless,) = moments("The order came on 3 March.", None)
    (dated,) = moments("The order came on 5 March 2019.", None)
    (other,) = moments("The order came on 5 March.", None)
    assert (yearless.unit, dated.unit) == (YEARLESS, DAY)
    assert not yearless.differs(dated)
    assert yearless.differs(other)


def test_a_month_holds_its_days_and_a_year_its_months():
    march, day, year = (
        next(moments(f"It opened in {words}.", None)) for words in ("March 2018", "May 3, 2018", "2018")
    )
    assert march.differs(day)
    assert not year.differs(march)
    assert not year.differs(day)


@pytest.mark.parametrize(
    "words",
    [
        "It was shut since 3 March.",
        "They must leave by 3 March.",
        "It ran from 3 March to 5 March.",
        "It was built early in 2015.",
        "A March 3 letter told of it.",
        "The 2016 race was won.",
        "It came on 31 February 2018.",
        "So far in 2016 it has lost.",
        "The vote will be on 3 May 2019.",
        "It may 3 times a day be full.",
    ],
)
def test_a_period_a_name_and_what_is_to_come_are_no_day(words):
    assert days(words) == []


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("The call came at 2.06 a.m. that night.", 126, 126),
        ("The call came at 2:06 pm.", 846, 846),
        ("The call came at 14:06.", 846, 846),
        ("The call came at 2 a.m. that night.", 90, 150),
        ("No call came before 2.31 a.m. that night.", 151, 1440),
    ],
)
def test_a_time_of_day_is_told_in_minutes(words, low, high):
    (figure,) = moments(words, None)
    assert (figure.kind, figure.unit, figure.low, figure.high) == (Kind.CLOCK, CLOCK, low, high)


@pytest.mark.parametrize("words", ["They left by 2.06 a.m.", "It is 13 p.m.", "They won 2:3."])
def test_a_bound_and_what_no_clock_shows_are_no_time_of_day(words):
    assert list(moments(words, None)) == []
