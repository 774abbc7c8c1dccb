"""What administrators of the county mend by themselves, each within their own bounds."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Assignment, Case, ClockRun
from sanzhi.journal import delivery
from sanzhi.journal.models import Entry, Outbox
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Appointment, Message, Office
from sanzhi.reactions.table import REACTIONS
from tests.county import County, a_member_of_staff
from tests.web.desk.conftest import as_, filed, send, step, take_through, text


def test_a_lost_second_factor_is_reset_and_the_person_told(town):
    handler = town.staff["handler"].account
    security = as_(town, "security_admin")
    address = f"/desk/people/{handler.person_id}/factor"
    assert send(as_(town, "system_admin"), address).status_code == 403
    assert send(security, address).status_code == 302
    assert not handler.authenticator_set.exists()
    assert as_(town, "handler").get("/desk/").url == "/staff/factors/totp/activate/"
    delivery.deliver(REACTIONS, at=clock.now())
    assert Message.objects.get(person_id=handler.person_id).text.startswith("安全管理员重置了")
    assert Entry.objects.filter(kind="account.factor_reset", about_id=handler.person_id).count() == 1
    own = f"/desk/people/{town.staff['security_admin'].account.person_id}/factor"
    assert send(security, own).status_code in (403, 409)


def test_a_post_moves_to_another_office_in_one_step(town):
    post = town.staff["handler"].post
    security = as_(town, "security_admin")
    address = f"/desk/people/post/{post.id}/move"
    assert "已经在这个单位" in text(send(security, address, office=post.office_id))
    assert send(security, address, office=town.offices["water"].id).status_code == 302
    now = Appointment.objects.get(person_id=post.person_id, valid_to=None)
    assert (now.office.code, now.role) == ("water", "handler")
    assert send(security, address, office=town.offices["lights"].id).status_code == 404, "it has ended"


def test_an_office_is_renamed_and_its_old_name_kept(town):
    system, office = as_(town, "system_admin"), town.offices["water"]
    address = f"/desk/offices/{office.id}/rename"
    assert send(system, address, name="市水务公司", before=office.name).status_code == 302
    assert "刚刚有人改过名" in text(send(system, address, name="水司", before=office.name))
    page = text(system.get("/desk/offices/"))
    assert "市水务公司" in page and "曾用名" in page and "市水务集团" in page


def test_an_office_with_open_cases_closes_only_when_another_takes_them(town, case):
    take_through(town, case, "assign", "sign_for")
    due = case.due_at
    system, lights, water = as_(town, "system_admin"), town.offices["lights"], town.offices["water"]
    address = f"/desk/offices/{lights.id}/close"
    assert "还有 1 件没有办完" in text(system.get(address))
    refused = send(system, address)
    assert refused.status_code == 422 and "请选由哪个单位接着办" in text(refused)
    assert send(system, address, successor=water.id).status_code == 302
    case.refresh_from_db()
    assert (case.holder_id, case.lead_id, case.state, case.due_at) == (water.id, water.id, "handling", due)
    assert Office.objects.get(pk=lights.pk).valid_to == clock.now().date()
    lead = Assignment.objects.get(case=case, ended_at=None)
    assert (lead.office_id, lead.part, lead.signed_at is not None) == (water.id, "lead", True)
    assert set(ClockRun.objects.filter(case=case, stopped_at=None).values_list("office_id", flat=True)) == {
        water.id
    }
    assert Entry.objects.filter(kind="case.handed_over", about_id=case.id).count() == 1
    done = {"reply": "路灯已经换新，今晚起恢复照明。", "no_photo_because": "夜间拍不清"}
    assert step(as_(town, "helper"), case, "report_done", **done).status_code == 302
    assert send(system, address, successor=water.id).status_code == 404


def test_a_helper_that_takes_over_the_lead_has_one_part_only(town):
    case = filed(town)
    lights, water = town.offices["lights"], town.offices["water"]
    step(as_(town, "town_dispatcher"), case, "assign", lead=lights.id, helpers=[water.id])
    send(as_(town, "system_admin"), f"/desk/offices/{lights.id}/close", successor=water.id)
    (part,) = Assignment.objects.filter(case=case, ended_at=None)
    assert (part.office_id, part.part) == (water.id, "lead")
    assert Case.objects.get(pk=case.pk).holder_id == water.id


def test_what_is_assigned_while_an_office_closes_waits_and_is_refused(committed_db):
    with transaction.atomic():
        county = County()
        case = county.filed()
        system = a_member_of_staff("系统员", "system_admin", county.centre)

    def assigning() -> str:
        try:
            cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=clock.now())
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "assigned"

    with ThreadPoolExecutor(1) as hand:
        with transaction.atomic():
            cases.close_office(county.roads.id, successor=None, by=system, at=clock.now())
            other = hand.submit(assigning)
            with pytest.raises(TimeoutError):
                other.result(timeout=0.5)
        assert other.result(timeout=10) == "office_unknown"


def test_a_deputy_named_before_becoming_an_administrator_stands_in_no_more(town):
    at = clock.now()
    post = town.staff["supervisor"].post
    deputy = town.staff["caller"]
    first = last = at.date()
    security = town.staff["security_admin"].actor
    people.name_deputy(post.id, deputy.account.person_id, first=first, last=last, by=security, at=at)
    person = deputy.account.person
    assert [one.stands_for for one in queries.posts_to_act_in(person, at)] == ["", "supervisor某"]
    people.end_appointment(deputy.post, by=security, at=at)
    people.appoint(person, "audit_admin", town.offices["centre"], by=security, at=at)
    assert [one.stands_for for one in queries.posts_to_act_in(person, at)] == [""]


def test_the_centre_is_never_closed(town):
    address = f"/desk/offices/{town.offices['centre'].id}/close"
    answer = send(as_(town, "system_admin"), address, successor=town.offices["room"].id)
    assert "社会治理中心不能撤销" in text(answer)


def test_the_data_page_counts_and_shows_no_case_and_tries_parked_messages_again(town, case):
    send(as_(town, "town_dispatcher"), "/desk/cases/export", reason="周例会用", form="csv")
    stuck = Outbox.objects.first()
    Outbox.objects.filter(pk=stuck.pk).update(parked_at=clock.now(), tries=8, last_error="ValueError: x")
    system = as_(town, "system_admin")
    page = text(system.get("/desk/data/"))
    assert "1 件，没有办完的 1 件" in page and "周例会用" in page and "town_dispatcher某" in page
    assert case.title not in page
    assert send(system, f"/desk/data/parked/{stuck.id}/retry").status_code == 302
    assert Outbox.objects.get(pk=stuck.pk).parked_at is None
    assert Entry.objects.filter(kind="outbox.retried", about_id=stuck.id).count() == 1
    assert send(system, f"/desk/data/parked/{stuck.id}/retry").status_code == 409


@pytest.mark.parametrize("role", ["security_admin", "audit_admin", "handler", "county_dispatcher"])
def test_the_three_administrators_stay_apart(town, role):
    client = as_(town, role)
    office = town.offices["water"].id
    for page in ("/desk/data/", f"/desk/offices/{office}/rename", f"/desk/offices/{office}/close"):
        assert client.get(page).status_code == 403
    if role != "security_admin":
        assert client.get(f"/desk/people/post/{town.staff['helper'].post.id}/move").status_code == 403
