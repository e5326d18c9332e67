"""The chat over a real library of the demonstration articles, in a browser."""

import threading
from shutil import copytree

import pytest
from playwright.sync_api import expect

from app.pipeline import Assistant
from index.library import Library

pytestmark = pytest.mark.browser
ARTICLE = b"""<html><head><title>Ferry sinks off Quillon</title><meta name="author" content="Petra Lund"></head><body>
<article><h1>Ferry sinks off Quillon</h1><p>The ferry Marigold sank off Quillon before dawn on Friday, the harbour
master said. All forty passengers were taken off by fishing boats. Nobody could say why the bow door had been open.</p>
<p>The line that owns the ferry said that it would wait for the findings of an inquiry. It denied that the door had been
reported as broken in the spring.</p></article></body></html>"""


@pytest.fixture
def library(pristine_demo, tmp_path):
    with Library.open_for_writing(copytree(pristine_demo, tmp_path / "library")) as opened:
        yield opened


@pytest.fixture
def address(serve, library):
    return serve(library, Assistant(library.store, library.embedder))


def ask(page, question):
    answered = page.locator(".turn .tools").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    expect(page.locator(".turn .tools")).to_have_count(answered + 1)
    return page.locator(".turn").last


def test_every_citation_opens_on_the_very_words_that_the_answer_quotes(open_page):
    page = open_page()
    turn = ask(page, "What does The Plain Hammer say about the dam?")
    expect(page.locator(".chip")).to_contain_text(["Outlet: The Plain Hammer"])
    quotes, buttons = turn.locator("p > .words"), turn.locator(".cite")
    assert buttons.count() > 1
    for at in range(buttons.count()):
        buttons.nth(at).click()
        expect(page.locator("#article .place")).to_contain_text(f"Citation {at + 1} of")
        marked = " ".join(" ".join(page.locator("mark.chosen").all_text_contents()).split())
        assert quotes.nth(at).text_content() == f"“{marked}”"


def test_each_example_question_is_answered_or_declined_in_words(open_page):
    page = open_page()
    for example in page.locator(".example").all_text_contents():
        turn = ask(page, example)
        expect(turn.locator(".statement, .abstained").first).to_be_visible()


def test_a_source_that_is_not_there_is_said_to_be_missing(open_page):
    page = open_page()
    turn = ask(page, "What does the Quantock Gazette say about the dam?")
    expect(turn.locator(".abstained")).to_contain_text("Quantock Gazette")
    turn.locator(".near").first.click()
    expect(page.locator("#article .title")).to_have_text(turn.locator(".near").first.text_content())


def test_a_file_goes_in_is_corrected_asked_about_and_taken_out(open_page):
    page = open_page()
    page.get_by_role("tab", name="Library").click()
    page.set_input_files(
        "#files",
        [
            {"name": "ferry.html", "mimeType": "text/html", "buffer": ARTICLE},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj << /Type"},
            {"name": "metadata.csv", "mimeType": "text/csv", "buffer": b"file,author\nferry.html,Petra Lund-Vane\n"},
        ],
    )
    expect(page.locator(".report")).to_contain_text("3 files: 1 added, 1 rejected, 1 used")
    page.fill("#words", "Ferry sinks")
    page.locator(".shelf .open", has_text="Ferry sinks").click()
    expect(page.locator("#record .facts")).to_contain_text("Petra Lund-Vane from metadata.csv")
    page.click(".correct summary")
    page.fill(".correct [name=outlet]", "Quillon Mercury")
    page.fill(".correct [name=published]", "last spring")
    page.click(".correct button")
    expect(page.locator("#published-wrong")).to_contain_text("last spring is not a date")
    page.fill(".correct [name=published]", "2031-03-09")
    page.click(".correct button")
    expect(page.locator("#record .facts")).to_contain_text("Quillon Mercury set by hand")
    expect(page.locator("#record .facts")).to_contain_text("9 Mar 2031 set by hand")
    page.get_by_role("tab", name="Ask").click()
    turn = ask(page, "What does the Quillon Mercury say about the ferry Marigold?")
    expect(turn.locator(".statement").first).to_contain_text("Quillon Mercury (Petra Lund-Vane, 9 Mar 2031)")
    page.get_by_role("tab", name="Library").click()
    page.click("[data-remove-one]")
    expect(page.locator(".notice")).to_contain_text("Removed 1 article.")
    page.get_by_role("tab", name="Ask").click()
    expect(
        ask(page, "What does the Quillon Mercury say about the ferry Marigold?").locator(".abstained")
    ).to_be_visible()
    page.get_by_role("tab", name="Library").click()
    page.click("[data-undo]")
    expect(page.locator(".notice")).to_contain_text("Brought back.")


def test_others_go_on_asking_while_files_are_added(open_page, library, tmp_path):
    page = open_page()
    files = [tmp_path / f"{n}.txt" for n in range(40)]
    for n, file in enumerate(files):
        file.write_text(f"Notice {n} of the harbour board. " + f"Berth {n} is closed on day {n} of the month. " * 60)
    adding = threading.Thread(target=lambda: [library.add_upload(file, file.name) for file in files])
    adding.start()
    asked = 0
    while adding.is_alive() and asked < 5:
        expect(ask(page, "Why did the dam fail?").locator(".statement").first).to_be_visible()
        asked += 1
    adding.join()
    assert asked > 0
