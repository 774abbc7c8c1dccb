"""议事的网页: a body made, its roster filled, a meeting called, signed in to, voted in on phones and at the desk, closed."""

import io

import pytest
from PIL import Image

from sanzhi.deliberation import actions
from sanzhi.deliberation.models import Body, Elector, Item, Meeting, Resolution
from sanzhi.kit import clock
from tests.county import at_the_desk
from tests.deliberation.council import DAY, MONDAY, Council, a_photo, an_item, stranger
from tests.questions import questions
from tests.web.test_honours import at_home


@pytest.fixture
def village(db, settings) -> Council:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Council()


@pytest.fixture(autouse=True)
def monday():
    with clock.simulated(MONDAY):
        yield


def post(client, where: str, key: int = 1, **said: object):
    return client.post(where, {"once": f"a-key-of-the-test-{key:03}", **said})


def a_file() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (9, 9), "green").save(file, "PNG")
    file.seek(0)
    file.name = "hall.png"
    return file


def test_a_clerk_makes_a_body_and_fills_its_roster_from_a_table(village: Council):
    client = at_the_desk(village.clerk)
    assert client.get("/desk/councils/new").status_code == 200
    said = {"pack": "council", "area": village.village.code, "name": "百姓议事会", "above": village.body.pk}
    assert post(client, "/desk/councils/new", **said).status_code == 302
    assert "同名" in post(client, "/desk/councils/new", 2, **said).content.decode()
    body = Body.objects.get(name="百姓议事会")
    where = f"/desk/councils/{body.pk}/"
    assert "名册还是空的" in client.get(where).content.decode()
    pasted = "姓名\t电话\t来源\n陆阿婆\t\t组长\n手机错\t12\t组长\n,,"
    page = post(client, where + "import", 3, pasted=pasted)
    assert page.status_code == 422 and "第 2 行" in page.content.decode() and not body.members.exists()
    assert post(client, where + "import", 4, pasted=pasted, skip="on").status_code == 302
    table = io.BytesIO("姓名,面积\n沈老伯,\n".encode())
    table.name = "roster.csv"
    assert post(client, where + "import", 5, file=table).status_code == 302
    assert post(client, where + "add", 6, name="钱桂英", origin="woman", woman="on").status_code == 302
    assert [one.person.name for one in body.members.order_by("number")] == ["陆阿婆", "沈老伯", "钱桂英"]
    page = client.get(where).content.decode()
    assert "陆阿婆" in page and f"上级：{village.body.name}" in page
    assert client.get(where + "roster.pdf").content.startswith(b"%PDF")
    one = body.members.get(number=1)
    assert post(client, f"/desk/councils/members/{one.pk}/end", 7).status_code == 302
    assert "陆阿婆" not in client.get(where).content.decode()
    assert "陆阿婆" in client.get(where + "?ended=yes").content.decode()
    assert post(client, where + "end", 8).status_code == 302


def test_too_late_a_notice_is_a_button_that_says_why(village: Council):
    client = at_the_desk(village.clerk)
    new = {"title": "急会", "starts_at": "2026-03-04T09:00", "place": "礼堂"}
    made = post(client, f"/desk/councils/{village.body.pk}/call", **new)
    meeting = Meeting.objects.get()
    assert made["Location"] == f"/desk/meetings/{meeting.pk}/"
    item = {"title": "装路灯", "text": "西浜装十二盏路灯", "method": "named"}
    assert post(client, f"/desk/meetings/{meeting.pk}/item", 2, **item).status_code == 302
    page = client.get(f"/desk/meetings/{meeting.pk}/").content.decode()
    assert "要提前 3 日告知" in page and "只有 2 日" in page
    assert post(client, f"/desk/meetings/{meeting.pk}/notice", 3).status_code == 409
    assert post(client, f"/desk/meetings/{meeting.pk}/cancel", 4).status_code == 302


