"""一村一法律顾问: a half-day is booked once; what is asked stays between the two of them; an answer has its ground."""

import pytest
from django.db import connection, transaction

from sanzhi.groups import actions, queries, sweeps
from sanzhi.groups.actions import NewAdviser
from sanzhi.groups.models import AdviserHours, AdviserTerm, Consultation, LegalAdviser
from sanzhi.kit import clock, walls
from sanzhi.people import actions as people
from sanzhi.people.access import sight_of
from sanzhi.people.models import Appointment, Area
from sanzhi.people.roles import INSTALLER, Actor
from tests.cases.test_family_race import race
from tests.county import DAY, MONDAY, County, a_member_of_staff, a_resident, an_office, at_the_desk
from tests.reactions.test_table import deliver, told
from tests.web.test_honours import at_home
from tests.web.test_windows import post

from .place import refused

TODAY, QUESTION = MONDAY.date(), "邻居的围墙砌到我家地里了，我能不能要求拆掉？"
GROUND = "《民法典》第二百三十五条、第二百三十六条"


class Bar(County):
    """A justice office, two advisers of one village, and a half-day on Tuesday."""

    def __post_init__(self) -> None:
        super().__post_init__()
        office = an_office("justice", "乌镇司法所", "town_office", self.room.area_id)
        self.justice = a_member_of_staff("司法小吴", "justice_officer", office)
        self.lawyer, self.worker = (a_member_of_staff(n, "legal_adviser", office) for n in ("陆律师", "老严"))
        self.one, self.other = (
            self.enter(self.lawyer, "13304201810001"),
            self.enter(self.worker, "33304202010002"),
        )
        said = {
            "day": (MONDAY + DAY).date(),
            "half": "am",
            "place": "村委会一楼",
            "by": self.lawyer,
            "at": MONDAY,
        }
        self.hours = actions.publish_hours(self.village.code, **said)

    def enter(self, who: Actor, licence: str) -> LegalAdviser:
        new = NewAdviser(who.person_id, "lawyer", licence, "桐乡某律师事务所", "0573-88880000")
        one = actions.enter_adviser(new, by=self.justice, at=MONDAY)
        ends = (MONDAY + 365 * DAY).date()
        actions.appoint_adviser(
            one.pk, self.village.code, starts_on=TODAY, ends_on=ends, by=self.justice, at=MONDAY
        )
        return one

    def asked(self, by: Actor | None = None) -> Consultation:
        return actions.ask_adviser(
            self.one.pk, self.village.code, QUESTION, by=by or self.resident, at=MONDAY
        )

    def answered(self, one: Consultation, ground: str = GROUND) -> Consultation:
        said = {"answer": "可以要求排除妨害，先量清界址。", "ground": ground}
        return actions.answer_consultation(one.pk, **said, by=self.lawyer, at=MONDAY)


@pytest.fixture
def bar(db) -> Bar:
    return Bar()


def test_a_half_day_is_one_persons_and_free_again_when_they_cancel(bar):
    one = actions.book_hours(bar.hours.pk, QUESTION, by=bar.resident, at=MONDAY)
    again = actions.book_hours(bar.hours.pk, QUESTION, by=bar.resident, at=MONDAY)
    assert again.pk == one.pk and queries.adviser_page(bar.one.pk, TODAY).free == []
    stranger = a_resident("隔壁老王")
    book = {"question": QUESTION, "by": stranger, "at": MONDAY}
    assert refused(lambda: actions.book_hours(bar.hours.pk, **book)) == "taken"
    assert refused(lambda: actions.cancel_consultation(one.pk, by=stranger, at=MONDAY)) == "not_visible"
    actions.cancel_consultation(one.pk, by=bar.resident, at=MONDAY)
    two = actions.book_hours(bar.hours.pk, **book)
    actions.withdraw_hours(bar.hours.pk, by=bar.lawyer, at=MONDAY)
    deliver()
    assert told(stranger.person_id) == ["您的一次法律咨询有进展，只有您看得到内容。"]
    assert bar.answered(two).state == "answered"  # in writing, then


