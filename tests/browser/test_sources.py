"""The lists of documents and the notes of a shared source on a phone: short enough to go through, and led to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from browsing import DESK, PHONE, assert_none, see
from playwright.sync_api import expect

from casebook.book import Book
from casebook.fields import Schemas
from casebook.model import Note, Part, Source
from casebook.render import Article, Renderer
from casebook.render.pages.sources import render_documents, render_notes
from casebook.render.paging import DOCUMENTS, NOTES

MOST_SCREENS = 12


def _measure(open_shelf: Any, address: str, articles: Iterable[Article]) -> dict[str, float]:
    """How many screens of a phone each article takes, in the place of another one."""
    page = open_shelf(address, PHONE)
    heights = {}
    for article in articles:
        page.evaluate("html => { document.querySelector('main').innerHTML = html }", article.html)
        heights[article.address] = page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
        assert_none(see(page, "wide", "cut"))
    return heights


def test_a_full_page_of_long_titles_is_at_most_twelve_screens(
    open_shelf: Any, shelf_book: Book, project_schemas: Schemas
) -> None:
    case = shelf_book.by_id["durban-soup-tent"]
    title = (
        "How the people of four neighbourhoods and one department of the city kept a kitchen open through two winters"
    )
    sources = tuple(
        Source(f"s{n}", f"{title} {n}", f"Journal of Neighbourhoods and Their Kitchens, volume {n}", "2020-05-12", "paper",
               "pt", f"https://www.papers.test/{n}", "excerpt")
        for n in range(DOCUMENTS + 1)
    )  # fmt: skip
    long = replace(sources[0], id="one-word", title="Zusammenarbeit" * 8, publisher="Nachbarschaftskuechen" * 6)
    changed = replace(case, sources=(*case.sources, *sources, long))
    book = replace(shelf_book, cases=tuple(changed if one is case else one for one in shelf_book.cases))
    made = {one.address: one for one in render_documents(Renderer(book, project_schemas))}
    assert made["sources/publishers/j/"].html.count("<cite") == DOCUMENTS and "sources/publishers/j/page-2/" in made
    heights = _measure(open_shelf, "sources/publishers/h/", made.values())
    assert heights["sources/publishers/j/"] > 6 and max(heights.values()) <= MOST_SCREENS, heights


def test_a_full_page_of_long_notes_is_at_most_twelve_screens(
    open_shelf: Any, shelf_book: Book, project_schemas: Schemas
) -> None:
    says = "Neighbours and the department agreed in writing who buys, who cooks, who carries and who tells whom when something is missing, before the winter came."
    notes = tuple(
        Note(f"n{n:03}", "one", says, theme="trust", speaker="S1", uncertain="Two notes are interleaved here under one name.")
        for n in range(1, NOTES + 2)
    )  # fmt: skip
    minutes = Source("minutes", "Minutes", "A meeting", "2020", "harvest", "en", shared=True,
                     parts=(Part("one", "The meeting"),), notes=notes)  # fmt: skip
    book = replace(shelf_book, shared={**shelf_book.shared, "minutes": minutes})
    made = [one for one in render_notes(Renderer(book, project_schemas)) if one.address.startswith("sources/minutes/")]
    heights = _measure(open_shelf, "sources/harvest/stories/", made)
    assert len(made) == 2
    assert 6 < max(heights.values()) <= MOST_SCREENS, heights


def test_a_note_is_led_to_and_opens_what_rests_on_it_by_keyboard(open_shelf: Any) -> None:
    page = open_shelf("sources/harvest/stories/#n001", DESK)
    note = page.locator("#n001")
    expect(note).to_be_in_viewport()
    summary = note.locator("summary")
    summary.focus()
    expect(note.locator(".uses")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(note.locator(".evidence ul a").first).to_be_visible()


def test_a_row_leads_to_the_document_in_its_case(open_shelf: Any) -> None:
    page = open_shelf("sources/publishers/h/", PHONE)
    row = page.locator(".documents > li").first
    row.locator("summary").click()
    expect(row.locator(".evidence ul a").first).to_be_visible()
    row.locator("a").first.click()
    expect(page).to_have_url(re.compile("/cases/.*#source-"))
    expect(page.locator(":target")).to_be_visible()
