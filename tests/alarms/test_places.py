"""地址归一: one door however it is written, two doors however near."""

import pytest

from sanzhi.alarms import places

TOWN = "330483001"
ONE_DOOR = (
    "庆丰北路17号1幢302室", "庆丰北路17号 1幢 302", "梧桐街道庆丰北路17号1幢302室", "浙江省桐乡市梧桐街道庆丰北路17号1栋302",
    "桐乡市梧桐街道庆丰社区庆丰北路十七号一幢三〇二室", "庆丰北路１７号１幢３０２室", "庆丰北路17号1-302", "庆丰北路17号1号楼302房",
    "庆丰北路17号1幢302室（超市楼上）", "庆丰北路17号1幢302室门口", "庆丰北路017号1幢302",
)  # fmt: skip
OTHER_DOORS = (
    "庆丰北路19号1幢302室", "庆丰北路17号2幢302室", "庆丰北路17号1幢303室", "庆丰南路17号1幢302室", "庆丰北路17号",
    "庆丰北路17号1幢", "庆丰北路7号1幢302室", "庆丰北路171号302室", "庆丰北路17号1幢对面",
)  # fmt: skip


@pytest.mark.parametrize("place", ONE_DOOR)
def test_one_door_has_one_spelling(place):
    assert places.key(TOWN, place) == "330483001|庆丰北路17号-1-302"


def test_another_door_has_another():
    found = {places.key(TOWN, place) for place in (ONE_DOOR[0], *OTHER_DOORS)}
    assert len(found) == 1 + len(OTHER_DOORS)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("二环南路5号", "二环南路5号"),
        ("三里塘村十二组8号", "三里塘村12组8号"),
        ("凤鸣小区12幢3单元501", "凤鸣小区12幢-3-501"),
        ("凤鸣小区12号楼3单元501室", "凤鸣小区12幢-3-501"),
        ("人民公园附近", "人民公园"),
        ("一百零二号", "102号"),
    ],
)
def test_names_keep_their_numbers_and_doors_get_digits(place, key):
    assert places.key(TOWN, place) == f"{TOWN}|{key}"


def test_the_same_road_in_two_towns_is_two_and_nothing_is_no_place():
    assert places.key("330483001", "人民路1号") != places.key("330483100", "人民路1号")
    assert places.key(TOWN, "（）") == places.key(TOWN, " ，") == ""