def test_an_answer_cites_its_ground_and_is_the_advisers_who_was_asked(bar):
    one = bar.asked()
    assert refused(lambda: bar.answered(one, ground="法")) == "ground_missing"
    wrong = {"answer": "可以要求排除妨害。", "ground": GROUND, "by": bar.worker, "at": MONDAY}
    assert refused(lambda: actions.answer_consultation(one.pk, **wrong)) == "not_visible"
    assert bar.answered(one).ground == GROUND
    assert refused(lambda: bar.answered(one)) == "moved_on"
    deliver()
    assert told(bar.lawyer.person_id) and told(bar.resident.person_id)
    assert sweeps.forget_consultations(at=MONDAY + 4 * 365 * DAY) == 1
    assert Consultation.objects.get().answer == ""


def test_what_is_asked_is_read_by_the_two_of_them_and_counted_by_nobody_below_ten(bar):
    one = bar.asked()
    for actor, seen in ((bar.resident, 1), (bar.lawyer, 1), (bar.worker, 0), (bar.justice, 0), (bar.supervisor, 0), (bar.dispatcher, 0)):  # fmt: skip
        with walls.seeing(sight_of(actor)):
            assert Consultation.objects.count() == seen, actor.name
    assert refused(lambda: queries.consultation_of(bar.justice, one.pk)) == "not_visible"
    (row,) = queries.consultations_counted(bar.justice, 2026)
    assert (row.asked, row.answered) == (None, None)
    for n in range(9):
        bar.asked(a_resident(f"村民{n}"))
    assert queries.consultations_counted(bar.justice, 2026)[0].asked == 10
    bar.asked(), bar.asked()
    assert refused(bar.asked) == "too_many"


def test_who_is_in_conflict_reads_it_no_more_and_another_is_asked_in_the_same_words(bar):
    one = bar.asked()
    assert (
        refused(lambda: actions.ask_another(one.pk, bar.other.pk, by=bar.resident, at=MONDAY)) == "moved_on"
    )
    with walls.seeing(sight_of(bar.lawyer)):
        actions.declare_conflict(one.pk, by=bar.lawyer, at=MONDAY)
        assert Consultation.objects.count() == 0
    assert [row.pk for row in queries.other_advisers(one, TODAY)] == [bar.other.pk]
    same = {"adviser": bar.one.pk, "by": bar.resident, "at": MONDAY}
    assert refused(lambda: actions.ask_another(one.pk, **same)) == "choice_unknown"
    two = actions.ask_another(one.pk, bar.other.pk, by=bar.resident, at=MONDAY)
    assert two.question == QUESTION
    actions.declare_conflict(two.pk, by=bar.worker, at=MONDAY)
    assert queries.other_advisers(two, TODAY) == []  # never back to one who has to do with it
    back = refused(lambda: actions.ask_another(two.pk, bar.one.pk, by=bar.resident, at=MONDAY))
    assert back == "choice_unknown"
    assert (
        refused(lambda: actions.ask_another(one.pk, bar.other.pk, by=bar.resident, at=MONDAY)) == "moved_on"
    )


def test_only_who_is_in_post_is_entered_only_for_a_term_and_only_in_ones_own_village(bar):
    new = NewAdviser(bar.handler.person_id, "lawyer", "13304201810009", "某律师事务所", "0573-1")
    assert refused(lambda: actions.enter_adviser(new, by=bar.justice, at=MONDAY)) == "choice_unknown"
    taken = NewAdviser(bar.worker.person_id, "lawyer", "13304201810001", "某律师事务所", "0573-1")
    assert refused(lambda: actions.enter_adviser(taken, by=bar.justice, at=MONDAY)) == "licence_taken"
    over = {"starts_on": TODAY, "ends_on": TODAY, "by": bar.justice, "at": MONDAY}
    assert refused(lambda: actions.appoint_adviser(bar.one.pk, bar.village.code, **over)) == "term_overlaps"
    hours = {"half": "am", "place": "村委会", "by": bar.lawyer, "at": MONDAY}
    late = (MONDAY + 61 * DAY).date()
    assert refused(lambda: actions.publish_hours(bar.village.code, day=late, **hours)) == "day_shape"
    assert refused(lambda: actions.publish_hours("330483101001", day=TODAY, **hours)) == "not_your_village"
    (term,) = queries.terms_of(bar.justice, bar.one)
    booked = actions.book_hours(bar.hours.pk, QUESTION, by=bar.resident, at=MONDAY)
    actions.end_term(term.pk, by=bar.justice, at=MONDAY)
    assert AdviserHours.objects.get(pk=bar.hours.pk).off_at == MONDAY  # of a day after the last
    assert bar.answered(booked).state == "answered"
    assert [one.pk for one in queries.advisers(bar.village.code, (MONDAY + DAY).date())] == [bar.other.pk]


