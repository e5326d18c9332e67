"""The Library tab in a browser."""

import threading

import pytest
from playwright.sync_api import expect

from tests.end_to_end.test_chat import serious

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    opened = open_page()
    opened.get_by_role("tab", name="Library").click()
    opened.wait_for_selector(".shelf table")
    return opened


def titles(page):
    return page.locator(".shelf .open").all_text_contents()


def file(name, content):
    return {"name": name, "mimeType": "text/plain", "buffer": content}


def test_files_are_added_and_a_broken_one_is_reported_with_what_to_do(page):
    page.set_input_files(
        "#files", [file("harbour.txt", b"The harbour closed. Ships waited."), file("broken.txt", b"\xff\xfe\x81")]
    )
    expect(page.locator(".report")).to_contain_text("2 files: 1 added, 1 rejected")
    expect(page.locator(".report tbody tr").first).to_contain_text("broken.txt is not text; hand in a text")
    expect(page.locator(".shelf")).to_contain_text("harbour.txt")
    page.click("[data-dismiss]")
    expect(page.locator(".report")).to_have_count(0)


def test_every_row_of_the_report_is_in_the_page_without_a_box_of_its_own(page):
    files = [file(f"{n}.txt", f"Article {n}. It is new.".encode()) for n in range(9)]
    page.set_input_files("#files", [*files, file("broken.txt", b"\xff\xfe\x81")])
    expect(page.locator(".report h2")).to_have_text("10 files: 9 added, 1 rejected")
    cut = "b => [...b.querySelectorAll('*')].some(e => e.clientHeight && e.scrollHeight > e.clientHeight + 1)"
    assert not page.locator(".report").evaluate(cut)
    expect(page.locator(".report tbody tr")).to_have_count(10)


def test_a_file_can_be_dropped(page):
    page.evaluate(
        """() => { const data = new DataTransfer();
            data.items.add(new File(["The mill burned. Nobody was hurt."], "mill.txt"));
            const dropped = { dataTransfer: data, bubbles: true, cancelable: true };
            document.querySelector(".drop").dispatchEvent(new DragEvent("drop", dropped)); }"""
    )
    expect(page.locator(".shelf")).to_contain_text("mill.txt")


def test_what_was_added_can_be_asked_about_at_once(page):
    page.set_input_files("#files", [file("harbour.txt", b"The harbour closed at noon. Ships waited outside.")])
    expect(page.locator(".report")).to_contain_text("1 added")
    page.get_by_role("tab", name="Ask").click()
    page.fill("#question", "When was the harbour shut?")
    page.press("#question", "Enter")
    expect(page.locator(".statement").first).to_contain_text("The harbour closed at noon.")


def test_what_is_typed_while_the_outlets_to_choose_from_are_looked_up_stays(page, library, monkeypatch):
    library.correct(library.store.articles()[0].id, {"outlet": "Quillon Mercury"})
    articles, may_look = library.store.articles, threading.Event()
    monkeypatch.setattr(library.store, "articles", lambda *scope: may_look.wait(60) and articles(*scope))
    page.get_by_role("tab", name="Ask").click()
    page.fill("#question", "Who saw cracks?")
    page.click(".narrow summary")
    page.select_option(".composer [name=author]", "Ilse Marrow")
    page.fill(".composer [name=after]", "2031-01-02")
    may_look.set()
    expect(page.locator(".composer [name=outlet]")).to_contain_text("Quillon Mercury")
    expect(page.locator("#question")).to_have_value("Who saw cracks?")
    expect(page.locator(".composer [name=author]")).to_have_value("Ilse Marrow")
    expect(page.locator(".composer [name=after]")).to_have_value("2031-01-02")


def test_the_list_is_filtered_while_one_types_and_sorted(page):
    page.fill("#words", "ministry")
    expect(page.locator(".shelf .open")).to_have_text(["Ministry denies order"])
    page.fill("#words", "")
    expect(page.locator(".shelf .open")).to_have_count(4)
    page.select_option("#sort", "newest")
    expect(page.locator(".shelf .open").first).to_have_text("Ministry denies order")
    page.select_option("#by-outlet", "Vale Courier")
    expect(page.locator(".shelf .open")).to_have_text(["Dam fails at Nether Oake"])


