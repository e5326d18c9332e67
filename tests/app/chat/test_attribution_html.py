from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.chat.article_html import text_html
from app.chat.attribution_html import SHORT, Spoken
from app.chat.utterances import chain_of, speaker_name, utterances_of
from ingest.corpus import Attribution, Force, Span, Speaker, SpeakerKind
from tests.app.builders import catalogued
from tests.app.chat.hand_made_articles import INQUIRY, inquiry_library
from tests.app.chat.test_html import NASTY, Seen
from tests.attributions import attribution

TEXT = "Aldo said the gate was shut. He denied that it was rotten.\n\nHe said it would hold, and Berta asked why."
WHOLE = [Span(0, len(TEXT))]


def shut(**more):
    return attribution(TEXT, "Aldo", "said", "the gate was shut", speaker="Aldo Wray", **more)


def labels(markup):
    """The labels as a browser reads them out, in order."""
    return [part.split('"')[0] for part in str(markup).split('aria-label="')[1:]]


def shown(*found, text=TEXT, marked=()):
    return text_html(Spoken.of(text, found, "n"), [Span(0, len(text))], marked, marked)


@st.composite
def attributed(draw):
    """A text with attributions anywhere in it: over each other, over paragraphs, in pieces, some within others."""
    text = draw(st.text(st.sampled_from("ab .\n“<&"), min_size=4, max_size=60))
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    found = []
    for number in range(draw(st.integers(0, 4))):
        bounds = draw(ends)
        pieces = tuple(Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False))
        speaker = draw(st.sampled_from([None, Speaker("A", SpeakerKind.PERSON), Speaker("<b>", SpeakerKind.UNNAMED)]))
        within = draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None
        found.append(Attribution((), (), pieces, draw(st.sampled_from(Force)), speaker, within))
    return text, tuple(found)


@given(attributed(), st.integers(0, 50), st.integers(1, 30))
def test_the_words_on_the_page_are_the_articles_whoever_is_marked_to_speak(case, start, length):
    text, found = case
    marked = [Span(start, min(len(text), start + length))] if start < len(text) else []
    plain = Seen(text_html(Spoken.of(text, (), "n"), [], marked)).text
    assert Seen(text_html(Spoken.of(text, found, "n"), [], marked)).text == plain


@given(attributed())
def test_every_reported_word_is_underlined_and_no_other(case):
    text, found = case
    spoken = Spoken.of(text, found, "n")
    for at, letter in enumerate(text):
        reported = any(piece.start <= at < piece.end for each in found for piece in each.content)
        assert ('class="said' in spoken.stretch(Span(at, at + 1))) == reported, (at, letter)


def test_a_label_says_who_speaks_at_the_first_word_and_a_denial_says_that_it_is_one():
    denial = attribution(TEXT, "He", "denied", "that it was rotten", speaker="Aldo Wray", force=Force.DENIES)
    page = str(shown(shut(), denial))
    assert labels(page) == ["Aldo Wray said", "Aldo Wray denied"]
    assert '<span class="said denies" data-utterance="1">that it was rotten</span>' in page
    assert page.index("Aldo Wray denied") < page.index("that it was rotten")


def test_who_goes_on_speaking_in_a_paragraph_gets_no_second_label_but_one_in_the_next():
    again = replace(shut(), content=(Span(TEXT.index("rotten"), TEXT.index("rotten") + 6),))
    later = attribution(TEXT, "", "said", "it would hold", speaker="Aldo Wray")
    assert labels(shown(shut(), again, later)) == ["Aldo Wray said", "Aldo Wray said"]


def test_what_is_reported_inside_a_report_is_marked_as_within_it():
    outer = attribution(TEXT, "Berta", "asked", "He denied that it was rotten", speaker="Vale Courier")
    inner = attribution(TEXT, "He", "denied", "that it was rotten", speaker="Aldo", force=Force.DENIES, within=0)
    page = str(shown(outer, inner))
    assert '<span class="said asserts" data-utterance="0">He denied </span>' in page
    assert '<span class="said denies within" data-utterance="1">that it was rotten</span>' in page
    cards = Seen(Spoken.of(TEXT, (outer, inner), "n").cards(catalogued()))
    assert cards.text.endswith("The Daily Harbour (Ann Verrel, 9 Mar 2024)Vale Courier “asked”Aldo “denied”")


def test_a_cited_stretch_stays_one_mark_with_those_who_speak_inside_it():
    page = str(shown(shut(), marked=[Span(0, 28)]))
    assert page.count("<mark") == 1
    assert Seen(page.split("<mark")[1].split("</mark>")[0].split(">", 1)[1]).text == TEXT[:28]


def test_an_attribution_without_content_marks_nothing():
    assert Seen(shown(attribution(TEXT, "Aldo", "said", "", speaker="Aldo Wray"))).elements == Seen(shown()).elements


def test_one_who_is_not_known_is_named_by_the_articles_words_or_not_at_all():
    assert speaker_name(attribution(TEXT, "He", "denied", "that", speaker=None), TEXT) == "“He”"
    assert speaker_name(attribution(TEXT, "", "denied", "that", speaker=None), TEXT) == "Someone not named"


def test_a_description_begins_with_a_capital_and_a_name_stays_as_it_is():
    source = replace(shut(), speaker=Speaker("a ministry official", SpeakerKind.UNNAMED))
    assert speaker_name(source, TEXT) == "“a ministry official”"
    assert speaker_name(shut(), TEXT) == "Aldo Wray"
    assert speaker_name(replace(shut(), speaker=Speaker("al-Nouri", SpeakerKind.PERSON)), TEXT) == "al-Nouri"


def test_a_long_name_is_cut_in_the_label_and_whole_in_the_card():
    name = "the committee for the " + "very " * 12 + "long name"
    spoken = Spoken.of(TEXT, (replace(shut(), speaker=Speaker(name, SpeakerKind.BODY)),), "n")
    (label,) = labels(text_html(spoken, WHOLE))
    assert len(label) <= SHORT + len(" said")
    assert name[1:] in Seen(spoken.cards(catalogued())).text


def test_attributions_within_each_other_end():
    circle = (shut(within=1), shut(within=0))
    assert len(chain_of(circle, 0)) == 2


def test_utterances_come_in_the_order_in_which_they_begin_outer_first():
    library = inquiry_library()
    found = next(said for said in library.store.said.values() if len(said) > 2)
    starts = [each.start(INQUIRY) for each in utterances_of(found)]
    assert starts == sorted(starts)


@given(NASTY, NASTY)
def test_no_words_of_others_become_markup_in_labels_and_cards(name, outlet):
    def page(name, outlet):
        spoken = Spoken.of(TEXT, (replace(shut(), speaker=Speaker(name, SpeakerKind.PERSON)),), "n")
        return text_html(spoken, WHOLE) + spoken.cards(catalogued(outlet=outlet))

    assert Seen(page(name, outlet)).elements == Seen(page("x", "y")).elements


@pytest.mark.parametrize("force", Force)
def test_each_force_is_told_to_the_style_sheet(force):
    assert f'class="said {force}"' in shown(shut(force=force))
