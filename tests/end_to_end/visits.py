"""Pages of users who have been nowhere, watched while a test looks at them.

Most of what opening a chat costs is that Chromium compiles Gradio's scripts, in each new context once more. So the
first page that a test opens is one that stays, wiped before the next test, where it need have no special rights.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

PATIENCE = 30_000  # milliseconds until something counts as not coming: a machine may be busy
BLANK = "about:blank"
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


def is_error(message) -> bool:
    """Tell whether something on the console is an error of ours; Gradio reports its own event streams as they close."""
    return message.type == "error" and not any(w in message.text for w in ("AbortError", "Connection errored out"))


class Visits:
    """The pages of one test after another, in one browser. Pages of one test are of different users."""

    def __init__(self, browser) -> None:
        self._browser = browser
        self._kept = None
        self._is_free = True
        self._ends: list[Callable[[], None]] = []
        self._wrong: list[str] = []

    def __enter__(self) -> "Visits":
        return self

    def __exit__(self, *_: object) -> None:
        if self._kept:
            self._kept.context.close()

    def open(self, address: str, width: int, height: int, color_scheme: str = "light", **rights):
        """Return an empty page that may ask nothing but `address`."""
        size = {"width": width, "height": height}
        if rights or not self._is_free:
            context = self._browser.new_context(viewport=size, color_scheme=color_scheme, **rights)
            self._ends.append(context.close)
            page = context.new_page()
        else:
            page = self._keep()
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=color_scheme)
        page.set_default_timeout(PATIENCE)
        self._watch(page, urlsplit(address).netloc)
        return page

    def end(self) -> list[str]:
        """Leave all pages, and return what went wrong on them."""
        ends, wrong = self._ends, self._wrong
        self._ends, self._wrong, self._is_free = [], [], True
        for end in ends:
            end()
        return wrong

    def _keep(self):
        if self._kept is None or self._kept.is_closed():
            self._kept = self._browser.new_context().new_page()
        self._is_free = False
        self._ends.append(self._wipe)
        return self._kept

    def _wipe(self) -> None:
        page, self._kept = self._kept, None
        if page.url != BLANK:
            page.evaluate(FORGET)
            page.goto(BLANK)
        page.mouse.move(0, 0)
        page.context.clear_cookies()
        self._kept = page  # only where all of that could be done

    def _watch(self, page, host: str) -> None:
        told = self._wrong.append
        watching = {
            "request": lambda r: None if urlsplit(r.url).netloc in (host, "") else told(f"asked {r.url}"),
            "dialog": lambda d: told(f"dialog {d.message}"),
            "pageerror": lambda e: told(f"error {e}"),
            "console": lambda m: told(f"console {m.text}") if is_error(m) else None,
        }
        for event, watcher in watching.items():
            page.on(event, watcher)
        self._ends.append(lambda: [page.remove_listener(*each) for each in watching.items()])
