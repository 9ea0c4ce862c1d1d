"""Equal Earth: the projection of the maps. Equal areas of the ground are equally large on paper.

The formula is that of Bojan Šavrič, Tom Patterson and Bernhard Jenny, "The Equal Earth map
projection", International Journal of Geographical Information Science 33 (2019), 454–465,
https://doi.org/10.1080/13658816.2018.1504949 (equations 8 and 9, for the sphere of radius 1).
The central meridian is Greenwich: every map of the site is a piece of the same world map.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

__all__ = ["HEIGHT", "WIDTH", "project"]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """A point in the plane, in radii of the earth: x to the east, y to the south as on a screen."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = 9 * _A4 * sixth * square + 7 * _A3 * sixth + 3 * _A2 * square + _A1
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    y = theta * (_A4 * sixth * square + _A3 * sixth + _A2 * square + _A1)
    return x, -y


WIDTH = 2 * project(180, 0)[0]
"""How wide the whole world is."""

HEIGHT = -2 * project(0, 90)[1]
"""How tall it is."""
