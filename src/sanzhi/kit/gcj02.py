"""火星坐标: out of GCJ-02, in which maps sold in China are drawn, into WGS-84.

The shift is smooth, so it is taken back by guessing, shifting the guess and mending the guess by what it missed;
five rounds leave less than a centimetre.
"""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt

from .geometry import Point

AXIS, FLATNESS = 6378245.0, 0.00669342162296594323  # of the ellipsoid the shift is stated on
ROUNDS = 5


def to_wgs84(point: Point) -> Point:
    x, y = point
    for _round in range(ROUNDS):
        there_x, there_y = from_wgs84((x, y))
        x, y = x + point[0] - there_x, y + point[1] - there_y
    return round(x, 7), round(y, 7)


def from_wgs84(point: Point) -> Point:
    longitude, latitude = point
    x, y = longitude - 105.0, latitude - 35.0
    bend = 1 - FLATNESS * sin(radians(latitude)) ** 2
    north = _north(x, y) * 180 / (AXIS * (1 - FLATNESS) / (bend * sqrt(bend)) * pi)
    east = _east(x, y) * 180 / (AXIS / sqrt(bend) * cos(radians(latitude)) * pi)
    return longitude + east, latitude + north


def _ripple(*waves: tuple[float, float]) -> float:
    return sum(height * sin(length * pi) for height, length in waves) * 2 / 3


def _north(x: float, y: float) -> float:
    base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    waves = ((20, 6 * x), (20, 2 * x), (20, y), (40, y / 3), (160, y / 12), (320, y / 30))
    return base + _ripple(*waves)


def _east(x: float, y: float) -> float:
    base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    waves = ((20, 6 * x), (20, 2 * x), (20, x), (40, x / 3), (150, x / 12), (300, x / 30))
    return base + _ripple(*waves)
