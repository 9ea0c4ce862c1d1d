"""How fast and how dear it is to find something, against Material's own search on the same texts.

    python tests/benchmarks/bench_find.py [NUMBER …]

For each number of cases (1,000 unless told; 5,000 takes a quarter of an hour) two sites are built in
the same run: ours, and one that Material makes of the same texts as plain Markdown pages with its own
search. A phone in Chromium (slow 3G, processor four times slower, text gzipped as a host would) opens
the first page of each and looks for one word. Seconds and bytes depend on the machine; the ratio counts.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bench_build import PROJECT, build, make_ours, make_peer
from playwright.sync_api import Browser, Page, sync_playwright

WORD = "homelessness"
LATENCY, SPEED, SLOWER = 400, 50_000, 4
"""Milliseconds, bytes a second, and how many times slower the processor is."""
PACKET = 2_500
"""Bytes that take the line at once."""
PATIENCE = 600_000
"""Milliseconds until a search counts as lost."""


class _Host(http.server.SimpleHTTPRequestHandler):
    """A static host behind a slow line, which gzips text as the usual ones do.

    The line is slow here and not in the browser: there it would not hold for what workers load.
    """

    protocol_version = "HTTP/1.1"
    packed: dict[Path, bytes]
    sent: list[int]
    line: threading.Lock

    def log_message(self, *args: object) -> None:
        pass

    def handle(self) -> None:
        # a browser that has seen enough hangs up
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        time.sleep(LATENCY / 1000)
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
        for start in range(0, len(body), PACKET):
            with self.line:
                self.wfile.write(body[start : start + PACKET])
                time.sleep(PACKET / SPEED)
        return None


@contextmanager
def serve(site: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a folder on this machine; gives its address and the sizes of what it has sent."""
    sent: list[int] = []
    kind = type("_OneHost", (_Host,), {"packed": {}, "sent": sent, "line": threading.Lock()})
    handler = functools.partial(kind, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()
        thread.join()


@dataclass(frozen=True)
class Found:
    """What it took until the first result was there."""

    seconds: float
    """From opening the first page to the first result."""
    typed_seconds: float
    """Of these, from the first key on."""
    bytes: int
    """What was loaded for it, the page included."""
    requests: int
    """How many requests that took."""
    idle_bytes: int = 0
    """What the first page loads for somebody who does not search."""


def _open_ours(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type(WORD)


def _open_peer(page: Page) -> None:
    # on a phone the search opens with its button
    page.locator("label[for=__search]").first.click()
    page.locator(".md-search__input").fill(WORD)


def search(browser: Browser, site: Path, start: Callable[[Page], None], result: str) -> Found:
    """Open the first page of a site on a phone, look for the word, and wait for the first result."""
    with serve(site) as (address, sent):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        # whoever comes to search does so as soon as the page is there
        opened = time.perf_counter()
        page.goto(address, wait_until="load", timeout=PATIENCE)
        typed = time.perf_counter()
        start(page)
        page.locator(result).first.wait_for(timeout=PATIENCE)
        found = Found(time.perf_counter() - opened, time.perf_counter() - typed, sum(sent), len(sent))
        # and whoever does not search pays this
        context.close()
        sent.clear()
        other = browser.new_context(viewport={"width": 390, "height": 844})
        other.new_page().goto(address, wait_until="networkidle", timeout=PATIENCE)
        found = replace(found, idle_bytes=sum(sent))
        other.close()
        return found


def weigh(folder: Path) -> tuple[int, int]:
    """Bytes and files of an index, on the disk."""
    files = [file for file in (folder.rglob("*") if folder.is_dir() else [folder]) if file.is_file()]
    return sum(file.stat().st_size for file in files), len(files)


def measure(browser: Browser, number: int) -> None:
    """Build both sites, search both, print the ratios."""
    sites = {
        "ours": (make_ours, _open_ours, "dialog .hit__title", "pagefind"),
        "peer": (make_peer, _open_peer, ".md-search-result__item a", "search/search_index.json"),
    }
    table: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, start, result, index) in sites.items():
            project = Path(folder) / name
            project.mkdir()
            # with sources of their own there would be twenty pages of sources for each case
            make(project, number, shared_sources=True)
            os.chdir(project)
            seconds, memory = build(project)
            os.chdir(PROJECT)
            size, files = weigh(project / "site" / index)
            found = search(browser, project / "site", start, result)
            table[name] = {
                "seconds to build": seconds,
                "MiB at the peak": memory,
                "kB of the index": size / 1000,
                "files of the index": files,
                "kB of a page, no search": found.idle_bytes / 1000,
                "kB to the first result": found.bytes / 1000,
                "requests to it": found.requests,
                "s to it from opening": found.seconds,
                "s to it from typing": found.typed_seconds,
            }
            shutil.rmtree(project)
    print(f"\n{number} cases{'':16}{'ours':>12}{'peer':>12}{'ours/peer':>12}")
    for label, ours in table["ours"].items():
        peer = table["peer"][label]
        ratio = f"{ours / peer:12.3f}" if peer else f"{'':>12}"
        print(f"{label:26}{ours:>12,.1f}{peer:>12,.1f}{ratio}", flush=True)


def main(numbers: list[int]) -> None:
    """Measure for each number of cases."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for number in numbers:
            measure(browser, number)
        browser.close()


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1000])
