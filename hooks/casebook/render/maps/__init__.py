"""The maps of the site, drawn when it is built."""

from casebook.render.maps.atlas import Atlas, Drawing, MapCity, draw_atlas, draw_locator, find_near

__all__ = [
    "Atlas",
    "Drawing",
    "MapCity",
    "draw_atlas",
    "draw_locator",
    "find_near",
]
