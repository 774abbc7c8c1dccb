"""个案换人: with the client's word, which may be refused; another supervisor, and the cases of whoever is gone, by a hand and a reason."""

import pytest
from django.db import connection, transaction

from sanzhi.groups import actions, queries
from sanzhi.groups.models import Casework
from sanzhi.kit import clock, walls
from sanzhi.people import actions as people
from sanzhi.people.access import sight_of
from sanzhi.people.models import Appointment
from sanzhi.people.roles import INSTALLER
from tests.cases.test_family_race import race
from tests.county import DAY, MONDAY, a_member_of_staff, an_office, at_the_desk
from tests.reactions.test_table import deliver, told
from tests.web.test_honours import at_home
from tests.web.test_windows import post

from .place import refused, violations
from .test_casework import Helped


@pytest.fixture
def helped(db) -> Helped:
    return Helped()


def test_it_is_handed_over_with_the_clients_word_only(helped):
    one = helped.opened()
    asked = {"by": helped.helper, "at": MONDAY}
    assert refused(lambda: actions.hand_casework(one.pk, helped.two.pk, **asked)) == "choice_unknown"
    actions.hand_casework(one.pk, helped.three.pk, **asked)
    deliver()
    assert "社工为您（您的孩子）做的事有进展，只有您看得到内容。" in told(helped.resident.person_id)
    with walls.seeing(sight_of(helped.third)):
        assert Casework.objects.count() == 0
    with pytest.raises(Exception, match="with a word only"), transaction.atomic():
        Casework.objects.filter(pk=one.pk).update(worker=helped.two, supervisor=helped.one)
    with walls.seeing(sight_of(helped.resident)):
        actions.agree_to_hand(one.pk, by=helped.resident, at=MONDAY)
    with walls.seeing(sight_of(helped.helper)):
        assert Casework.objects.count() == 0
    assert queries.casework_of(helped.third, one.pk).pk == one.pk
    for worker in (helped.two, helped.three):  # nobody leaves a client behind
        assert refused(lambda who=worker: helped.left(who)) == "cases_open"
    assert helped.left(helped.one).spells.get().ends_on


def test_a_handover_may_be_declined_or_called_off_and_goes_to_nobody_who_has_left(helped):
    one = helped.opened()
    asked = {"by": helped.helper, "at": MONDAY}
    for who in (helped.resident, helped.helper):
        actions.hand_casework(one.pk, helped.three.pk, **asked)
        assert actions.decline_hand(one.pk, by=who, at=MONDAY).hand_to is None
    deliver()
    assert "有一个个案不转给别的社工了，还由您做。" in told(helped.helper.person_id)
    late = {"by": helped.resident, "at": MONDAY}
    assert refused(lambda: actions.agree_to_hand(one.pk, **late)) == "moved_on"
    helped.left(helped.three)
    assert refused(lambda: actions.hand_casework(one.pk, helped.three.pk, **asked)) == "choice_unknown"
    people.end_appointment(Appointment.objects.get(person=helped.fourth.person_id), by=INSTALLER, at=MONDAY)
    assert refused(lambda: actions.hand_casework(one.pk, helped.four.pk, **asked)) == "choice_unknown"


def test_whoever_a_case_is_handed_to_does_not_leave_in_the_same_moment(committed_db):
    with transaction.atomic():
        helped = Helped()
        one = helped.opened()
    both = race(
        lambda: actions.hand_casework(one.pk, helped.three.pk, by=helped.helper, at=MONDAY),
        lambda: helped.left(helped.three),
    )
    assert both in ({"won": 1, "cases_open": 1}, {"won": 1, "choice_unknown": 1})
    connection.close()


def test_another_supervisor_is_put_on_it_for_a_reason_that_the_client_reads(helped):
    one = helped.opened()
    new = {"to": helped.three.pk, "at": MONDAY}
    assert (
        refused(lambda: actions.change_supervisor(one.pk, reason="换", by=helped.helper, **new))
        == "reason_missing"
    )
    again = {"reason": "督导休产假", **new}
    assert refused(lambda: actions.change_supervisor(one.pk, by=helped.other, **again)) == "not_visible"
    actions.change_supervisor(one.pk, by=helped.helper, **again)
    deliver()
    assert "有一个个案换了督导，您不再看得到。" in told(helped.other.person_id)
    assert told(helped.third.person_id) and len(told(helped.resident.person_id)) == 2
    with walls.seeing(sight_of(helped.other)):
        assert Casework.objects.count() == 0
    assert helped.left(helped.two).pk == helped.two.pk
    with pytest.raises(Exception, match="by somebody and for a reason"), transaction.atomic():
        Casework.objects.filter(pk=one.pk).update(supervisor=helped.two)


