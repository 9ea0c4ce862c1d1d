"""The cards of a workshop and the quiet failure room: what they say without a script, and the codes that cards draw."""

from __future__ import annotations

import base64
import json
import math
import re
from html import unescape
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from casebook.book import Book
from casebook.fields import Schemas
from casebook.model import MARKED_KINDS
from casebook.render import Article, Renderer, Site, render_fragments
from casebook.render.pages.cards import list_blank_fields, list_own_fields
from casebook.render.qr_codes import encode_address

CARDS = "workshop/cards/"
ROOM = "workshop/failures/"
URL = "https://casebook.test/below/"


@pytest.fixture(scope="module")
def placed(shelf_book: Book, project_schemas: Schemas) -> Renderer:
    """The invented book at a known address."""
    return Renderer(shelf_book, project_schemas, Site(url=URL))


def _read_code(code: str) -> str:
    """What a code says, drawn as its docstring tells."""
    data = base64.b64decode(code + "=" * (-len(code) % 4))
    size = math.isqrt(len(data) * 8)
    bits = "".join(f"{byte:08b}" for byte in data)
    image = Image.new("L", (size + 8, size + 8), 255)
    for x in range(size):
        for y in range(size):
            if bits[(size - 1 - x) * size + size - 1 - y] == "1":
                image.putpixel((x + 4, y + 4), 0)
    (found,) = zxingcpp.read_barcodes(image.resize((image.width * 4, image.height * 4)))
    return str(found.text)


@pytest.mark.parametrize("length", [0, 20, 60, 110, 250])
def test_a_code_is_read_back_whatever_the_length_of_its_address(length: int) -> None:
    address = f"https://casebook.test/{'ab-1' * (length // 4)}"
    assert _read_code(encode_address(address)) == address
    assert len(encode_address(address)) < 330 or length > 110


def test_each_item_has_the_code_of_its_address_where_the_site_is_known(placed: Renderer) -> None:
    briefs = {
        address.split("/")[-1].removesuffix(".json"): json.loads(text)
        for address, text in render_fragments(placed)
        if address.startswith("find/brief/")
    }
    assert briefs and any(brief["items"] for brief in briefs.values())
    for case, brief in briefs.items():
        for item in brief["items"]:
            assert _read_code(item["code"]) == f"{URL}cases/{case}/#{item['id']}"


def test_without_the_site_s_address_nothing_has_a_code(shelf_book: Book, project_schemas: Schemas) -> None:
    pieces = dict(render_fragments(Renderer(shelf_book, project_schemas)))
    items = [one for at, text in pieces.items() if "brief" in at for one in json.loads(text)["items"]]
    assert items and not any("code" in item for item in items)


def test_each_item_fills_the_slots_of_its_card(shelf_book: Book, project_schemas: Schemas) -> None:
    pieces = dict(render_fragments(Renderer(shelf_book, project_schemas)))
    for case in shelf_book.cases:
        brief = json.loads(pieces[f"find/brief/{case.id}.json"])
        assert [one["id"] for one in brief["items"]] == [item.id for kind, item in case.items() if kind.mark]
        assert set(brief["cards"]) == {one["kind"] for one in brief["items"]}
        for item in brief["items"]:
            slots = set(re.findall(r"\{(\w+)\}", brief["cards"][item["kind"]]))
            # the name is told where it is another than the title, the foot by the case
            assert slots == {"id", "title", "name", "tells", "says", "foot"} and slots - {"name", "foot"} <= set(item)
            assert f'href="cases/{case.id}/#{{id}}"' in brief["cards"][item["kind"]]
            assert item["title"] and item["says"].startswith("<p>")


def test_codes_make_no_file_and_pack(placed: Renderer, shelf_book: Book, project_schemas: Schemas) -> None:
    bare = dict(render_fragments(Renderer(shelf_book, project_schemas)))
    assert dict(render_fragments(placed)).keys() == bare.keys()


# ---- the pages without a script ----


