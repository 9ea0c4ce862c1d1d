"""What the browser tests share: the two screens, a slow line, and the eyes with which every page is looked at."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import CDPSession, Locator, Page, Route, expect

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SMALL = {"width": 320, "height": 640}
"""A small phone: also what is left of a desk of 1280 pixels at 400 %."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe that are asked for."""

_FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")
_LAID_OUT = "* { content-visibility: visible !important } .facets__end { position: static !important }"
"""What the browser would lay out only when it nears the screen has no place that one could measure; and what lies
under a bar at the foot of the screen is too small to hit only until one scrolls."""
_SPACED = """:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
svg { letter-spacing: 0; word-spacing: 0 }"""
"""How far a reader may pull text apart: WCAG 1.4.12."""
_LETTERS = 16
"""The size of letters that browsers come with, in pixels."""


def be_painted(page: Page) -> None:
    """Wait until what stands there is painted, and what comes after that has come: the address, many numbers."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => setTimeout(done)))))"
    )


def see(page: Page, *names: str, state: str = "", **arguments: Any) -> list[str]:
    """Ask questions of faults.js by name; each fault is told with the page, its state and the element."""
    if not page.evaluate("'faults' in window"):
        page.evaluate(_FAULTS)
        _style(page, _LAID_OUT)
    found = []
    for name in names:
        faults = page.evaluate(f"(argument) => faults[{name!r}](argument)", arguments.get(name))
        found += [f"{page.url} {state or _state(page)}: {name}: {fault}" for fault in faults]
    return found


def ask_axe(page: Page, within: str | None = None, contrast: bool | None = None) -> list[str]:
    """What axe finds. Contrast takes it most of its time: it can be all that is asked for, or what is not."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # without this, axe describes also what is right, which takes it longer than to find out
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if contrast:
        options["runOnly"] = {"type": "rule", "values": ["color-contrast"]}
    else:
        options["runOnly"] = list(RULES)
        if contrast is False:
            options["rules"] = {"color-contrast": {"enabled": False}}
    script = "([within, options]) => axe.run(within ?? document, options)"
    return [
        f"{page.url} {_state(page)}: axe: {fault['id']}: {node['html'][:200]} {node['failureSummary']}"
        for fault in page.evaluate(script, [within, options])["violations"]
        for node in fault["nodes"]
    ]


def see_everywhere(page: Page, within: str | None = None) -> list[str]:
    """Look at a page as it is now, on a phone and at a desk, in light and dark, at every width."""
    found = []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(SMALL)
    found += see(page, "wide", "cut", "overlapping")
    page.set_viewport_size(PHONE)
    found += see(page, "wide", "cut", "overlapping", "small", "faint", "headings", "ids", "motion")
    found += ask_axe(page, within)
    page.emulate_media(color_scheme="dark")
    found += see(page, "faint")
    page.set_viewport_size(DESK)
    found += see(page, "faint")
    found += ask_axe(page, within, contrast=True)
    page.emulate_media(color_scheme="light")
    found += see(page, "wide", "cut", "overlapping", "faint", "order")
    found += ask_axe(page, within, contrast=False)
    return found


def see_on_paper(page: Page, tool: bool = False) -> list[str]:
    """Look at a page as it is printed, even where the screen is dark. A tool may print less than it shows."""
    found = see(page, "remember")
    lay_on_paper(page, color_scheme="dark")
    found += see(page, "paper", "faint", *([] if tool else ["lost"]), state="on paper")
    page.emulate_media(media="screen", color_scheme="light")
    return found


def lay_on_paper(page: Page, **features: Any) -> None:
    """Show a page as it is printed. Its scripts hear of that before the next frame, so it waits for one; where no script
    runs nobody hears of it, and no frame can be waited for."""
    page.emulate_media(media="print", **features)
    page.evaluate("matchMedia('(scripting: enabled)').matches && new Promise(requestAnimationFrame)")


