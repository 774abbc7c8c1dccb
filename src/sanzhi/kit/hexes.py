"""六边形格: a plane of even hexagons over a county, corners to north and south, counted from a middle. Pure.

A cell is (i, j): its centre lies i half widths east and j row heights north of the middle, i and j both odd or both
even. The centres are two rectangular lattices laid into each other, so a point belongs to the nearer of the nearest
two; `cases/queries/cells.py` says the same to PostgreSQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, radians, sqrt

from .geometry import EARTH, Point

Cell = tuple[int, int]
_AROUND = 10_000  # cells in each direction: a whole country
_STEP = 2 * _AROUND


@dataclass(frozen=True)
class Hexes:
    """格网: `radius` from the centre of a cell to a corner, in metres; `middle` is the centre of cell (0, 0)."""

    radius: int
    middle: Point

    @property
    def wide(self) -> float:
        """From side to side, in metres: the period of each lattice to the east."""
        return sqrt(3) * self.radius

    @property
    def high(self) -> float:
        """The period of each lattice to the north, in metres."""
        return 3.0 * self.radius

    @property
    def east(self) -> float:
        """Metres in a degree of longitude, at the middle's latitude."""
        return self.north * cos(radians(self.middle[1]))

    @property
    def north(self) -> float:
        """Metres in a degree of latitude."""
        return radians(1) * EARTH

    def cell(self, point: Point) -> Cell:
        u = (point[0] - self.middle[0]) * self.east / self.wide
        v = (point[1] - self.middle[1]) * self.north / self.high
        even, odd = (round(u), round(v)), (floor(u), floor(v))
        to_even = ((u - even[0]) * self.wide) ** 2 + ((v - even[1]) * self.high) ** 2
        to_odd = ((u - odd[0] - 0.5) * self.wide) ** 2 + ((v - odd[1] - 0.5) * self.high) ** 2
        if to_even <= to_odd:
            return 2 * even[0], 2 * even[1]
        return 2 * odd[0] + 1, 2 * odd[1] + 1

    def centre(self, cell: Cell) -> Point:
        return self._at(cell[0] * self.wide / 2, cell[1] * self.high / 2)

    def corners(self, cell: Cell) -> list[Point]:
        x, y = cell[0] * self.wide / 2, cell[1] * self.high / 2
        half, radius = self.wide / 2, self.radius
        around = (
            (0, radius), (half, radius / 2), (half, -radius / 2), (0, -radius), (-half, -radius / 2), (-half, radius / 2),
        )  # fmt: skip
        return [self._at(x + dx, y + dy) for dx, dy in around]

    def _at(self, x: float, y: float) -> Point:
        return self.middle[0] + x / self.east, self.middle[1] + y / self.north


def number_of(cell: Cell) -> int:
    """A cell as one number, for a database and an address."""
    return (cell[0] + _AROUND) * _STEP + cell[1] + _AROUND


def cell_of(number: int) -> Cell:
    """The cell that `number_of` made this number of."""
    i, j = divmod(number, _STEP)
    return i - _AROUND, j - _AROUND
