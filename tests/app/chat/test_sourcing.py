from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from app.chat import sources_html
from app.chat.directory import DirectoryOf, Kind
from app.chat.matrix_html import FIT, OUTLETS, SPEAKERS, matrix
from app.chat.sourcing import Sourcing
from index.store import QuotedBy
from ingest.corpus import SpeakerKind
from tests.app.chat.hand_made import HandMadeLibrary, made
from tests.app.chat.hand_made_articles import HOSTILE_NAME, dam_library, inquiry_library
from tests.app.chat.test_html import NASTY, Seen
from tests.attributions import attribution


@pytest.fixture
def library():
    return inquiry_library()


@pytest.fixture
def sourcing(library):
    return Sourcing(library)


def choose(sourcing, kind, name, session="me"):
    return tuple(map(str, sourcing.choose(session, {"kind": kind, "name": name})))


def names(roster):
    return [part.split('"')[0] for part in str(roster).split('data-name="')[1:]]


def crowd(people):
    """A library in which each of many people speaks once."""
    texts = [f"Person {n:04} said it rains." for n in range(people)]
    library = HandMadeLibrary(*(made(f"{n}.txt", text, outlet=f"Paper {n}") for n, text in enumerate(texts)))
    for entry in library.store.articles():
        text = library.store.texts[entry.id]
        library.store.said[entry.id] = (attribution(text, text[:11], "said", "it rains", speaker=text[:11]),)
    return library


def test_the_list_shows_the_speakers_with_how_often_and_where_they_are_quoted(sourcing):
    roster, panel = sourcing.look("me")
    shown = Seen(roster).text
    assert "Aldo Wray 23" in shown
    assert "two inspectors not named11" in shown
    assert "Vale Courier organisation11" in shown
    assert "Which outlets quote whom" in panel


def test_outlets_and_authors_are_counted_by_articles_and_by_how_often_they_quote(sourcing):
    sourcing.look("me")
    assert "The Hammer 25" in Seen(sourcing.turn_to("me", {"kind": "outlet"})).text
    assert "Ilse Marrow 21" in Seen(sourcing.turn_to("me", {"kind": "author"})).text


def test_typing_finds_a_name_without_its_accents_and_case_and_says_how_many_of_each_kind(sourcing):
    roster = sourcing.find("me", {"words": "COURIER"})
    assert names(roster) == ["Vale Courier"]
    assert "Quoted speakers 1Outlets 1Authors 0" in Seen(roster).text
    assert "None of the authors fits “COURIER”." in Seen(sourcing.turn_to("me", {"kind": "author"})).text


def test_of_thousands_the_first_hundred_are_shown_and_how_many_there_are():
    sourcing = Sourcing(crowd(1_234))
    roster, _ = sourcing.look("me")
    assert len(names(roster)) == sources_html.PAGE
    assert "The first 100 of 1,234 are shown. Type above to narrow the list." in Seen(roster).text
    assert len(names(sourcing.more("me"))) == 2 * sources_html.PAGE
    assert names(sourcing.find("me", {"words": "person 0777"})) == ["Person 0777"]


def test_a_speakers_quotations_come_in_order_of_time_each_with_outlet_verb_and_exact_words(sourcing):
    page, _ = choose(sourcing, "speaker", "Aldo Wray")
    shown = Seen(page).text
    places = [
        shown.index(part)
        for part in (
            "Quoted 3 times in 2 articles of 2 outlets.",
            "2 May 2031The Hammersaid: “‘The gate was sound,’”",
            "2 May 2031The Hammerdenied: “that anybody had warned him”",
            "undatedVale Courier (Ilse Marrow)said: “that he would close the gate again”",
        )
    ]
    assert places == sorted(places)


def test_who_reports_a_speaker_to_the_article_is_named(sourcing):
    page, _ = choose(sourcing, "speaker", "two inspectors")
    assert "said, as reported by Vale Courier: “the wall was cracked”" in Seen(page).text
    assert "data-question" not in page


