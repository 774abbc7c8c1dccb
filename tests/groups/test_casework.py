"""个案: with the client's word, one step after the other; read by the worker, the supervisor and the client alone, each opening on record."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from sanzhi.groups import actions, queries, sweeps
from sanzhi.groups.actions import NewCasework
from sanzhi.groups.models import Casework
from sanzhi.kit import clock, walls
from sanzhi.people import queries as people
from sanzhi.people.access import sight_of
from sanzhi.people.models import Consent, Look
from tests.county import DAY, MONDAY, a_member_of_staff, a_resident, at_the_desk, person_of
from tests.web.test_honours import at_home
from tests.web.test_windows import post

from .place import refused, violations
from .test_workers import Staffed

PROBLEM, BORN = "失业半年，房租付不出，晚上睡不着。", date(2015, 6, 1)


class Helped(Staffed):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.fourth = a_member_of_staff("小郑", "social_worker", self.body)
        self.four = self.entered(self.fourth)

    def signed_paper(self, **changes: object) -> NewCasework:
        phone = people.phone_of(person_of(self.resident))
        usual = NewCasework("沈小满", phone, "self", PROBLEM, self.two.pk, signed=True)
        return replace(usual, **changes)

    def opened(self, **changes: object) -> Casework:
        return actions.open_casework(self.signed_paper(**changes), by=self.helper, at=MONDAY)

    def advanced(self, one: Casework, *stages: str) -> None:
        for stage in stages:
            actions.advance_casework(one.pk, stage, said=f"写下{stage}这一步", by=self.helper, at=MONDAY)


@pytest.fixture
def helped(db) -> Helped:
    return Helped()


def test_a_case_is_opened_with_a_signed_word_and_a_childs_with_the_guardians(helped):
    assert refused(lambda: helped.opened(signed=False)) == "consent_missing"
    assert refused(lambda: helped.opened(supervisor=helped.one.pk)) == "choice_unknown"
    assert refused(lambda: helped.opened(name="别的人")) == "name_differs"
    assert refused(lambda: helped.opened(child=True)) == "guardian_missing"
    one = helped.opened()
    assert refused(helped.opened) == "open_already"
    assert Consent.objects.get(purpose="casework").person_id == helped.resident.person_id
    mother = {
        "child": True,
        "phone": "",
        "born": BORN,
        "name": "小宝",
        "guardian_name": "小宝妈妈",
        "guardian_phone": "13900000002",
    }
    two = helped.opened(**mother)
    assert Consent.objects.filter(purpose="casework", person_id=two.guardian_id).exists()
    with pytest.raises(Exception, match="nobody agreed"), transaction.atomic():
        Casework.objects.create(client_id=helped.handler.person_id, worker=helped.one, supervisor=helped.two, area_id=one.area_id, source="self", opened_at=MONDAY)  # fmt: skip


def test_it_goes_from_intake_to_the_end_in_order_and_no_other_way(helped):
    one = helped.opened()
    assert refused(lambda: helped.advanced(one, "planned")) == "moved_on"
    sat = {
        "held_on": MONDAY.date(),
        "minutes": 50,
        "text": "谈了找工作的事",
        "by": helped.helper,
        "at": MONDAY,
    }
    assert refused(lambda: actions.hold_session(one.pk, **sat)) == "moved_on"
    helped.advanced(one, "assessed", "planned", "intervening")
    actions.hold_session(one.pk, **sat)
    helped.advanced(one, "evaluated")
    closed = {"why": "reached", "said": "找到工作了", "at": MONDAY}
    assert refused(lambda: actions.close_casework(one.pk, by=helped.other, **closed)) == "not_visible"
    assert actions.close_casework(one.pk, by=helped.helper, **closed).stage == "closed"
    with pytest.raises(Exception, match="does not go from"), transaction.atomic():
        Casework.objects.filter(pk=one.pk).update(stage="intake", closed_for="", closed_at=None)
    assert sweeps.erase_casework(at=MONDAY + 4 * 365 * DAY) == 0
    assert sweeps.erase_casework(at=MONDAY + 6 * 365 * DAY) == 1
    again = Casework.objects.get(pk=one.pk)
    assert again.problem == again.plan == again.closing == again.sessions.get().text == ""


def test_it_is_read_by_three_and_by_nobody_else_and_counted_by_nobody_below_ten(helped):
    one = helped.opened()
    for actor, seen in (
        (helped.helper, 1), (helped.other, 1), (helped.resident, 1), (helped.third, 0), (helped.officer, 0), (helped.supervisor, 0),
        (helped.county, 0), (a_resident("隔壁老王"), 0),
    ):  # fmt: skip
        with walls.seeing(sight_of(actor)):
            assert Casework.objects.count() == seen, actor.name
    assert refused(lambda: queries.casework_of(helped.officer, one.pk)) == "not_visible"
    (row,) = queries.casework_counted(helped.county, 2026)
    assert (row.opened, row.closed) == (None, None)


def test_a_guardian_reads_a_childs_case_until_the_eighteenth_birthday(helped):
    said = {
        "child": True,
        "phone": "",
        "name": "小宝",
        "guardian_name": "小宝妈妈",
        "guardian_phone": "13900000002",
    }
    assert refused(lambda: helped.opened(**said)) == "born_missing"
    assert refused(lambda: helped.opened(**said, born=date(2008, 3, 2))) == "grown"  # today
    one = helped.opened(**said, born=date(2008, 3, 4))
    mother, eve, birthday = people.resident_actor(one.guardian), MONDAY + DAY, MONDAY + 2 * DAY
    assert [len(queries.caseworks_about(mother, at.date())) for at in (eve, birthday)] == [1, 0]
    assert queries.people_of_casework(one.pk, birthday.date())["guardian"] is None
    assert refused(lambda: actions.end_own_casework(one.pk, by=mother, at=birthday)) == "not_visible"
    assert [
        row.pk for row in queries.caseworks_about(people.resident_actor(one.client), birthday.date())
    ] == [one.pk]
    with walls.seeing(sight_of(mother)):  # the wall goes by the day of the database, which is long after
        assert Casework.objects.count() == 0
    with walls.seeing(
        sight_of(people.resident_actor(helped.opened(**said | {"name": "小贝"}, born=BORN).guardian))
    ):
        assert Casework.objects.count() == 1


def test_the_word_taken_back_among_all_consents_closes_what_rested_on_it(helped, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    one = helped.opened()
    with clock.simulated(MONDAY):
        she = at_home(helped.resident)
        assert "凭这个同意做的个案都会结案" in she.get("/me/").content.decode()
        assert post(she, "/me/consents/casework/withdraw", 1).status_code == 302
    one.refresh_from_db()
    assert (one.stage, one.closed_for) == ("closed", "client")
    assert Consent.objects.get(purpose="casework").withdrawn_at == MONDAY and violations() == []


def test_all_that_there_was_about_oneself_is_read_page_by_page(helped):
    for _n in range(queries.PAGE_SIZE + 1):
        actions.end_own_casework(helped.opened().pk, by=helped.resident, at=MONDAY)
    first = queries.caseworks_about(helped.resident, MONDAY.date())
    assert len(first) == queries.PAGE_SIZE + 1  # one more: there is a next page
    rest = queries.caseworks_about(helped.resident, MONDAY.date(), before=first[queries.PAGE_SIZE - 1].pk)
    assert [one.pk for one in rest] == [first[-1].pk]


def test_what_is_written_is_never_cut(helped):
    one = helped.opened()
    helped.advanced(one, "assessed")
    long = {"by": helped.helper, "at": MONDAY}
    assert (
        refused(lambda: actions.advance_casework(one.pk, "planned", said="长" * 2001, **long)) == "too_long"
    )
    actions.advance_casework(one.pk, "planned", said="长" * 2000, **long)
    actions.advance_casework(one.pk, "intervening", said="说好每周三", **long)
    assert Casework.objects.get().plan.endswith("说好每周三")


def test_the_client_ends_it_in_one_step_and_their_word_with_it(helped):
    one = helped.opened()
    assert (
        refused(lambda: actions.end_own_casework(one.pk, by=a_resident("隔壁老王"), at=MONDAY))
        == "not_visible"
    )
    assert actions.end_own_casework(one.pk, by=helped.resident, at=MONDAY).closed_for == "client"
    assert Consent.objects.get(purpose="casework").withdrawn_at == MONDAY


def test_the_word_for_one_child_stays_when_the_case_of_another_ends(helped):
    said = {
        "child": True,
        "born": BORN,
        "phone": "",
        "guardian_name": "小宝妈妈",
        "guardian_phone": "13900000002",
    }
    one, two = (helped.opened(**said, name=name) for name in ("小宝", "小贝"))
    mother = people.resident_actor(one.guardian)
    word = Consent.objects.filter(purpose="casework", person=one.guardian)
    actions.end_own_casework(one.pk, by=mother, at=MONDAY)
    assert word.get().withdrawn_at is None
    assert violations() == []
    actions.end_own_casework(two.pk, by=mother, at=MONDAY)
    assert word.get().withdrawn_at == MONDAY


def test_each_opening_has_a_purpose_that_the_client_reads(helped, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    with clock.simulated(MONDAY):
        desk, she = at_the_desk(helped.helper), at_home(helped.resident)
        said = {
            "name": "沈小满", "phone": people.phone_of(person_of(helped.resident)), "source": "village", "problem": PROBLEM,
            "supervisor": helped.two.pk, "signed": "on",
        }  # fmt: skip
        assert post(desk, "/desk/casework/new", 1, **said).status_code == 302
        one = Casework.objects.get()
        where = f"/desk/casework/{one.pk}/"
        assert PROBLEM not in desk.get(where).content.decode()
        assert post(desk, f"{where}look", 2, purpose="").status_code == 409
        assert post(desk, f"{where}look", 3, purpose="写预估").status_code == 302
        assert PROBLEM in desk.get(where).content.decode() and PROBLEM not in desk.get(where).content.decode()
        assert Look.objects.get(person_id=one.client_id).items == ["casework"]
        assert "写预估" in she.get("/me/looked").content.decode()
        for n, stage in enumerate(("assessed", "planned", "intervening"), start=4):
            assert post(desk, f"{where}to/{stage}", n, said=f"写下{stage}").status_code == 302
        sat = {"held_on": "2026-03-02", "minutes": 50, "text": "谈了找工作的事"}
        assert post(desk, f"{where}session", 8, **sat).status_code == 302
        page = she.get("/casework/").content.decode()
        assert PROBLEM in page and "谈了找工作的事" in page
        assert post(desk, f"{where}hand", 9, to=helped.three.pk).status_code == 302
        assert "小钟" in she.get("/casework/").content.decode()
        assert post(she, f"/casework/{one.pk}/agree", 10).status_code == 302
        third = at_the_desk(helped.third)
        assert (
            "沈小满" in third.get("/desk/casework/").content.decode() and desk.get(where).status_code == 404
        )
        assert post(third, f"{where}close", 11, why="moved", said="转到心理门诊").status_code == 302
        two = helped.opened(name="老王", phone="13900000009")
        assert post(at_home(helped.resident), f"/casework/{two.pk}/end", 12).status_code == 404
