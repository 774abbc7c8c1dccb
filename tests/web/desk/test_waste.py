"""垃圾分类 by its pages: issued, labelled, planned, scanned, sent in a batch, settled, reviewed blind, counted, helped, handed over."""

import io
import json
import re
from uuid import uuid4

import pytest
from openpyxl import Workbook

from sanzhi.kit import clock
from sanzhi.people.models import Household, Person
from sanzhi.waste.models import Appeal, Bin, Conflict, Inspection, Review, WasteRound
from sanzhi.web.desk.telling import field_owner
from tests.notices.conftest import a_photo
from tests.questions import questions
from tests.web.desk.conftest import _staff, as_, send, text
from tests.web.desk.test_course import resident

MOST_QUESTIONS = 12


@pytest.fixture
def village(town):
    for name in ("inspector", "colleague"):
        town.staff[name] = _staff("waste_inspector", town.offices["village"], town.at, name)
    town.homes = [Household.objects.create(area=town.village, number=number) for number in ("12", "13")]
    Person.objects.filter(pk=town.resident.pk).update(household=town.homes[0], birth_date="1980-05-01")
    answer = send(
        as_(town, "village_clerk"), "/desk/waste/bins/issue", area=town.village.code, listed="12\n13 易腐垃圾"
    )
    assert answer.status_code == 302, text(answer)
    return town


def a_bin(village, number="12", stream="food") -> Bin:
    return Bin.objects.get(household__number=number, stream=stream, ended_at=None)


def scan(village, grade="A", number="12", **changes) -> dict:
    usual = {"id": str(uuid4()), "code": a_bin(village, number).code, "grade": grade, "at": now_ms()}
    return usual | changes


def now_ms() -> int:
    return int(clock.now().timestamp() * 1000)


def synced(village, *scans, who="inspector", photos=(), **changes):
    sent = {"owner": field_owner(village.staff[who].account), "scans": json.dumps(scans)} | changes
    files = {f"photo-{one['id']}": a_photo() for one in photos}
    return as_(village, who).post("/desk/waste/walk/sync", sent | files)


def states(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["state"] for one in answer.json()["told"].values()]


def walked(village) -> WasteRound:
    clerk, inspector = as_(village, "village_clerk"), as_(village, "inspector")
    plan = {"area": village.village.code, "day": clock.today().isoformat(), "route": "北线"}
    assert send(clerk, "/desk/waste/rounds/new", **plan).status_code == 302
    found = WasteRound.objects.latest("id")
    assert send(inspector, f"/desk/waste/rounds/{found.id}/start").status_code == 302
    return found


def test_a_list_with_broken_rows_issues_nothing_unless_they_are_skipped(village):
    clerk, said = (
        as_(village, "village_clerk"),
        {"area": village.village.code, "listed": "12 有害垃圾\n99\n13 厨余"},
    )
    refused = send(clerk, "/desk/waste/bins/issue", **said)
    assert refused.status_code == 422
    assert "第 2 行：没有户号“99”。" in text(refused) and "第 3 行：类别请写" in text(refused)
    assert "12 有害垃圾" in refused.content.decode()  # what was typed is kept
    assert Bin.objects.count() == 3
    assert send(clerk, "/desk/waste/bins/issue", **said, skip="on").status_code == 302
    assert Bin.objects.count() == 4


def test_a_table_is_read_like_the_typed_list(village):
    book = Workbook()
    for row in (("户号", "类别", "网格"), ("13", "其他垃圾", ""), ("98", "", "")):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "名单.xlsx"
    said = {"area": village.village.code, "skip": "on", "file": file}
    assert send(as_(village, "village_clerk"), "/desk/waste/bins/issue", **said).status_code == 302
    assert a_bin(village, "13", "other")


def test_labels_are_printed_and_a_lost_bin_gets_another(village):
    clerk, bin = as_(village, "village_clerk"), a_bin(village)
    paper = clerk.get("/desk/waste/bins/labels.pdf", {"area": village.village.code})
    assert paper.content.startswith(b"%PDF")
    assert "3 张" in text(clerk.get("/desk/waste/bins/labels/", {"area": village.village.code}))
    assert bin.code in text(clerk.get("/desk/waste/bins/", {"number": "12"}))
    assert send(clerk, f"/desk/waste/bins/{bin.id}/", how="lost", again="on").status_code == 302
    assert a_bin(village).code != bin.code