def _texts(html: str, pattern: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", found)).strip() for found in re.findall(pattern, html, re.DOTALL)]


def test_each_choice_of_cards_leads_to_a_page_without_a_script(shelf_articles: dict[str, Article]) -> None:
    html = shelf_articles[CARDS].html
    links = re.findall(r'<a data-value="[^"]+" href="\.\./\.\./([^"#]+)"', html)
    assert len(links) > 20
    assert {f"{kind.anchor}/" for kind in MARKED_KINDS} <= set(links)
    assert not [link for link in links if link not in shelf_articles]


def test_cards_are_chosen_by_all_that_some_item_has(shelf_articles: dict[str, Article], shelf_book: Book) -> None:
    html = shelf_articles[CARDS].html
    facets = {
        id: re.findall(r'data-value="([^"]+)"', part)
        for id, part in re.findall(r'data-facet="(\w+)">(.*?)</ul>', html, re.DOTALL)
    }
    assert list(facets) == ["theme", "cause", "door", "country"]
    assert set(facets["door"]) == {door.door for case in shelf_book.cases for door in case.entry_points}
    assert {failure.cause for case in shelf_book.cases for failure in case.failures} <= set(facets["cause"])
    assert set(facets["country"]) == {
        country for case in shelf_book.cases if case.lessons for country in case.countries
    }


def test_the_page_does_not_grow_with_the_book(
    shelf_articles: dict[str, Article], generated_articles: dict[str, Article]
) -> None:
    for address in (CARDS, ROOM):
        assert len(generated_articles[address].html) < 1.2 * len(shelf_articles[address].html) + 8_000


def test_there_is_a_sheet_of_blank_cards_of_each_kind(shelf_articles: dict[str, Article], placed: Renderer) -> None:
    html = shelf_articles[CARDS].html
    for kind in MARKED_KINDS:
        (sheet,) = re.findall(
            rf'<div class="card-sheet paper--4" data-blank="{kind.id}">(.*?)</article>', html, re.DOTALL
        )
        names = _texts(sheet, r'class="blank__name">(.*?)</p>')
        fields = [field for field, _ in list_blank_fields(placed, kind)]
        assert names[:-1] == ["In one sentence", *(field.title for field in fields[1:])]
    assert html.count("paper-card--blank") == 4 * len(MARKED_KINDS)
    assert shelf_articles[ROOM].html.count("paper-card--blank") == 4


def test_the_room_speaks_the_words_of_the_fields_and_of_the_vocabulary(
    shelf_articles: dict[str, Article], shelf_book: Book, placed: Renderer
) -> None:
    html = shelf_articles[ROOM].html
    fields = list_own_fields(placed)
    assert {"what_happened", "cause", "certainty", "cost", "what_changed", "warning_sign"} <= {
        one.name for one in fields
    }
    assert _texts(html, r'class="own__name">(.*?)</span>') == [field.title for field in fields]
    assert re.findall(r'data-field="(\w+)"', html) == [field.name for field in fields]
    said = unescape(re.sub(r"<[^>]+>", "", html))
    for field in fields:
        assert field.description in said or field.name == "cost"
    for term in shelf_book.vocabularies["causes"].terms:
        if term.status == "active":
            assert f'href="../../causes/{term.id}/"' in html and term.definition in said


def test_a_team_is_not_asked_what_its_sources_say(shelf_articles: dict[str, Article]) -> None:
    form = shelf_articles[ROOM].html.split("<template data-own>")[1].split("</template>")[0]
    assert "and whom, as far as you know" in form and 'data-means="None of us knows' in form
    assert not re.findall(r"[^.>\"]*\bsources?\b[^.<\"]*", form, re.IGNORECASE)


def test_minutes_add_up(shelf_articles: dict[str, Article]) -> None:
    rows = re.findall(r"<tr><td>(\d+)</td><td>(\d+)</td>", shelf_articles[ROOM].html)
    assert [sum(map(int, column)) for column in zip(*rows, strict=True)] == [60, 90]


def test_the_tables_say_the_door_and_the_themes_of_an_item(shelf_book: Book) -> None:
    from casebook.find import order_cases, write_items
    from casebook.find.table import LETTERS

    table: dict[str, Any] = json.loads(write_items(shelf_book))
    items = [item for case in order_cases(shelf_book) for kind, item in case.items() if kind.mark]
    for column, own in (
        ("doors", lambda item: {getattr(item, "door", "")} - {""}),
        ("themes", lambda item: set(getattr(item, "themes", ()))),
    ):
        terms = table[column]["terms"]
        rows = [{terms[LETTERS.index(letter)][0] for letter in row} for row in table[column]["of"].split(" ")]
        assert rows == [own(item) for item in items] and any(rows)
