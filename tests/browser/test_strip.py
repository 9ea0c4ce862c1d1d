"""What is drawn of one case, in a browser: legible on the smallest phone and on paper, and said in words."""

from __future__ import annotations

import itertools
import re
from typing import Any

from browsing import DESK, PHONE, SMALL, assert_accessible
from playwright.sync_api import expect

from casebook.render.strip import BOLD_LETTER, LETTER

_TEXTS = """all => all.filter(one => one.checkVisibility()).map(one => ({
  text: one.textContent, bold: one.getAttribute("class")?.startsWith("status--") ?? false,
  size: parseFloat(getComputedStyle(one).fontSize), ...one.getBoundingClientRect().toJSON() }))"""


def test_the_strip_is_legible_everywhere_and_has_its_words(open_shelf: Any) -> None:
    page = open_shelf("cases/durban-soup-tent/", PHONE, java_script_enabled=False)
    strip = page.locator(".strip")
    expect(strip).to_have_accessible_name(re.compile(r"^Began: March 2020\. .* It ended: June 2022\.$"))
    for size, media in (
        (SMALL, "screen"),
        (PHONE, "screen"),
        (DESK, "screen"),
        ({"width": 680, "height": 900}, "print"),
    ):
        page.set_viewport_size(size)
        page.emulate_media(media=media)
        box = strip.bounding_box()
        assert box and box["height"] <= 90
        texts = strip.locator("text").evaluate_all(_TEXTS)
        assert len(texts) >= 3
        for one in texts:
            assert one["size"] >= 12 and one["left"] >= 0 and one["right"] <= size["width"]
            # the places are reckoned with this width
            assert one["width"] <= len(one["text"]) * (BOLD_LETTER if one["bold"] else LETTER)
        for one, other in itertools.combinations(texts, 2):
            apart = one["right"] < other["left"] or other["right"] < one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (size, one, other)
    page.emulate_media(media="screen")
    assert_accessible(page, ".strip")
