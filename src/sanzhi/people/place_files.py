"""位置文件: positions out of GeoJSON, a CSV table or typed corners. Pure; everything in a file is suspected.

What is wrong is said with the place where it stands, so that whoever drew the file can mend it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.kit import gcj02, geometry
from sanzhi.kit.geometry import Box, Point
from sanzhi.kit.verdict import Refusal

MOST_BYTES = 2_000_000
MOST_PLACES = 5_000
MOST_CORNERS = 500
MOST_DEPTH = 12  # a GeoJSON polygon needs eight
MARGIN = 0.05  # degrees outside the county's box, about five kilometres. 本平台约定
SMALLEST = 1e-9  # square degrees, about ten square metres
WGS84_NAMES = (
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "urn:ogc:def:crs:OGC::CRS84",
    "EPSG:4326",
    "urn:ogc:def:crs:EPSG::4326",
)
GRID_CODE = re.compile(r"\d{12}(?:[BD])?\d{3}\Z", re.ASCII)  # 15 digits, or with the kind of the grid between
VILLAGE_CODE = re.compile(r"\d{12}\Z", re.ASCII)


@dataclass(frozen=True)
class Place:
    """读到的位置: one line of a file. `ring` only for a grid; `line` is where it stands in the file."""

    line: int
    code: str
    name: str
    village: str
    point: Point
    ring: list[Point] = field(default_factory=list)
    hours: str = ""
    phone: str = ""


class FileRefused(Refusal):
    """The file has lines to mend: `problems` says which and how."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("places_wrong", _("文件里有要改的地方，请改好再传。"))
        self.problems = problems


def read(content: bytes, kind: str, *, around: Box, gcj: bool = False) -> list[Place]:
    """Every place of the file. `gcj`: the bringer says it is in GCJ-02. Raises Refusal or FileRefused."""
    if len(content) > MOST_BYTES:
        raise Refusal("file_too_big", _("文件太大，最多 2 MB；请分几次导入。"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(
            "file_not_text", _("文件不是 UTF-8 文本，请另存为 GeoJSON 或 UTF-8 的 CSV。")
        ) from error
    if "\x00" in text:
        raise Refusal("file_not_text", _("文件不是 UTF-8 文本，请另存为 GeoJSON 或 UTF-8 的 CSV。"))
    raw = _features(text) if text.lstrip().startswith(("{", "[")) else _table(text, kind)
    return checked(raw, kind, around=around, gcj=gcj)


def checked(
    raw: Sequence[tuple[int, Mapping[str, Any], Any]], kind: str, *, around: Box, gcj: bool = False
) -> list[Place]:
    """The places among `raw` (line, properties, geometry), all good or none. Raises Refusal or FileRefused."""
    if not raw:
        raise Refusal("file_empty", _("文件里没有位置。"))
    if len(raw) > MOST_PLACES:
        raise Refusal("too_many_places", _("位置太多，一次最多 5,000 个。"))
    places, problems = [], []
    seen: set[tuple[str, ...]] = set()
    for line, properties, geometry_ in raw:
        try:
            place = _place(line, properties, geometry_, kind, around, gcj)
            key = (place.code,) if place.code else (place.village, place.name)
            if key in seen:
                raise Refusal("place_twice", _("同一个代码（或村和名称）出现了两次。"))
            seen.add(key)
            places.append(place)
        except Refusal as refusal:
            problems.append(_("第 %(line)d 个：%(why)s") % {"line": line, "why": refusal.sentence})
    if problems:
        raise FileRefused(problems)
    return places


def typed_corners(text: str) -> dict[str, Any]:
    """A polygon out of typed lines, each "longitude, latitude"."""
    corners = []
    for line in text.split("\n"):
        if line.strip():
            parts = re.split(r"[,，\s]+", line.strip())
            corners.append([_number(part) for part in parts])
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]] if corners else []]}


def _features(text: str) -> list[tuple[int, Mapping[str, Any], Any]]:
    if _depth(text) > MOST_DEPTH:
        raise Refusal("file_too_deep", _("文件的层次太深，不是普通的 GeoJSON。"))
    try:
        whole = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Refusal("not_geojson", _("文件不是完整的 GeoJSON，请重新导出。")) from error
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        raise Refusal("not_geojson", _("文件要是一个 FeatureCollection，请重新导出。"))
    _check_crs(whole.get("crs"))
    features = whole.get("features")
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise Refusal("not_geojson", _("文件不是完整的 GeoJSON，请重新导出。"))
    return [
        (line, one.get("properties") if isinstance(one.get("properties"), dict) else {}, one.get("geometry"))
        for line, one in enumerate(features, start=1)
    ]


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _depth(text: str) -> int:
    """How deep brackets nest, told before anything is parsed; strings are left out."""
    depth = deepest = 0
    for mark in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        if mark in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "}]":
            depth -= 1
    return deepest


def _check_crs(crs: Any) -> None:
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    if not isinstance(properties, dict) or properties.get("name") not in WGS84_NAMES:
        raise Refusal("crs_unknown", _("文件的坐标系不是 WGS-84，请先换成 WGS-84（EPSG:4326）再导出。"))


