"""What the browser tests share: the two screens, a slow line, and the question whether all can use a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The rules of axe that are asked for."""


def assert_accessible(page: Page, within: str | None = None) -> None:
    """Axe finds nothing on the page as it is now, or in a part of it."""
    found = Axe().run(page, context=within, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


def slow_down(session: CDPSession, latency: int = 400) -> None:
    """Put a page on slow 3G: 50 kB a second, and so many milliseconds until an answer begins."""
    session.send("Network.enable")
    speed = {"latency": latency, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "offline": False}
    session.send("Network.emulateNetworkConditions", speed)
