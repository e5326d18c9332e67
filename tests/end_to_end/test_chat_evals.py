"""Tests kept from answers, and the Evals tab, in a browser over articles made by hand and real files."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.chat.eval_seams import Evaluations, Stage
from evals.background import Background
from evals.case_file import load
from evals.in_chat import CASES, FileKeeper
from evals.run_file import save
from evals.run_folder import RunFolder
from tests.app.chat.hand_made import HandMadeAssistant
from tests.end_to_end.test_chat import ask, serious
from tests.evals.reports.made import case, result, run

pytestmark = pytest.mark.browser
HOSTILE = "What stood in the mayor report?"
BEFORE = run([result(case("a", "Who <b>knew</b>?")), result(case("b"))])
AFTER = run([result(case("a", "Who <b>knew</b>?"), failed=("evidence",)), result(case("b"))], code="b2")


class Asked(Background):
    """Asks nothing: the run is there at once."""

    def begin(self):
        save(replace(AFTER, made=BEFORE.made + timedelta(hours=1)), self._runs / "new.json")
        self._stage = Stage(2, 2, over=True, name="new.json")


@pytest.fixture
def library(library, tmp_path):
    library.folder = tmp_path / "morning"
    return library


@pytest.fixture
def cases(library):
    return library.folder / CASES


@pytest.fixture
def runs(tmp_path):
    save(BEFORE, tmp_path / "runs" / "old.json")
    return tmp_path / "runs"


@pytest.fixture
def address(serve, library, cases, runs):
    tests = Evaluations(FileKeeper(library, cases), RunFolder(runs), Asked(library, None, cases, runs))
    return serve(library, HandMadeAssistant(library), tests)


def test_an_answer_is_kept_taken_back_and_said_to_be_wrong_by_keyboard(open_page, cases):
    page = open_page()
    ask(page, HOSTILE)
    page.locator("[data-file=keep]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".filed p")).to_be_focused()
    expect(page.locator(".filed p")).to_contain_text("It passes on this answer.")
    page.locator("[data-file=undo]").press("Enter")
    expect(page.locator("[data-file=keep]")).to_be_focused()
    assert cases.read_text() == ""
    page.locator("[data-file=complain]").press("Enter")
    expect(page.locator("form.filing [value=abstain]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-file=complain]")).to_be_focused()
    page.keyboard.press("Enter")
    page.check("form.filing [value=name]")
    expect(page.locator("form.filing [name=name]")).to_be_visible()
    expect(page.locator("form.filing [name=status]")).to_be_hidden()
    page.fill("form.filing [name=name]", "<img src=x onerror=alert(1)>")
    page.locator("form.filing .act").press("Enter")
    expect(page.locator("form.filing [name=note]")).to_be_focused()
    assert serious(page) == []
    page.fill("form.filing [name=note]", "<i>mine</i>")
    ask(page, "Who closed the gate?")  # what is typed stays while another answer comes
    page.locator("form.filing .act").press("Enter")
    expect(page.locator(".filed p")).to_contain_text("It fails on this answer until that is mended.")
    (kept,) = load(cases)
    assert (kept.expect.note, kept.expect.attribution) == ("<i>mine</i>", ("<img src=x onerror=alert(1)>",))
    assert page.locator("#log :is(script, img, i)").count() == 0


def test_the_tests_are_asked_and_what_got_worse_is_read_in_a_frame_that_runs_nothing(open_page, cases):
    page = open_page()
    ask(page)
    page.click("[data-file=keep]")
    expect(page.locator(".filed")).to_be_visible()
    page.get_by_role("tab", name="Evals").click()
    expect(page.locator("#runs .open")).to_have_count(1)
    page.click("[data-ask-tests]")
    expect(page.locator("#runs .open")).to_have_count(2)
    page.click("#asking [data-run]")
    frame = page.frame_locator("#review iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(page.locator("#review [data-before]")).to_have_value("old.json")
    expect(frame.get_by_text("Who <b>knew</b>?").first).to_be_attached()
    assert page.locator("#review iframe").get_attribute("sandbox") == ""
    assert serious(page) == []
    page.select_option("#review [data-before]", "")
    expect(page.locator("#review iframe")).to_have_attribute("src", "/evals/report?run=new.json")


def test_on_a_phone_in_the_dark_axe_finds_nothing_serious_and_the_report_slides_over(open_page):
    page = open_page(390, 800, color_scheme="dark")
    ask(page)
    page.click("[data-file=complain]")
    page.check("form.filing [value=status]")
    page.click("form.filing .act")
    page.wait_for_selector("form.filing .wrong")
    assert serious(page) == []
    page.click("[data-file=drop]")
    page.click("[data-file=keep]")
    page.click(".filed summary")
    assert serious(page) == []
    page.get_by_role("tab", name="Evals").click()
    page.click("#runs .open")
    page.wait_for_selector("#review iframe")
    page.wait_for_timeout(300)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    expect(page.locator("#runs .open")).to_be_focused()
    expect(page.locator("#evals .right")).to_be_hidden()