def test_an_author_is_corrected_by_hand_and_the_list_shows_it(page):
    page.click(".shelf .open >> nth=0")
    page.click(".correct summary")
    page.fill(".correct [name=author]", "Ilse Marrow-Day")
    page.click(".correct button")
    expect(page.locator("#record .notice")).to_have_text("Saved: author.")
    expect(page.locator("#record .facts")).to_contain_text("Ilse Marrow-Day set by hand")
    expect(page.locator(".shelf")).to_contain_text("Ilse Marrow-Day")


def test_a_date_that_is_none_is_refused_with_the_way_to_write_it(page):
    page.click(".shelf .open >> nth=0")
    page.click(".correct summary")
    page.fill(".correct [name=published]", "last spring")
    page.click(".correct button")
    expect(page.locator("#published-wrong")).to_contain_text("write it as 2026-03-31")


def test_a_refused_correction_keeps_what_was_typed_and_leads_to_the_wrong_field(page):
    page.click(".shelf .open >> nth=2")
    page.click(".correct summary")
    page.fill(".correct [name=outlet]", "The Night Wire")
    page.fill(".correct [name=published]", "soon")
    page.click(".correct button")
    page.wait_for_function("document.activeElement.matches('.correct [name=published][aria-invalid=true]')")
    expect(page.locator(".correct [name=outlet]")).to_have_value("The Night Wire")
    expect(page.locator(".correct [name=published]")).to_have_value("soon")
    page.fill(".correct [name=published]", "2031-03-05")
    page.click(".correct button")
    expect(page.locator("#record .notice")).to_have_text("Saved: outlet, published.")
    expect(page.locator("#record [aria-invalid]")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_a_report_and_a_refused_correction(open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.get_by_role("tab", name="Library").click()
    page.set_input_files("#files", [file("harbour.txt", b"The harbour closed."), file("broken.txt", b"\xff\xfe\x81")])
    expect(page.locator(".report tbody tr")).to_have_count(2)
    page.click(".shelf .open >> nth=0")
    page.click(".correct summary")
    page.fill(".correct [name=published]", "soon")
    page.click(".correct button")
    expect(page.locator(".correct [aria-invalid]")).to_be_focused()
    assert serious(page) == []


def test_closing_an_article_leaves_the_quiet_panel_and_the_focus_in_the_list(page):
    page.click(".shelf .open >> nth=1")
    page.click("#record [data-close]")
    expect(page.locator("#record .sheet.empty")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "Ministry denies order"
    page.click(".shelf .open >> nth=1")
    expect(page.locator("#record .title")).to_have_text("Ministry denies order")


def test_several_are_removed_and_brought_back(page):
    before = titles(page)
    for row in (0, 2):
        page.check(f".shelf tbody input >> nth={row}")
    page.click("text=Remove 2 selected")
    expect(page.locator(".notice")).to_contain_text("Removed 2 articles.")
    assert titles(page) == [before[1], before[3]]
    assert page.locator(".shelf tbody input:checked").count() == 0
    page.click("[data-undo]")
    expect(page.locator(".shelf .open")).to_have_text(before)


def test_a_citation_whose_article_was_removed_says_so(page):
    page.get_by_role("tab", name="Ask").click()
    page.fill("#question", "Who saw cracks in the dam?")
    page.press("#question", "Enter")
    page.wait_for_selector(".turn .tools")
    page.get_by_role("tab", name="Library").click()
    page.click(".shelf .open >> nth=0")
    page.click("[data-remove-one]")
    expect(page.locator(".notice")).to_contain_text("Removed 1 article.")
    page.get_by_role("tab", name="Ask").click()
    page.click(".cite >> nth=0")
    expect(page.locator("#article .warning")).to_contain_text("was removed from the library")


def test_on_a_phone_an_article_slides_over_the_list_and_escape_goes_back(open_page):
    page = open_page(390, 800)
    page.get_by_role("tab", name="Library").click()
    page.click(".shelf .open >> nth=1")
    expect(page.locator("#library .right")).to_be_visible()
    page.wait_for_function("document.activeElement.matches('#record .title')")
    page.keyboard.press("Escape")
    expect(page.locator("#library .right")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Ministry denies order"


def test_what_metadata_holds_stays_text(page):
    page.click(".shelf .open >> nth=3")
    expect(page.locator("#record .facts")).to_contain_text("<script>x</script>")
    assert page.locator("#shelf :is(b, script, i), #record :is(script, img, style, i)").count() == 0
