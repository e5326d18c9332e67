"""The page in a browser."""

import pytest

from evals.comparison import Breach
from evals.reports.page import page
from tests.end_to_end.conftest import browser  # noqa: F401  # a fixture
from tests.end_to_end.test_chat import serious
from tests.evals.reports.made import FIDELITY, HOSTILE, answer, citation, compared, gated, result, run, wanting, worse

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(browser, tmp_path):  # noqa: F811
    """Open a page from its file; whatever it asks for, runs or complains of fails the test."""
    wrong, contexts = [], []

    def opening(text, width=1280, **options):
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on(
            "request", lambda r: None if r.url.partition("#")[0] == file.as_uri() else wrong.append(f"asked {r.url}")
        )
        tab.on("dialog", lambda d: wrong.append(f"dialog {d.message}"))
        tab.on("console", lambda m: wrong.append(f"console {m.text}"))
        tab.on("pageerror", lambda e: wrong.append(f"error {e}"))
        tab.goto(file.as_uri())
        return tab

    yield opening
    for context in contexts:
        context.close()
    assert wrong == []


def broken():
    before, after, made = worse()
    return page(after, gated(compared(before, after, made.changes, [Breach(FIDELITY, "hammer", 2, 2)])), before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen_and_axe_finds_nothing_serious(opened, scheme, width):
    tab = opened(broken(), width, color_scheme=scheme)
    tab.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    # The page's own policy keeps out the checker's script, so what is checked is the same page without it.
    tab.set_content(tab.content().replace("Content-Security-Policy", "x-policy"))
    assert serious(tab) == []


def test_the_style_is_let_in_by_the_policy_and_hostile_text_does_nothing(opened):
    asked = wanting(HOSTILE, "star.txt", note=HOSTILE)
    cited = citation(quote=HOSTILE) | {"outlet": HOSTILE}
    before, after = run([result(asked)]), run([result(asked, answer(cited), ("evidence",))])
    tab = opened(page(after, gated(compared(before, after)), before))
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "27px"
    assert tab.locator("script, img, iframe").count() == 0
    assert "<script>alert(1)</script>" in tab.inner_text("#worse")


def test_the_verdict_is_in_the_first_screen_of_a_phone_and_a_breach_leads_to_its_case(opened):
    tab = opened(broken(), 390)
    assert tab.locator("h1").bounding_box()["y"] < 400
    tab.evaluate("document.querySelectorAll('details').forEach(details => details.open = false)")
    tab.click(".breaches a")
    tab.wait_for_function("document.querySelector('#broken details').open")
