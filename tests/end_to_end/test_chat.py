"""The Ask tab in a browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
QUESTION = "What does the Vale Courier say about cracks in the dam?"


def ask(page, question=QUESTION):
    answered = page.locator(".turn .tools").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    expect(page.locator(".turn .tools")).to_have_count(answered + 1)


def in_view(page):
    """Whether the chosen words are marked, and stand inside the part of the article that is to be seen."""
    return page.evaluate(
        """() => { const mark = document.querySelector("#article mark.chosen")?.getBoundingClientRect();
            const box = document.querySelector("#article .reading")?.getBoundingClientRect();
            return !!mark && mark.top >= box.top && mark.bottom <= Math.min(box.bottom, innerHeight); }"""
    )


def serious(page):
    found = Axe().run(page).response["violations"]
    return [
        (rule["id"], [node["html"][:150] + str(node.get("failureSummary"))[:300] for node in rule["nodes"]])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


def test_the_first_visit_offers_questions_and_one_of_them_can_be_chosen(page):
    expect(page.locator(".example")).to_have_count(3)
    page.click(".example >> nth=0")
    expect(page.locator(".turn h2")).to_have_text("What does the Vale Courier say about the dam?")
    expect(page.locator(".turn .tools")).to_have_count(1)


def test_an_answer_names_its_source_and_a_citation_opens_the_article_at_the_words(page):
    ask(page)
    expect(page.locator(".statement .who").first).to_have_text("Vale Courier")
    page.click(".cite >> nth=1")
    expect(page.locator("mark.chosen")).to_contain_text("The gate of the dam was closed by order of the ministry")
    page.wait_for_function("document.activeElement.matches('mark.chosen')")
    assert in_view(page)
    assert page.evaluate("document.querySelector('#article .reading').scrollTop") > 500


def test_choosing_the_same_citation_again_scrolls_back_to_it(page):
    ask(page)
    page.click(".cite >> nth=1")
    page.wait_for_selector("mark.chosen")
    page.evaluate("document.querySelector('#article .reading').scrollTop = 0")
    assert not in_view(page)
    page.click(".cite >> nth=1")
    page.wait_for_function("document.querySelector('#article .reading').scrollTop > 500")
    assert in_view(page)


def test_all_of_it_can_be_done_with_the_keyboard(page):
    ask(page, "Who closed the gate?")
    page.locator(".cite").first.focus()
    expect(page.locator(".card.floating")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#article .place")).to_have_text(re.compile("Citation 1 of"))
    page.wait_for_function("document.activeElement.matches('mark.chosen')")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#article .place")).to_have_text(re.compile("Citation 2 of"))
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#article .place")).to_have_text(re.compile("Citation 1 of"))
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.cite[data-n=\"1\"]')")
    page.keyboard.press("Space")
    page.wait_for_function("document.activeElement.matches('mark.chosen')")


def test_closing_an_article_leaves_the_quiet_panel_and_the_focus_on_its_citation(page):
    ask(page)
    page.click(".cite >> nth=0")
    page.click("#article [data-close]")
    expect(page.locator("#article .sheet.empty")).to_be_visible()
    assert page.evaluate("document.activeElement.matches('.cite[data-n=\"1\"]')")


def test_an_article_that_an_abstention_points_to_opens(page):
    ask(page, "What did xyzzy do?")
    page.click(".near >> nth=0")
    expect(page.locator("#article .title")).to_have_text(page.locator(".near").first.text_content())


def test_next_and_previous_are_buttons_too_and_end_where_the_citations_do(page):
    ask(page)
    page.click(".cite >> nth=0")
    expect(page.locator("[data-step='-1']")).to_be_disabled()
    page.click("[data-step='1']")
    expect(page.locator("#article .place")).to_have_text("Citation 2 of 2")
    expect(page.locator("[data-step='1']")).to_be_disabled()


def test_a_citation_shows_a_card_while_it_is_pointed_at(page):
    ask(page)
    page.hover(".cite >> nth=0")
    card = page.locator(".card.floating")
    expect(card).to_contain_text("Ilse Marrow, 4 Mar 2031")
    page.mouse.move(5, 5)
    expect(card).to_have_count(0)


def test_a_chip_shows_how_the_question_was_understood_and_removing_it_asks_again(page):
    ask(page)
    chip = page.locator(".chip")
    expect(chip).to_have_text("Outlet: Vale Courier×")
    chip.click()
    expect(chip).to_have_count(0)
    expect(page.locator(".who", has_text="The Hammer").first).to_be_visible()
    expect(page.locator(".turn")).to_have_count(1)


def test_a_guess_says_so(page):
    ask(page, "What does the corier say about cracks in the dam?")
    expect(page.locator(".note").first).to_have_text("Took “corier” to be Vale Courier.")


def test_a_scope_can_be_set_by_hand(page):
    page.click(".narrow summary")
    page.select_option("select[name=outlet]", "The Hammer")
    page.fill("input[name=after]", "2031-03-05")
    ask(page, "Who saw cracks in the dam?")
    expect(page.locator(".chip")).to_have_text(["Outlet: The Hammer×", "From 5 Mar 2031×"])
    assert set(page.locator(".who").all_text_contents()) == {"The Hammer"}


def test_a_follow_up_is_answered_from_the_conversation(page):
    ask(page, "Who saw cracks in the dam?")
    ask(page, "and who else?")
    expect(page.locator(".turn >> nth=1").locator(".statement").first).to_be_visible()


def test_an_abstention_says_what_is_missing(page):
    ask(page, "What did the Moon Gazette report?")
    expect(page.locator(".abstained")).to_contain_text("No article here is by “the Moon Gazette”")
    expect(page.locator(".cite")).to_have_count(0)


def test_an_answer_can_be_stopped_and_the_question_box_is_ready_again(page):
    page.fill("#question", "slowly: what is said about the dam, the gate, the ministry and cracks?")
    page.press("#question", "Enter")
    page.wait_for_selector(".statement")
    page.click("[data-stop]")
    expect(page.locator(".turn .note")).to_contain_text("Stopped before the answer was complete")
    expect(page.locator(".composer button[type=submit]")).to_be_visible()
    shown = page.locator(".statement").count()
    ask(page, "Who closed the gate?")
    assert page.locator(".turn >> nth=0").locator(".statement").count() == shown


def test_after_an_answer_that_broke_off_the_question_box_is_ready_again(page):
    page.fill("#question", "is this a bug?")
    page.press("#question", "Enter")
    expect(page.locator(".turn .failed")).to_contain_text("The answer broke off")
    ask(page, "Who closed the gate?")


def test_the_answer_streams(page):
    page.fill("#question", "slowly: what is said about the dam, the gate, the ministry and cracks?")
    page.press("#question", "Enter")
    page.wait_for_selector(".statement")
    assert page.locator(".turn .tools").count() == 0
    expect(page.locator(".working")).to_be_visible()
    expect(page.locator(".turn .tools")).to_have_count(1)


def test_the_conversation_is_still_there_after_a_reload_and_can_be_begun_anew(page):
    ask(page)
    page.reload()
    expect(page.locator(".turn h2")).to_have_text(QUESTION)
    page.click("[data-fresh]")
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".example")).to_have_count(3)


def test_an_answer_is_copied_as_markdown_with_its_sources(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page)
    page.click("[data-copy]")
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "**Vale Courier** (Ilse Marrow, 4 Mar 2031) writes: “Dam fails" in copied
    assert "Vale Courier (Ilse Marrow, 4 Mar 2031), “Dam fails at Nether Oake”, courier.txt" in copied


def test_the_conversation_is_downloaded_as_a_file(page):
    ask(page)
    with page.expect_download() as download:
        page.click("text=Download conversation")
    assert download.value.suggested_filename == "conversation.md"
    assert f"## {QUESTION}" in download.value.path().read_text()


def test_two_users_never_see_each_others_conversation(open_page, address):
    mine, yours = open_page(), open_page()
    ask(mine)
    yours.reload()
    yours.wait_for_selector(".example")
    expect(yours.locator(".turn")).to_have_count(0)
    assert "##" not in yours.request.get(f"{address}/conversation.md").text()
    assert "##" in mine.request.get(f"{address}/conversation.md").text()


def test_what_an_article_holds_stays_text(page):
    ask(page, "What stood in the mayor report?")
    shown = page.locator(".turn")
    expect(shown).to_contain_text("<i>Evil</i> ${1+1}")
    expect(shown).to_contain_text("<script>alert('article')</script>")
    page.locator(".cite").first.click()
    article = page.locator("#article")
    expect(article.locator(".title")).to_have_text("<b>Mayor</b> {{7*7}}")
    expect(article.locator(".text")).to_contain_text("[click](javascript:alert(2)) {{7*7}} ${alert(3)} <style>")
    assert page.locator("#log :is(script, img, style, i, a), #article :is(script, img, style, i, a)").count() == 0


def test_a_hostile_question_stays_text(page):
    hostile = "<img src=x onerror=alert(1)> {{constructor}} ${alert(1)} gate"
    ask(page, hostile)
    expect(page.locator(".turn h2")).to_have_text(hostile)
    assert page.locator("#log img").count() == 0


def test_a_question_that_is_too_long_stays_to_be_shortened_and_typing_takes_its_place(page):
    page.fill("#question", "x" * 2500)
    page.press("#question", "Enter")
    expect(page.locator("#question-wrong")).to_have_text("The question has 2500 characters; shorten it to 2000")
    expect(page.locator("#question")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".turn")).to_have_count(0)
    page.keyboard.type("Who closed the gate?")
    expect(page.locator("#question-wrong")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".turn h2")).to_have_text("Who closed the gate?")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_word_without_end_is_broken_inside_its_column(open_page, width):
    page = open_page(width, 800)
    ask(page, "y" * 2000)
    expect(page.locator("#question")).to_have_value("")
    assert page.locator("#log .log").evaluate("log => log.scrollWidth <= log.clientWidth")
    ask(page, "Who closed the gate?")
    expect(page.locator(".turn h2").last).to_have_text("Who closed the gate?")


def test_on_a_phone_the_article_slides_over_and_escape_goes_back(open_page):
    page = open_page(390, 800)
    ask(page)
    right = page.locator("#ask .right")
    expect(right).to_be_hidden()
    page.click(".cite >> nth=1")
    expect(right).to_be_visible()
    page.wait_for_function("document.querySelector('#ask .right').getBoundingClientRect().left === 0")
    page.wait_for_function("document.activeElement.matches('mark.chosen')")
    assert in_view(page)
    page.keyboard.press("Escape")
    expect(right).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.cite[data-n=\"2\"]')")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen_and_the_question_box_is_in_reach(open_page, width):
    page = open_page(width, 700)
    ask(page, "What stood in the mayor report?")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= 700
    box = page.locator("#question").bounding_box()
    assert box["y"] + box["height"] <= 700


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(open_page, scheme, width):
    page = open_page(width, 800, color_scheme=scheme)
    assert serious(page) == []
    page.click(".narrow summary")
    ask(page, "What does the corier say about cracks in the dam?")
    assert serious(page) == []
    page.locator(".cite").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('mark.chosen')")
    page.wait_for_timeout(300)  # the panel slides in, and a half-transparent moment has no contrast to measure
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector(".shelf table")
    page.click(".shelf .open >> nth=0")
    page.click(".correct summary")
    page.wait_for_timeout(300)
    assert serious(page) == []


def test_dark_mode_is_dark(open_page):
    page = open_page(color_scheme="dark")
    shade = page.evaluate("getComputedStyle(document.querySelector('.log')).color")
    assert min(map(int, re.findall(r"\d+", shade)[:3])) > 180


def test_the_page_has_its_landmarks(page):
    assert page.get_by_role("heading", level=1).all_text_contents() == ["Hearsay"]
    for role, name in (
        ("main", None),
        ("log", "Conversation"),
        ("region", "Article"),
        ("form", "Ask a question"),
    ):
        expect(page.get_by_role(role, name=name).first).to_be_visible()
