"""四议两公开 in the pages: a village walks a lamp from its proposal to the published outcome, and everybody can look on."""

import pytest

from sanzhi.deliberation import actions as councils
from sanzhi.leadership.models import Gate, Matter
from tests.county import at_the_desk
from tests.deliberation.council import Council, stranger
from tests.leadership.test_matters import BEGUN, TEXT, agreed, decided, put
from tests.questions import questions
from tests.web.test_councils import post
from tests.web.test_honours import at_home

FIGURES = {"entitled": 9, "present": 7, "in_favour": 6, "against": 0, "abstained": 1}


@pytest.fixture
def village(db) -> Council:
    return Council()


def test_a_meeting_is_entered_checked_and_read_by_everybody(village: Council):
    clerk, overseer = at_the_desk(village.clerk), at_the_desk(village.overseer)
    assert post(clerk, "/desk/matters/new", body=village.body.pk, title="西浜路灯").status_code == 302
    where = f"/desk/matters/{Matter.objects.get().pk}/"
    said = {"held_on": BEGUN.date().isoformat(), **FIGURES, "text": TEXT, "minutes_at": "村档案柜"}
    assert "要等于到会人数" in post(clerk, f"{where}meeting", 2, **(said | {"against": 3})).content.decode()
    assert post(clerk, f"{where}meeting", 3, **said).status_code == 302
    assert "要由别人拿着会议记录核对" in clerk.get(where).content.decode()
    gate = Gate.objects.get().pk
    assert "西浜路灯" in overseer.get("/desk/matters/").content.decode()
    assert (
        post(overseer, f"/desk/matters/meetings/{gate}/return", 4, reason="记录上是八个人").status_code == 302
    )
    assert post(clerk, f"{where}meeting", 5, **said).status_code == 302
    assert post(overseer, f"/desk/matters/meetings/{Gate.objects.last().pk}/check", 6).status_code == 302
    told = at_home(stranger()).get(where.removeprefix("/desk")).content.decode()
    assert "应到 9 人，到会 7，赞成 6" in told and "记录上是八个人" in told and TEXT in told
    assert "村档案柜" not in told


def test_a_matter_is_put_to_the_vote_and_published(village: Council):
    clerk, one = at_the_desk(village.clerk), agreed(village)
    where = f"/desk/matters/{one.pk}/"
    assert "列入议题" in clerk.get(where).content.decode()
    put(village, one)
    assert "取表决结果" not in clerk.get(where).content.decode()
    assert "还没有表决结果" in post(clerk, f"{where}result", 2).content.decode()
    councils.drop_item(Matter.objects.get().item_id, by=village.clerk, at=BEGUN)
    assert "取表决结果" in clerk.get(where).content.decode()
    assert post(clerk, f"{where}result", 3).status_code == 302
    assert post(clerk, f"{where}drop", 4, reason="今年没有钱").status_code == 302
    assert "今年没有钱" in at_home(stranger()).get("/matters/" + str(one.pk) + "/").content.decode()
    passed = decided(village, ["for"] * 7)
    where = f"/desk/matters/{passed.pk}/"
    assert post(clerk, f"{where}publish", 5, contact="村文书 0573-88880000").status_code == 302
    assert "交办落实" in clerk.get(where).content.decode()
    assert "还没有公开" in clerk.get("/desk/matters/?state=passed").content.decode()


def test_pages_ask_few_questions(village: Council):
    one = decided(village, ["for"] * 7)
    pages = [
        (at_the_desk(village.clerk), "/desk/matters/"), (at_the_desk(village.clerk), f"/desk/matters/{one.pk}/"),
        (at_home(stranger()), "/matters/?place=330483100000"), (at_home(stranger()), f"/matters/{one.pk}/"),
    ]  # fmt: skip
    for client, where in pages:
        client.get(where)
        with questions() as asked:
            assert client.get(where).status_code == 200
        assert len(asked) <= 14, (where, asked)
    assert at_the_desk(village.handler).get("/desk/matters/").status_code == 403
