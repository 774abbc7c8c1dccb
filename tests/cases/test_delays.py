"""延期和中止, as stories: who may ask, who may answer, what the clock then says, and what nobody may do."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.cases.models import Case, ClockRun, DelayRule, Extension
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries as persons
from sanzhi.people.roles import INSTALLER
from tests.cases.course import TUESDAY, day, handling, honest, refused
from tests.county import HOUR, MONDAY, County, a_member_of_staff, an_office, person_of


def asked(county: County, case: Case, more: int = 3, at: datetime = TUESDAY) -> Case:
    return cases.ask_delay(case.id, more=more, reason="配件还在路上", by=county.handler, at=at)


def granted(county: County, case: Case, at: datetime = TUESDAY + HOUR) -> Case:
    return cases.grant_delay(case.id, reason="情况属实", by=county.dispatcher, at=at)


class TestDelay:
    def test_three_working_days_more_are_counted_from_the_same_start(self, county: County):
        case = handling(county)
        assert case.due_at == day(3, 10)
        asked(county, case)
        assert Case.objects.get(pk=case.pk).due_at == day(3, 10), "asking alone moves nothing"
        granted(county, case)
        run = ClockRun.objects.get(case=case, rule__clock="handle")
        assert (run.due_at, run.yellow_at, run.red_at) == (day(3, 13), day(3, 13), day(3, 20))
        assert Case.objects.get(pk=case.pk).due_at == day(3, 13)
        assert honest() == []

    def test_the_citizen_reads_the_new_date_and_the_reason(self, county: County):
        case = handling(county)
        asked(county, case)
        granted(county, case)
        page = queries.public_page(county.resident, case.public_code, at=TUESDAY + 2 * HOUR)
        said = page.timeline[-1]
        assert said.label == "经批准延期"
        assert said.words["text"] == "延长3个工作日，新的期限是2026年3月12日（周四）24:00。"
        assert said.words["reason"] == "情况属实"

    def test_the_page_that_explains_the_deadline_shows_the_extension(self, county: County):
        case = handling(county)
        asked(county, case)
        granted(county, case)
        clock = queries.explain(Case.objects.get(pk=case.pk))[-1]
        texts = [line.text for line in clock.lines]
        assert texts[1] == "经批准延期3个工作日，期限共8个工作日，仍从起算时连续计算。"
        assert texts[-1] == "期限8个工作日，至2026年3月12日（周四）24:00届满。"

    def test_refused_it_stays_as_it_was_and_may_be_asked_again(self, county: County):
        case = handling(county)
        asked(county, case)
        cases.refuse_delay(case.id, reason="配件本地就有", by=county.dispatcher, at=TUESDAY + HOUR)
        assert Case.objects.get(pk=case.pk).due_at == day(3, 10)
        asked(county, case, at=TUESDAY + 2 * HOUR)
        assert [one.state for one in Extension.objects.order_by("id")] == ["refused", "asked"]

    def test_once_is_the_rule_for_a_general_matter(self, county: County):
        case = handling(county)
        asked(county, case)
        granted(county, case)
        assert refused(asked, county, case, at=TUESDAY + 2 * HOUR) == "delayed_enough"

    @pytest.mark.parametrize(
        ("more", "code"), [(0, "delay_too_long"), (6, "delay_too_long"), (99, "delay_too_long")]
    )
    def test_no_further_than_the_rule_allows(self, county: County, more: int, code: str):
        assert refused(asked, county, handling(county), more) == code

    def test_after_the_limit_nothing_can_be_asked_nor_granted(self, county: County):
        case = handling(county)
        assert refused(asked, county, case, at=day(3, 10)) == "limit_passed"
        asked(county, case, at=day(3, 10) - HOUR)
        assert refused(granted, county, case, at=day(3, 10)) == "limit_passed"

    def test_where_no_rule_stands_nothing_is_put_off(self, county: County):
        DelayRule.objects.filter(pace="general").delete()
        assert refused(asked, county, handling(county)) == "no_delay_rule"

    def test_hours_are_put_off_by_hours(self, county: County):
        case = handling(county, category_code="utilities.water")
        before = case.due_at
        asked(county, case, 6, MONDAY + 3 * HOUR)
        granted(county, case, MONDAY + 4 * HOUR)
        assert Case.objects.get(pk=case.pk).due_at == before + 6 * HOUR

    def test_a_complex_matter_is_put_off_by_the_county_twice_at_most(self, county: County):
        case = handling(county, category_code="labour.wages")
        asked(county, case, 15)
        assert refused(granted, county, case) == "role_may_not_grant"
        for hours, by in enumerate((county.decider, county.supervisor), start=1):
            if hours > 1:
                asked(county, case, 15, TUESDAY + hours * HOUR)
            cases.grant_delay(case.id, reason="案情复杂", by=by, at=TUESDAY + (hours + 0.5) * HOUR)
        assert refused(asked, county, case, 1, TUESDAY + 4 * HOUR) == "delayed_enough"
        # 45 days from 2 March end on 16 April, a Thursday.
        assert Case.objects.get(pk=case.pk).due_at == day(4, 17)
        assert honest() == []

    def test_who_asked_does_not_answer_whatever_post_they_hold_now(self, county: County):
        case = handling(county)
        asked(county, case)
        also = persons.actor_in(
            people.appoint(person_of(county.handler), "town_dispatcher", county.room, by=INSTALLER, at=MONDAY)
        )
        assert refused(cases.grant_delay, case.id, reason="自己批", by=also, at=TUESDAY + HOUR) == "own_ask"

    def test_another_town_s_dispatcher_has_no_say(self, county: County):
        case = handling(county)
        asked(county, case)
        elsewhere = an_office("room2", "濮院综合信息指挥室", "command_room", "330483101000")
        stranger = a_member_of_staff("濮受理", "town_dispatcher", elsewhere)
        assert (
            refused(cases.grant_delay, case.id, reason="情况属实", by=stranger, at=TUESDAY + HOUR)
            == "not_over_it"
        )

    def test_the_rule_says_which_role_may_grant(self, county: County):
        case = handling(county)
        asked(county, case)
        code = refused(cases.grant_delay, case.id, reason="情况属实", by=county.supervisor, at=TUESDAY + HOUR)
        assert code == "role_may_not_grant"

    def test_an_ask_lapses_when_the_matter_leaves_the_asker_s_hands(self, county: County):
        for leave in (
            lambda case: cases.reassign(
                case.id, lead=county.water.id, reason="水管漏水所致", by=county.dispatcher, at=TUESDAY + HOUR
            ),
            lambda case: cases.return_case(
                case.id, reason="不归我们管", proposed=county.water.id, by=county.handler, at=TUESDAY + HOUR
            ),
        ):
            case = handling(county)
            asked(county, case)
            leave(case)
            assert Extension.objects.get(case=case).state == "lapsed"

    def test_a_calendar_change_keeps_the_extension(self, county: County):
        case = handling(county)
        asked(county, case)
        granted(county, case)
        people.set_calendar_day(day(3, 12).date(), works=False, name="台风停工", by=INSTALLER, at=clock.now())
        assert cases.recompute_open(at=TUESDAY + 2 * HOUR) >= 1
        assert ClockRun.objects.get(case=case, rule__clock="handle").due_at == day(3, 14)
        assert honest() == []

    @pytest.mark.parametrize(
        "wrong",
        [
            {"state": "granted", "answered_at": TUESDAY, "answered_by": "asker"},
            {"state": "granted", "answered_at": day(4, 1), "answered_by": "other"},
            {"state": "granted", "answered_at": TUESDAY},
        ],
    )
    def test_the_table_itself_refuses_what_no_rule_allows(self, county: County, wrong: dict):
        case = handling(county)
        asked(county, case)
        who = {"asker": county.handler.person_id, "other": county.dispatcher.person_id, None: None}
        wrong = wrong | {"answered_by": who[wrong.get("answered_by")]}
        with pytest.raises(IntegrityError), transaction.atomic():
            Extension.objects.filter(case=case).update(**wrong)


HANDS = 16


def test_of_many_hands_answering_one_delay_exactly_one_counts(committed_db):
    with transaction.atomic():
        county = County()
        case = handling(county)
        asked(county, case)
    gate = Barrier(HANDS)

    def answer(hand: int) -> str:
        gate.wait()
        verb = cases.grant_delay if hand % 2 else cases.refuse_delay
        try:
            verb(case.id, reason="情况属实，请抓紧", by=county.dispatcher, at=TUESDAY + HOUR)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(HANDS) as hands:
        ends = Counter(hands.map(answer, range(HANDS)))
    assert ends == {"won": 1, "nothing_asked": HANDS - 1}
    one = Extension.objects.get()
    assert Case.objects.get(pk=case.pk).due_at == (day(3, 13) if one.state == "granted" else day(3, 10))
    assert honest() == []


def test_mutant_without_the_lock_one_delay_is_answered_twice(committed_db, monkeypatch):
    """Shows that the lock is what makes it once: two hands hold the same ask in their hands at the same moment."""
    with transaction.atomic():
        county = County()
        case = handling(county)
        asked(county, case)
    gate, read = Barrier(2), cases.course._asked

    def together(case, *, by):
        found = read(case, by=by)
        gate.wait(timeout=5)
        return found

    monkeypatch.setattr(
        "sanzhi.cases.actions.course.hold", lambda case_id, version: Case.objects.get(pk=case_id)
    )
    monkeypatch.setattr("sanzhi.cases.actions.course._asked", together)

    def answer(_hand: int) -> str:
        try:
            cases.grant_delay(case.id, reason="情况属实", by=county.dispatcher, at=TUESDAY + HOUR)
        except Exception as error:  # noqa: BLE001 - the test is about which errors there are
            return type(error).__name__
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(2) as hands:
        assert Counter(hands.map(answer, range(2))) != {"won": 1, "Refusal": 1}
