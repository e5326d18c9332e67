"""What happens on the Record tab, over a real library."""

from contextlib import closing
from datetime import date
from functools import cached_property

import pytest
from hypothesis import HealthCheck, given, settings

from app.chat.finding_html import findings_html
from app.chat.keeping import Keeping
from app.chat.record_entry_html import STANCES
from app.chat.record_html import NEEDS
from index.embedder import encode_article
from index.library import Library
from index.record.entry import fields_of
from index.record.finding import Act, Stance
from index.sqlite.store import SqliteStore
from tests.app.chat.test_html import NASTY, Seen
from tests.fakes import WordHashEmbedder
from tests.findings import CRACKS, NO_WARNING, on_record
from tests.index.articles import dam, flood


class Small(Library):
    """A real library with a quick encoder."""

    @cached_property
    def embedder(self):
        return WordHashEmbedder()


@pytest.fixture
def library(tmp_path):
    embedder = WordHashEmbedder()
    with closing(SqliteStore.create(tmp_path, embedder.name, embedder.dimension)) as store:
        for added in (dam(), flood()):
            store.put(added, encode_article(embedder, added))
        yield Small(tmp_path, store)


@pytest.fixture
def keeping(library):
    return Keeping(library)


@pytest.fixture
def record(library):
    return library.store.findings


def save(keeping, fields, by="Ana", user="", session="me"):
    return keeping.act(session, user, {"act": "save", **fields, "by": by})


def add(keeping, particulars=CRACKS, session="me"):
    keeping.begin(session, "", {})
    return save(keeping, fields_of(particulars), session=session)


def told(panel):
    """The words beside fields that are wrong, by field."""
    parts = str(panel).split('id="wrong-')[1:]
    return {part.split('"')[0]: Seen(part.split(">", 1)[1].split("</p>")[0]).text for part in parts}


def test_an_empty_record_says_what_a_finding_is_and_how_to_add_one(keeping):
    shelf, panel = map(str, keeping.look("me"))
    assert "Nothing is on record yet." in shelf
    assert "data-begin" in shelf
    assert "Choose a finding" in panel


def test_what_is_entered_is_on_record_under_the_name_that_was_given(keeping, record):
    shelf, panel = add(keeping)
    (finding,) = record.all()
    assert (finding.particulars, finding.entered_by) == (CRACKS, "Ana")
    assert "1 finding" in Seen(shelf).text
    assert "“Engineers had warned of cracks in the dam”" in Seen(panel).text
    assert "Saved." in panel


def test_who_has_logged_in_signs_whatever_name_is_sent(keeping, record):
    keeping.begin("me", "ines", {})
    _, panel = save(keeping, fields_of(CRACKS), by="Somebody else", user="ines")
    assert record.all()[0].entered_by == "ines"
    assert 'name="by"' not in panel


def test_what_is_wrong_is_told_beside_each_field_and_what_was_typed_is_kept(keeping, record):
    keeping.begin("me", "", {})
    wrong = fields_of(CRACKS) | {"found": "tomorrow", "url": "nowhere", "statement": "<b>Cracks</b>"}
    _, panel = save(keeping, wrong, by="  ")
    assert set(told(panel)) == {"found", "url", "by"}
    assert told(panel)["by"] == NEEDS
    assert "&lt;b&gt;Cracks&lt;/b&gt;" in panel
    assert 'value="tomorrow"' in panel
    assert record.all() == []


def test_a_finding_that_is_on_record_is_not_entered_twice(keeping, record):
    add(keeping)
    _, panel = add(keeping)
    assert "on record with this address" in told(panel)["statement"]
    assert len(record.all()) == 1


def test_an_edit_is_a_new_revision_and_its_earlier_words_can_be_restored(keeping, record):
    add(keeping)
    keeping.revise("me", "", {})
    save(keeping, fields_of(CRACKS) | {"finder": "Another inquiry"}, by="Ben")
    (finding,) = record.all()
    assert (finding.finder, finding.entered_by) == ("Another inquiry", "Ben")
    _, panel = keeping.act("me", "", {"act": "revert", "revision": "1", "by": "Ben"})
    assert record.all()[0].particulars == CRACKS
    assert "restored by Ben" in Seen(panel).text


def test_retiring_takes_it_off_the_list_and_restoring_brings_it_back(keeping, record):
    add(keeping)
    shelf, panel = keeping.act("me", "", {"act": "retire", "by": "Ana"})
    assert "Engineers" not in Seen(shelf).text
    assert "Retired" in Seen(panel).text
    assert "Engineers" in Seen(keeping.find("me", {"words": "", "retired": True})).text
    keeping.act("me", "", {"act": "restore", "by": "Ana"})
    assert [r.act for r in record.history(record.all()[0].id)] == [Act.ENTERED, Act.RETIRED, Act.RESTORED]


def test_nothing_is_done_without_a_name(keeping, record):
    add(keeping)
    _, panel = keeping.act("me", "", {"act": "retire", "by": ""})
    assert told(panel) == {"by": NEEDS}
    assert len(record.all()) == 1


