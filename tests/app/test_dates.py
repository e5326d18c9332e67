"""Dates in questions: what they span, and when they restrict publication rather than belong to the event."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dates import Speaking, Window, dates_in, window_of
from app.interpret import interpret
from app.request import Constraints
from tests.app.libraries import KARST

TODAY = date(2031, 5, 20)


def bounds(question: str) -> tuple[str | None, str | None]:
    scope = interpret(question, (), Constraints(), KARST, TODAY).scope
    return scope.after and scope.after.isoformat(), scope.before and scope.before.isoformat()


@pytest.mark.parametrize(
    ("question", "after", "before"),
    [
        ("before summer 2030, what was being reported about the wall?", None, "2030-05-31"),
        ("As of December 2030, had anyone been charged?", None, "2030-12-31"),
        ("How many had fled by March 2031?", None, "2031-03-31"),
        ("at the end of 2030, what was the total number of dead?", None, "2030-12-31"),
        ("What did the Courier report in April 2030 about the spillway?", "2030-04-01", "2030-04-30"),
        ("articles from 2030 about the gates", "2030-01-01", "2030-12-31"),
        ("since June 2030, what has the Harbour Post said about the gates?", "2030-06-01", None),
        ("after 1 July 2030, what was reported about the inquest?", "2030-07-02", None),
        ("what did the Courier report between March and May 2030?", "2030-03-01", "2030-05-31"),
        ("What share of residents trusted the mayor, august 2030?", "2030-08-01", "2030-08-31"),
        ("what was reported last month about the dam", "2031-04-01", "2031-04-30"),
        ("coverage in 2030-06-01", "2030-06-01", "2030-06-01"),
        ("until Sept. 2030, what was known about the cracks?", None, "2030-09-30"),
        ("what did the Courier write in March 2030?", "2030-03-01", "2030-03-31"),
        ("what did the Courier say about the dam on 15 March 2030?", "2030-03-15", "2030-03-15"),
        ("What did the Harbour Post write in April 2030 about the gates?", "2030-04-01", "2030-04-30"),
        ("what does Solberg say about the gates in June 2030?", "2030-06-01", "2030-06-30"),
        ("What does Global Monitor say about the burst in 2028?", "2028-01-01", "2028-12-31"),
        ("In March 2030, what did the Courier say about the wall?", "2030-03-01", "2030-03-31"),
        ("how did the Courier cover the inquest in March 2030?", "2030-03-01", "2030-03-31"),
        ("what did anyone say about the sirens in 2030?", "2030-01-01", "2030-12-31"),
        ("what was said about the sirens in 2030?", "2030-01-01", "2030-12-31"),
        ("what did the papers say before April 2030 about the sirens", None, "2030-03-31"),
        ("what did the Courier say in the week after 14 March 2030", "2030-03-14", "2030-03-21"),
        ("what did the Courier say about it in the month before 14 March 2030", "2030-02-12", "2030-03-14"),
        ("who wrote about the gates in June 2030?", "2030-06-01", "2030-06-30"),
        ("which outlets covered the inquest in June 2030?", "2030-06-01", "2030-06-30"),
        ("what was in the news in June 2030?", "2030-06-01", "2030-06-30"),
        ("what happened in September 2030?", "2030-09-01", "2030-09-30"),
    ],
)
def test_a_date_of_publication_bounds_the_scope(question: str, after: str | None, before: str | None) -> None:
    assert bounds(question) == (after, before)


@pytest.mark.parametrize(
    "question",
    [
        "what does Global Monitor claim the ministry did at the end of 2030?",
        "what did Reuel say in the March 2030 debate?",
        "what was decided about the levy in 2030?",
        "what happened at the dam in June 2030",
        "Did the company inspect the wall before 2030?",
        "was the wall finished by the end of 2029?",
        "how did the mayor handle the hearing on 3 March 2030",
        "what did Ferrant say about the flood of August 2030?",
        "Who may have opened the gates?",
        "what did the march of 2030 demand?",
        "Did Reuel speak in mid September or not?",
        "what happened after the 31st of February?",
        "what does the Courier say happened in March 2030?",
        "what does the Courier say about the wall that broke in March 2030?",
        "what does the Courier say about the wall built in 2029?",
        "What does the Courier say about how the gates opened in March 2030?",
        "What did Ferrant say about the gates in March 2030?",
        "what did the Courier report on 31 February 2030 about the memo?",
        "before 0001-01-01, what did the Courier report?",
        "what happened on 14 March 2030?",
        "who reported the leak to the police in June 2030?",
    ],
)
def test_a_date_that_belongs_to_the_event_does_not(question: str) -> None:
    assert bounds(question) == (None, None)


def test_what_was_said_in_a_month_was_not_reported_before_it_and_may_have_been_later() -> None:
    assert bounds("What did Ferrant want the ministry to examine in June 2030?") == ("2030-06-01", None)


def test_a_month_beyond_the_library_is_no_bound_unless_it_was_asked_for() -> None:
    assert bounds("What did Ferrant want done in June 2040?") == (None, None)
    assert bounds("articles from June 2040 on the dam") == ("2040-06-01", "2040-06-30")


def test_words_of_a_date_that_bounds_the_scope_leave_the_topic() -> None:
    understood = interpret("As of December 2030, had anyone been charged?", (), Constraints(), KARST, TODAY)
    assert understood.topic == "had anyone been charged"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what did the Courier say about the dam in the week after 14 March 2030", "dam"),
        ("What did the Harbour Post write in April 2030 about the gates?", "gates"),
        ("what did anyone say about the sirens in 2030?", "sirens"),
        ("what did the Courier write in March 2030?", "what did the Courier write in March 2030?"),
        ("what does the Courier say about press freedom in March 2030?", "press freedom"),
    ],
)
def test_a_topic_is_what_is_asked_about_or_where_that_is_a_date_alone_the_question(question: str, topic: str) -> None:
    assert interpret(question, (), Constraints(), KARST, TODAY).topic == topic


def test_a_question_for_whatever_was_written_in_a_month_is_broad() -> None:
    def read(question: str, *history: str) -> tuple[bool, str]:
        understood = interpret(question, history, Constraints(), KARST, TODAY)
        return understood.broad, understood.topic

    assert read("what happened in June 2030?")[0]
    assert read("and in July 2030?", "what happened in June 2030?") == (True, "and in July 2030?")
    assert read("what does the Courier say?")[0]
    assert read("articles from March 2030")[0]
    assert not read("what happened?")[0]  # in no scope, it is no question
    assert not read("what happened at the dam in June 2030?")[0]
    assert not read("and in July 2030?", "what does the Courier say about the wall?")[0]


def test_a_date_that_was_dismissed_is_no_bound() -> None:
    dismissed = Constraints(ignore=frozenset({"as of december 2030"}))
    assert not interpret("As of December 2030, had anyone been charged?", (), dismissed, KARST, TODAY).scope


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert list(dates_in("reported on 31 February 2030", TODAY)) == []


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d"]))
def test_a_day_spelt_out_is_that_day(day: date, form: str) -> None:
    (dated,) = dates_in(f"articles published on {day.strftime(form)}", TODAY)
    assert (dated.first, dated.last) == (day, day)
    assert window_of("articles published on " + day.strftime(form), dated, Speaking.NOBODY) == Window(
        dated.span, day, day
    )


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_before_a_month_and_since_it_leave_no_day_out_and_share_none(day: date) -> None:
    month = day.strftime("%B %Y")
    (before,) = dates_in(f"before {month}", TODAY)
    (since,) = dates_in(f"since {month}", TODAY)
    ends = window_of(f"before {month}", before, Speaking.PUBLISHER)
    starts = window_of(f"since {month}", since, Speaking.PUBLISHER)
    assert ends
    assert ends.before
    assert starts
    assert starts.after == ends.before + timedelta(days=1)