def test_from_the_call_to_the_result(village: Council):
    client = at_the_desk(village.clerk)
    new = {"title": "三月代表会议", "starts_at": "2026-03-10T09:00", "place": "礼堂"}
    post(client, f"/desk/councils/{village.body.pk}/call", **new)
    meeting = Meeting.objects.get()
    where = f"/desk/meetings/{meeting.pk}/"
    for number, method in enumerate(("named", "hands", "secret"), start=2):
        item = {"title": f"议题{method}", "text": "西浜装十二盏路灯", "method": method}
        assert post(client, where + "item", number, **item).status_code == 302
    assert post(client, where + "notice", 5).status_code == 302
    with clock.simulated(MONDAY + 8 * DAY):
        _held(village, client, meeting, where)


def _held(village: Council, client, meeting: Meeting, where: str) -> None:
    assert post(client, where + "open", 6).status_code == 302
    assert client.get(where + "door.pdf").content.startswith(b"%PDF")
    me = village.resident_at(1)
    phone = at_home(me)
    page = phone.get(f"/meetings/{meeting.pk}/").content.decode()
    assert Elector.objects.get(number=1).code in page and "<svg" in page
    assert "三月代表会议" in phone.get("/meetings/").content.decode()
    assert post(phone, f"/meetings/at/{meeting.door}/").status_code == 302
    for number in range(2, 9):
        assert post(client, where + "roll/", 10 + number, said=str(number)).status_code == 302
    assert "够法定人数" in client.get(where + "quorum").content.decode()
    assert post(client, where + "roll/", 30, said="99").status_code == 422
    named, hands, secret = (Item.objects.get(method=method) for method in ("named", "hands", "secret"))
    for key, item in enumerate((named, hands, secret), start=31):
        assert post(client, f"/desk/meetings/topics/{item.pk}/open", key).status_code == 302
    _by_name(village, client, phone, named)
    _by_hands(village, client, hands)
    _in_secret(village, client, phone, secret)
    assert post(client, where + "close", 90).status_code == 302
    page = phone.get(f"/meetings/{meeting.pk}/").content.decode()
    assert "通过" in page and "没有通过" in page


def _by_name(village: Council, client, phone, item: Item) -> None:
    there = f"/desk/meetings/topics/{item.pk}/"
    mine = f"/meetings/topics/{item.pk}/vote"
    assert phone.get(mine).status_code == 200
    assert post(phone, mine, 40).status_code == 422
    assert post(phone, mine, 41, choice="for").status_code == 302
    assert "已经投过" in post(phone, mine, 42, choice="against").content.decode()
    for number in range(2, 6):
        assert post(client, there + "vote", 40 + number, said=str(number), choice="for").status_code == 302
    overseer = at_the_desk(village.overseer)
    for key, who in enumerate((client, overseer), start=50):
        assert post(who, there + "papers/", key, lines="6 反对\n7 赞成\n1 赞成").status_code == 302
    assert post(overseer, there + "papers/mend", 52, said="7", choice="against").status_code == 302
    assert "代表7" in overseer.get(there + "papers/").content.decode()
    assert post(overseer, there + "papers/mend", 53, said="7", choice="for").status_code == 302
    assert post(overseer, there + "papers/count", 54).status_code == 302
    assert "已经用别的办法投过" in client.get(there + "papers/").content.decode()
    assert client.get(there + "ballots.pdf").content.startswith(b"%PDF")
    assert client.get(there + "votes.csv").status_code == 404
    assert "代表2" not in client.get(there).content.decode()
    assert post(client, there + "close", 55).status_code == 302
    page = client.get(there).content.decode()
    assert "通过" in page and "代表2" in page and "第三十条" in page
    assert client.get(there + "votes.csv").content.decode("utf-8-sig").count("\n") == 8
    assert Resolution.objects.get(item=item).counts == {"heads": [9, 8, 6, 1, 0]}


def _by_hands(village: Council, client, item: Item) -> None:
    there = f"/desk/meetings/topics/{item.pk}/"
    figures = {"in_favour": 3, "against": 4, "abstained": 1}
    assert post(client, there + "count", 60, **figures, photos=a_file()).status_code == 302
    assert "赞成 3" not in client.get(there).content.decode()
    assert post(at_the_desk(village.overseer), there + "count", 61, **figures).status_code == 302
    assert post(client, there + "close", 62).status_code == 302
    assert "没有通过" in client.get(there).content.decode()


