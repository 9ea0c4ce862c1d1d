"""Without a line: what was read opens again, the whole casebook on request, and the copy in a folder."""

from __future__ import annotations

import json
import random
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from browsing import DESK, ask_axe, see
from listening import find_told
from playwright.sync_api import Browser, Page, expect

from casebook.releases import SITE_ZIP, SiteFiles, write_kept_copy

CASE = "cases/durban-soup-tent/"
OTHER = "cases/lima-hill-kitchens/"
STYLED = "getComputedStyle(document.documentElement).getPropertyValue('--paper') !== ''"
KEPT = """async () => {
  const pages = []
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) pages.push(request.url)
  return pages
}"""


class Host:
    """A host of its own for a copy of the invented book's site: it can be stopped, and can bring out a new release."""

    def __init__(self, site: Path, serve: Callable[..., AbstractContextManager[str]], path: str) -> None:
        self.site = site
        self.heard: list[str] = []
        self._serving = serve(site.parents[path.count("/") - 1] if path else site, self.heard)
        self.base = self._serving.__enter__() + path

    def stop(self) -> None:
        """End it: whoever asks now is refused."""
        if self._serving:
            self._serving.__exit__(None, None, None)
            self._serving = None

    def release(self) -> str:
        """Bring out a second edition, in which a case, the style and a script differ."""
        old = json.loads((self.site / "offline/release.json").read_text("utf-8"))["release"]
        self._change("service-worker.js", old, "RELEASE")
        for name in (f"{CASE}index.html", f"{OTHER}index.html"):
            self._change(name, "<h1>", "<h1>Edition two: ")
        self._change("assets/casebook.css", ":root", ":root { --edition: two }\n:root")
        self._change("assets/find/site.js", "export const", "globalThis.edition = 'two'\nexport const")
        write_kept_copy(SiteFiles(self.site), {})
        return str(json.loads((self.site / "offline/release.json").read_text("utf-8"))["release"])

    def _change(self, name: str, old: str, new: str) -> None:
        file = self.site / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def asked(self) -> list[str]:
        """The addresses that it was asked for since it was asked last."""
        found = [line.split(" ")[1] for line in self.heard]
        self.heard.clear()
        return found


@pytest.fixture
def make_host(serve_folder: Any, shelf_site: Path, tmp_path: Path) -> Iterator[Callable[..., Host]]:
    """A function that makes a host, at a path if one is given."""
    made = []

    def make(path: str = "") -> Host:
        site = tmp_path / "host" / path
        shutil.copytree(shelf_site, site)
        if path:
            shutil.copy(site / "404.html", tmp_path / "host")
        made.append(Host(site, serve_folder, path))
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.fixture
def host(make_host: Callable[..., Host]) -> Host:
    return make_host()


@pytest.fixture
def open_kept(open_shelf: Any, host: Host) -> Callable[..., Page]:
    """A function that opens a page in a browser that may keep it."""

    def open_one(address: str = "", viewport: dict[str, int] = DESK, base: str = "", **options: Any) -> Page:
        page: Page = open_shelf(address, viewport, base=base or host.base, service_workers="allow", **options)
        return page

    return open_one


def _wait_until(page: Page, asks: str, about: object) -> None:
    """Wait until a question is answered with yes whose answer takes its time."""
    page.evaluate(
        f"""async (about) => {{
          const end = Date.now() + 30000
          while (!(await ({asks})(about))) {{
            if (Date.now() > end) throw new Error("it never was so: " + JSON.stringify(about))
            await new Promise((go) => setTimeout(go, 50))
          }}
        }}""",
        about,
    )


def _wait_kept(page: Page, base: str, *addresses: str) -> None:
    """Wait until pages are kept, with what they need."""
    page.wait_for_load_state("networkidle")
    pieces = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    wanted = [*(base + one for one in addresses), *(one for one in pieces if "/assets/" in one or "/find/" in one)]
    _wait_until(page, f"(urls) => ({KEPT})().then((kept) => urls.every((url) => kept.includes(url)))", wanted)


def _read(page: Page, base: str, *addresses: str) -> None:
    """Read pages, the first of which is open."""
    _wait_kept(page, base, addresses[0])
    for address in addresses[1:]:
        page.goto(base + address)
        _wait_kept(page, base, address)


