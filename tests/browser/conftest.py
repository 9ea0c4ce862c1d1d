"""A real Chromium on real sites, served on this machine as a static host would serve them.

How pages look is asked of the project's own site (`open_page`); what they do, of the invented book's
(`open_shelf`), whose names and numbers are known.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import PHONE

from landing import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

OF_THE_WORKER = ("Service Worker registration blocked", "An unknown error occurred when fetching the script")
"""What the browser says of a service worker that a test keeps away, and of a page that was left while it looked for one:
that is no fault of the page. Whether one keeps what it should, test_offline.py asks the worker itself."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A static host: answers 404 with the site's own page, and says nothing."""

    heard: list[str] | None = None
    """Where it writes down all that it is told, if anywhere."""

    def log_message(self, *args: object) -> None:
        pass

    def parse_request(self) -> bool:
        sound = super().parse_request()
        if sound and self.heard is not None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("utf-8", "replace")
            self.heard.append(f"{self.requestline}\n{self.headers}{body}")
        return sound

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            return super().send_error(code, message, explain)
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def copyfile(self, source: Any, outputfile: Any) -> None:
        # whoever closes a page in the middle of an answer hangs up, and that is no error of ours
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


class _Server(http.server.ThreadingHTTPServer):
    """Lets whoever comes wait: of a full queue, the system forgets a connection and the browser asks again ever later."""

    request_queue_size = 128


@contextmanager
def _serve(folder: Path, heard: list[str] | None = None) -> Iterator[str]:
    host = type("_Host", (_Quiet,), {"heard": heard})
    handler = functools.partial(host, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serve_folder() -> Callable[..., AbstractContextManager[str]]:
    """A function that serves a folder, which holds a 404.html, for as long as its context lasts; it gives the address.

    Into a list that it is given it writes down all that it is told: each request with its headers and its body.
    """
    return _serve


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The project as it is: what may be added to it is tried without a browser."""
    return PROJECT


@pytest.fixture(scope="session")
def site_root() -> Path:
    """As above."""
    return PROJECT


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The address of the built site."""
    with _serve(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def shelf_url(shelf_site: Path) -> Iterator[str]:
    """The address of the invented book's site."""
    with _serve(shelf_site) as address:
        yield address


@pytest.fixture(scope="module")
def lab_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that can be served, with the scripts and an empty page: a test of modules puts what they ask for beside."""
    root = tmp_path_factory.mktemp("lab")
    (root / "assets").symlink_to(PROJECT / "docs" / "assets", target_is_directory=True)
    for name in ("index.html", "404.html"):
        (root / name).write_text("<!doctype html><title>Lab</title><body>", encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        message = "no Chromium on this machine: the browser tests need one (make browser)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ]  # fmt: skip
        found = playwright.chromium.launch(executable_path=path, args=arguments)
        yield found
        found.close()


class Opener:
    """Opens pages, each in a context of its own, and writes down what they complain of.

    An error of a script, an error or warning in the console (a breach of the page's policy is one),
    a request that leaves the site or that fails: each is a problem. A test that means one forgives it.
    """

    def __init__(self, browser: Browser, find_base: Callable[[], str]) -> None:
        self._browser = browser
        self._find_base = find_base
        self._contexts: list[Any] = []
        self._forgiven: list[str] = []
        self.problems: list[str] = []
        """What the pages have complained of so far."""

    def __call__(self, address: str = "", viewport: dict[str, int] = PHONE, base: str = "", **options: Any) -> Page:
        """Open an address below a base, the opener's own unless another is given; options are those of a context.

        Nothing is kept on the device unless a test asks for it: what is kept needs no request that one could watch.
        """
        base = base or self._find_base()
        options.setdefault("service_workers", "block")
        context = self._browser.new_context(viewport=viewport, **options)
        self._contexts.append(context)
        page = context.new_page()

        def note(problem: str) -> None:
            if not any(word in problem for word in self._forgiven):
                self.problems.append(f"{base}{address}: {problem}")

        def hear(told: ConsoleMessage) -> None:
            # a page that is not there is said so by the host, and is looked at nevertheless
            missing = told.location.get("url") == page.url and "404" in told.text
            if told.type in {"error", "warning"} and not missing and not told.text.startswith(OF_THE_WORKER):
                note(told.text)

        def watch(asked: Request) -> None:
            if not asked.url.startswith((base, "blob:", "data:")):
                note(f"asks {asked.url}")

        page.on("pageerror", lambda error: note(str(error)))
        page.on("console", hear)
        page.on("request", watch)
        page.goto(base + address)
        return page

    def forgive(self, *words: str) -> None:
        """Forget the problems that a test has made on purpose, also those still on their way; it names what they hold."""
        assert self.problems, "nothing to forgive"
        self._forgiven += words
        self.problems[:] = [one for one in self.problems if not any(word in one for word in words)]

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()


@contextmanager
def _opener(browser: Browser, request: pytest.FixtureRequest, url: str) -> Iterator[Opener]:
    # a site is built only when a page of it is opened
    opener = Opener(browser, lambda: request.getfixturevalue(url))
    try:
        yield opener
    finally:
        opener.close()
    assert not opener.problems, "\n".join(opener.problems)


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """A function that opens an address of the project's site; a problem of any page fails the test."""
    with _opener(browser, request, "site_url") as opener:
        yield opener


@pytest.fixture
def open_shelf(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """The same for the invented book's site."""
    with _opener(browser, request, "shelf_url") as opener:
        yield opener


@pytest.fixture(scope="module")
def keep_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """The same, for a page that all tests of a module read and none changes."""
    with _opener(browser, request, "shelf_url") as opener:
        yield opener
