"""办结回复检查: what a reply leaves out is said to its writer, and nothing is held back."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.cases.reply_check import codes_of, look_at, points
from tests.county import HOUR, MONDAY, County

LAMP = "村口的路灯坏了三天，晚上走路看不见。请问什么时候能修好？另外希望在公交站旁边加装一盏灯。"
WHOLE = (
    "您好，村口路灯的灯头已于3月2日更换，当晚恢复照明。公交站旁加装一盏灯已列入今年计划，"
    "6月底前装好。有事请拨打住建局值班电话 0573-88001234。"
)
TABLE = [
    (LAMP, WHOLE, {}),
    (LAMP, WHOLE.replace("公交站旁加装一盏灯已列入今年计划，6月底前装好。", ""), {"point": 1}),
    (LAMP, "已处理。", {"point": 2, "short": 1}),
    (LAMP, "村口路灯正在抓紧维修，公交站旁加装一盏灯也在研究，请您放心，我们会一直跟进到底的，谢谢您的反映。", {"when": 1}),
    (
        "希望给我家门口的路灯装上遮光板。",
        "您好，您家门口的路灯没有条件安装遮光板，装了以后路口会变暗，影响大家晚上走路，请您理解，谢谢您的建议。",
        {"basis": 1},
    ),
    (
        "希望给我家门口的路灯装上遮光板。",
        "您家门口路灯不归我们管，是供电公司的，您可以去找他们装遮光板，他们在镇上有营业厅，上班时间都有人接待的。",
        {"words": 1},
    ),
    (LAMP, WHOLE.replace("0573-88001234", "13812345678"), {"private": 1}),
    ("村口的路灯坏了三天。", WHOLE, {}),  # nothing is asked: nothing can be left out
]  # fmt: skip


@pytest.mark.parametrize("asked, reply, expected", TABLE)
def test_the_writer_is_told_what_is_missing(asked: str, reply: str, expected: dict[str, int]):
    assert codes_of(look_at(asked, reply)) == expected


def test_a_reply_written_for_somebody_else_is_noticed():
    copied = WHOLE.replace("3月2日", "4月9日")
    assert codes_of(look_at(LAMP, copied, ["不相干的一条", WHOLE])) == {"copied": 1}
    assert codes_of(look_at(LAMP, copied, ["公交站旁加装一盏灯已列入今年计划"])) == {}


def test_numbered_requests_are_points_of_their_own():
    asked = "1、为什么每人要交六百元评审费？2、何时公布评审细则？3、请退还多收的费用。谢谢领导。"
    assert len(points(asked)) == 3


@given(st.text(max_size=400), st.text(max_size=400), st.lists(st.text(max_size=100), max_size=3))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_it_stumble(asked, reply, earlier):
    assert set(codes_of(look_at(asked, reply, earlier))) <= {
        "point", "words", "short", "when", "basis", "copied", "private",
    }  # fmt: skip


def test_five_thousand_characters_take_no_longer_than_their_length_says():
    def cost(times: int) -> float:
        started = time.process_time()
        for _turn in range(20):
            look_at("请问何时能修好村口的路灯，" * times, "路灯已修好。" * times)
        return time.process_time() - started

    cost(10)
    assert cost(400) < 40 * cost(40) + 1  # ten times the words: a square would be a hundred times


@pytest.fixture
def county(db) -> County:
    return County()


def test_that_it_was_sent_all_the_same_is_on_record_in_numbers_and_the_verifier_reads_them(county):
    case = county.case_in("handling")
    cases.report_done(
        case.id,
        reply="路灯已经更换，今晚起恢复照明。",
        no_photo_because="夜间拍摄不清",
        advised={"point": 2},
        by=county.handler,
        at=MONDAY + 9 * HOUR,
    )
    line = queries.case_page(county.dispatcher, case.public_code, at=MONDAY + 10 * HOUR).timeline[-1]
    assert line.words["advised"] == {"point": 2}
    citizen = queries.public_page(county.resident, case.public_code, at=MONDAY + 10 * HOUR)
    assert "advised" not in citizen.timeline[-1].words


def test_the_office_s_earlier_replies_are_looked_at_and_no_other_office_s(
    county, django_assert_max_num_queries
):
    first, second = county.case_in("follow_up"), county.case_in("handling")
    reply = "路灯已经更换，今晚起恢复照明。" * 4
    assert first.lead_id == second.lead_id
    with django_assert_max_num_queries(4):
        queries.reply_findings(second, reply, MONDAY + 20 * HOUR)