def test_whoever_has_no_post_any_more_is_asked_nothing_and_what_they_were_asked_goes_to_another(bar):
    one = bar.asked()
    post_ = Appointment.objects.get(person=bar.lawyer.person_id)
    people.end_appointment(post_, by=INSTALLER, at=MONDAY)
    assert refused(bar.asked) == "not_your_village"
    booked = {"by": bar.resident, "at": MONDAY}
    assert refused(lambda: actions.book_hours(bar.hours.pk, QUESTION, **booked)) == "not_visible"
    assert refused(lambda: queries.hours_free(bar.hours.pk, TODAY)) == "not_visible"
    assert [row.pk for row in queries.advisers("", TODAY)] == [bar.other.pk]
    assert (queries.adviser_page(bar.one.pk, TODAY).terms, queries.adviser_page(bar.one.pk, TODAY).free) == (
        [],
        [],
    )
    kept = {row.pk: row.posted for row in queries.advisers_kept(bar.justice, TODAY)}
    assert kept == {bar.one.pk: False, bar.other.pk: True}  # whoever keeps the register still finds both
    two = actions.ask_another(one.pk, bar.other.pk, **booked)
    one.refresh_from_db()
    assert (one.state, one.asked_again_id, two.question) == ("cancelled", two.pk, QUESTION)


def test_a_question_that_waits_past_its_time_is_told_once_to_both_and_may_go_to_another(bar):
    """Seven days, or a day after the half-day that was booked: ours."""
    one = bar.asked()
    far = {"day": (MONDAY + 20 * DAY).date(), "half": "am", "place": "村委会", "by": bar.lawyer, "at": MONDAY}
    hours = actions.publish_hours(bar.village.code, **far)
    sat = actions.book_hours(hours.pk, QUESTION, by=bar.resident, at=MONDAY)
    assert one.answer_by == MONDAY + 7 * DAY and sat.answer_by.date() == (MONDAY + 22 * DAY).date()
    again = {"by": bar.resident, "at": MONDAY + 6 * DAY}
    assert refused(lambda: actions.ask_another(one.pk, bar.other.pk, **again)) == "moved_on"
    assert sweeps.tell_owed(at=MONDAY + 7 * DAY) == 0
    assert [sweeps.tell_owed(at=MONDAY + n * DAY) for n in (8, 9)] == [1, 0]
    deliver()
    assert "有一次法律咨询过了答复时间，请尽快答复；要回避的请回避。" in told(bar.lawyer.person_id)
    assert "您的一次法律咨询过了答复时间，可以接着等，也可以问别的法律顾问。" in told(bar.resident.person_id)
    two = actions.ask_another(one.pk, bar.other.pk, by=bar.resident, at=MONDAY + 9 * DAY)
    assert two.adviser_id == bar.other.pk and refused(lambda: bar.answered(one)) == "moved_on"


def test_a_term_to_come_is_called_off_with_its_half_days_and_may_be_entered_anew(bar):
    said = {
        "starts_on": (MONDAY + 400 * DAY).date(),
        "ends_on": (MONDAY + 700 * DAY).date(),
        "by": bar.justice,
        "at": MONDAY,
    }
    term = actions.appoint_adviser(bar.one.pk, bar.village.code, **said)
    end = {"by": bar.justice, "at": MONDAY}
    assert actions.end_term(term.pk, **end).off_at == MONDAY
    assert AdviserHours.objects.get(pk=bar.hours.pk).off_at is None  # of the term that runs
    assert refused(lambda: actions.end_term(term.pk, **end)) == "term_over"
    assert actions.appoint_adviser(bar.one.pk, bar.village.code, **said).pk != term.pk
    soon = {
        "starts_on": (MONDAY + 10 * DAY).date(),
        "ends_on": (MONDAY + 50 * DAY).date(),
        "by": bar.justice,
        "at": MONDAY,
    }
    there = Area.objects.filter(parent=bar.village.parent).exclude(pk=bar.village.pk)[0].code
    other = actions.appoint_adviser(bar.one.pk, there, **soon)
    day = {"day": (MONDAY + 12 * DAY).date(), "half": "am", "place": "村委会", "by": bar.lawyer, "at": MONDAY}
    hours = actions.publish_hours(there, **day)
    actions.end_term(other.pk, **end)
    assert AdviserHours.objects.get(pk=hours.pk).off_at == MONDAY
    assert refused(lambda: actions.publish_hours(there, **day)) == "not_your_village"