def _wait_taken_over(page: Page, release: str) -> None:
    """Wait until the worker of a new release is the one that answers."""
    _wait_until(
        page,
        """async (release) => {
          const name = (await caches.keys()).find((one) => one.endsWith(release))
          const first = name ? await (await caches.open(name)).keys() : []
          const { installing, waiting, active } = await navigator.serviceWorker.getRegistration()
          return first.length >= 10 && !installing && !waiting && active.state === "activated"
        }""",
        release,
    )


def _keep_whole(page: Page, base: str, *parts: str) -> None:
    page.goto(base + "offline/")
    for part in parts:
        page.locator(f"[data-whole] input[value={part}]").check()
    page.get_by_role("button", name="Keep it here").click()
    expect(page.get_by_text("On this device: cases and all lists")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("how", ["no line", "no host"])
def test_what_was_read_opens_without_a_line(open_kept: Any, open_shelf: Any, host: Host, how: str) -> None:
    page = open_kept()
    _read(page, host.base, "", CASE, "lessons/")
    if how == "no line":
        page.context.set_offline(True)
    else:
        host.stop()
    for address, title in (("", "Solidarity"), (CASE, "soup tent"), ("lessons/", "Lessons")):
        page.goto(host.base + address)
        expect(page).to_have_title(re.compile(title))
        assert page.evaluate(STYLED), address
        # it is what the host would send
        expect(page.locator('[data-notice="kept"]')).to_be_hidden()
    page.goto(f"{host.base}{CASE}#share-the-list-before-the")
    expect(page.locator("#share-the-list-before-the")).to_be_visible()
    assert not open_shelf.problems


def test_an_unread_page_says_so_and_opens_when_the_line_is_back(open_kept: Any, open_shelf: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "", CASE)
    page.context.set_offline(True)
    page.goto(host.base + OTHER)
    told = page.get_by_role("status").filter(has_text="this page is not kept on this device")
    expect(told.get_by_role("link")).to_have_attribute("href", host.base + OTHER)
    assert page.evaluate(STYLED)
    kept = page.locator("[data-list] a")
    expect(kept).to_have_text(["Solidarity Casebook", re.compile("soup tent")])
    expect(kept.last).to_be_visible()
    expect(page.get_by_role("button", name="Keep it here")).to_be_hidden()
    open_shelf.forgive("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(False)
    told.get_by_role("link").click()
    expect(page).to_have_url(host.base + OTHER)
    expect(page.locator("h1")).to_contain_text("Hill kitchens")


def test_the_link_to_an_unread_page_leads_nowhere_else(open_kept: Any, host: Host) -> None:
    page = open_kept("offline/#unread=" + "https%3A%2F%2Felsewhere.test%2F")
    expect(page.get_by_text("this page is not kept on this device")).to_be_visible()
    assert page.locator("[data-slot=page]").get_attribute("href") is None


def test_what_is_kept_is_not_fetched_again(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "", CASE)
    page.wait_for_load_state("networkidle")
    host.asked()
    for _ in range(2):
        page.goto(host.base)
        page.goto(host.base + CASE)
        page.wait_for_load_state("networkidle")
    # but for whether the worker is a new one, which the browser asks by itself
    assert set(host.asked()) <= {"/service-worker.js"}


def test_the_whole_casebook_opens_without_a_line(open_kept: Any, make_host: Any) -> None:
    host = make_host("some/book/")
    page = open_kept(base=host.base)
    _read(page, host.base, "")
    host.asked()
    page.goto(host.base + "offline/")
    # what it weighs is said first, and nothing of it is fetched
    says = page.locator("[data-whole] label").first
    expect(says).to_have_text(
        re.compile(r"Cases and all lists: \d+(\.\d)? MB on the device, about \d+(\.\d)? MB over the line")
    )
    page.wait_for_load_state("networkidle")
    assert len(host.asked()) < 5
    _keep_whole(page, host.base, "search")
    expect(page.locator("[data-slot=done]")).to_have_text(re.compile(r"^(\d+) / \1 files, ([\d.]+ MB) / \2$"))
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    assert len(host.heard) > 300
    assert not find_told(host.heard, host.site, urlsplit(host.base).path, by_scripts=False)
    page.context.set_offline(True)
    pages = [file.parent.relative_to(host.site).as_posix().strip(".") for file in sorted(host.site.rglob("index.html"))]
    chosen = [f"{one}/" if one else "" for one in random.Random(15).sample(pages, 12)]
    for address in ("", OTHER, "failures/", "cities/lima/", f"{CASE}text/", *chosen):
        page.goto(host.base + address)
        assert "offline" in address or "#unread" not in page.url, address
        # an address that has moved leads on first
        expect(page.locator("main")).to_have_count(1)
    page.goto(f"{host.base}search/#q=kitchens")
    expect(page.locator(".hit").first).to_be_visible(timeout=15_000)
    page.goto(f"{host.base}finder/")
    expect(page.locator("main h1")).to_be_visible()


def test_it_can_be_stopped_and_goes_on_where_it_was(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "")
    page.goto(host.base + "offline/")
    done = page.locator("[data-slot=done]")
    page.get_by_role("button", name="Keep it here").click()
    expect(done).to_have_text(re.compile(r"^[2-9]\d / "))
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped. What has come is kept")).to_be_visible()
    page.wait_for_load_state("networkidle")
    before = len(page.evaluate(KEPT))
    all_files = sum(1 for file in host.site.rglob("index.html"))
    assert 20 < before < all_files
    host.asked()
    # also another day
    page.reload()
    expect(page.get_by_text("Stopped. What has come is kept")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("On this device: cases and all lists")).to_be_visible(timeout=60_000)
    files = json.loads((host.site / "offline/files.json").read_text("utf-8"))["files"]["cases"]
    assert len([one for one in host.asked() if "offline/" not in one]) < len(files) - before + 10
    expect(page.get_by_role("button", name=re.compile("Keep it|Go on|Renew"))).to_have_count(0)


def test_all_of_it_goes_with_one_control(open_kept: Any, open_shelf: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "", CASE)
    page.goto(host.base + "offline/")
    expect(page.locator('[data-say="kept"]')).to_have_text(re.compile(r"2 pages, \d+ kB"))
    remove = page.get_by_role("button", name="Remove all, and keep nothing more")
    remove.click()
    asks = page.get_by_role("group", name=re.compile(r"Remove 2 pages, \d+ kB\?"))
    expect(asks).to_contain_text("Your list, drafts of the form and your own failures stay.")
    # whoever has changed their mind has lost nothing
    expect(page.get_by_role("button", name="Keep", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(remove).to_be_focused()
    assert len(page.evaluate(KEPT)) > 9
    remove.click()
    asks.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing is fetched before you press the button")).to_be_hidden()
    expect(page.get_by_text("Nothing is kept on this device, as you asked")).to_be_visible()
    expect(page.get_by_text("You have asked to keep nothing on this device.")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    # and nothing begins again by itself
    page.goto(host.base + CASE)
    page.wait_for_load_state("networkidle")
    page.goto(host.base + "offline/")
    expect(page.get_by_text("You have asked to keep nothing on this device.")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.get_by_role("button", name="Keep what I read").click()
    _wait_kept(page, host.base, "offline/")


def test_what_is_here_is_said_and_more_can_be_added(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "")
    _keep_whole(page, host.base)
    for _ in range(2):
        expect(page.get_by_text("On this device: cases and all lists. Every page opens")).to_be_visible()
        expect(page.get_by_text("Nothing is fetched before you press the button")).to_be_hidden()
        expect(page.locator("[data-whole] input:visible")).to_have_count(2)
        expect(page.get_by_role("button", name="Add what is ticked")).to_be_disabled()
        page.reload()
    page.locator("[data-whole] label").filter(has_text=re.compile(r"Search: [\d.]+ . ?B|Search: [\d.]+ [kM]B")).click()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.get_by_text("On this device: cases and all lists and search.")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-whole] input:visible")).to_have_count(1)


def test_the_cases_on_the_list_are_kept_on_request(open_kept: Any, open_shelf: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "")
    page.goto(host.base + "offline/")
    expect(page.get_by_text("Nothing is on your list yet.")).to_be_visible()
    names = json.dumps([CASE.split("/")[1] + "#share-the-list-before-the", OTHER.split("/")[1], "no-such-case"])
    page.evaluate("(names) => localStorage.setItem('casebook-list', names)", names)
    page.reload()
    says = page.locator('[data-say="list-missing"]')
    expect(says).to_contain_text(
        re.compile(r"3 cases on your list, 3 of them not kept yet.* about [\d.]+ kB over the line")
    )
    page.get_by_role("button", name="Keep the cases on my list").click()
    expect(says).to_contain_text("1 of them not kept yet")
    open_shelf.forgive("404")
    expect(page.get_by_text("Not all could be fetched or kept.")).to_be_hidden()
    page.context.set_offline(True)
    for address in (CASE, OTHER):
        page.goto(host.base + address)
        assert page.evaluate(STYLED) and "#unread" not in page.url, address
    page.goto(host.base + "offline/")
    expect(page.get_by_text("cannot be asked without a line")).to_be_visible()
    expect(page.get_by_text("Nothing is fetched before you press the button")).to_be_hidden()
    open_shelf.forgive("ERR_INTERNET_DISCONNECTED")


def test_too_little_room_is_said_before_anything_is_fetched(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "")
    page.add_init_script("navigator.storage.estimate = async () => ({ quota: 3e6, usage: 1e6 })")
    page.goto(host.base + "offline/")
    page.wait_for_load_state("networkidle")
    host.asked()
    page.get_by_role("button", name="Keep it here").click()
    expect(page.get_by_text("This device has not enough room")).to_have_text(
        re.compile(r"it would give 2\.0 MB, and \d\.\d MB are needed\. Nothing was fetched")
    )
    # nothing of the copy: only what says how much it is, and what shows what is saved
    saving = {"/assets/keep.js", "/assets/find/saved-marks.js"}
    assert set(host.asked()) - saving <= {"/offline/files.json", "/offline/release.json", "/service-worker.js"}
    expect(page.get_by_role("button", name="Keep it here")).to_be_visible()


def test_a_device_that_takes_no_more_is_told_honestly(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "")
    page.add_init_script(
        """let left = 30
           const put = Cache.prototype.put
           Cache.prototype.put = function (...given) {
             return left-- > 0 ? put.apply(this, given) : Promise.reject(new DOMException("", "QuotaExceededError"))
           }"""
    )
    page.goto(host.base + "offline/")
    page.get_by_role("button", name="Keep it here").click()
    expect(page.get_by_text("The device took no more. What has come is kept.")).to_be_visible()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


# ---- one release after the other ----


def _edition(page: Page) -> tuple[str, str]:
    """Of which edition the page is, and of which its style."""
    style = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--edition').trim()")
    return ("two" if "Edition two" in page.locator("h1").inner_text() else "", style)


def test_a_new_release_takes_over_and_nothing_is_mixed(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "", CASE, OTHER)
    assert _edition(page) == ("", "")
    release = host.release()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    _wait_taken_over(page, release)
    # in the open page things go on as before: its piece comes from its own release
    assert (
        page.evaluate("fetch(document.querySelector('link[rel=stylesheet]').href).then((a) => a.text())").find(
            "--edition"
        )
        < 0
    )
    page.goto(host.base + CASE)
    assert _edition(page) == ("two", "two")
    # without a line the new one is shown, and what was not read since as it was, with its own style, and it says so
    _wait_kept(page, host.base, CASE)
    host.stop()
    page.goto(host.base + CASE)
    assert _edition(page) == ("two", "two")
    expect(page.locator('[data-notice="kept"]')).to_be_hidden()
    page.goto(host.base + OTHER)
    assert _edition(page) == ("", "")
    expect(page.get_by_text("this page is as it was when you last read it")).to_be_visible()


def test_who_loads_a_page_again_gets_the_new_one_at_once(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "", CASE)
    host.release()
    page.reload()
    assert _edition(page) == ("two", "two")


def test_the_whole_copy_stays_whole_and_is_renewed_in_what_has_changed(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "")
    _keep_whole(page, host.base)
    release = host.release()
    page.goto(host.base + "lessons/")
    _wait_taken_over(page, release)
    page.context.set_offline(True)
    page.goto(host.base + OTHER)
    assert _edition(page) == ("", "")
    page.context.set_offline(False)
    page.goto(host.base + "offline/")
    expect(page.get_by_text("The casebook has changed since you fetched it.")).to_be_visible()
    host.asked()
    page.get_by_role("button", name="Renew it").click()
    expect(page.get_by_text("On this device: cases and all lists")).to_be_visible(timeout=60_000)
    assert len(host.asked()) < 30
    page.context.set_offline(True)
    page.goto(host.base + OTHER)
    assert _edition(page) == ("two", "two")
    names = page.evaluate("caches.keys()")
    assert len(names) == 2 and any(name.endswith(release) for name in names)


def test_on_a_slow_line_an_earlier_copy_comes_after_a_while(open_kept: Any, host: Host) -> None:
    page = open_kept()
    _read(page, host.base, "", OTHER)
    release = host.release()
    page.goto(host.base)
    _wait_taken_over(page, release)
    page.wait_for_load_state("networkidle")
    port = urlsplit(host.base).port
    host.stop()
    # whoever asks now is heard and never answered
    with socket.create_server(("127.0.0.1", port)):
        begun = time.monotonic()
        page.goto(host.base + OTHER)
        assert time.monotonic() - begun > 3
        assert _edition(page) == ("", "")
        expect(page.get_by_text("this page is as it was when you last read it")).to_be_visible()


def test_if_keeping_fails_the_page_is_as_ever(open_kept: Any, host: Host) -> None:
    (host.site / "service-worker.js").write_text("throw new Error('broken')", "utf-8")
    page = open_kept(CASE)
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_contain_text("soup tent")
    page.goto(host.base + "offline/")
    expect(page.locator("[data-offline] h1")).to_be_visible()


def test_the_first_files_are_what_the_page_on_it_needs(shelf_site: Path) -> None:
    html = (shelf_site / "offline/index.html").read_text("utf-8")
    loads = set(re.findall(r'(?:src|stylesheet" href)="\.\./([^"]+)"', html))
    worker = (shelf_site / "service-worker.js").read_text("utf-8")
    first = set(re.findall(r'"([^"]+)"', worker.partition("FIRST = [")[2].partition("]")[0]))
    assert loads and loads <= first
    assert not {one for one in first if not (shelf_site / one).exists()}


# ---- the page on it ----


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_by_everybody(open_kept: Any, host: Host, scheme: str) -> None:
    page = open_kept("offline/#unread=lessons/", {"width": 390, "height": 844}, color_scheme=scheme)
    _wait_kept(page, host.base, "offline/")
    page.reload()
    expect(page.get_by_role("button", name="Keep it here")).to_be_visible()
    assert not ask_axe(page)
    assert not see(page, "wide", "cut", "overlapping", "small", "faint", "headings", "ids")


def test_without_a_script_it_says_what_can_be_done(open_shelf: Any) -> None:
    page = open_shelf("offline/", java_script_enabled=False)
    expect(page.get_by_text("Keeping pages needs JavaScript")).to_be_visible()
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("link", name="casebook-site.zip")).to_be_visible()
    expect(page.get_by_text("START-HERE.html")).to_be_visible()


def test_a_browser_that_keeps_nothing_is_told(open_shelf: Any) -> None:
    page = open_shelf("offline/", service_workers="block")
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.reload()
    expect(page.get_by_text("This browser keeps nothing here")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it here")).to_be_hidden()


# ---- the copy in a folder ----


@pytest.fixture(scope="module")
def folder(shelf_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as one file, unpacked at a place with a difficult name."""
    place = tmp_path_factory.mktemp("a stick") / "é & ü #1"
    with ZipFile(shelf_site / SITE_ZIP) as packed:
        packed.extractall(place)
    return place / "casebook"


def test_the_copy_in_a_folder_opens_without_a_server(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda told: problems.append(f"{page.url}: {told.text}"))
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else problems.append(asked.url))
    page.goto((folder / "START-HERE.html").as_uri())
    page.get_by_role("link", name="Open the first page").click()
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate(STYLED)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Lessons").click()
    expect(page).to_have_title(re.compile("Lessons"))
    page.goto((folder / "cases/durban-soup-tent/index.html").as_uri() + "#share-the-list-before-the")
    expect(page.locator("#share-the-list-before-the")).to_be_visible()
    expect(page.get_by_text("You read a copy in a folder.")).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)
    broken, seen = [], 0
    for file in random.Random(15).sample(sorted(folder.rglob("index.html")), 30):
        page.goto(file.as_uri())
        assert page.evaluate(STYLED) or "moved" in page.title(), file
        for link in page.eval_on_selector_all("a[href]", "(all) => all.map((one) => one.href)"):
            url = urlsplit(link)
            if url.scheme == "file":
                seen += 1
                if not Path(unquote(url.path)).is_file():
                    broken.append(f"{file}: {link}")
    context.close()
    assert seen > 1000 and not broken
    assert not problems
