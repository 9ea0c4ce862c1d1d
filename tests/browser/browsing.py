"""What the browser tests share: the two screens, a slow line, and the question whether all can use a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The rules of axe that are asked for."""


def assert_accessible(page: Page) -> None:
    """Axe finds nothing on the page as it is now."""
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


def slow_down(page: Page) -> None:
    """Put the page on slow 3G, as Chromium's own tools define it: 400 ms latency, 50 kB a second."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    speed = {"latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "offline": False}
    session.send("Network.emulateNetworkConditions", speed)
