"""Dates: the ways news writes them, and the ways that give none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import Problem, parse, today

DAY = date(2017, 1, 19)


@pytest.mark.parametrize(
    "text",
    [
        "2017-01-19",
        "2017-01-19T23:59:59Z",
        "2017-01-19T05:30:59+00:00",
        "2017-01-19 12:00:00.123 -0500",
        "20170119",
        "January 19, 2017",
        "Jan. 19, 2017",
        "JANUARY 19, 2017",
        "19 January 2017",
        "19th of January, 2017",
        "19. January 2017",
        "Thursday, 19 January 2017",
        "Thu, January 19, 2017",
        "January 19, 2017 at 5:30 p.m.",
        "19/01/2017",
        "01/19/2017",
        "19.01.2017",
    ],
)
def test_a_date_is_read_however_news_writes_it(text):
    assert parse(text) == DAY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/2016", "ambiguous-date"),
        ("3.4.2016", "ambiguous-date"),
        ("30 February 2016", "impossible-date"),
        ("2017-02-29", "impossible-date"),
        ("2017-13-01", "impossible-date"),
        ("January 1, 1066", "impossible-date"),
        ("2199-01-01", "future-date"),
        ("yesterday", "bad-date"),
        ("May", "bad-date"),
        ("12", "bad-date"),
        ("19 January", "bad-date"),
        ("from 19 January 2017 on", "bad-date"),
        ("", "bad-date"),
    ],
)
def test_a_date_that_is_not_certain_is_none_and_says_why(text, code):
    found = parse(text)
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_date_with_the_same_day_and_month_is_not_ambiguous():
    assert parse("05/05/2016") == date(2016, 5, 5)


@given(st.dates(min_value=date(1700, 1, 1), max_value=today()))
def test_every_past_date_is_read_in_iso_and_in_words(day):
    assert parse(day.isoformat()) == day
    assert parse(f"{day:%B} {day.day}, {day.year}") == day
    assert parse(f"{day.day} {day:%b} {day.year}") == day


@given(st.text(max_size=40))
def test_any_text_gives_a_date_or_a_reason(text):
    assert isinstance(parse(text), date | Problem)
