"""The page of the data: each file with what it is, for whom, how it looks and what it weighs."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from casebook.export import CASE_EXPORTS, EXPORTS, GROUPS, Edition, list_downloads, list_outputs
from casebook.export.samples import show_beginning, show_from
from casebook.outputs import write_outputs
from casebook.render import Renderer, Site
from casebook.render.environment import make_environment
from casebook.render.pages.about import render_downloads


def render(edition: Edition) -> str:
    """The page of the data of an edition."""
    with TemporaryDirectory() as folder:
        write_outputs(list_outputs(edition), Path(folder).joinpath)
        downloads = list_downloads(edition, Path(folder).joinpath)
    site = Site(url=edition.url, list_downloads=lambda: downloads)
    (page,) = render_downloads(Renderer(edition.book, edition.schemas, site))
    assert page.address == "data/"
    return page.html


def test_the_page_offers_every_file(shelf_edition: Edition) -> None:
    page = render(shelf_edition)
    for one in EXPORTS:
        assert f'<a href="../{one.address}" download>' in page, one.name
    case = shelf_edition.book.cases[0].id
    for each in CASE_EXPORTS:
        assert f'<a href="../{each.address_of(case)}" download>' in page, each.name


def test_every_file_says_for_whom_it_is_and_what_opens_it() -> None:
    words = make_environment().get_template("export_words.html").module.words_of_exports
    assert set(words) == {one.name for one in (*EXPORTS, *CASE_EXPORTS)}
    assert all(whom and opens for whom, opens in words.values())
    assert {one.group for one in (*EXPORTS, *CASE_EXPORTS)} <= set(GROUPS)


def test_without_cases_the_page_is_there(shelf_edition: Edition) -> None:
    empty = replace(shelf_edition, book=replace(shelf_edition.book, cases=()), files=())
    assert "cases/ID.json" not in render(empty)


def test_a_sample_is_short_and_says_where_it_ends() -> None:
    assert show_beginning(BytesIO(b"a\nb\n")) == "a\nb"
    assert show_beginning(BytesIO(b"\xef\xbb\xbfcase\r\nx\r\n")) == "case\nx"
    long = show_beginning(BytesIO(b"\n".join([b"x" * 500] * 50))).split("\n")
    assert len(long) == 13 and long[-1] == "…" and all(line.endswith("x…") for line in long[:-1])


def test_a_sample_can_begin_where_it_tells_something() -> None:
    assert show_from("<entry>")(BytesIO(b"<feed>\n<id/>\n<entry>\n<id/>\n")) == "<entry>\n<id/>"
    assert show_from("<entry>")(BytesIO(b"<feed>\n")) == "<feed>"
