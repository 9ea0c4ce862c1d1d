"""The cities on maps and as a list, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from casebook.book import CityEntry
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.maps import draw_atlas, draw_locator, find_near
from casebook.render.narrowing import ROW_STYLES
from casebook.render.paging import paginate
from casebook.render.renderer import Renderer
from casebook.render.rows import list_items, share_out

__all__ = ["render_cities", "render_city_pages"]


def render_cities(r: Renderer) -> Iterator[Article]:
    cities = tuple(r.book.cities.values())
    for page in paginate("cities/", cities):
        yield r.make(
            "cities.html",
            page.address,
            page.name("Cities"),
            "The cities of the casebook and their cases.",
            *([] if page.number == 1 else [HUBS["cities"]]),
            kind="hub",
            late=partial(_tell_maps, cities if page.number == 1 else ()),
            styles=ROW_STYLES,
            lists=share_out(page, {"cities": cities}),
            page=page,
        )


def render_city_pages(r: Renderer) -> Iterator[Article]:
    near = find_near(r.book.cities.values())
    for city in r.book.cities.values():
        items = list_items(city.cases)
        # every case is reached from its city; what it holds is told there
        for page in paginate(f"cities/{city.id}/", city.cases):
            yield r.make(
                "city.html",
                page.address,
                page.name(city.name),
                _describe_city(city),
                HUBS["cities"],
                kind="city",
                late=partial(_tell_map, city, near.get(city.id, ())),
                city=city,
                styles=ROW_STYLES,
                lists={**share_out(page, {"cases": city.cases}), **share_out(page, items, 0)},
                page=page,
            )


def _tell_maps(cities: Sequence[CityEntry]) -> dict[str, Any]:
    return {"atlas": draw_atlas(cities) if cities else None}


def _tell_map(city: CityEntry, near: Sequence[CityEntry]) -> dict[str, Any]:
    return {"locator": draw_locator(city, near)}


def _describe_city(city: CityEntry) -> str:
    where = f"{city.name}, {city.country_name}" if city.country else city.name
    return f"{where}: " + "; ".join(case.title for case in city.cases)
