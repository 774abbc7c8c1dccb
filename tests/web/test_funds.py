"""发展基金的网页: from the notice of a call to an accepted milestone that was paid, and what everybody reads of it."""

import pytest

from sanzhi.groups.models import Bid, Call, Fund, Gift, Grant
from sanzhi.kit import clock
from tests.county import DAY, HOUR, MONDAY, at_the_desk
from tests.groups.fund import GRANTED, Bidding
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
    said = {"area": there.room.area_id, "name": "乌镇为老基金", "purpose": "帮助独居老人"}
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
        for number, judge in enumerate(there.judges):
            desk = at_the_desk(judge)
            assert "暖夕阳" in desk.get("/desk/judging/").content.decode()
            assert post(desk, f"/desk/judging/{one.pk}/", 7 + number, points=80, why="方案实在").status_code == 302  # fmt: skip
        assert "80.0" in first.get(f"/desk/funds/calls/{call.pk}/").content.decode()
    with clock.simulated(GRANTED):
        where = f"/desk/funds/bids/{one.pk}/grant"
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


def test_a_judge_tells_of_a_tie_and_a_leader_withdraws(there):
    one = there.bid_in()
    desk, leader = at_the_desk(there.judges[0]), at_the_desk(there.leader)
    assert post(desk, f"/desk/judging/{one.pk}/tie", 1).status_code == 302
    assert "您要回避" in desk.get("/desk/judging/").content.decode()
    assert post(leader, f"/desk/bids/{one.pk}/off", 2).status_code == 302
    assert "已撤回" in leader.get("/desk/bids/").content.decode()
