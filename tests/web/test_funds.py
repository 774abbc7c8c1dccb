"""发展基金的网页: from the notice of a call to an accepted milestone that was paid, and what everybody reads of it."""

import re

import pytest

from sanzhi.groups import actions
from sanzhi.groups.models import Bid, Call, Fund, Gift, Grant
from sanzhi.kit import clock
from tests.county import DAY, HOUR, MONDAY, at_the_desk
from tests.groups.fund import GRANTED, Bidding
from tests.questions import questions
from tests.web.test_windows import post


@pytest.fixture
def there(db, settings) -> Bidding:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Bidding()


@pytest.fixture(autouse=True)
def monday():
    with clock.simulated(MONDAY):
        yield


def test_a_fund_is_opened_and_money_entered_by_one_and_confirmed_by_another(there, client):
    first, second = at_the_desk(there.officer), at_the_desk(there.second)
    said = {
        "area": there.room.area_id,
        "kind": "development",
        "name": "乌镇为老基金",
        "purpose": "帮助独居老人",
    }
    assert post(first, "/desk/funds/new", 1, **said).status_code == 302
    fund = Fund.objects.get(name="乌镇为老基金")
    gift = {
        "kind": "donation", "donor": "爱心人士", "money": "1000.50", "purpose": "都可以", "received_on": "2026-03-02", "voucher": "收1号",
    }  # fmt: skip
    assert post(first, f"/desk/funds/{fund.pk}/gift", 2, **gift).status_code == 302
    one = Gift.objects.get(fund=fund)
    assert post(first, f"/desk/funds/gifts/{one.pk}/confirm", 3).status_code == 409
    assert post(second, f"/desk/funds/gifts/{one.pk}/confirm", 4).status_code == 302
    page = client.get(f"/funds/{fund.pk}/").content.decode()
    assert "¥1,000.50" in page and "爱心人士" in page
    assert "乌镇为老基金" in client.get("/funds/").content.decode()


def test_from_the_notice_of_a_call_to_a_paid_milestone(there, client):
    first, second, leader = (at_the_desk(one) for one in (there.officer, there.second, there.leader))
    fund = f"/desk/funds/{there.fund.pk}"
    said = {
        "title": "为老服务", "text": "上门为独居老人服务半年，写清人数。", "total": "40000", "most": "20000", "until": "2026-03-12T09:00",
        "contact": "社会工作办 0573-88880000",
    }  # fmt: skip
    assert post(first, f"{fund}/call", 1, **said).status_code == 302
    call = Call.objects.get()
    there.on_the_wall(call)
    for number, judge in enumerate(there.judges):
        where = f"/desk/funds/calls/{call.pk}/judge"
        assert post(first, where, 2 + number, person=judge.person_id).status_code == 302
    with clock.simulated(MONDAY + DAY):
        assert "为老服务" in leader.get("/desk/bids/").content.decode()
        bid = {
            "group": there.group.pk,
            "title": "暖夕阳",
            "plan": "每周两次上门，陪护、送餐。",
            "money": "20000",
        }
        assert post(leader, f"/desk/bids/new/{call.pk}/", 6, **bid).status_code == 302
    one = Bid.objects.get()
    with clock.simulated(there.over):
        assert (
            f"/desk/funds/bids/{one.pk}/grant"
            not in first.get(f"/desk/funds/calls/{call.pk}/").content.decode()
        )
        for number, judge in enumerate(there.judges):
            desk = at_the_desk(judge)
            assert "暖夕阳" in desk.get("/desk/judging/").content.decode()
            assert post(desk, f"/desk/judging/{one.pk}/", 7 + number, points=80, why="方案实在").status_code == 302  # fmt: skip
        page = first.get(f"/desk/funds/calls/{call.pk}/").content.decode()
        assert "80.0" in page and f"/desk/funds/calls/{call.pk}/judge" not in page  # nobody is asked any more
    with clock.simulated(GRANTED):
        where = f"/desk/funds/bids/{one.pk}/grant"
        assert where in first.get(f"/desk/funds/calls/{call.pk}/").content.decode()
        wrong = {"money": "10000", "contract": "协1号", "milestones": "前三个月 4000"}
        assert "请写成" in post(first, where, 11, **wrong).content.decode()
        right = wrong | {"milestones": "前三个月，4000，2026-06-30\n后三个月，6000，2026-09-30"}
        assert post(first, where, 12, **right).status_code == 302
        grant = Grant.objects.get()
        assert post(second, f"/desk/funds/grants/{grant.pk}/agree", 13).status_code == 302
        row = grant.milestones.get(number=1)
        told = {"evidence": "上门 48 次，服务 20 位老人，记录在协会。"}
        assert post(leader, f"/desk/bids/milestones/{row.pk}/report", 14, **told).status_code == 302
    with clock.simulated(GRANTED + HOUR):
        accept = f"/desk/funds/milestones/{row.pk}/accept"
        assert "上门 48 次" in first.get(accept).content.decode()
        assert post(first, accept, 15, passes="yes", remark="资料齐全").status_code == 302
        assert post(second, f"/desk/funds/milestones/{row.pk}/pay", 16, voucher="付1号").status_code == 302
        page = client.get(f"/funds/{there.fund.pk}/").content.decode()
        assert "资料齐全" in page and "付1号" in page and "¥4,000.00" in page
        assert "已付款" in leader.get("/desk/bids/").content.decode()
        assert post(first, f"/desk/funds/grants/{grant.pk}/end", 17, reason="后面的不做了").status_code == 302
        assert "已终止" in first.get(f"{fund}/").content.decode()