def test_the_cases_of_a_worker_who_is_gone_go_on_with_another_and_their_clients_are_told(helped):
    mine, supervised = (
        helped.opened(),
        helped.opened(name="老王", phone="13900000009", supervisor=helped.three.pk),
    )
    to = {"reason": "小陶调走了", "by": helped.officer, "at": MONDAY + DAY}
    assert refused(lambda: actions.reassign_caseload(helped.one.pk, helped.two.pk, **to)) == "in_post"
    with pytest.raises(Exception, match="with a word only"), transaction.atomic():
        Casework.objects.filter(pk=mine.pk).update(worker=helped.three, moved_by=helped.officer.person_id, moved_at=MONDAY, moved_why="小陶调走了")  # fmt: skip
    for who in (helped.one, helped.three):  # the one works on both, the other supervises one
        people.end_appointment(
            Appointment.objects.get(person=who.person_id, valid_to=None), by=INSTALLER, at=MONDAY
        )
    assert (
        refused(lambda: actions.reassign_caseload(helped.one.pk, helped.two.pk, **to)) == "has_part_already"
    )
    stranger = {
        **to,
        "by": a_member_of_staff(
            "别处的干部", "social_officer", an_office("far", "别的镇", "town_office", "330483101000")
        ),
    }
    assert (
        refused(lambda: actions.reassign_caseload(helped.one.pk, helped.four.pk, **stranger))
        == "not_your_area"
    )
    with walls.seeing(sight_of(helped.officer)):  # who reads none of them
        assert actions.reassign_caseload(helped.one.pk, helped.four.pk, **to) == 2
        assert actions.reassign_caseload(helped.three.pk, helped.two.pk, **to | {"at": MONDAY + 2 * DAY}) == 1
    mine.refresh_from_db(), supervised.refresh_from_db()
    assert (mine.worker, mine.supervisor, supervised.supervisor) == (helped.four, helped.two, helped.two)
    assert (mine.moved_why, mine.moved_by_id) == ("小陶调走了", helped.officer.person_id)
    deliver()
    assert len(told(helped.resident.person_id)) == 2 and told(helped.fourth.person_id)
    assert helped.left(helped.one).spells.get().ends_on and violations() == []


def test_it_is_handed_kept_and_reassigned_on_the_pages(helped, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    one = helped.opened()
    where, there = f"/desk/casework/{one.pk}/", f"/desk/workers/{helped.one.pk}/"
    with clock.simulated(MONDAY):
        desk, keeper, she = at_the_desk(helped.helper), at_the_desk(helped.officer), at_home(helped.resident)
        for n, off in enumerate(
            (lambda: post(desk, f"{where}keep", 10), lambda: post(she, f"/casework/{one.pk}/decline", 11))
        ):
            assert post(desk, f"{where}hand", n, to=helped.three.pk).status_code == 302
            assert f"{where}keep" in desk.get(where).content.decode()
            assert off().status_code == 302 and f"{where}keep" not in desk.get(where).content.decode()
        changed = {"to": helped.three.pk, "reason": "督导休产假"}
        assert post(desk, f"{where}supervise", 12, **changed).status_code == 302
        assert "督导休产假" in she.get("/casework/").content.decode()
        assert "转交个案" not in keeper.get(there).content.decode()
        theirs = Appointment.objects.get(person=helped.one.person_id)
        people.end_appointment(theirs, by=INSTALLER, at=MONDAY)
        assert "转交个案" in keeper.get(there).content.decode()
        to = {"to": helped.four.pk, "reason": "小陶调走了"}
        assert post(keeper, f"{there}reassign", 13, **to).status_code == 302
        assert "小陶调走了" in she.get("/casework/").content.decode()
        assert "沈小满" in at_the_desk(helped.fourth).get("/desk/casework/").content.decode()
