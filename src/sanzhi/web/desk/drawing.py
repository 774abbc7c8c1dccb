"""流程图: states one under the other, steps as numbered lines; numbers for one SVG, drawn without a script.

What lies between neighbours is a straight line; what skips forward runs on the right, what goes back on the left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BOX, HIGH, GAP, LANE, MARGIN = 168, 48, 88, 26, 12
LETTERS = 9  # of a state's name; the table beside the picture has it whole


@dataclass(frozen=True)
class Node:
    """一个状态, as drawn."""

    x: int
    y: int
    label: str
    note: str
    ended: bool
    faulty: bool


@dataclass(frozen=True)
class Line:
    """一步或几步 between the same two states; `numbers` are those of the table."""

    path: str
    x: int
    y: int
    numbers: str


@dataclass(frozen=True)
class Drawing:
    """流程图: everything its template needs."""

    width: int
    height: int
    nodes: list[Node]
    lines: list[Line]


@dataclass(frozen=True)
class Spot:
    """要画的状态."""

    code: str
    label: str
    note: str
    ended: bool
    faulty: bool = False


def draw(spots: Sequence[Spot], start: str, edges: Iterable[tuple[str, str, int]]) -> Drawing:
    """`edges`: (from, to, number of the step). What names an unknown state is left out; the lint has named it."""
    known = {spot.code for spot in spots}
    merged: dict[tuple[str, str], list[int]] = {}
    for frm, to, number in edges:
        if frm in known and to in known:
            merged.setdefault((frm, to), []).append(number)
    order = _order(spots, start)
    row = {code: n for n, code in enumerate(order)}
    right = _lanes({edge for edge in merged if row[edge[1]] > row[edge[0]] + 1 or edge[0] == edge[1]}, row)
    left = _lanes({edge for edge in merged if row[edge[1]] < row[edge[0]]}, row)
    west = MARGIN + LANE * (max(left.values(), default=-1) + 1)
    by_code = {spot.code: spot for spot in spots}
    nodes = [_node(by_code[code], west, row[code]) for code in order]
    lines = [
        _line(edge, " ".join(map(str, numbers)), row, west, right.get(edge), left.get(edge))
        for edge, numbers in merged.items()
    ]
    width = west + BOX + LANE * (max(right.values(), default=-1) + 1) + MARGIN
    return Drawing(width, MARGIN * 2 + HIGH + GAP * max(len(order) - 1, 0), nodes, lines)


def _order(spots: Sequence[Spot], start: str) -> list[str]:
    """The start, then as they were written down, which is how people think of them; the ends last."""
    written = sorted(spots, key=lambda spot: (spot.ended, spot.code != start))
    return [spot.code for spot in written]


def _lanes(edges: set[tuple[str, str]], row: dict[str, int]) -> dict[tuple[str, str], int]:
    """The shortest lines nearest the states; no two in one lane where they would run together."""
    lanes: dict[tuple[str, str], int] = {}
    for edge in sorted(edges, key=lambda edge: (abs(row[edge[0]] - row[edge[1]]), edge)):
        low, high = sorted((row[edge[0]], row[edge[1]]))
        taken = {
            lane
            for other, lane in lanes.items()
            if min(row[other[0]], row[other[1]]) <= high and low <= max(row[other[0]], row[other[1]])
        }
        lanes[edge] = next(lane for lane in range(len(edges)) if lane not in taken)
    return lanes


def _node(spot: Spot, west: int, row: int) -> Node:
    label = spot.label if len(spot.label) <= LETTERS else spot.label[: LETTERS - 1] + "…"
    return Node(west, MARGIN + row * GAP, label, spot.note, spot.ended, spot.faulty)


def _line(
    edge: tuple[str, str],
    numbers: str,
    row: dict[str, int],
    west: int,
    right: int | None,
    left: int | None,
) -> Line:
    top, bottom = MARGIN + row[edge[0]] * GAP, MARGIN + row[edge[1]] * GAP
    if right is None and left is None:
        x = west + BOX // 2
        return Line(f"M{x} {top + HIGH} V{bottom - 7}", x, (top + HIGH + bottom) // 2, numbers)
    lane = right if right is not None else left or 0
    side, away = (west + BOX, 1) if right is not None else (west, -1)
    x = side + away * (LANE * lane + LANE * 2 // 3)
    # Leaving below the middle and arriving above it, so that coming and going do not meet.
    leave, arrive = top + HIGH * 2 // 3, bottom + HIGH // 3
    if edge[0] == edge[1]:
        leave, arrive = top + HIGH // 4, top + HIGH * 3 // 4
    return Line(f"M{side} {leave} H{x} V{arrive} H{side + away * 7}", x, (leave + arrive) // 2, numbers)