def first_key(panel):
    return str(panel).split('data-key="')[1].split('"')[0]


@pytest.mark.parametrize("stance", Stance)
def test_a_suggestion_becomes_a_match_only_when_somebody_says_so_and_can_be_taken_back(keeping, record, stance):
    _, panel = add(keeping)
    (finding,) = record.all()
    assert record.confirmations(finding.id) == []
    sent = {"act": "confirm", "key": first_key(panel), "stance": stance.value, "by": "Ben"}
    _, panel = keeping.act("me", "", sent)
    (match,) = record.confirmations(finding.id)
    assert (match.quote, match.stance, match.by) == ("Engineers had warned of cracks.", stance, "Ben")
    assert f"{STANCES[stance]}; put on record by Ben" in Seen(panel).text
    keeping.act("me", "", {"act": "withdraw", "number": str(match.number), "by": "Ana"})
    assert not record.confirmations(finding.id)[0].holds


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "confirm", "key": "made up", "stance": "agrees"},
        {"act": "confirm", "key": "x", "stance": "maybe"},
        {"act": "confirm"},
        {"act": "withdraw", "number": "7"},
        {"act": "withdraw", "number": {"a": 1}},
        {"act": "revert", "revision": "9"},
        {"act": "revert", "revision": None},
        {"act": "delete"},
        {"act": ["retire"]},
        {},
    ],
)
def test_what_a_browser_makes_up_changes_nothing(keeping, record, sent):
    add(keeping)
    before = record.mark
    keeping.act("me", "", {**sent, "by": "Ben"})
    assert record.mark == before


def test_a_match_of_another_finding_cannot_be_taken_back_from_here(keeping, record):
    _, panel = add(keeping)
    keeping.act("me", "", {"act": "confirm", "key": first_key(panel), "stance": "agrees", "by": "Ben"})
    add(keeping, NO_WARNING)
    keeping.act("me", "", {"act": "withdraw", "number": "1", "by": "Ben"})
    cracks = next(each for each in record.all() if each.statement == CRACKS.statement)
    assert record.confirmations(cracks.id)[0].holds


def test_the_list_is_filtered_by_words_of_statement_and_finder(keeping):
    add(keeping)
    add(keeping, NO_WARNING)
    shelf = Seen(keeping.find("me", {"words": "COURT ministry"})).text
    assert "1 of 2 findings" in shelf
    assert "Engineers" not in shelf
    assert "No finding fits" in Seen(keeping.find("me", {"words": "ferry"})).text


def test_a_finding_that_there_is_not_opens_nothing(keeping):
    _, panel = keeping.open("me", "", {"id": "nothing"})
    assert "Choose a finding" in panel


def test_closing_puts_the_form_away_first_and_then_the_finding(keeping):
    add(keeping)
    keeping.revise("me", "", {})
    assert "“Engineers had warned" in Seen(keeping.close("me")[1]).text
    assert "Choose a finding" in keeping.close("me")[1]


def test_sessions_do_not_see_each_others_form(keeping):
    keeping.begin("me", "", {})
    assert "Choose a finding" in keeping.look("you")[1]


def test_a_half_filled_form_is_still_there_after_a_look_at_another_tab(keeping):
    _, form = keeping.begin("me", "", {})
    assert keeping.look("me")[1] == form


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(NASTY, NASTY, NASTY)
def test_no_words_of_others_become_markup_on_the_record_tab_or_in_an_answer(tmp_path_factory, words, finder, name):
    def pages(words, finder, name):
        embedder = WordHashEmbedder()
        with closing(SqliteStore.create(tmp_path_factory.mktemp("nasty"), embedder.name, embedder.dimension)) as store:
            keeping = Keeping(Small(tmp_path_factory.mktemp("none"), store))
            keeping.begin("me", "", {})
            wrong = save(keeping, {"statement": words, "finder": finder, "quote": name, "url": finder}, by=name)
            shown = on_record(statement=words, finder=finder, how=name, quote=words)
            store.findings.enter(shown.particulars, name)
            opened = keeping.open("you", name, {"id": store.findings.all()[0].id})
            return [*wrong, *opened, findings_html([shown], 1)]

    skeletons = [[Seen(page).elements for page in pages(*given)] for given in ((words, finder, name), "xyz")]
    assert skeletons[0][2:] == skeletons[1][2:]
    allowed = {"script", "img", "style", "i", "a", "b"}
    assert not {tag for page in skeletons[0][:2] for tag, _ in page} & allowed


def test_the_link_leads_to_the_web_alone_and_tells_it_nothing():
    page = str(findings_html([on_record()], 3))
    assert 'href="https://inquiry.example/orle" target="_blank" rel="noopener noreferrer nofollow"' in page
    assert "Read it at inquiry.example" in Seen(page).text


def test_today_is_the_last_day_on_which_something_can_have_been_found(library, record):
    keeping = Keeping(library, today=lambda: date(2025, 1, 9))
    add(keeping)
    assert len(record.all()) == 1
    _, panel = add(keeping, NO_WARNING)
    assert "yet to come" in told(panel)["found"]
