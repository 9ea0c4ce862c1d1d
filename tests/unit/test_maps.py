"""The maps: the projection, the groups, the names that dodge each other, the weight."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from math import cos, radians

import pytest

from casebook.book import Book, CityEntry
from casebook.render import Article
from casebook.render.maps import draw_atlas, draw_locator, find_near
from casebook.render.maps.labels import BOX_HEIGHT, Spot, place_labels
from casebook.render.maps.land import Frame, draw_land
from casebook.render.maps.make_land import make_land
from casebook.render.maps.projection import HEIGHT, WIDTH, project


def make_city(id: str, latitude: float | None, longitude: float | None, like: CityEntry) -> CityEntry:
    return replace(like, id=id, name=id, latitude=latitude, longitude=longitude)


@pytest.fixture(scope="module")
def some(shelf_book: Book) -> CityEntry:
    return shelf_book.cities["lima"]


def test_known_points_of_equal_earth() -> None:
    assert project(0, 0) == (0, 0)
    # PROJ's own test, on a sphere of 6378137 m: 180° E on the equator lies at 17263256.84 m
    assert project(180, 0)[0] * 6378137 == pytest.approx(17263256.84, abs=0.01)
    # the paper: the pole is 0.592 times as long as the equator, and the world 2.05 times as wide as tall
    assert project(180, 90)[0] / project(180, 0)[0] == pytest.approx(0.592, abs=0.001)
    assert pytest.approx(2.05, abs=0.01) == WIDTH / HEIGHT
    x, y = project(-77, 12)
    assert project(77, -12) == pytest.approx((-x, -y))
    assert x < 0 and y < 0, "west is left and north is up"


def test_areas_are_equal() -> None:
    step = 1e-4
    for longitude in (-170, -58, 0, 31, 179):
        for latitude in (-85, -60, -33.9, -12, 0, 4.6, 45, 70, 89):
            (x1, y1), (x2, y2) = project(longitude, latitude), project(longitude + step, latitude)
            x3, y3 = project(longitude, latitude + step)
            area = abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / radians(step) ** 2
            assert area == pytest.approx(cos(radians(latitude)), rel=1e-3), (longitude, latitude)


def test_cities_an_ocean_apart_get_maps_of_their_own(shelf_book: Book) -> None:
    atlas = draw_atlas(shelf_book.cities.values())
    groups = [{one.city.country for one in drawing.cities} for drawing in atlas.maps]
    assert len(groups) == 2 and {"KE", "ZA"} in groups
    assert len(atlas.world.frames) == len(atlas.maps)
    known = {city.id for city in shelf_book.cities.values() if city.latitude is not None}
    drawn = [one.city.id for drawing in atlas.maps for one in drawing.cities]
    assert sorted(drawn) == sorted(known), "each once"
    assert {city.id for city in atlas.missing} == set(shelf_book.cities) - known
    for drawing in atlas.maps:
        for one in drawing.cities:
            assert 0 < one.x < drawing.width and 0 < one.y < drawing.height


def test_the_view_follows_the_cities(some: CityEntry) -> None:
    north = draw_atlas([make_city("oslo", 59.9, 10.7, some), make_city("turin", 45.1, 7.7, some)])
    south = draw_atlas([make_city("perth", -31.9, 115.9, some)])
    assert len(north.maps) == len(south.maps) == 1
    assert north.maps[0].land != south.maps[0].land
    assert north.world.frames[0][1] < south.world.frames[0][1]


def test_no_city_and_no_place_are_no_trouble(some: CityEntry) -> None:
    assert draw_atlas([]).maps == ()
    lost = make_city("lost", None, None, some)
    assert draw_atlas([lost]).maps == () and draw_atlas([lost]).missing == (lost,)
    assert find_near([lost, some]) == {some.id: ()}
    assert draw_locator(lost, ()) is None
    around = draw_locator(some, ())
    assert around and [one.city.id for one in around.cities] == [some.id]


def _overlap(a, b) -> bool:
    return a.left < b.left + b.width and b.left < a.left + a.width and abs(a.top - b.top) < BOX_HEIGHT


def test_every_city_of_the_casebook_has_its_name_and_none_covers_another(project_book: Book) -> None:
    for drawing in draw_atlas(project_book.cities.values()).maps:
        labels = [one.label for one in drawing.cities]
        assert all(labels)
        for n, label in enumerate(labels):
            assert label.left >= 0 and label.left + label.width <= drawing.width
            assert label.top >= 0 and label.top + BOX_HEIGHT <= drawing.height
            assert not any(_overlap(label, other) for other in labels[:n])


def test_a_crowd_keeps_what_can_be_read() -> None:
    spots = [Spot(20 + 97 * n % 281, 20 + 61 * n % 277, 3.6, f"Name {n}") for n in range(60)]
    labels = place_labels(spots, 320, 320)
    shown = [label for label in labels if label]
    assert 10 < len(shown) < 60
    assert not any(_overlap(a, b) for n, a in enumerate(shown) for b in shown[:n])
    assert labels == place_labels(spots, 320, 320)


def test_the_land_is_closed_and_stays_near_the_frame() -> None:
    world = draw_land(Frame(-WIDTH / 2, -HEIGHT / 2, 320 / WIDTH, 320, 156), 1.6)
    assert world.startswith("M") and world.endswith("z")
    cape = draw_land(Frame(*project(10, -20), 1000, 320, 320), 0.7)
    assert 100 < len(cape) < len(world)
    for piece in cape.split("M")[1:]:
        x, y = (float(number) for number in re.findall(r"-?\d*\.?\d+", piece)[:2])
        for dx, dy in zip(*[iter(re.findall(r"-?\d*\.?\d+", piece)[2:])] * 2, strict=True):
            assert -4 < x < 324 and -4 < y < 324
            x, y = x + float(dx), y + float(dy)


def test_land_is_made_from_topojson_and_cut_where_the_map_ends() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[170, 10], [20, 0], [0, 10]], [[190, 20], [-20, 0], [0, -10]]],
        "objects": {"land": {"geometries": [{"type": "Polygon", "arcs": [[0, 1]]}]}},
    }
    rings = make_land(topology)["rings"]
    assert len(rings) == 2
    firsts = sorted(ring[0] for ring in rings)
    assert firsts[0] <= -17000 and firsts[1] >= 17000
    assert "public domain" in make_land(topology)["about"]


def test_the_map_is_light_and_links_to_each_city(project_book: Book, project_articles: dict[str, Article]) -> None:
    pages = {address: article.html for address, article in project_articles.items()}
    figure = re.search(r'<figure class="atlas">.*?</figure>', pages["cities/"], re.DOTALL)[0]
    # the more of the world there is, the more maps
    assert len(gzip.compress(figure.encode(), 6)) <= 4_000 * figure.count("<svg")
    names = re.findall(
        r'<a class="map__city[^"]*" href="\.\./cities/([^"]+)/" aria-label="([^"]+), ([^"]+), (\d+) cases?">', figure
    )
    assert {id: (name, country, int(number)) for id, name, country, number in names} == {
        city.id: (city.name, city.country_name, len(city.cases))
        for city in project_book.cities.values()
        if city.latitude is not None
    }
    assert "style=" not in figure and "<script" not in figure
    for city in project_book.cities.values():
        page = pages[f"cities/{city.id}/"]
        locator = re.search(r'<figure class="locator">.*?</figure>', page, re.DOTALL)
        assert bool(locator) == (city.latitude is not None)
        assert not locator or len(gzip.compress(locator[0].encode(), 6)) <= 4_000
