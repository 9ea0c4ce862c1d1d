"""Static hosts for a browser that is measured: a quick one, and one behind a slow line; and the browser itself."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["open_browser", "serve", "serve_slowly"]

_LATENCY, _SPEED = 400, 50_000
"""Milliseconds, and bytes a second: slow 3G."""
_PACKET = 2_500
"""Bytes that take the line at once."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The browser that the tests have, too."""
    with sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome")
        path = next((found for name in names if (found := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    # hosts keep a line open: a new one for each of many small files would be measured with them
    protocol_version = "HTTP/1.1"
    # and send what is small at once
    disable_nagle_algorithm = True

    def log_message(self, *args: object) -> None:
        pass

    def handle(self) -> None:
        # a browser that has seen enough hangs up
        with suppress(ConnectionError):
            super().handle()


class _Slow(_Quiet):
    """Behind a slow line; it gzips text as the usual hosts do.

    The line is slow here and not in the browser: there it would not hold for what workers load.
    """

    packed: dict[Path, bytes]
    sent: list[int]
    line: threading.Lock

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        time.sleep(_LATENCY / 1000)
        if not path.is_file():
            return self.send_error(404)
        is_text = path.suffix in {".html", ".js", ".css", ".json", ".svg", ".txt", ".xml"}
        if path not in self.packed:
            self.packed[path] = gzip.compress(path.read_bytes(), 6) if is_text else path.read_bytes()
        body = self.packed[path]
        self.sent.append(len(body))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for start in range(0, len(body), _PACKET):
            with self.line:
                self.wfile.write(body[start : start + _PACKET])
                time.sleep(_PACKET / _SPEED)
        return None


@contextmanager
def _host(kind: type[_Quiet], site: Path) -> Iterator[str]:
    handler = functools.partial(kind, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address."""
    with _host(_Quiet, site) as address:
        yield address


@contextmanager
def serve_slowly(site: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a folder behind a slow line; gives its address and the sizes of what it has sent."""
    sent: list[int] = []
    kind = type("_OneHost", (_Slow,), {"packed": {}, "sent": sent, "line": threading.Lock()})
    with _host(kind, site) as address:
        yield address, sent
