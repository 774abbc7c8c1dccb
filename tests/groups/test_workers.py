"""社工: a certificate holds three years; an allowance is proposed by one and agreed to by another, never for a lapsed certificate."""

import io
from datetime import date

import pytest
from django.db import connection, transaction
from openpyxl import load_workbook

from sanzhi.groups import actions, queries
from sanzhi.groups.models import Allowance, SocialWorker
from sanzhi.groups.rules_of_workers import Held, level_through, valid_to
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.roles import INSTALLER, Actor
from tests.cases.test_family_race import race
from tests.county import MONDAY, a_member_of_staff, an_office, at_the_desk
from tests.reactions.test_table import deliver, told
from tests.web.test_windows import post

from .place import Register, refused, violations

FEBRUARY, DOCUMENT, BEGAN = date(2026, 2, 1), "桐社工〔2026〕3号", date(2025, 1, 1)


class Staffed(Register):
    """Two officers of the town and one of the county, two social workers; one has a certificate."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.second = a_member_of_staff("老许", "social_officer", self.room)
        self.county = a_member_of_staff("市社工部", "social_officer", self.centre)
        self.helper, self.other, self.third = (
            a_member_of_staff(n, "social_worker", self.body) for n in ("小陶", "小闻", "小钟")
        )
        self.one, self.two, self.three = (self.entered(who) for who in (self.helper, self.other, self.third))
        self.certified(self.one, date(2025, 1, 1))
        actions.set_allowance(
            "worker", fen=300_00, from_on=date(2026, 1, 1), document=DOCUMENT, by=self.county, at=MONDAY
        )

    def entered(self, who: Actor) -> SocialWorker:
        post_ = next(
            one for one in queries.workers_in_post(self.officer, MONDAY) if one.person_id == who.person_id
        )
        return actions.enter_worker(post_.pk, starts_on=BEGAN, by=self.officer, at=MONDAY)

    def certified(self, one: SocialWorker, day: date, number: str = "SW330001") -> object:
        return actions.register_certificate(
            one.pk, level="worker", number=number, registered_on=day, by=self.officer, at=MONDAY
        )

    def proposed(self) -> list[Allowance]:
        return actions.propose_allowances(FEBRUARY, by=self.officer, at=MONDAY)

    def agreed(self, month: date = FEBRUARY, by: Actor | None = None) -> int:
        """What is shown now is agreed to now."""
        hand = by or self.second
        shown = [one.pk for one in queries.allowances_shown(hand, month)]
        return actions.agree_allowances(month, shown, by=hand, at=MONDAY)

    def left(self, one: SocialWorker, last_on: date | None = None) -> SocialWorker:
        return actions.end_worker(one.pk, last_on=last_on or MONDAY.date(), by=self.officer, at=MONDAY)


@pytest.fixture
def staffed(db) -> Staffed:
    return Staffed()


def test_a_certificate_holds_three_years_and_is_registered_again_with_its_training(staffed):
    assert staffed.one.registrations.get().valid_to == date(2028, 1, 1)
    assert refused(lambda: staffed.certified(staffed.two, date(2025, 2, 1))) == "number_taken"
    assert refused(lambda: staffed.certified(staffed.one, date(2026, 3, 1))) == "hours_missing"
    said = {"held_on": date(2026, 1, 5), "hours": 72, "what": "个案督导", "by": staffed.officer, "at": MONDAY}
    actions.enter_training(staffed.one.pk, **said)
    staffed.certified(staffed.one, date(2026, 3, 1))
    listed = queries.social_workers("", MONDAY.date())
    assert [(row.person.name, len(row.holds)) for row in listed] == [("小陶", 2), ("小闻", 0), ("小钟", 0)]
    staffed.left(staffed.two)
    assert len(queries.social_workers("", MONDAY.date())) == 2


def test_a_level_is_of_a_certificate_that_held_through_the_whole_month():
    held = [
        Held("assistant", date(2020, 1, 1), date(2026, 3, 1)),
        Held("worker", date(2026, 2, 10), date(2029, 2, 10)),
    ]
    assert level_through(held, date(2026, 2, 1)) == "assistant"
    assert level_through(held, date(2026, 3, 1)) == "worker"
    assert level_through(held[:1], date(2026, 3, 1)) == ""


def test_an_allowance_is_agreed_to_by_another_and_never_for_a_lapsed_certificate(staffed):
    (row,) = staffed.proposed()
    assert (row.worker_id, row.fen) == (staffed.one.pk, 300_00) and staffed.proposed() == []
    assert (
        refused(lambda: actions.propose_allowances(date(2026, 3, 1), by=staffed.officer, at=MONDAY))
        == "month_runs"
    )
    assert refused(lambda: staffed.agreed(by=staffed.officer)) == "own_hand"
    deliver()
    assert "有一个月的社工补贴拟好了，等另一个人同意。" in told(staffed.second.person_id)
    assert staffed.agreed() == 1
    assert (
        refused(lambda: actions.refuse_allowance(row.pk, reason="算错了一个月", by=staffed.second, at=MONDAY))
        == "moved_on"
    )
    usual = {
        "month": FEBRUARY,
        "level": "worker",
        "fen": 1,
        "proposed_by_id": staffed.officer.person_id,
        "proposed_at": MONDAY,
    }
    with pytest.raises(Exception, match="no certificate"), transaction.atomic():
        Allowance.objects.create(worker=staffed.two, **usual)
    own = {**usual, "month": date(2026, 1, 1), "proposed_by_id": staffed.helper.person_id}
    with pytest.raises(Exception, match="their own allowance"), transaction.atomic():
        Allowance.objects.create(worker=staffed.one, **own)
    assert (
        refused(
            lambda: actions.set_allowance(
                "worker", fen=1, from_on=FEBRUARY, document=DOCUMENT, by=staffed.officer, at=MONDAY
            )
        )
        == "county_only"
    )


def test_one_signature_agrees_to_the_rows_that_were_shown_and_to_no_other(staffed):
    staffed.proposed()
    shown = [one.pk for one in queries.allowances_shown(staffed.second, FEBRUARY)]
    staffed.certified(staffed.two, date(2025, 6, 1), "SW330002")
    staffed.proposed()  # one more, between the page and the signature
    signed = {"month": FEBRUARY, "by": staffed.second, "at": MONDAY}
    assert refused(lambda: actions.agree_allowances(shown=shown, **signed)) == "list_changed"
    assert refused(lambda: actions.agree_allowances(shown=[], **signed)) == "list_changed"
    assert Allowance.objects.exclude(agreed_at=None).count() == 0
    assert staffed.agreed() == 2


def test_a_towns_officers_draw_up_and_agree_to_their_own_towns_and_to_no_other(staffed):
    """Not the county alone: whoever keeps a town's service centre proposes for the town."""
    far = an_office("far", "别的镇", "town_office", "330483101000")
    stranger = a_member_of_staff("别处的干部", "social_officer", far)
    assert actions.propose_allowances(FEBRUARY, by=stranger, at=MONDAY) == []
    (row,) = staffed.proposed()
    other = {"month": FEBRUARY, "shown": [row.pk], "at": MONDAY}
    assert refused(lambda: actions.agree_allowances(**other, by=stranger)) == "own_hand"
    assert actions.agree_allowances(**other, by=staffed.county) == 1  # the county reads all of its towns