def test_two_who_book_one_half_day_at_once_are_one(committed_db):
    with transaction.atomic():
        bar = Bar()
        two = [bar.resident, a_resident("隔壁老王")]
    book = [lambda who=who: actions.book_hours(bar.hours.pk, QUESTION, by=who, at=MONDAY) for who in two]
    assert race(*book) == {"won": 1, "taken": 1}
    connection.close()


def test_it_is_found_booked_answered_and_counted_on_the_pages(bar, settings, client):
    settings.ALLOWED_HOSTS = ["testserver"]
    with clock.simulated(MONDAY):
        desk, law, she = at_the_desk(bar.justice), at_the_desk(bar.lawyer), at_home(bar.resident)
        entered = {"person": bar.lawyer.person_id, "kind": "lawyer", "licence": "13304201810001", "firm": "桐乡明理律师事务所", "phone": "0573-88880009"}  # fmt: skip
        where = post(desk, "/desk/advisers/new", 1, **entered)["Location"]
        assert "桐乡明理律师事务所" in desk.get(where).content.decode()
        far = {"area": bar.village.code, "starts_on": "2027-06-01", "ends_on": "2028-05-31"}
        assert post(desk, f"{where}appoint", 2, **far).status_code == 302
        off = AdviserTerm.objects.latest("id")
        assert post(desk, f"/desk/advisers/terms/{off.pk}/end", 20).status_code == 302
        assert "已撤销" in desk.get(where).content.decode()
        assert "陆律师" in client.get(f"/advisers/?area={bar.village.code}&words=明理").content.decode()
        assert "陆律师" not in client.get("/advisers/?words=老严").content.decode()
        sits = {"area": bar.village.code, "day": "2026-03-04", "half": "pm", "place": "文化礼堂"}
        assert post(law, "/desk/advising/hours/new", 3, **sits).status_code == 302
        assert "文化礼堂" in client.get(f"/advisers/{bar.one.pk}/").content.decode()
        row = AdviserHours.objects.get(place="文化礼堂")
        there = post(she, f"/advisers/hours/{row.pk}/book", 4, question=QUESTION)["Location"]
        assert "文化礼堂" not in client.get(f"/advisers/{bar.one.pk}/").content.decode()
        one = Consultation.objects.get()
        assert QUESTION in law.get(f"/desk/advising/{one.pk}/").content.decode()
        assert QUESTION not in desk.get("/desk/advisers/").content.decode()
        said = {"answer": "可以要求排除妨害，先量清界址。", "ground": GROUND}
        assert post(law, f"/desk/advising/{one.pk}/answer", 5, **said).status_code == 302
        page = she.get(there).content.decode()
        assert GROUND in page and "/disputes/new" in page
        assert "已答复" in she.get("/consultations/").content.decode()
        assert "不到十次" in desk.get("/desk/advisers/").content.decode()
        there = post(she, f"/advisers/{bar.one.pk}/ask", 6, area=bar.village.code, question=QUESTION)[
            "Location"
        ]
        number = Consultation.objects.latest("id").pk
        assert post(law, f"/desk/advising/{number}/conflict", 7).status_code == 302
        assert law.get(f"/desk/advising/{number}/").status_code == 404
        assert post(she, f"{there}another", 8, adviser=bar.other.pk).status_code == 302
        last = Consultation.objects.latest("id").pk
        assert post(she, f"/consultations/{last}/cancel", 9).status_code == 302
        assert post(law, f"/desk/advising/hours/{bar.hours.pk}/off", 10).status_code == 302
        assert law.get("/desk/advising/").status_code == 200