def test_an_outlet_shows_whom_it_quotes_and_its_articles_by_date(sourcing):
    page, _ = choose(sourcing, "outlet", "The Hammer")
    shown = Seen(page).text
    assert "2 articles, quoting 4 speakers 5 times." in shown
    assert names(page)[0] == "Aldo Wray"
    assert shown.index("9 Mar 2031Ministry denies order") < shown.index("2 May 2031Inquiry")
    assert 'data-question="What does The Hammer say?"' in page


def test_an_author_shows_their_articles_with_the_outlet(sourcing):
    page, _ = choose(sourcing, "author", "Ilse Marrow")
    assert "undatedWrayVale Courier" in Seen(page).text


def test_a_quotation_opens_its_article_at_the_words_and_one_steps_to_the_next(sourcing):
    choose(sourcing, "speaker", "Aldo Wray")
    page, panel = sourcing.open("me", {"at": "1"})
    assert "Quotation 2 of 3" in Seen(panel).text
    assert Seen(panel.split("<mark")[1].split("</mark>")[0].split(">", 1)[1]).text == "that anybody had warned him"
    assert page.split('aria-current="true"')[1].startswith(' aria-label="Quotation 2')
    _, panel = sourcing.open("me", {"step": 1})
    assert "Quotation 3 of 3" in Seen(panel).text
    assert "Wray looks back" in Seen(panel).text
    assert sourcing.open("me", {"step": 1})[1] == panel


def test_closing_and_going_back_show_the_picture_again(sourcing):
    choose(sourcing, "speaker", "Aldo Wray")
    sourcing.open("me", {"at": "0"})
    assert 'class="matrix"' in sourcing.close("me")[1]
    sourcing.open("me", {"at": "0"})
    page, panel = sourcing.back("me")
    assert 'class="matrix"' in panel
    assert "Quoted speakers" in page


def test_looking_again_keeps_what_was_open_and_shows_it_as_it_was(sourcing):
    choose(sourcing, "speaker", "Aldo Wray")
    opened = sourcing.open("me", {"at": "2"})
    assert sourcing.look("me") == opened


def test_a_source_that_left_the_library_gives_way_to_the_list(sourcing, library):
    choose(sourcing, "speaker", "Berta Quill")
    sourcing.open("me", {"at": "0"})
    library.remove([a.id for a in library.store.articles() if a.file == "inquiry.txt"])
    page, panel = sourcing.look("me")
    assert "Berta Quill" not in page
    assert "Aldo Wray 11" in Seen(page).text
    assert 'class="matrix"' in panel


def test_an_article_that_was_removed_meanwhile_says_so_and_keeps_the_words(sourcing, library):
    choose(sourcing, "speaker", "Berta Quill")
    library.remove([a.id for a in library.store.articles() if a.file == "inquiry.txt"])
    _, panel = sourcing.open("me", {"at": "0"})
    assert "was removed" in panel
    assert "Why was nobody told" in panel


@pytest.mark.parametrize(
    "sent", [{}, {"at": "99"}, {"at": "-1"}, {"at": "x"}, {"at": None}, {"step": []}, {"at": {"a": 1}}]
)
def test_what_a_browser_makes_up_opens_nothing(sourcing, sent):
    before = choose(sourcing, "speaker", "Aldo Wray")
    assert tuple(map(str, sourcing.open("me", sent))) == before


@pytest.mark.parametrize("sent", [{}, {"kind": "writer", "name": "x"}, {"kind": ["speaker"], "name": "Aldo Wray"}])
def test_a_kind_of_source_that_there_is_not_changes_nothing(sourcing, sent):
    before = sourcing.look("me")
    assert sourcing.choose("me", sent) == before
    assert sourcing.turn_to("me", sent) == before[0]


def test_a_name_that_nobody_has_shows_the_list(sourcing):
    page, _ = choose(sourcing, "speaker", "Nobody At All")
    assert "Quoted speakers" in page


def test_sessions_do_not_see_each_others_place(sourcing):
    choose(sourcing, "speaker", "Aldo Wray", "me")
    assert "Aldo Wray 23" in Seen(sourcing.look("you")[0]).text


