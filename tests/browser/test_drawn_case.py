"""What is drawn of one case, in a browser: legible on the smallest phone and on paper, and said in words."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Any

from browsing import DESK, PHONE, SMALL, assert_accessible
from playwright.sync_api import Route, expect

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Renderer
from casebook.render.pages.cases import render_cases
from casebook.render.strip import BOLD_LETTER, LETTER

ADDRESS = "cases/durban-soup-tent/"
PAPER = {"width": 680, "height": 900}
_FIGURES = (("2018", "up to 10000"), ("2020-03", "500 to 800"), ("2020-09", "fewer than 1000"), ("2021-11", "300"))
_MAIN = re.compile(r"(<main\b[^>]*>).*(</main>)", re.DOTALL)
_TEXTS = """all => all.filter(one => one.checkVisibility()).map(one => ({
  text: one.textContent, bold: one.getAttribute("class")?.startsWith("status--") ?? false,
  size: parseFloat(getComputedStyle(one).fontSize), ...one.getBoundingClientRect().toJSON() }))"""


def _draw(book: Book, schemas: Schemas) -> str:
    """The page of a case of the invented book, with a series among its figures."""
    case = book.by_id["durban-soup-tent"]
    first = case.results[0]
    results = tuple(
        replace(first, id=f"result-{n}", when=when, value=value) for n, (when, value) in enumerate(_FIGURES, 1)
    )
    cases = tuple(replace(one, results=results) if one is case else one for one in book.cases)
    made = render_cases(Renderer(replace(book, cases=cases), schemas))
    return next(one.html for one in made if one.address == ADDRESS)


def test_what_is_drawn_of_a_case_is_legible_everywhere(
    open_shelf: Any, shelf_book: Book, project_schemas: Schemas
) -> None:
    html = _draw(shelf_book, project_schemas)
    page = open_shelf("about/", PHONE)
    base = page.url.removesuffix("about/")

    def give(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=_MAIN.sub(lambda found: found[1] + html + found[2], answer.text()))

    page.route(base + ADDRESS, give)
    page.goto(base + ADDRESS)
    strip, series = page.locator(".strip"), page.locator(".series svg[role=img]")
    expect(strip).to_have_accessible_name(re.compile(r"^Began: March 2020\. .* It ended: June 2022\.$"))
    expect(series).to_have_accessible_name(re.compile("^2018: up to 10,000; March 2020: 500 to 800; "))
    for size, media in ((SMALL, "screen"), (PHONE, "screen"), (DESK, "screen"), (PAPER, "print")):
        page.set_viewport_size(size)
        page.emulate_media(media=media)
        box = strip.bounding_box()
        assert box and box["height"] <= 90
        for drawing, least in ((strip, 3), (series, 8)):
            texts = drawing.locator("text").evaluate_all(_TEXTS)
            assert len(texts) >= least
            for one in texts:
                assert one["size"] >= 12 and one["left"] >= 0 and one["right"] <= size["width"]
                # the places are reckoned with this width
                assert one["width"] <= len(one["text"]) * (BOLD_LETTER if one["bold"] else LETTER), one
            for one, other in itertools.combinations(texts, 2):
                apart = one["right"] < other["left"] or other["right"] < one["left"]
                # lines of one label may touch
                above = one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1
                assert apart or above, (size, one, other)
        # what has no word in the strip is named below it, in two lines at most
        marks, below = page.locator(".strip title"), page.locator('.strip-marks a[href^="#"]:visible')
        words = strip.locator('text[class^="status--"]:visible')
        assert words.count() + below.count() == marks.count() > 0
        named = page.locator(".strip-marks").bounding_box()
        assert named and named["height"] <= 50
    page.emulate_media(media="screen")
    assert_accessible(page, ".glance__status")
    assert_accessible(page, ".series-list")
