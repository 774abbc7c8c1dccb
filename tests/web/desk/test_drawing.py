"""The drawing of a flow: every state and step is in it, and no two lines run together."""

from itertools import combinations

from sanzhi.web.desk.drawing import Spot, draw

SPOTS = [
    Spot("end1", "已答复", "", True),
    Spot("s2", "测声中", "承办单位", False),
    Spot("s1", "待派单", "受理单位", False),
    Spot("s3", "一个名字特别特别长的状态", "受理单位", False),
]
EDGES = [
    ("s1", "s2", 1),
    ("s2", "s3", 2),
    ("s3", "end1", 3),
    ("s3", "s1", 4),
    ("s2", "s1", 5),
    ("s1", "end1", 6),
]
EDGES += [("s1", "s2", 7), ("s3", "s3", 8), ("s9", "s1", 9)]


def test_the_start_stands_first_and_the_end_last_whatever_the_order_they_were_written_in():
    assert [node.label for node in draw(SPOTS, "s1", EDGES).nodes] == [
        "待派单",
        "测声中",
        "一个名字特别特别…",
        "已答复",
    ]


def test_every_step_has_its_number_once_and_what_leads_nowhere_is_left_out():
    numbers = " ".join(line.numbers for line in draw(SPOTS, "s1", EDGES).lines).split()
    assert sorted(numbers) == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_nothing_is_drawn_off_the_sheet_and_no_two_numbers_lie_on_each_other():
    drawing = draw(SPOTS, "s1", EDGES)
    places = [(line.x, line.y) for line in drawing.lines]
    assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in places)
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) >= 20 for a, b in combinations(places, 2))


def test_nothing_at_all_can_be_drawn():
    assert draw([], "", []).nodes == []
