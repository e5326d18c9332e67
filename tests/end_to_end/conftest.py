"""A browser and a chat for it to look at. Every page is watched: a request to another host, a dialog, a script error
or an error on the console fails the test that it happens in.
"""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn

from app.chat.address import claim
from app.chat.server import build
from tests.app.chat.hand_made import HandMadeAssistant, HandMadeLibrary
from tests.app.chat.hand_made_articles import dam_library
from tests.end_to_end.visits import PATIENCE, Visits

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make dev")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed, so the browser tests are skipped (Debian: apt install chromium)")
    playwright.expect.set_options(timeout=PATIENCE)
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def listening():
    """One address for all chats of this process: what a browser keeps of a page, it keeps by its address."""
    with claim("127.0.0.1", 0) as taken:
        yield taken


@pytest.fixture
def serve(listening) -> Iterator[Callable[..., str]]:
    """Serve a chat from a thread until the test ends; returns its address."""
    with ExitStack() as served:
        yield lambda *parts, **more: served.enter_context(_serving(listening, *parts, **more))


@contextmanager
def _serving(listening, library, assistant, evaluations=None) -> Iterator[str]:
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(
        uvicorn.Config(
            build(library, assistant, address, evaluations=evaluations), log_level="error", timeout_graceful_shutdown=1
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening.dup()]}, daemon=True)
    thread.start()
    yield address
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def library() -> HandMadeLibrary:
    return dam_library()


@pytest.fixture
def address(serve, library) -> str:
    return serve(library, HandMadeAssistant(library))


@pytest.fixture(scope="session")
def visits(browser) -> Iterator[Visits]:
    with Visits(browser) as opened:
        yield opened


@pytest.fixture
def open_page(visits, address) -> Iterator[Callable]:
    """Open pages, each as another user."""

    def opening(width: int = 1280, height: int = 800, **options):
        page = visits.open(address, width, height, **options)
        page.goto(address)
        page.wait_for_selector(".first, .turn")
        page.wait_for_selector("#question")
        return page

    yield opening
    assert visits.end() == []


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def shared() -> Path:
    folder = Path(__file__).parents[3] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared corpora are not beside the checkout")
    return folder
