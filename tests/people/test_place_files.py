"""What is wrong with a file of positions is said in words, and nothing of such a file is taken."""

import json

import pytest

from sanzhi.kit.geometry import box_of
from sanzhi.kit.verdict import Refusal
from sanzhi.people import place_files
from sanzhi.people.queries import boundary

VILLAGE = "330483100001"
SQUARE = [[120.49, 30.74], [120.5, 30.74], [120.5, 30.75], [120.49, 30.75], [120.49, 30.74]]


def polygon(ring, **more) -> bytes:
    feature = {
        "type": "Feature",
        "properties": {"code": VILLAGE + "001"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature], **more}).encode()


def said_of(content: bytes, kind: str) -> str:
    with pytest.raises(Refusal) as refused:
        place_files.read(content, kind, around=box_of(boundary()))
    return refused.value.sentence + "".join(getattr(refused.value, "problems", []))


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"x" * 2_000_001, "village", "最多 2 MB"),
        (b"\xff\xfe\x00", "village", "UTF-8"),
        (b"[" * 5000, "village", "层次太深"),
        (b'{"type": "FeatureCollection", "features": [', "village", "完整的 GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "village", "完整的 GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "village", "没有位置"),
        (b"a,b\n1,2", "village", "code、lat、lon"),
        (f"code,lat,lon\n{VILLAGE},x,120.5".encode(), "village", "第 1 个：坐标要是"),
        (f"code,lat,lon\n{VILLAGE},inf,120.5".encode(), "village", "坐标要是"),
        (f"code,lat,lon\n{VILLAGE},120.5,30.7".encode(), "village", "写反了"),
        (f"code,lat,lon\n{VILLAGE},39.9,116.4".encode(), "village", "不在本县附近"),
        (b"code,lat,lon\n12,30.7,120.5", "village", "12 位"),
        (f"code,lat,lon\n{VILLAGE},30.7,120.5\n{VILLAGE},30.7,120.5".encode(), "village", "第 2 个：同一个代码"),
        (polygon(SQUARE[:-1]), "grid", "没有闭合"),
        (polygon([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]), "grid", "自己交叉"),
        (polygon([SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[0]]), "grid", "围不出"),
        (polygon(SQUARE * 200), "grid", "最多 500"),
        (polygon(SQUARE, crs={"properties": {"name": "EPSG:4490"}}), "grid", "WGS-84"),
        (polygon(SQUARE), "village", "要是一个点"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_words(content, kind, words):
    assert words in said_of(content, kind)


def test_a_good_grid_is_read_with_the_place_of_its_name():
    (place,) = place_files.read(polygon(SQUARE), "grid", around=box_of(boundary()))
    assert place.code == VILLAGE + "001"
    assert len(place.ring) == 4
    assert place.point == pytest.approx((120.495, 30.745))


def test_a_county_that_says_gcj02_has_its_points_moved_back():
    table = f"code,lat,lon\n{VILLAGE},30.7,120.5".encode()
    (as_said,) = place_files.read(table, "village", around=box_of(boundary()))
    (moved,) = place_files.read(table, "village", around=box_of(boundary()), gcj=True)
    assert as_said.point == (120.5, 30.7)
    assert moved.point != as_said.point