def test_without_javascript_a_scan_is_a_plain_form_and_pressed_twice_it_is_one(village):
    found, inspector = walked(village), as_(village, "inspector")
    page = inspector.get("/desk/waste/walk/", {"b": a_bin(village).code.replace("-", "")})
    assert a_bin(village).code.replace("-", "") in page.content.decode() and "北线" in text(page)
    said = {
        "code": a_bin(village).code.lower(),
        "grade": "C",
        "faults": ["mixed"],
        "round": str(found.id),
        "photos": a_photo(),
    }
    assert send(inspector, "/desk/waste/walk/", key="the-same-key-pressed-twice", **said).status_code == 302
    said["photos"] = a_photo()
    assert send(inspector, "/desk/waste/walk/", key="the-same-key-pressed-twice", **said).status_code == 302
    kept = Inspection.objects.get()
    assert (kept.grade, kept.faults, kept.round_id, bool(kept.photo)) == ("C", ["mixed"], found.id, True)
    wrong = send(inspector, "/desk/waste/walk/", code="AAAA-AAAB", grade="A")
    assert wrong.status_code == 422 and "逐位核对" in text(wrong)
    nothing = send(inspector, "/desk/waste/walk/", code=a_bin(village, "13").code)
    assert nothing.status_code == 422 and "请选 A、B、C" in text(nothing)


def test_a_batch_from_a_phone_is_answered_scan_by_scan_and_once(village):
    sent = [scan(village), scan(village, "B", "13"), scan(village, code="nonsense"), {"id": "x"}]
    assert states(synced(village, *sent, photos=sent[:1])) == ["refused", "refused", "done", "done"]
    assert states(synced(village, *sent[:2])) == ["known", "known"]
    assert Inspection.objects.count() == 2
    assert Inspection.objects.get(grade="A").photo


def test_a_queue_is_sent_by_its_owner_and_garbage_is_refused_whole(village):
    assert synced(village, scan(village), owner="somebody-else").status_code == 403
    for garbage in ("", "{", "[1]", "null", '[{"grade": "A"}]'):
        assert synced(village, scans=garbage).status_code == 400
    assert as_(village, "village_clerk").post("/desk/waste/walk/sync").status_code == 403
    assert Inspection.objects.count() == 0


def test_a_phone_from_another_day_is_not_believed(village):
    day = 86_400_000
    sent = [scan(village, at=now_ms() - 4 * day), scan(village, "A", "13", at=now_ms() + day)]
    assert states(synced(village, *sent)) == ["refused", "refused"]


def test_two_grades_are_shown_side_by_side_and_settled_by_the_overseer(village):
    first, second = scan(village, "A"), scan(village, "C")
    synced(village, first, photos=[first])
    assert states(synced(village, second, who="colleague", photos=[second])) == ["conflict"]
    overseer = as_(village, "village_overseer")
    assert "等次不一致 1 条" in text(overseer.get("/desk/waste/"))
    conflict = Conflict.objects.get()
    page = overseer.get(f"/desk/waste/conflicts/{conflict.id}/")
    assert "先记的：A" in text(page) and "后记的：C" in text(page)
    assert overseer.get(f"/desk/waste/conflicts/{conflict.id}/photo").status_code == 200
    assert send(overseer, f"/desk/waste/conflicts/{conflict.id}/", grade="B").status_code == 302
    assert Inspection.objects.get().counted == "B"


def test_the_first_grade_is_nowhere_on_the_page_of_a_blind_review(village):
    one = scan(village, "reject", faults=["hazardous"])
    synced(village, one, photos=[one])
    overseer, today = as_(village, "village_overseer"), clock.today().isoformat()
    said = {"area": village.village.code, "first": today, "last": today, "percent": "100"}
    assert send(overseer, "/desk/waste/samples/", **said).status_code == 302
    page = overseer.get("/desk/waste/review/")
    shown = re.sub(r'<input type="hidden"[^>]+>', "", page.content.decode())
    assert shown.count('value="reject"') == 1 and "checked" not in shown  # the choice, not the answer
    assert "inspector某" not in shown and "12 户" not in shown and "混入有害垃圾" not in shown
    review = Review.objects.get()
    assert overseer.get(f"/desk/waste/review/{review.id}/photo").status_code == 200
    assert send(overseer, f"/desk/waste/review/{review.id}", grade="C").status_code == 302
    assert Inspection.objects.get().counted == "C"
    drift = text(overseer.get("/desk/waste/drift/"))
    assert "waste_inspector某" in drift and "1 / 1" in drift and "复核太少" in drift


