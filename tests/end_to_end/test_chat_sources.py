"""The Sources tab, and who speaks in an article, in a browser."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.app.chat.hand_made_articles import HOSTILE_NAME, inquiry_library
from tests.end_to_end.test_chat import ask, serious

pytestmark = pytest.mark.browser


@pytest.fixture
def library():
    return inquiry_library()


def to_sources(page):
    page.get_by_role("tab", name="Sources").click()
    page.wait_for_selector(".roster table")
    return page


@pytest.fixture
def page(open_page):
    return to_sources(open_page())


def choose(page, name):
    page.locator(".roster .open", has_text=name).first.click()
    expect(page.locator(".roster h2")).to_have_text(name)


def label(page, words):
    return page.locator(f'#reader .label[aria-label="{words}"]')


def chosen_is_in_view(page):
    page.wait_for_function("document.activeElement.matches('#reader mark.chosen')")
    return page.evaluate(
        """() => { const mark = document.querySelector("#reader mark.chosen").getBoundingClientRect();
            const box = document.querySelector("#reader .reading").getBoundingClientRect();
            return mark.top >= box.top && mark.bottom <= Math.min(box.bottom, innerHeight); }"""
    )


def test_a_chosen_speakers_quotations_come_in_order_of_time_and_open_the_article_at_the_words(page):
    choose(page, "Aldo Wray")
    expect(page.locator(".quotations .when")).to_have_text(["2 May 2031", "2 May 2031", "undated"])
    expect(page.locator(".quotations .did")).to_have_text(["said", "denied", "said"])
    page.click(".quotations .cite >> nth=1")
    expect(page.locator("#reader mark.chosen")).to_have_text("that anybody had warned him")
    assert chosen_is_in_view(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#reader .place")).to_have_text("Quotation 3 of 3")
    expect(page.locator('.quotations [aria-current="true"]')).to_have_text("3")
    page.keyboard.press("Escape")
    expect(page.locator("#reader .matrix")).to_be_visible()
    expect(page.locator(".quotations .cite >> nth=2")).to_be_focused()


def test_choosing_and_going_back_keep_the_focus_where_the_reader_is(page):
    choose(page, "Berta Quill")
    expect(page.locator(".roster h2")).to_be_focused()
    page.click("[data-back]")
    expect(page.locator(".roster .open", has_text="Berta Quill")).to_be_focused()


def test_the_list_is_searched_while_one_types_and_the_cursor_stays(page):
    page.locator("#sought").press_sequentially("quill")
    expect(page.locator(".roster .open")).to_have_text(["Berta Quill"])
    expect(page.locator("#sought")).to_be_focused()
    expect(page.locator("[data-turn-to=speaker]")).to_have_text("Quoted speakers 1")


def test_an_outlet_in_the_picture_leads_to_its_articles_and_one_opens(page):
    page.locator("#reader .matrix tbody .pick", has_text="The Hammer").click()
    expect(page.locator(".roster h2")).to_have_text("The Hammer")
    page.locator(".quotations .near", has_text="Inquiry").click()
    expect(page.locator("#reader .title")).to_have_text("Inquiry")
    expect(page.locator("#reader .place")).to_have_text("Article 2 of 2")


def test_a_question_about_a_speaker_is_put_into_the_question_box_and_can_be_completed(page):
    choose(page, "Aldo Wray")
    page.click("text=Ask about Aldo Wray")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_value("What did Aldo Wray say?")
    page.keyboard.type(" about the gate")
    expect(page.locator("#question")).to_have_value("What did Aldo Wray say about the gate?")


def test_what_is_open_is_still_open_after_a_look_at_another_tab(page):
    choose(page, "Aldo Wray")
    page.click(".quotations .cite >> nth=0")
    page.wait_for_selector("#reader mark.chosen")
    page.get_by_role("tab", name="Ask").click()
    page.get_by_role("tab", name="Sources").click()
    expect(page.locator(".roster h2")).to_have_text("Aldo Wray")
    expect(page.locator("#reader mark.chosen")).to_be_visible()


def test_labels_stand_in_the_margin_none_over_another_and_show_the_chain_on_focus(page):
    choose(page, "Aldo Wray")
    page.click(".quotations .cite >> nth=0")
    page.wait_for_selector("#reader .label")
    boxes = [box.bounding_box() for box in page.locator("#reader .label").all()]
    text = page.locator("#reader .text p").first.bounding_box()
    assert len(boxes) == 6
    assert all(box["x"] + box["width"] <= text["x"] for box in boxes)
    assert all(a["y"] + a["height"] <= b["y"] for a, b in pairwise(boxes))
    label(page, "“two inspectors” said").focus()
    card = page.locator("#reader .card.floating")
    expect(card).to_contain_text(re.compile("The Hammer.*Vale Courier “wrote”.*“two inspectors” “had told”"))
    page.mouse.move(2, 2)
    page.locator("#reader .reading").focus()
    expect(card).to_have_count(0)


def test_pointing_at_reported_words_tells_whose_they_are(page):
    choose(page, "Aldo Wray")
    page.click(".quotations .cite >> nth=0")
    page.hover("#reader mark.chosen .said")
    expect(page.locator("#reader .card.floating")).to_contain_text("Aldo Wray “said”")
    expect(label(page, "Aldo Wray said")).to_have_class(re.compile("lit"))


def test_who_speaks_can_be_switched_off_and_stays_so_in_the_session(page):
    choose(page, "Aldo Wray")
    page.click(".quotations .cite >> nth=0")
    expect(label(page, "Aldo Wray denied")).to_be_visible()
    page.click("#reader [data-who-speaks]")
    expect(page.locator("#reader [data-who-speaks]")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#reader .label:visible")).to_have_count(0)
    underlined = "getComputedStyle(document.querySelector('#reader .said')).textDecorationLine"
    assert page.evaluate(underlined) == "none"
    page.reload()
    page.wait_for_selector("#question")
    page.get_by_role("tab", name="Sources").click()
    page.wait_for_selector("#reader .said")
    expect(page.locator("#reader [data-who-speaks]")).to_have_attribute("aria-pressed", "false")
    page.click("#reader [data-who-speaks]")
    assert page.evaluate(underlined) == "underline"


def test_a_citation_on_the_ask_tab_shows_who_speaks_too(open_page):
    page = open_page()
    ask(page, "Who asked why nobody was told?")
    page.locator(".cite").last.click()
    page.wait_for_selector("#article mark.chosen")
    expect(page.locator("#article [data-who-speaks]")).to_be_visible()
    expect(page.locator("#article .label").first).to_be_visible()


def test_a_hostile_name_and_hostile_words_stay_text(page):
    choose(page, HOSTILE_NAME)
    expect(page.locator(".quotations .words")).to_have_text("“<script>alert('article')</script>”")
    page.click(".quotations .cite")
    expect(page.locator("#reader mark.chosen")).to_have_text("<script>alert('article')</script>")
    page.locator("#reader .label").focus()
    expect(page.locator("#reader .card.floating")).to_contain_text(HOSTILE_NAME)
    assert page.locator("#roster :is(script, img, style, i, a), #reader :is(script, img, style, i, a)").count() == 0


def test_on_a_phone_the_picture_and_the_article_slide_over_and_escape_goes_back(open_page):
    page = to_sources(open_page(390, 800))
    right = page.locator("#sources .right")
    expect(right).to_be_hidden()
    page.click("[data-picture]")
    expect(page.locator("#reader .matrix")).to_be_visible()
    page.keyboard.press("Escape")
    expect(right).to_be_hidden()
    choose(page, "Aldo Wray")
    page.click(".quotations .cite >> nth=2")
    expect(right).to_be_visible()
    assert chosen_is_in_view(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    expect(right).to_be_hidden()
    expect(page.locator(".quotations .cite >> nth=2")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(open_page, scheme, width):
    page = to_sources(open_page(width, 800, color_scheme=scheme))
    assert serious(page) == []
    if width < 860:
        page.click("[data-picture]")
        page.wait_for_timeout(300)  # the panel slides in, and a half-transparent moment has no contrast to measure
        assert serious(page) == []
        page.keyboard.press("Escape")
    choose(page, "Aldo Wray")
    assert serious(page) == []
    page.click(".quotations .cite >> nth=1")
    page.wait_for_selector("#reader mark.chosen")
    page.wait_for_timeout(300)
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_labels_and_numbers_can_be_read_in_either_theme(open_page, scheme):
    page = to_sources(open_page(color_scheme=scheme))
    choose(page, "Aldo Wray")
    contrast = """([front, back]) => { const shade = (of) => { const [r, g, b] = of.match(/[\\d.]+/g).map((c) => {
        c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05; };
        const [low, high] = [shade(front), shade(back)].sort((a, b) => a - b); return high / low; }"""
    cell = page.locator(".matrix td span").first
    number = cell.evaluate("s => [getComputedStyle(s).color, getComputedStyle(s, '::before').backgroundColor]")
    assert page.evaluate(contrast, number) >= 4.5
    page.click(".quotations .cite >> nth=1")
    page.wait_for_selector("#reader .label")
    sheet = page.locator("#reader .sheet").evaluate("s => getComputedStyle(s).backgroundColor")
    for each in page.locator("#reader .label").all():
        shade = each.evaluate("s => getComputedStyle(s, '::before').color")
        assert page.evaluate(contrast, [shade, sheet]) >= 4.5