def see_enlarged(page: Page) -> list[str]:
    """Look at a page with letters twice as large, as a reader sets them in the browser, and with text pulled apart."""
    found = []
    session = page.context.new_cdp_session(page)
    page.set_viewport_size(DESK)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 2 * _LETTERS}})
    found += see(page, "wide", "cut", "overlapping", state="with large letters")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": _LETTERS}})
    session.detach()
    page.set_viewport_size(PHONE)
    _style(page, _LAID_OUT, _SPACED)
    found += see(page, "wide", "cut", "overlapping", state="with letters pulled apart")
    _style(page, _LAID_OUT)
    return found


def see_focus(page: Page) -> list[str]:
    """Look whether the focus can be seen on every kind of control."""
    page.keyboard.press("Tab")
    return see(page, "focus")


def assert_accessible(page: Page, within: str | None = None) -> None:
    """Axe finds nothing on the page as it is now, or in a part of it."""
    assert_none(ask_axe(page, within))


def assert_none(faults: list[str]) -> None:
    """No fault was found; where there are many alike, some are enough to know what is wrong."""
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:25])


def ask_last(page: Page, address: str) -> None:
    """Let the page ask for an address when it is quiet: what it would have asked by itself it has asked before."""
    page.evaluate(
        """(address) => new Promise((done) => {
             const later = (then) => requestIdleCallback(then, { timeout: 500 })
             later(() => later(() => fetch(address).then(() => done(null))))
           })""",
        address,
    )


class Held:
    """What a page asks for and does not get, until all of it is let go; from then on nothing waits."""

    def __init__(self, page: Page, address: str) -> None:
        self.waiting: list[Route] = []
        self._is_open = False
        page.context.route(address, self._meet)

    def let_go(self) -> None:
        self._is_open = True
        for one in self.waiting:
            one.continue_()

    def _meet(self, route: Route) -> None:
        if self._is_open:
            route.continue_()
        else:
            self.waiting.append(route)


def slow_down(session: CDPSession, latency: int = 400) -> None:
    """Put a page on slow 3G: 50 kB a second, and so many milliseconds until an answer begins."""
    session.send("Network.enable")
    speed = {"latency": latency, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "offline": False}
    session.send("Network.emulateNetworkConditions", speed)


def measure_ink(text: Locator) -> float:
    """The greatest contrast that is really painted where the letters of an element stand: 1 where nobody reads anything."""
    box = text.evaluate(
        """(one) => {
          const range = document.createRange()
          range.selectNodeContents(one)
          const { x, y, width, height } = range.getBoundingClientRect()
          return { x: x + 2, y: y + 2, width: width - 4, height: height - 4 }
        }"""
    )
    picture = base64.b64encode(text.page.screenshot(clip=box)).decode("ascii")
    blank = text.page.context.new_page()
    contrast: float = blank.evaluate(
        """async (picture) => {
          const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0))
          const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }))
          const brush = new OffscreenCanvas(image.width, image.height).getContext("2d")
          brush.drawImage(image, 0, 0)
          const { data } = brush.getImageData(0, 0, image.width, image.height)
          const linear = (value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4)
          let [least, most] = [1, 0]
          for (let n = 0; n < data.length; n += 4) {
            const light = 0.2126 * linear(data[n]) + 0.7152 * linear(data[n + 1]) + 0.0722 * linear(data[n + 2])
            least = Math.min(least, light)
            most = Math.max(most, light)
          }
          return (most + 0.05) / (least + 0.05)
        }""",
        picture,
    )
    blank.close()
    return contrast


def drawn(page: Page, timeout: int = 15_000) -> Page:
    """Wait until a page that was opened with a state shows what was asked for."""
    expect(page.locator("html[data-asked]")).to_have_count(0, timeout=timeout)
    return page


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Go to an element by the tab key alone; one sees that one is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", selector
            return
    raise AssertionError(f"Tab does not reach {selector}")


def _style(page: Page, *styles: str) -> None:
    """Give a page style sheets of the reader's: the policy of the page has no say in them."""
    page.evaluate(
        """(styles) => { document.adoptedStyleSheets = styles.map((style) => {
           const own = new CSSStyleSheet(); own.replaceSync(style); return own }) }""",
        styles,
    )


def _state(page: Page) -> str:
    size: Mapping[str, int] = page.viewport_size or {}
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return f"at {size.get('width')} pixels in {'dark' if dark else 'light'}"