def test_an_amount_that_is_no_sum_of_whole_fen_is_refused_in_a_sentence(there):
    one, desk = there.bid_scored(), at_the_desk(there.officer)
    with clock.simulated(GRANTED):
        for number, amount in enumerate(("Infinity", "NaN", "1E+999999", "3000.009", "-1", "0", "三千")):
            said = {"money": "3000", "contract": "协1号", "milestones": f"前三个月，{amount}，2026-06-30"}
            answer = post(desk, f"/desk/funds/bids/{one.pk}/grant", number, **said)
            assert answer.status_code == 422 and "最多两位小数" in answer.content.decode(), amount
    assert not Grant.objects.exists()


def test_what_waits_for_a_second_hand_offers_each_only_what_they_may_do(there):
    grant, gift = there.proposed(there.bid_scored()), there.gift("第9号", 100)
    first, second = at_the_desk(there.officer), at_the_desk(there.second)
    where, agree, confirm = (
        f"/desk/funds/{there.fund.pk}/",
        f"grants/{grant.pk}/agree",
        f"gifts/{gift.pk}/confirm",
    )
    page = first.get(where).content.decode()
    assert agree not in page and confirm not in page  # one's own
    page = second.get(where).content.decode()
    assert agree in page and confirm in page
    with clock.simulated(GRANTED):
        assert (
            post(second, f"/desk/funds/grants/{grant.pk}/refuse", 1, reason="阶段写得太笼统").status_code
            == 302
        )
        assert (
            post(second, f"/desk/funds/gifts/{gift.pk}/refuse", 2, reason="不是这个基金的").status_code == 302
        )
    page = first.get(where).content.decode()
    assert agree not in page and confirm not in page and "不是这个基金的" in page
    assert "阶段写得太笼统" in first.get(f"/desk/funds/calls/{grant.bid.call_id}/").content.decode()


@pytest.mark.parametrize("many", [2, 25])
def test_the_pages_of_a_fund_ask_the_same_however_many_there_are_and_lead_on(there, client, many: int):
    one = there.granted()
    for n in range(many):
        actions.confirm_gift(there.gift(f"票{n}", 100 + n).pk, by=there.second, at=MONDAY)
        there.gift(f"待{n}", 100 + n)
        actions.open_fund(
            there.room.area_id, name=f"基金{n}", purpose="扶持社区", by=there.officer, at=MONDAY
        )
    desk, judge, leader = (at_the_desk(who) for who in (there.officer, there.judges[0], there.leader))
    for browser, where in (
        (desk, "/desk/funds/"), (desk, f"/desk/funds/{there.fund.pk}/"), (desk, f"/desk/funds/calls/{one.bid.call_id}/"),
        (judge, "/desk/judging/"), (leader, "/desk/bids/"), (client, "/funds/"), (client, f"/funds/{there.fund.pk}/"),
    ):  # fmt: skip
        browser.get(where)
        with questions() as asked:
            assert browser.get(where).status_code == 200, where
        assert len(asked) <= 20, (where, len(asked), asked)
    if many > 20:
        page = client.get(f"/funds/{there.fund.pk}/").content.decode()
        (older,) = re.findall(r"\?gifts=\d+", page)
        assert (
            "¥500.00" not in page
            and "¥50,000.00" in client.get(f"/funds/{there.fund.pk}/{older}").content.decode()
        )
        assert "?after=" in client.get("/funds/").content.decode()


def test_a_judge_tells_of_a_tie_and_a_leader_withdraws(there):
    one = there.bid_in()
    desk, leader = at_the_desk(there.judges[0]), at_the_desk(there.leader)
    assert post(desk, f"/desk/judging/{one.pk}/tie", 1).status_code == 302
    assert "您要回避" in desk.get("/desk/judging/").content.decode()
    assert post(leader, f"/desk/bids/{one.pk}/off", 2).status_code == 302
    assert "已撤回" in leader.get("/desk/bids/").content.decode()
