"""Around a petition, in the browser: somebody goes through it for another by their word, a leader receives, what is unsolved is
listed, and an organ answers what was advised."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils.timezone import localdate

from sanzhi.kit import clock
from sanzhi.people.models import Person
from sanzhi.people.queries import phone_of, resident_actor
from sanzhi.petitions.actions import NewPetitioner
from sanzhi.petitions.models import Agency, Booking, Petition
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.petitions.bureau import FACTS, Bureau

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def county(committed_db) -> Bureau:
    cache.clear()
    with transaction.atomic():
        return Bureau()


def saved(page, **labels: str) -> None:
    """Fill in by label and save."""
    for label, words in labels.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="保存").click()


def test_somebody_goes_through_it_for_another_from_the_word_until_it_is_taken_back(county, window):
    desk = window(county.clerk, DESK)
    desk.goto("/desk/agency/")
    desk.get_by_role("link", name="登记代办").click()
    saved(desk, 委托人姓名="沈阿婆", 委托人电话="13911112222", 代办什么事="门前排水管")
    desk.get_by_text("本人在手机上同意").wait_for()
    looks_right(desk, "desk-agency-asked")
    one = Agency.objects.get()
    principal = resident_actor(Person.objects.get(pk=one.principal_id))
    phone = window(principal, PHONE)
    phone.goto(f"/agency/{one.pk}/")
    looks_right(phone, "agency-word")
    phone.get_by_role("button", name="我同意委托").click()
    phone.get_by_role("button", name="撤回委托").wait_for()
    _submitted(desk, county, one.pk)
    petition = Petition.objects.select_related("case").get()
    assert petition.petitioners.get().person_id == principal.person_id
    phone.goto(f"/petitions/{petition.case.public_code}/")
    looks_right(phone, "agency-petition")
    phone.goto(f"/agency/{one.pk}/")
    phone.get_by_role("button", name="撤回委托").click()
    phone.get_by_text("撤回").first.wait_for()
    desk.goto(f"/desk/agency/{one.pk}/")
    desk.get_by_text("委托已撤回，代办到此为止。").wait_for()
    looks_right(desk, "desk-agency-ended")
    answer = desk.goto(f"/desk/petitions/{petition.case.public_code}/")
    assert answer is not None and answer.status == 404
    desk.complaints.clear()  # of the page that is not there any more


def _submitted(desk, county: Bureau, agency: int) -> None:
    """One contact, then the petition in the principal's name."""
    desk.goto(f"/desk/agency/{agency}/")
    desk.get_by_role("link", name="记一次联系").click()
    desk.get_by_label("找责任单位").check()
    saved(desk, 说了什么="和施工单位谈过，没有谈成")
    desk.get_by_role("link", name="代为提交信访").click()
    desk.get_by_label("事情在哪个村（社区）").select_option(county.village.code)
    desk.get_by_label("涉及领域").select_option("city.roads")
    looks_right(desk, "desk-agency-submit")
    desk.get_by_label("事实").fill(FACTS)
    saved(desk, **{"什么事（一句话）": "门前排水管挖断没有修", "请求": "修好门前的排水管"})
    desk.get_by_text("已登记").first.wait_for()


def test_a_leader_receives_whoever_booked_and_what_came_of_it_is_registered(county, window):
    desk = window(county.officer, DESK)
    desk.goto("/desk/petitions/reception/")
    desk.get_by_role("link", name="公布接访日").click()
    soon = localdate(clock.now()) + timedelta(days=3)
    saved(desk, 哪位领导="李市长", 职务="副市长", 在哪里="市信访局接待室", 哪一天=soon.isoformat())
    desk.get_by_text("还没有人预约").wait_for()
    phone = window(county.resident, PHONE)
    phone.goto("/reception/")
    looks_right(phone, "receptions")
    phone.get_by_role("link", name="预约").click()
    phone.get_by_label("想谈什么事（一句话）").fill("门前排水管没有人修")
    phone.get_by_role("button").filter(has_text="预约").click()
    phone.get_by_text("您已约好，第 1 位。").wait_for()
    looks_right(phone, "reception-booked")
    with transaction.atomic():
        me = Person.objects.get(pk=county.resident.person_id)
        visitor = NewPetitioner(me.name, phone_of(me))
        one = county.at_the_desk(clock.now(), petitioners=(visitor,))
    desk.goto("/desk/petitions/reception/")
    desk.get_by_text("门前排水管没有人修").wait_for()
    looks_right(desk, "desk-receptions")
    desk.get_by_role("link", name="登记接访结果").click()
    saved(desk, 来访登记的查询码=one.case.public_code)
    desk.get_by_role("link", name="看来访登记").wait_for()
    assert Booking.objects.get().petition_id == one.pk


def test_what_is_unsolved_is_listed_reviewed_and_solved(county, window):
    with transaction.atomic():
        one = county.filed(clock.now())
    desk = window(county.officer, DESK)
    desk.goto(f"/desk/petitions/{one.case.public_code}/")
    desk.get_by_role("link", name="列入积案").click()
    desk.get_by_label("三个月以上没有化解的疑难复杂事项").check()
    saved(desk, 包案领导="李市长", 化解措施="每月会商一次，先修后议。")
    desk.goto("/desk/petitions/backlog/")
    looks_right(desk, "desk-backlogs")
    desk.get_by_role("link", name=one.case.title).click()
    desk.get_by_role("link", name="记一次会商").click()
    saved(desk, 化解到哪一步="施工单位答应本月修好。")
    desk.get_by_text("施工单位答应本月修好。").wait_for()
    looks_right(desk, "desk-backlog")
    desk.get_by_role("link", name="登记化解").click()
    saved(desk, **{"怎样化解的，信访人怎么说": "排水管已经修好，信访人到场看过，表示认可。"})
    desk.get_by_text("已化解").first.wait_for()
    desk.goto("/desk/petitions/backlog/?solved=yes")
    desk.get_by_role("link", name=one.case.title).wait_for()


def test_what_the_bureau_advised_is_answered_by_the_organ_in_writing(county, window):
    desk = window(county.officer, DESK)
    desk.goto("/desk/petitions/advice/")
    desk.get_by_role("link", name="提出建议").click()
    desk.get_by_label("向哪个单位").select_option(label=county.roads.name)
    desk.get_by_label("改进工作的建议").check()
    saved(desk, 建议的内容="请在开工以前公示地下管线的保护办法。")
    desk.get_by_text("等单位书面反馈。", exact=True).wait_for()
    organ = window(county.head, DESK)
    organ.goto("/desk/petitions/advice/")
    looks_right(organ, "desk-advice")
    organ.get_by_role("link", name="书面反馈").click()
    organ.get_by_label("采纳", exact=True).check()
    saved(organ, 怎样办的="已经写进施工许可的条件，四月起执行。")
    organ.get_by_text("已经写进施工许可的条件").wait_for()
    desk.goto("/desk/petitions/advice/")
    desk.get_by_text("已经写进施工许可的条件").wait_for()
    looks_right(desk, "desk-advice-answered")
