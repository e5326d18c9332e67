"""The Record tab, and what is on record in an answer, in a browser over a real library."""

import shutil

import pytest
from playwright.sync_api import expect

from app.pipeline import Assistant
from index.library import Library
from tests.app.test_findings_in_answers import SIRENS
from tests.end_to_end.test_chat import serious

pytestmark = pytest.mark.browser
FIELDS = {
    "#f-statement": "No siren sounded <b>in Sallow Ford</b>",
    "#f-finder": "Karrow Inquiry",
    "#f-how": "hearings",
    "#f-found": "2019-11-30",
    "#f-url": "https://inquiry.example/sirens",
    "#by": "Ana",
}


@pytest.fixture
def library(demo_folder, tmp_path):
    shutil.copytree(demo_folder, tmp_path / "library")
    with Library.open_for_writing(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def address(serve, library):
    return serve(library, Assistant(library.store, library.embedder))


@pytest.fixture
def sirens(library):
    with library.recording() as record:
        return record.enter(SIRENS, "Ana")


def to_record(page):
    page.get_by_role("tab", name="Record").click()
    page.wait_for_selector("#findings .first, #findings .record-list")
    return page


def ask(page):
    page.fill("#question", "did the sirens sound in Sallow Ford?")
    page.press("#question", "Enter")
    page.wait_for_selector(".turn .tools")


def test_a_finding_is_entered_with_problems_told_beside_the_fields(open_page):
    page = to_record(open_page())
    page.click("#findings [data-begin]")
    expect(page.locator("#f-statement")).to_be_focused()
    page.click(".enter .act")
    expect(page.locator("#wrong-statement")).to_be_visible()
    expect(page.locator("#f-statement")).to_be_focused()
    expect(page.locator("#f-statement")).to_have_attribute("aria-describedby", "wrong-statement")
    for field, value in FIELDS.items():
        page.fill(field, value)
    page.select_option("#f-verdict", "established")
    page.select_option("#f-kind", "inquiry")
    page.click(".enter .act")
    expect(page.locator("#finding .title")).to_have_text("“No siren sounded <b>in Sallow Ford</b>”")
    expect(page.locator("#findings .open")).to_have_text(["No siren sounded <b>in Sallow Ford</b>"])
    expect(page.locator("#finding a.out")).to_have_attribute("rel", "noopener noreferrer nofollow")
    assert page.locator("#finding :is(script, img, i)").count() == 0


def test_a_suggestion_is_confirmed_and_the_answer_says_established_with_the_way_to_the_finding(open_page, sirens):
    page = open_page()
    ask(page)
    expect(page.locator(".on-record .words").first).to_contain_text("Not one warning siren")
    expect(page.locator(".statement .established")).to_have_count(0)
    page.click(".on-record [data-finding]")
    expect(page.locator("#finding .title")).to_contain_text("Not one warning siren")
    page.fill("#by", "Ben")
    said = page.locator("#finding li", has_text="not one warning siren").first
    said.locator('[data-stance="agrees"]').click()
    expect(page.locator("#finding [data-act=withdraw]")).to_have_count(1)
    page.get_by_role("tab", name="Ask").click()
    page.fill("#question", "did the sirens sound in Sallow Ford?")
    page.press("#question", "Enter")
    page.wait_for_selector(".statement .established")
    mark = page.locator(".statement a.settled").first
    mark.click()
    expect(page.locator(mark.get_attribute("href"))).to_be_in_viewport()


def test_a_finding_is_retired_and_restored_with_its_history(open_page, sirens):
    page = to_record(open_page())
    page.click("#findings .open")
    page.click("#finding [data-act=retire]")
    expect(page.locator("#wrong-by")).to_be_visible()
    page.fill("#by", "Ben")
    page.click("#finding [data-act=retire]")
    expect(page.locator("#finding .notice")).to_contain_text("Retired")
    expect(page.locator("#findings .open")).to_have_count(0)
    page.check("[name=retired]")
    expect(page.locator("#findings .open")).to_have_count(1)
    page.click("#finding [data-act=restore]")
    expect(page.locator("#finding .history li")).to_have_count(3)


def test_on_a_phone_every_tab_is_there_and_the_finding_slides_over_and_closes_by_escape(open_page, sirens):
    page = open_page(390, 800)
    expect(page.get_by_role("tab")).to_have_text(["Ask", "Sources", "Record", "Library"])
    to_record(page)
    page.click("#findings .open")
    right = page.locator("#on-record .right")
    expect(right).to_be_visible()
    expect(page.locator("#finding .title")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    expect(right).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(open_page, sirens, scheme, width):
    page = open_page(width, 800, color_scheme=scheme)
    ask(page)
    assert serious(page) == []
    to_record(page)
    assert serious(page) == []
    page.click("#findings .open")
    page.wait_for_selector("#finding .title")
    page.wait_for_timeout(300)
    assert serious(page) == []
    page.click("#finding [data-edit]")
    page.wait_for_selector(".enter")
    page.fill("#f-url", "x")
    page.click(".enter .act")
    page.wait_for_selector(".enter .wrong")
    assert serious(page) == []