def test_a_household_reads_its_results_sees_its_photo_and_appeals(village):
    one = scan(village, "C", faults=["mixed"])
    synced(village, one, photos=[one])
    synced(village, scan(village, "C", "13"))
    mine, theirs = (
        Inspection.objects.get(household__number="12"),
        Inspection.objects.get(household__number="13"),
    )
    me = resident(village)
    assert "C（没分好）" in text(me.get("/waste/")) and "不扣分" in text(me.get("/waste/"))
    page = me.get(f"/waste/{mine.id}/")
    assert "这次看到：混投" in text(page) and "剩菜剩饭" in text(page)
    assert me.get(f"/waste/{mine.id}/photo").status_code == 200
    for address in (f"/waste/{theirs.id}/", f"/waste/{theirs.id}/photo"):
        assert me.get(address).status_code == 404
    short = send(me, f"/waste/{mine.id}/", reason="不")
    assert short.status_code == 422
    assert send(me, f"/waste/{mine.id}/", reason="是收桶的人倒混的").status_code == 302
    appeal = Appeal.objects.get()
    overseer = as_(village, "village_overseer")
    worse = send(overseer, f"/desk/waste/appeals/{appeal.id}/", grade="reject", answer="看了照片")
    assert worse.status_code == 422 and "不会改差" in text(worse)
    assert (
        send(overseer, f"/desk/waste/appeals/{appeal.id}/", grade="A", answer="看了照片，分好了").status_code
        == 302
    )
    assert "看了照片，分好了" in text(me.get(f"/waste/{mine.id}/"))


def test_figures_open_their_rows_on_the_desk_with_and_on_the_board_without_house_numbers(village):
    synced(village, scan(village, "A"), scan(village, "C", "13"))
    clerk, leader = as_(village, "village_clerk"), as_(village, "supervisor")
    page = clerk.get("/desk/waste/rates/")
    assert "准确率 50.0%" in text(page)
    for address in re.findall(r'href="(/desk/waste/rates/rows[^"]+)"', page.content.decode()):
        assert clerk.get(address.replace("&amp;", "&")).status_code == 200
    board = leader.get("/board/waste/")
    assert "50.0%" in text(board)
    links = re.findall(r'href="(/board/waste/rows[^"]+)"', board.content.decode())
    rows = [text(leader.get(one.replace("&amp;", "&"))) for one in links]
    assert any("A（分得好）" in one for one in rows)
    assert not any(" 12 " in one or " 13 " in one for one in rows)
    assert clerk.get("/desk/waste/rates/rows?measure=none&side=over").status_code == 404


def test_who_needs_help_is_for_the_village_and_a_visit_is_noted(village):
    day = 86_400_000
    synced(village, scan(village, "C"), scan(village, "C", at=now_ms() - day))
    clerk, home = as_(village, "village_clerk"), village.homes[0]
    assert "记 12 户的上门" in text(clerk.get("/desk/waste/help/"))
    assert send(clerk, f"/desk/waste/help/{home.pk}", words="一起分了一遍").status_code == 302
    for who in ("inspector", "village_overseer", "town_dispatcher", "supervisor"):
        assert as_(village, who).get("/desk/waste/help/").status_code == 403


def test_nothing_is_handed_over_before_its_time_and_the_page_says_why(village):
    synced(village, scan(village, "A"))
    refused = send(as_(village, "village_clerk"), "/desk/waste/points/", area=village.village.code)
    assert refused.status_code == 422 and "要等申诉期满" in text(refused)


def test_pages_ask_a_handful_of_questions_however_many_rows(village):
    found = walked(village)
    synced(village, scan(village, round=found.id), scan(village, "C", "13", round=found.id))
    synced(village, scan(village, "B"), who="colleague")
    for client, addresses in (
        (as_(village, "village_clerk"), ["/desk/waste/", "/desk/waste/bins/", "/desk/waste/rounds/", "/desk/waste/rates/",
                                         "/desk/waste/help/", "/desk/waste/points/", f"/desk/waste/rounds/{found.id}/"]),
        (as_(village, "inspector"), ["/desk/waste/walk/"]),
        (as_(village, "village_overseer"), ["/desk/waste/", "/desk/waste/conflicts/", "/desk/waste/drift/", "/desk/waste/samples/"]),
        (as_(village, "supervisor"), ["/board/waste/"]),
        (resident(village), ["/waste/"]),
    ):  # fmt: skip
        for address in addresses:
            client.get(address)
            with questions() as asked:
                assert client.get(address).status_code == 200
            assert len(asked) <= MOST_QUESTIONS, (address, asked)
