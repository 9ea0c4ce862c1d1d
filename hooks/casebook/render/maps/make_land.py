"""Make `land.json`, the land of the maps, from Natural Earth's outlines.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m casebook.render.maps.make_land package/land-110m.json

It is run by hand when the outlines are to change; the site only reads what it wrote. Natural
Earth is in the public domain; world-atlas passes it on as TopoJSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

__all__ = ["make_land"]

Corner = tuple[int, int]
"""A point of an outline, in hundredths of a degree."""

ABOUT = (
    "Outlines of the land from Natural Earth 4.1.0, 1:110m (https://www.naturalearthdata.com/), public domain; "
    "taken from the npm package world-atlas 2.0.2, land-110m.json, by casebook.render.maps.make_land. "
    "Each ring: longitude and latitude of its first point in hundredths of a degree, then the steps to the next points."
)


def _cut_at_antimeridian(ring: list[Corner]) -> Iterator[list[Corner]]:
    """The pieces of a ring on a map that ends at 180 degrees: Siberia and Fiji lie on both sides of it."""
    line = [ring[0]]
    for x, y in ring[1:]:
        turns = round((line[-1][0] - x) / 36000)
        line.append((x + turns * 36000, y))
    if line[-1][0] != line[0][0]:
        # it goes once round the pole: close it along the edge of the map
        pole = -9000 if line[0][1] < 0 else 9000
        line += [(line[-1][0], pole), (line[0][0], pole)]
    for shift in (-36000, 0, 36000):
        piece = [(x + shift, y) for x, y in line]
        for sign in (1, -1):
            piece = _keep(piece, sign)
        if len({*piece}) > 2:
            yield piece


def _keep(points: list[Corner], sign: int) -> list[Corner]:
    """What of a ring lies west (1) or east (-1) of the last meridian on that side."""
    made: list[Corner] = []
    for n, b in enumerate(points):
        a = points[n - 1]
        at_a, at_b = (18000 - sign * one[0] for one in (a, b))
        if at_a * at_b < 0:
            made.append((sign * 18000, round(a[1] + (b[1] - a[1]) * at_a / (at_a - at_b))))
        if at_b >= 0:
            made.append(b)
    return made


def make_land(topology: dict[str, Any]) -> dict[str, Any]:
    """The rings of the land in hundredths of a degree, each point as its step from the one before.

    TopoJSON (version 1.0, https://github.com/topojson/topojson-specification) keeps lines that
    polygons share as arcs of small steps; `~n` stands for arc n backwards.
    """
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [
            (round((x * scale_x + move_x) * 100), round((y * scale_y + move_y) * 100))
            for x, y in accumulate(map(tuple, arc), lambda one, step: (one[0] + step[0], one[1] + step[1]))
        ]
        for arc in topology["arcs"]
    ]
    rings = []
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]:
            for ring in polygon:
                points: list[Corner] = []
                for arc in ring:
                    line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
                    points += [point for point in line if not points or point != points[-1]]
                for piece in _cut_at_antimeridian(points):
                    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(piece)]
                    rings.append([number for point in [piece[0], *steps] for number in point])
    return {"about": ABOUT, "rings": sorted(rings)}


def main() -> None:
    """Write `land.json` beside this module from the TopoJSON that is named."""
    made = make_land(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    lines = ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in made["rings"])
    text = f'{{"about": {json.dumps(made["about"])},\n"rings": [\n{lines}\n]}}\n'
    Path(__file__).with_name("land.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
