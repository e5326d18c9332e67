"""Quotations with their speaker right beside them."""

import pytest

from ingest.attribution.framing import framed
from tests.ingest.attribution.marking import marked


def said(written: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each attribution of a marked text, in order of the content."""
    text, attributions = marked(written)
    found = sorted(framed(attributions, text), key=lambda a: a.extent)
    return [tuple(" … ".join(s.of(text) for s in spans) for spans in (a.source, a.cue, a.content)) for a in found]  # type: ignore[misc]


def test_who_is_named_behind_a_quotation_speaks_it_and_not_the_body_named_before():
    written = (
        '{1:The Authority} <1:said> [1:it broke at two. "Nobody was told,"] said Jane Roe, the Authority\'s director.'
    )
    assert said(written) == [
        ("The Authority", "said", "it broke at two."),
        ("Jane Roe, the Authority's director", "said", '"Nobody was told,"'),
    ]


def test_a_quotation_that_has_its_speaker_stays_as_it_is():
    written = "[1:“Nobody was told,”] <1:said> {1:Jane Roe}, who left. [1:“Nobody.”]"
    assert said(written) == [("Jane Roe", "said", "“Nobody was told,” … “Nobody.”")]


@pytest.mark.parametrize(
    ("written", "who", "cue"),
    [
        ("A statement from the Ministry of Works, sent at noon: [1:“It is false.”]", "Ministry of Works", ":"),
        ("It is a plan that their union calls [1:“a theft”].", "their union", "calls"),
        ("He left. Roe wrote [1:“It is false.”]", "Roe", "wrote"),
    ],
)
def test_a_quotation_of_nobody_is_given_to_whom_its_frame_names(written, who, cue):
    ((source, by, _),) = said(written)
    assert who in source
    assert by == cue


def test_a_quotation_without_a_frame_stays_nobodys():
    assert said("A long pause. [1:“It is false.”]") == [("", "", "“It is false.”")]


def test_a_quotation_that_nobody_marked_is_left_alone():
    assert said("The union calls “a theft” what it is.") == []