def _in_secret(village: Council, client, phone, item: Item) -> None:
    there, mine = f"/desk/meetings/topics/{item.pk}/", f"/meetings/topics/{item.pk}/"
    receipt = phone.get(mine + "ballot").context["receipt"]
    assert post(phone, mine + "ballot", 70, receipt=receipt).status_code == 422
    said = {"receipt": receipt, "choice": "for"}
    assert post(phone, mine + "ballot", 71, **said).status_code == 302
    for number in range(2, 9):
        assert post(client, there + "paper", 70 + number, said=str(number)).status_code == 302
    actions.count_by_hand(item.pk, (6, 1, 0), a_photo(), by=village.clerk, at=MONDAY)
    assert post(client, there + "close", 80).status_code == 409
    figures = {"in_favour": 6, "against": 1, "abstained": 0}
    overseer = at_the_desk(village.overseer)
    assert post(overseer, there + "count", 81, **figures).status_code == 302
    assert post(client, there + "close", 82).status_code == 302
    assert "在票箱里" in post(phone, mine + "receipt", 83, receipt=receipt.lower()).content.decode()
    assert "没有找到" in post(phone, mine + "receipt", 84, receipt="0000-0000-0000-0000").content.decode()
    assert client.get(there + "votes.csv").content.decode("utf-8-sig").count("\n") == 2


def test_a_clerk_recuses_drops_and_calls_again(village: Council):
    meeting = village.opened(an_item("named"), an_item("hands"), here=3)
    client = at_the_desk(village.clerk)
    named, hands = meeting.items.all()
    there = f"/desk/meetings/topics/{named.pk}/"
    assert post(client, there + "recuse", said="1", reason="承包人是本人").status_code == 302
    assert post(client, f"/desk/meetings/topics/{hands.pk}/drop", 2).status_code == 302
    again = {"title": "第二次", "starts_at": "2026-03-20T09:00", "place": "礼堂"}
    assert post(client, f"/desk/meetings/{meeting.pk}/again", 3, **again).status_code == 302
    assert Meeting.objects.get(again_of=meeting).items.count() == 1
    assert "承包人是本人" in client.get(f"/desk/meetings/{meeting.pk}/").content.decode()


def test_whoever_is_on_no_roster_sees_nothing(village: Council):
    item = village.voting("named")
    phone = at_home(stranger())
    assert "还没有请您参加的会" in phone.get("/meetings/").content.decode()
    for where in (
        f"/meetings/{item.meeting_id}/",
        f"/meetings/topics/{item.pk}/vote",
        f"/meetings/topics/{item.pk}/ballot",
    ):
        assert phone.get(where).status_code == 404
    for who in (village.handler, village.caller):
        assert at_the_desk(who).get("/desk/councils/").status_code == 403


def test_pages_ask_few_questions(village: Council):
    item = village.voting("named", here=8)
    village.voted(item, *["for"] * 8)
    village.closed(item)
    client, phone = at_the_desk(village.clerk), at_home(village.resident_at(1))
    budgets = {
        "/desk/councils/": 12, f"/desk/councils/{village.body.pk}/": 12, "/desk/meetings/": 12,
        f"/desk/meetings/{item.meeting_id}/": 12, f"/desk/meetings/{item.meeting_id}/roll/": 12,
        f"/desk/meetings/topics/{item.pk}/": 12,
    }  # fmt: skip
    for where, most in budgets.items():
        client.get(where)
        with questions() as asked:
            assert client.get(where).status_code == 200
        assert len(asked) <= most, (where, asked)
    for where in ("/meetings/", f"/meetings/{item.meeting_id}/"):
        phone.get(where)
        with questions() as asked:
            assert phone.get(where).status_code == 200
        assert len(asked) <= 12, (where, asked)
