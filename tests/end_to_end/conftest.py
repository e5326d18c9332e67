"""A browser and a chat for it to look at. Every page is watched: a request to another host, a dialog, a script error
or an error on the console fails the test that it happens in.
"""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn

from app.chat.address import claim
from app.chat.server import build
from tests.app.chat.hand_made import HandMadeAssistant, HandMadeLibrary, dam_library

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make dev")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed, so the browser tests are skipped (Debian: apt install chromium)")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def serving(library, assistant, evaluations=None) -> Iterator[str]:
    """Serve a chat from a thread; yield its address."""
    listening = claim("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(
        uvicorn.Config(
            build(library, assistant, address, evaluations=evaluations), log_level="error", timeout_graceful_shutdown=1
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield address
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def library() -> HandMadeLibrary:
    return dam_library()


@pytest.fixture
def address(library) -> Iterator[str]:
    yield from serving(library, HandMadeAssistant(library))


def is_error(message) -> bool:
    """Tell whether something on the console is an error of ours; Gradio reports its own event streams as they close."""
    return message.type == "error" and not any(w in message.text for w in ("AbortError", "Connection errored out"))


@pytest.fixture
def open_page(browser, address) -> Iterator[Callable]:
    """Open pages, each in a context of its own: another user."""
    contexts, wrong = [], []

    def opening(width: int = 1280, height: int = 800, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        host = urlsplit(address).netloc
        page.on("request", lambda r: None if urlsplit(r.url).netloc in (host, "") else wrong.append(f"asked {r.url}"))
        page.on("dialog", lambda d: wrong.append(f"dialog {d.message}"))
        page.on("pageerror", lambda e: wrong.append(f"error {e}"))
        page.on("console", lambda m: wrong.append(f"console {m.text}") if is_error(m) else None)
        page.goto(address)
        page.wait_for_selector(".first, .turn")
        page.wait_for_selector("#question")
        return page

    yield opening
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def shared() -> Path:
    folder = Path(__file__).parents[3] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared corpora are not beside the checkout")
    return folder
