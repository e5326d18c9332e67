"""Contents that are linked too far go back to whoever says them, or to nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.attribution.parting import parted
from ingest.corpus import Attribution
from tests.ingest.attribution.marking import marked


def parts(written: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each part of the one attribution that a text is marked with."""
    text, (attribution,) = marked(written)
    found = parted(attribution, text)
    return [tuple(" … ".join(s.of(text) for s in spans) for spans in (a.source, a.cue, a.content)) for a in found]  # type: ignore[misc]


def test_entries_of_a_live_page_share_no_quotation():
    written = '[1:"I was afraid,"] {1:he} <1:says>.\n\nShare this update\n\nThe ministry writes: [1:"Nobody was told."]'
    assert parts(written) == [("he", "says", '"I was afraid,"'), ("", "", '"Nobody was told."')]


def test_words_of_another_paragraph_without_marks_are_nobodys():
    assert parts("{1:Roe} <1:said> [1:it held].\n\nThe dam is [1:old].") == [("Roe", "said", "it held")]


def test_a_quotation_that_ends_a_content_of_another_paragraph_is_kept_by_itself():
    written = '[1:a plan that the union calls "a theft"].\n\n[1:"We were promised it,"] <1:said> {1:Roe}.'
    assert parts(written) == [("Roe", "said", '"We were promised it,"'), ("", "", '"a theft"')]


def test_a_colon_announces_what_opens_the_next_paragraph():
    written = "{1:Roe} <1:wrote> in the Courier:\n\n[1:“Nobody rang.”]"
    assert parts(written) == [("Roe", "wrote", "“Nobody rang.”")]


def test_a_source_of_another_paragraph_is_nobodys():
    assert parts("{1:Roe} left.\n\n<1:He said> [1:it held].") == [("", "He said", "it held")]


def test_what_is_quoted_behind_a_denial_is_not_denied():
    written = '{1:She} <1:denied> [1:that the union was against it]. [1:"We are against being told."]'
    assert parts(written) == [
        ("She", "denied", "that the union was against it"),
        ("She", "", '"We are against being told."'),
    ]


def test_what_is_quoted_behind_a_request_is_said_by_whoever_requests():
    written = "{1:The judge} <1:asks> [1:the gallery not to groan]. [1:“I know that it is hard.”]"
    assert parts(written)[1] == ("The judge", "", "“I know that it is hard.”")


def test_an_answer_behind_a_question_is_of_the_one_whom_the_question_names():
    written = "{1:Counsel} <1:asks> [1:whether Mr Roe saw anybody]. [1:“None. It was dark.”]"
    assert parts(written)[1] == ("Mr Roe", "", "“None. It was dark.”")


def test_an_answer_to_a_question_about_two_is_nobodys():
    written = "{1:Counsel} <1:asks> [1:whether Mr Roe or Mr Doe rang]. [1:“No. We slept.”]"
    assert parts(written)[1] == ("", "", "“No. We slept.”")


@pytest.mark.parametrize(
    "written",
    [
        "{1:Roe} <1:asked> [1:whether it held]. [1:“Did it hold?”]",  # asked again
        "[1:“Did it hold?”] {1:Roe} <1:asked>.",
        "{1:Roe} <1:said> [1:that it held]. [1:“It always will.”]",
        "[1:“It held,”] {1:she} <1:denied>",
    ],
)
def test_what_belongs_together_stays_together(written):
    assert len(parts(written)) == 1


@given(st.text(alphabet='aB"“”.:?\n ', max_size=60), st.data())
def test_parting_adds_no_words(text, data):
    places = st.tuples(*[st.integers(0, max(0, len(text) - 1))] * 2).map(sorted)
    from ingest.corpus import Span

    spans = [Span(a, b + 1) for a, b in data.draw(st.lists(places, min_size=3, max_size=3)) if b < len(text)]
    if len(spans) < 3:
        return
    whole = Attribution((spans[0],), (spans[1],), (spans[2],))
    for part in parted(whole, text):
        assert all(any(own.contains(span) for own in whole.spans) for span in part.content)