def test_months_that_were_not_worked_to_their_end_have_no_allowance(staffed):
    assert refused(lambda: staffed.left(staffed.one, date(2026, 3, 3))) == "last_day_shape"
    staffed.left(staffed.one, date(2025, 11, 20))
    back = {"by": staffed.officer, "at": MONDAY}
    (again,) = (
        one
        for one in queries.workers_in_post(staffed.officer, MONDAY)
        if one.person_id == staffed.helper.person_id
    )
    assert (
        refused(lambda: actions.enter_worker(again.pk, starts_on=date(2025, 11, 20), **back))
        == "spell_overlaps"
    )
    actions.enter_worker(again.pk, starts_on=date(2026, 2, 1), **back)
    assert actions.enter_worker(again.pk, starts_on=date(2026, 2, 1), **back).spells.count() == 2  # once
    actions.set_allowance(
        "worker", fen=200_00, from_on=BEGAN, document=DOCUMENT, by=staffed.county, at=MONDAY
    )

    def proposed(month: date) -> list[int]:
        return [one.worker_id for one in actions.propose_allowances(month, **back)]

    months = [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), FEBRUARY]
    assert [proposed(month) for month in months] == [[staffed.one.pk], [], [], [], [staffed.one.pk]]
    usual = {
        "level": "worker",
        "fen": 200_00,
        "proposed_by_id": staffed.officer.person_id,
        "proposed_at": MONDAY,
    }
    with pytest.raises(Exception, match="not employed through"), transaction.atomic():
        Allowance.objects.create(worker=staffed.one, month=date(2025, 12, 1), **usual)
    with pytest.raises(Exception, match="was employed then"), transaction.atomic():
        staffed.one.spells.create(office=staffed.body, starts_on=BEGAN, ends_on=BEGAN, entered_by_id=staffed.officer.person_id, entered_at=MONDAY, ended_by_id=staffed.officer.person_id, ended_at=MONDAY)  # fmt: skip


def test_an_end_entered_later_refuses_what_was_proposed_and_shows_what_was_paid_too_much(staffed):
    staffed.proposed()
    staffed.agreed()
    staffed.certified(staffed.two, date(2025, 6, 1), "SW330002")
    (row,) = staffed.proposed()
    staffed.left(staffed.two, date(2026, 2, 27))
    row.refresh_from_db()
    assert row.refused_at and "离职" in row.reason
    staffed.left(staffed.one, date(2026, 2, 27))
    assert queries.overpaid(staffed.one) == [FEBRUARY] and queries.overpaid(staffed.two) == []