def _table(text: str, kind: str) -> list[tuple[int, Mapping[str, Any], Any]]:
    if kind == "grid":
        raise Refusal("grids_need_polygons", _("网格的边界要用 GeoJSON；CSV 只能放点。"))
    try:
        reader = csv.DictReader(text.splitlines(), strict=True)
        columns = {(name or "").strip().lower() for name in reader.fieldnames or ()}
        rows = list(reader)
    except csv.Error as error:
        raise Refusal("not_csv", _("表格读不出来，请另存为 UTF-8 的 CSV。")) from error
    if not {"code", "lat", "lon"} <= columns:
        raise Refusal("columns_missing", _("表头要有 code、lat、lon 三列。"))
    return [(line, _cells(row), None) for line, row in enumerate(rows, start=1)]


def _cells(row: Mapping[Any, Any]) -> dict[str, str]:
    return {str(name).strip().lower(): value for name, value in row.items() if isinstance(value, str)}


def _place(line: int, properties: Mapping[str, Any], shape: Any, kind: str, around: Box, gcj: bool) -> Place:
    move = gcj02.to_wgs84 if gcj else None
    if kind == "grid":
        ring = _ring(shape, around, move)
        point = geometry.middle_of(ring)
    else:
        ring, point = [], _checked_point(_pair(properties, shape), around, move)
    code, name = _text(properties, "code", 40), _text(properties, "name", 60)
    village = _text(properties, "village", 12)
    if kind == "village" and not VILLAGE_CODE.match(code):
        raise Refusal("code_wrong", _("code 要是 12 位区划代码。"))
    if kind == "grid" and code and not GRID_CODE.match(code):
        raise Refusal("code_wrong", _("code 要是 15 位网格代码（村代码加三位序号）。"))
    if not code and not (kind == "grid" and name and VILLAGE_CODE.match(village)):
        raise Refusal("code_missing", _("没有 code；网格也可以写 name 和 village（12 位村代码）。"))
    return Place(
        line,
        code,
        name,
        village,
        point,
        ring,
        _text(properties, "hours", 120),
        _text(properties, "phone", 20),
    )


def _text(properties: Mapping[str, Any], name: str, most: int) -> str:
    value = properties.get(name)
    value = "" if value is None else str(value).strip() if isinstance(value, str | int) else "?" * (most + 1)
    if len(value) > most or not value.isprintable():
        raise Refusal("text_wrong", _("%(name)s 太长或有特殊字符。") % {"name": name})
    return value


def _pair(properties: Mapping[str, Any], shape: Any) -> Any:
    if shape is None:
        return [_number(properties.get("lon")), _number(properties.get("lat"))]
    if not isinstance(shape, dict) or shape.get("type") != "Point":
        raise Refusal("not_a_point", _("要是一个点（Point）。"))
    return shape.get("coordinates")


def _number(value: Any) -> float | None:
    try:
        return float(str(value).strip())
    except ValueError:
        return None


def _checked_point(pair: Any, around: Box, move: Callable[[Point], Point] | None) -> Point:
    if not isinstance(pair, list) or len(pair) not in (2, 3):
        raise Refusal("not_numbers", _("坐标要是经度、纬度两个数。"))
    numbers = [one for one in pair[:2] if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) != 2 or not all(abs(one) <= 360 and isfinite(one) for one in numbers):
        raise Refusal("not_numbers", _("坐标要是经度、纬度两个数。"))
    point = (float(numbers[0]), float(numbers[1]))
    if geometry.in_box((point[1], point[0]), around, MARGIN):
        raise Refusal("axes_swapped", _("经度和纬度写反了：经度在前。"))
    point = move(point) if move and geometry.in_box(point, around, 1.0) else point
    if not geometry.in_box(point, around, MARGIN):
        raise Refusal(
            "point_far_away", _("坐标 %(x).4f，%(y).4f 不在本县附近。") % {"x": point[0], "y": point[1]}
        )
    return round(point[0], 6), round(point[1], 6)


def _ring(shape: Any, around: Box, move: Callable[[Point], Point] | None) -> list[Point]:
    if not isinstance(shape, dict) or shape.get("type") != "Polygon":
        raise Refusal("not_a_polygon", _("要是一个面（Polygon）；分成几块的请拆成几个网格。"))
    rings = shape.get("coordinates")
    if not isinstance(rings, list) or not rings or not isinstance(rings[0], list):
        raise Refusal("not_a_polygon", _("要是一个面（Polygon）；分成几块的请拆成几个网格。"))
    if len(rings) > 1:
        raise Refusal("ring_with_holes", _("边界中间不能有洞。"))
    if len(rings[0]) > MOST_CORNERS + 1:
        raise Refusal("too_many_corners", _("边界的点太多，最多 500 个，请先简化。"))
    corners = [_checked_point(pair, around, move) for pair in rings[0]]
    if len(corners) < 4 or corners[0] != corners[-1]:
        raise Refusal("ring_open", _("边界没有闭合：至少三个不同的点，最后一点要和第一点相同。"))
    return simple(corners[:-1])


def simple(corners: Iterable[Point]) -> list[Point]:
    """The corners without repeats in a row; refused when the sides cross or nothing lies between them."""
    ring: list[Point] = []
    for corner in corners:
        if not ring or corner != ring[-1]:
            ring.append(corner)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    crossing = geometry.first_crossing(ring) if len(ring) > 3 else None
    if crossing:
        raise Refusal(
            "ring_crosses",
            _("边界自己交叉：第 %(one)d 条边和第 %(two)d 条边。") % {"one": crossing[0], "two": crossing[1]},
        )
    if len(ring) < 3 or abs(geometry.area_of(ring)) < SMALLEST:
        raise Refusal("ring_flat", _("边界围不出一块地方：至少要三个不在一条线上的点。"))
    return ring
