"""热点: one thing at one place is found together, what is only near stays apart, and people are counted, not messages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from sanzhi.cli.bench import topics as bench
from sanzhi.insight.topics import gathering
from sanzhi.insight.topics.gathering import groups, heat, topics
from sanzhi.insight.topics.likeness import WITHIN, Message, likeness

MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)
SMOKE = (
    ("凤栖湾小区底商夜宵店油烟扰民", "凤栖湾楼下的夜宵店油烟很大，排到我们阳台上，开不了窗。"),
    ("凤栖湾小区烧烤店油烟太大", "凤栖湾一楼的烧烤店没有排烟管道，油烟天天往楼上飘。"),
    ("投诉凤栖湾小区楼下餐饮油烟", "楼下餐饮店油烟直排，凤栖湾整栋楼都是烟味，要求整改。"),
)
LIFT = (
    ("凤栖湾小区电梯三天两头坏", "凤栖湾6幢的电梯又停了，老人上不了楼，物业不来修。"),
    ("凤栖湾小区6幢电梯故障没人管", "电梯一个月坏了四次，困过人，凤栖湾的物业说没有钱换。"),
)
ELSEWHERE = (("双庙村村口油烟扰民", "双庙村村口新开的饭店油烟很大，排到隔壁人家里。"),)
# What else a town writes of in half a year: a word's rarity is known from it.
ROADS = ("新桥路", "庆丰街", "振兴路", "中山街", "校场弄", "康泾塘", "稻乐路", "逾桥路", "复兴街", "环城路")
DAILY = tuple(
    (title.format(road), text.format(road))
    for road in ROADS
    for title, text in (
        ("{}公交站没有雨棚", "{}的公交站等车淋雨，希望装一个雨棚。"),
        ("{}小学门口上学时间堵车", "{}小学门口早上七点半堵得走不动，能不能派人指挥。"),
        ("{}老人养老金认证不会用手机", "老人不会用手机认证养老金，{}的社区能不能代办。"),
        ("{}餐饮店垃圾乱倒", "{}的餐饮店把垃圾倒在路边，夏天味道很大。"),
        ("{}居民楼电梯年检到期", "{}居民楼里的电梯年检标签过期了，物业说在排队。"),
    )
)


def said(*told: tuple[str, str]) -> list[Message]:
    return [
        Message(f"p{number}", MAY + timedelta(hours=number), title, text)
        for number, (title, text) in enumerate(told)
    ]


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return said(*SMOKE, *LIFT, *ELSEWHERE, *DAILY)


def test_one_thing_at_one_place_is_found_together_and_what_is_only_near_apart(messages):
    group = groups(likeness(messages))
    smoke, lift, rest = (set(part.tolist()) for part in (group[:3], group[3:5], group[5:]))
    assert len(smoke) == len(lift) == 1
    assert smoke != lift
    assert not (smoke | lift) & rest


def test_three_people_make_a_topic_and_two_do_not(messages):
    found = topics(messages, MAY + timedelta(days=10))
    ours = [topic for topic in found if set(topic.members) & set(range(5))]
    assert [(topic.members, topic.people) for topic in ours] == [((0, 1, 2), 3)]


def test_one_person_who_writes_three_times_is_no_topic(messages):
    alone = [replace(message, who="p0") for message in messages]
    assert topics(alone, MAY + timedelta(days=10)) == []


def test_who_the_people_are_changes_nothing(messages):
    """I10: a person is counted, and nothing else of them."""
    renamed = [replace(message, who=f"又名{message.who}") for message in messages]
    assert topics(renamed, MAY) == topics(messages, MAY)


def test_what_lies_half_a_year_apart_is_not_one_topic(messages):
    later = [
        replace(message, at=message.at + at * (WITHIN + timedelta(days=1)))
        for at, message in enumerate(messages)
    ]
    assert len(set(groups(likeness(later)))) == len(later)


def test_a_message_counts_half_after_thirty_days():
    once = said(SMOKE[0])
    assert heat(once, MAY) == 1
    assert heat(once, MAY + timedelta(days=30)) == pytest.approx(0.5)


def test_somebody_who_writes_ninety_times_counts_once():
    one = said(SMOKE[0])[0]
    assert heat([one] * 90, MAY) == 1


def test_of_one_person_the_latest_message_counts():
    first = said(SMOKE[0])[0]
    again = replace(first, at=MAY + timedelta(days=30))
    assert heat([first, again], MAY + timedelta(days=30)) == 1


def test_a_clock_that_ran_ahead_makes_nothing_hotter_than_now():
    ahead = replace(said(SMOKE[0])[0], at=MAY + timedelta(days=400))
    assert heat([ahead], MAY) == 1


@pytest.mark.parametrize("count", [0, 1])
def test_with_nothing_to_compare_there_is_no_topic(count):
    assert topics(said(*SMOKE[:count]), MAY) == []


def test_messages_without_words_are_no_topic():
    assert topics(said(*[("", "")] * 4), MAY) == []


def test_a_net_too_wide_is_cut_at_its_weakest_links(monkeypatch):
    """Two strong triangles held together by one weak link."""
    monkeypatch.setattr(gathering, "MOST_TOGETHER", 4)
    alike = np.zeros((6, 6))
    for inside in ((0, 1, 2), (3, 4, 5)):
        for one in inside:
            alike[one, [other for other in inside if other != one]] = 0.8
    alike[2, 3] = alike[3, 2] = 0.09
    assert groups(csr_matrix(alike)).tolist() == [0, 0, 0, 3, 3, 3]


def test_the_figures_of_a_file_without_traps_say_nothing_of_places():
    """Labels that name no place with two issues give the other figures, and no third."""
    alike = csr_matrix(np.array([[0, 0.5], [0.5, 0]]))
    told = bench.Told({0: "油烟", 1: "油烟"}, {})
    assert bench._same_place(alike, told) == {}
    assert bench._link_map(alike, told.issue) == 1
    assert bench._bcubed(np.array([0, 0]), told.issue) == 1