def test_a_certificate_done_again_before_its_end_loses_no_month(staffed):
    """Done again on the tenth of the month in which the old one ends on the twentieth."""
    held = [
        Held("worker", date(2023, 2, 20), date(2026, 2, 20)),
        Held("worker", date(2026, 2, 10), date(2029, 2, 20)),
    ]
    assert level_through(held, FEBRUARY) == "worker"
    assert level_through([*held[:1], Held("worker", date(2026, 2, 21), date(2029, 2, 21))], FEBRUARY) == ""
    assert valid_to(date(2026, 2, 10), date(2026, 2, 20)) == date(2029, 2, 20)
    assert valid_to(date(2025, 2, 10), date(2026, 2, 20)) == date(
        2028, 2, 10
    )  # a year ahead is not shortly before
    assert valid_to(date(2026, 3, 1), date(2026, 2, 20)) == date(2029, 3, 1)
    staffed.certified(staffed.two, date(2023, 2, 20), "SW330003")
    said = {"held_on": date(2026, 1, 5), "hours": 72, "what": "个案督导", "by": staffed.officer, "at": MONDAY}
    actions.enter_training(staffed.two.pk, **said)
    staffed.certified(staffed.two, date(2026, 2, 10), "SW330003")
    assert staffed.two.registrations.first().valid_to == date(2029, 2, 20)
    assert {one.worker_id for one in staffed.proposed()} == {staffed.one.pk, staffed.two.pk}
    assert staffed.agreed() == 2 and violations() == []


def test_the_sheet_says_where_they_worked_then(staffed):
    staffed.proposed()
    staffed.agreed()
    staffed.left(staffed.one, date(2026, 3, 1))
    other = an_office("elsewhere", "濮院社工站", "social_org", staffed.village.code)
    moved = people.appoint(staffed.one.person, "social_worker", other, by=INSTALLER, at=MONDAY)
    actions.enter_worker(moved.pk, starts_on=MONDAY.date(), by=staffed.officer, at=MONDAY)
    (row,) = queries.allowance_sheet(staffed.second, FEBRUARY)
    assert row[1] == staffed.body.name and SocialWorker.objects.get(pk=staffed.one.pk).office == other


def test_two_who_propose_one_month_at_once_give_it_once(committed_db):
    with transaction.atomic():
        staffed = Staffed()
    assert race(*[staffed.proposed] * 2) == {"won": 2}  # the second finds nobody left
    assert Allowance.objects.count() == 1
    connection.close()


def test_the_register_the_allowance_and_its_sheet_are_on_the_pages(staffed, settings, client):
    settings.ALLOWED_HOSTS = ["testserver"]
    with clock.simulated(MONDAY):
        first, second, county = (
            at_the_desk(who) for who in (staffed.officer, staffed.second, staffed.county)
        )
        there = f"/desk/workers/{staffed.two.pk}/"
        said = {"level": "worker", "number": "SW330002", "registered_on": "2025-06-01"}
        assert post(first, f"{there}register", 1, **said).status_code == 302
        trained = {"held_on": "2026-01-05", "hours": 8, "what": "危机介入"}
        assert post(first, f"{there}train", 2, **trained).status_code == 302
        page = first.get(there).content.decode()
        assert "SW330002" in page and "危机介入" in page and "2028-06-01" in page
        rule = {"level": "senior", "money": "800", "from_on": "2026-01-01", "document": DOCUMENT}
        assert post(county, "/desk/allowances/rule", 3, **rule).status_code == 302
        assert post(first, "/desk/allowances/propose", 4, month="2026-02").status_code == 302
        assert post(first, "/desk/allowances/agree", 5, month="2026-02").status_code == 422
        seen = {
            "month": "2026-02",
            "shown": ",".join(str(row.pk) for row in Allowance.objects.order_by("id")),
        }
        row = Allowance.objects.get(worker=staffed.two)
        assert post(second, f"/desk/allowances/{row.pk}/refuse", 6, reason="二月没有上班").status_code == 302
        changed = post(second, "/desk/allowances/agree", 7, **seen)
        assert changed.status_code == 422 and "名单在您看的时候变了" in changed.content.decode()
        page = second.get(
            "/desk/allowances/agree"
        ).content.decode()  # the month that waits, without being asked for
        one = Allowance.objects.get(worker=staffed.one)
        assert "小陶" in page and "小闻" not in page and f'name="shown" value="{one.pk}"' in page
        assert post(second, "/desk/allowances/agree", 70, month="2026-02", shown=one.pk).status_code == 302
        page = second.get("/desk/allowances/?month=2026-02").content.decode()
        assert "老许 已同意" in page and "二月没有上班" in page and DOCUMENT in page
        sheet = second.get("/desk/allowances/sheet?month=2026-02").content
        rows = [[cell.value for cell in line] for line in load_workbook(io.BytesIO(sheet)).active.iter_rows()]
        assert len(rows) == 2 and rows[1][0] == "小陶" and float(rows[1][4]) == 300
        assert "小闻" in client.get("/workers/").content.decode()
        assert post(first, f"{there}leave", 8, last_on="2026-03-01").status_code == 302
        assert "2026-03-01" in first.get(there).content.decode()
        assert (
            "小闻" not in client.get("/workers/").content.decode()
            and "小陶" in first.get("/desk/workers/").content.decode()
        )
