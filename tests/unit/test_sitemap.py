"""What those who look through a whole site are told: its pages, and when they were changed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from casebook.render import write_robots, write_sitemap

_NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_a_sitemap_lists_pages_in_order_with_what_is_known() -> None:
    pages = [("https://casebook.test/b/?x=1&y='2'", ""), ("https://casebook.test/a/", "2026-11-26")]
    root = ET.fromstring(write_sitemap(pages))
    assert [one.text for one in root.findall("s:url/s:loc", _NAMES)] == sorted(address for address, _ in pages)
    assert [one.findtext("s:lastmod", namespaces=_NAMES) for one in root.findall("s:url", _NAMES)] == [
        "2026-11-26",
        None,
    ]
    assert write_sitemap(pages) == write_sitemap(reversed(pages))


def test_robots_are_told_only_where_they_look() -> None:
    assert "Sitemap: https://casebook.test/sitemap.xml\n" in write_robots("https://casebook.test/")
    assert write_robots("https://casebook.test/below/") == ""