def test_an_empty_library_says_where_to_add_articles():
    roster, panel = Sourcing(HandMadeLibrary()).look("me")
    assert 'data-tab="Library"' in roster
    assert "No words of speakers" in panel


def test_a_library_in_which_nobody_is_quoted_says_so():
    roster, panel = Sourcing(dam_library()).look("me")
    assert "No quoted speakers are known in this library." in Seen(roster).text
    assert "No words of speakers" in panel


def test_the_directory_is_read_again_only_after_the_library_changed(library):
    directories = DirectoryOf(library.store)
    first = directories.refresh()
    assert directories.refresh() is first
    library.remove([library.store.articles()[0].id])
    assert directories.refresh() is not first
    assert len(directories.refresh().sources[Kind.OUTLET]) == len(first.sources[Kind.OUTLET])


def times(outlet, speaker, number, kind=SpeakerKind.PERSON):
    return QuotedBy(outlet, speaker, kind, number)


def test_the_picture_has_a_row_an_outlet_with_a_number_in_each_square_and_larger_ones_for_more():
    page = str(matrix([times("Star", "Fenn", 16), times("Star", "Lisk", 4), times("Bell", "Fenn", 1)]))
    assert '<span class="s6">16</span>' in page
    assert '<span class="s3">4</span>' in page
    assert '<span class="s2">1</span>' in page
    assert page.index("Star") < page.index("Bell")
    assert page.count("<td></td>") == 2  # the corner, and Lisk in the Bell


def test_the_picture_leaves_out_those_without_a_name_and_says_how_many_it_has_no_room_for():
    counted = [times("Star", f"Person {n}", 50 - n) for n in range(SPEAKERS + 3)]
    counted += [times(f"Paper {n}", "Person 0", 1) for n in range(OUTLETS)]
    shown = Seen(matrix([*counted, times("Star", "an official", 99, SpeakerKind.UNNAMED)])).text
    assert f"Outlets shown: {OUTLETS} of {OUTLETS + 1}. Speakers shown: {SPEAKERS} of {SPEAKERS + 3};" in shown
    assert "an official" not in shown
    assert "Person 15" not in shown


def test_a_picture_too_wide_for_a_phone_says_that_it_can_be_scrolled():
    counted = [times("Star", f"Person {n}", 5) for n in range(FIT + 1)]
    assert "Scroll sideways" in matrix(counted)
    assert "Scroll sideways" not in matrix(counted[:FIT])


def test_an_outlet_that_is_not_known_has_a_row_that_leads_nowhere():
    page = str(matrix([times(None, "Fenn", 2)]))
    assert '<th scope="row">Outlet not known</th>' in page


@given(NASTY, NASTY, NASTY)
def test_no_words_of_others_become_markup_on_the_sources_tab(speaker, outlet, title):
    def pages(speaker, outlet, title):
        text = f"{speaker} said {title}."
        library = HandMadeLibrary(
            made("a.txt", text, outlet=outlet, author=outlet, title=title, published=date(2031, 1, 1))
        )
        (entry,) = library.store.articles()
        said = attribution(text, speaker, "said", title, speaker=speaker)
        library.store.said[entry.id] = (said, replace(said, within=0, cue=()))
        sourcing = Sourcing(library)
        return [
            sourcing.look("me"),
            sourcing.choose("me", {"kind": "speaker", "name": speaker}),
            sourcing.choose("me", {"kind": "outlet", "name": outlet}),
            sourcing.choose("me", {"kind": "author", "name": outlet}),
            (sourcing.find("me", {"words": "~" + speaker}),),
        ]

    skeletons = [
        [Seen(part).elements for page in pages(*names) for part in page] for names in ((speaker, outlet, title), "xyz")
    ]
    assert skeletons[0] == skeletons[1]


def test_a_hostile_name_is_a_name(sourcing):
    page, _ = choose(sourcing, "speaker", HOSTILE_NAME)
    assert HOSTILE_NAME in Seen(page).text
