"""公示 by its pages: drawn up at the village, signed by an overseer, hung, objected to by a resident, answered by a third."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from PIL import Image

from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.notices import queries, sweeps
from sanzhi.notices.models import Duty, Notice, Objection
from sanzhi.people.models import Message
from sanzhi.reactions.table import REACTIONS
from tests.web.desk.conftest import as_, send, text
from tests.web.desk.test_course import resident

LINES = "沈家｜清走巷道树枝｜+3\n陆家|夜里巡逻|+3\n"


@pytest.fixture
def village(town):
    return town


def said(village, **changes: str) -> dict[str, str]:
    usual = {
        "kind": "points",
        "area": village.village.code,
        "title": "十月份加分名单",
        "lines": LINES,
        "contact": "监委老姚 0573-88880000",
    }
    return usual | changes


def photo() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(out, "JPEG")
    out.seek(0)
    out.name = "墙.jpg"
    return out


def drafted(village, **changes: str) -> Notice:
    answer = send(as_(village, "village_clerk"), "/desk/notices/new", **said(village, **changes))
    assert answer.status_code == 302, text(answer)
    return Notice.objects.latest("id")


def posted(village, **changes: str) -> Notice:
    notice = drafted(village, **changes)
    send(as_(village, "village_overseer"), f"/desk/notices/{notice.id}/post")
    notice.refresh_from_db()
    assert notice.posted_at
    return notice


def test_drawn_up_signed_hung_read_and_printed(village):
    notice = drafted(village)
    clerk, overseer = as_(village, "village_clerk"), as_(village, "village_overseer")
    assert "待审签" in text(clerk.get("/desk/notices/"))
    assert "公示由村务监督委员会或镇（街道）审签" in text(clerk.get(f"/desk/notices/{notice.id}/"))
    assert send(clerk, f"/desk/notices/{notice.id}/post").status_code == 403
    assert Client().get(f"/notices/{notice.id}/").status_code == 404
    send(overseer, f"/desk/notices/{notice.id}/post")
    assert "还没有上墙照片" in text(overseer.get("/desk/notices/"))
    answer = send(overseer, f"/desk/notices/{notice.id}/prove", place="村口公告栏", photo=photo())
    assert answer.status_code == 302
    page = Client().get(f"/notices/{notice.id}/")
    assert "noindex" in page["X-Robots-Tag"]
    assert "沈家" in text(page) and "+3" in text(page) and "村口公告栏" in text(page)
    assert Client().get(f"/notices/{notice.id}/sheet.pdf").content.startswith(b"%PDF")
    assert Client().get(f"/notices/{notice.id}/proof/{notice.proofs.get().id}").status_code == 200
    board = text(Client().get("/notices/", {"area": village.village.code, "kind": "points", "running": "on"}))
    assert "十月份加分名单" in board and "公示中" in board


def test_columns_that_no_line_fills_are_not_drawn(village):
    for lines, who, figure in (
        ("沈家｜清走树枝｜+3", True, True),
        ("沈家｜夜里巡逻｜\n｜清走树枝｜", True, False),
        ("｜清走树枝｜+3", False, True),
        ("｜清走树枝｜", False, False),
    ):
        notice = posted(village, lines=lines)
        pages = [as_(village, "village_clerk").get(f"/desk/notices/{notice.id}/")]
        pages.append(Client().get(f"/notices/{notice.id}/"))
        for page in pages:
            heads = re.findall(r"<th scope=\"col\"[^>]*>(.+?)</th>", page.content.decode())
            assert heads == ["序号", *(["谁"] if who else []), "事项", *(["数"] if figure else [])]
        assert Client().get(f"/notices/{notice.id}/sheet.pdf").content.startswith(b"%PDF")


def test_an_objection_is_raised_told_answered_by_a_third_person_and_read_by_who_raised_it(village):
    notice = posted(village)
    me = resident(village)
    assert "1. 沈家" in text(me.get(f"/notices/{notice.id}/object"))
    answer = send(me, f"/notices/{notice.id}/object", sort="objection", line="1", text="树枝是我清走的")
    assert answer.status_code == 302
    one = Objection.objects.get()
    delivery.deliver(REACTIONS, at=clock.now() + timedelta(minutes=1), limit=100)
    told = Message.objects.filter(text__startswith="有人对公示提出异议")
    assert set(told.values_list("person_id", flat=True)) == {
        village.staff[role].account.person_id for role in ("town_dispatcher", "village_clerk")
    }
    clerk, town = as_(village, "village_clerk"), as_(village, "town_dispatcher")
    assert "拟稿和审签的人不能答复" in text(clerk.get(f"/desk/objections/{one.id}/"))
    assert as_(village, "handler").get(f"/desk/objections/{one.id}/").status_code == 403
    assert send(town, f"/desk/objections/{one.id}/", upheld="yes", answer="不对").status_code == 422
    assert (
        send(town, f"/desk/objections/{one.id}/", upheld="yes", answer="查明属实，不加分").status_code == 302
    )
    answered = text(me.get("/me/objections"))
    assert "成立" in answered and "查明属实" in answered
    assert "1 条，成立 1 条" in text(Client().get(f"/notices/{notice.id}/"))
    assert "树枝是我清走的" not in text(Client().get(f"/notices/{notice.id}/"))
    assert (
        queries.lines_standing(notice.id, clock.now() + timedelta(days=30)) == {}
    )  # these lines have no keys


def test_what_is_typed_wrong_is_named_and_kept(village):
    client = as_(village, "village_clerk")
    page = text(send(client, "/desk/notices/new", **said(village, lines="沈家｜清走树枝｜+3\n陆家｜｜+3")))
    assert (
        "第 2 行要写成" in page
        and "十月份加分名单" in send(client, "/desk/notices/new", **said(village, days="2")).content.decode()
    )
    assert "至少 3 天" in text(send(client, "/desk/notices/new", **said(village, days="2")))
    assert "哪一项、哪一期" in text(send(client, "/desk/notices/new", **said(village, duty="affairs")))


def test_when_it_is_over_nobody_reads_whom_it_was_about(village):
    notice = posted(village)
    with clock.simulated(notice.until + timedelta(hours=1)):
        page = text(Client().get(f"/notices/{notice.id}/"))
        assert "沈家" not in page and "清走巷道树枝" in page and "名字不再显示" in page
        assert "公示期已满" in text(resident(village).get(f"/notices/{notice.id}/object"))
        assert queries.to_clear(clock.now()).count() == 1


def hung(village) -> tuple[Notice, str]:
    notice = posted(village)
    send(
        as_(village, "village_overseer"),
        f"/desk/notices/{notice.id}/prove",
        place="村口公告栏",
        photo=photo(),
    )
    return notice, f"/notices/{notice.id}/proof/{notice.proofs.get().id}"


@pytest.mark.parametrize("ended", ["in time", "withdrawn"])
def test_the_photo_on_which_the_names_can_be_read_goes_with_the_names(village, ended):
    """Hidden in the table and shown on the photo beside it, a name would not have gone at all."""
    notice, address = hung(village)
    assert Client().get(address)["Cache-Control"] == "no-store"
    at = notice.until + timedelta(hours=1)
    if ended == "withdrawn":
        at = clock.now()
        send(as_(village, "village_overseer"), f"/desk/notices/{notice.id}/withdraw", reason="名单写错了人")
    with clock.simulated(at):
        page = text(Client().get(f"/notices/{notice.id}/"))
        assert "沈家" not in page and "清走巷道树枝" in page and "不再公开" in page
        assert "沈家" not in str(queries.lines_of(Notice.objects.get(pk=notice.pk), at))
        assert Client().get(address).status_code == 404
        assert as_(village, "village_clerk").get("/desk" + address).status_code == 200, (
            "evidence for the desk"
        )
        assert as_(village, "handler").get("/desk" + address).status_code == 403
        assert queries.to_clear(at).count() == 1


def test_a_disclosure_that_is_late_leads_to_its_draft(village):
    Duty.objects.filter(code="affairs").update(since=village.at.date() - timedelta(days=400))
    sweeps.raise_overdue(at=clock.now())
    page = as_(village, "village_clerk").get("/desk/notices/")
    assert "到期没有公开" in text(page)
    assert "逾期" in text(as_(village, "supervisor").get("/desk/disclosure/"))
    assert "影" not in text(as_(village, "village_clerk").get("/desk/disclosure/"))


def test_days_are_changed_upward_by_the_system_administrator(village):
    client = as_(village, "system_admin")
    assert "至少 15 天" in text(send(client, "/desk/notices/rules/", kind="affairs", days="10"))
    assert send(client, "/desk/notices/rules/", kind="points", days="9").status_code == 302
    assert drafted(village).days == 9
    chosen = send(client, "/desk/notices/rules/finance/areas", areas=village.village.code)
    assert chosen.status_code == 302
    assert "1 个村" in text(client.get("/desk/notices/rules/"))


def test_villages_that_owe_a_duty_are_ticked_by_town_and_stay_ticked(village):
    """Boxes, not a list in which one plain click loses every other choice; a town with a choice stands open."""
    client, address = as_(village, "system_admin"), "/desk/notices/rules/finance/areas"
    assert "<details open" not in client.get(address).content.decode()
    send(client, address, areas=village.village.code)
    page = client.get(address).content.decode()
    assert "<select" not in page.split("<main")[1] and page.count("<details open") == 1
    assert re.search(rf'value="{village.village.code}"[^>]* checked', page)
    refused = send(client, address, areas=[village.village.code, "000000000000"])
    assert refused.status_code == 422
    assert re.search(rf'value="{village.village.code}"[^>]* checked', refused.content.decode())
    assert Duty.objects.get(code="finance").areas == [village.village.code]


def test_changed_dropped_longer_and_withdrawn_by_their_pages(village):
    clerk, overseer = as_(village, "village_clerk"), as_(village, "village_overseer")
    draft = drafted(village)
    assert "沈家｜清走巷道树枝｜+3" in clerk.get(f"/desk/notices/{draft.id}/change").content.decode()
    send(clerk, f"/desk/notices/{draft.id}/change", **said(village, title="改过的标题"))
    draft.refresh_from_db()
    assert draft.title == "改过的标题"
    assert send(clerk, f"/desk/notices/{draft.id}/drop").status_code == 302
    notice = posted(village)
    assert (
        send(overseer, f"/desk/notices/{notice.id}/extend", days="5", reason="台风看不到").status_code == 302
    )
    longer = Notice.objects.get(pk=notice.id)
    assert longer.until > notice.until
    assert send(overseer, f"/desk/notices/{notice.id}/withdraw", reason="名单弄错了").status_code == 302
    assert "已撤回" in text(Client().get(f"/notices/{notice.id}/"))


def test_the_board_is_paged_by_key(village):
    notice = posted(village)
    assert notice.id
    assert "还没有公示" in text(Client().get("/notices/", {"before": str(notice.id)}))
