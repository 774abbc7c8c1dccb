"""The dossier: thirteen parts, every form of the law on one paper, and a record for other systems."""

import io

import pypdfium2
import pytest

from sanzhi.cases.models import Case
from sanzhi.disputes import actions, queries
from sanzhi.kit import papers
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Look
from tests.disputes.room import FACTS, TERMS, Room, later
from tests.disputes.test_attorneys_and_courts import named

FORMS = (
    "人民调解申请书", "人民调解受理登记表", "当事人权利义务告知书", "当事人身份核对表", "人民调解笔录（第 1 次）", "人民调解协议书", "协议履行记录",
    "人民调解结案报告表", "人民调解回访记录", "司法确认申请书",
)  # fmt: skip


def whole(room: Room):
    dispute = room.given(room.accepted(knew_on=later(-30).date()))
    first, second = room.parties(dispute)
    for one in (first, second):
        said = {
            "sex": "男",
            "ethnicity": "汉",
            "age": "52",
            "occupation": "务农",
            "address": f"乌镇某路{one.place}号",
        }
        actions.see_identity(dispute.pk, one.pk, said, by=room.clerk, at=later(0.5))
    talk = room.hold(room.planned(dispute, apart=first.pk))
    actions.write_note(talk.pk, "他私下说最多肯出三百元", by=room.mediator, at=later(2))
    room.hold(room.planned(dispute))
    room.draft(dispute)
    room.signed(dispute)
    for one, who in ((first, room.applicant), (second, room.other)):
        actions.join_confirmation(dispute.pk, True, party=one.pk, by=who, at=later(5))
    actions.visit(
        dispute.pk, party=first.pk, performance="正在履行", satisfied=5, by=room.clerk, at=later(10)
    )
    return dispute


def sheet_of(room: Room, dispute, at=None):
    at = at or later(12)
    actions.open_dossier(dispute.pk, purpose="打印卷宗", by=room.clerk, at=at)
    page = queries.dispute_page(room.clerk, Case.objects.get(pk=dispute.pk).public_code, at=at)
    known = {
        line.party.pk: queries.particulars_of(line.party) | {"phone": people.phone_of(line.party.person)}
        for line in page.parties
    }
    return page, queries.dossier_sheet(page, known, at), queries.exchange_rows(page, known)


def test_the_dossier_is_one_paper_with_every_form_and_no_word_said_apart(room: Room):
    dispute = whole(room)
    page, sheet, _rows = sheet_of(room, dispute)
    pdf = papers.pdf("dossier", sheet)
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    text = text.replace("\r\n", "").replace(" ", "").replace("\u3000", "")
    for form in FORMS:
        assert form.replace(" ", "") in text, form
    for said in ("卷内目录", "卷底", FACTS[:12], "（2026）人调字第001号", "■①当事人申请", "民族", "务农"):
        assert said in text, said
    assert TERMS[:10] in text
    assert "三百元" not in text
    assert page.missing == []


@pytest.mark.usefixtures("own_home")
def test_who_speaks_for_a_party_and_what_was_photographed_have_pages_of_their_own(room: Room):
    dispute = whole(room)
    named(room, dispute)
    _page, sheet, _rows = sheet_of(room, dispute)
    forms = {form["title"]: str(form.get("fields")) for form in sheet["forms"]}
    assert "陆律师" in forms["授权委托书"] and "一般授权" in forms["授权委托书"]
    assert "委托书.png" in forms["卷内材料清单"]
    assert forms["当事人身份核对表"].count("核对原件") == 2


def test_whoever_opens_the_dossier_is_read_by_every_party(room: Room):
    dispute = whole(room)
    sheet_of(room, dispute)
    for who in (room.applicant, room.other):
        assert [one.purpose for one in people.looks_at(who.person_id)] == ["打印卷宗"]
    for who in (room.court, room.other_mediator, room.justice):
        with pytest.raises(Refusal):
            actions.open_dossier(dispute.pk, purpose="看看", by=who, at=later(13))
    assert Look.objects.count() == 2


def test_the_page_says_which_part_is_missing(room: Room):
    dispute = room.accepted()
    page = queries.dispute_page(room.clerk, Case.objects.get(pk=dispute.pk).public_code, at=later(1))
    assert len(page.dossier) == 13
    assert page.missing == ["权利义务告知书", "当事人身份材料", "调解笔录", "调解协议书或者口头协议登记表"]
    assert [part.number for part in page.dossier if part.required] == [1, 2, 3, 7, 8, 13]


def test_the_record_for_other_systems_has_the_fields_of_the_standard(room: Room):
    dispute = whole(room)
    _page, _sheet, rows = sheet_of(room, dispute)
    assert rows["化解方式"] == "01"
    assert rows["是否化解成功"] == "1"
    assert len(rows["事件名称"]) <= 100
    assert rows["主要当事人住址"] == "乌镇某路1号"
    assert "三百元" not in str(rows)


def test_where_violence_is_feared_no_address_stands_in_the_agreement_or_the_record(room: Room):
    dispute = whole(room)
    actions.flag_danger(dispute.pk, capacity=True, by=room.clerk, at=later(11))
    _page, sheet, rows = sheet_of(room, dispute)
    agreement = next(form for form in sheet["forms"] if form["title"] == "人民调解协议书")
    assert "某路" not in str(agreement)
    assert rows["主要当事人住址"] == ""


def test_an_oral_agreement_is_in_force_as_it_is_reached_and_its_form_says_so(room: Room):
    dispute = room.talking()
    room.hold(room.planned(dispute))
    room.draft(dispute, form="oral")
    _page, sheet, _rows = sheet_of(room, dispute)
    form = next(form for form in sheet["forms"] if form["title"] == "人民调解口头协议登记表")
    assert "达成协议之日起生效（人民调解法第三十条）" in str(form["parts"])
    assert "印章" not in str(form["parts"]) and not form["seal"]
