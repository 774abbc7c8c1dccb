"""中止, as stories: on which grounds, how long, and what the clock then says."""

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases.models import Case, ClockPause, ClockRun, Suspension
from tests.cases.course import TUESDAY, day, handling, honest, refused
from tests.county import DAY, HOUR, County


class TestSuspension:
    def suspended(self, county: County, **changes: object) -> Case:
        case = handling(county)
        usual = {"ground": "appraisal", "reason": "灯杆要做结构检测", "until": TUESDAY + 10 * DAY}
        return cases.suspend(case.id, **(usual | changes), by=county.handler, at=TUESDAY)

    def test_the_clock_stands_still_and_runs_on_where_it_stood(self, county: County):
        case = self.suspended(county)
        assert (case.state, case.due_at) == ("suspended", None)
        cases.resume(case.id, by=county.handler, at=TUESDAY + 3 * DAY)
        # Tuesday, Wednesday and Thursday end while the clock stands: three of the five days are still to come.
        assert Case.objects.get(pk=case.pk).due_at == day(3, 13)
        assert honest() == []

    def test_the_ground_stands_on_the_pause_and_on_the_citizen_s_page(self, county: County):
        case = self.suspended(county)
        assert ClockPause.objects.get(ended_at=None).reason == "等待检验、检测、鉴定或专家评审"
        page = queries.public_page(county.resident, case.public_code, at=TUESDAY + HOUR)
        assert page.course.suspension is not None
        assert (
            page.timeline[-1]
            .words["text"]
            .startswith("事由：等待检验、检测、鉴定或专家评审。最迟到2026年3月13日")
        )

    def test_the_clock_resumes_it_at_the_stated_time_and_once(self, county: County):
        case = self.suspended(county, until=TUESDAY + 2 * DAY)
        assert sweeps.resume_due(at=TUESDAY + 2 * DAY - HOUR) == 0
        assert sweeps.resume_due(at=TUESDAY + 2 * DAY) == 1
        assert sweeps.resume_due(at=TUESDAY + 2 * DAY) == 0
        assert Case.objects.get(pk=case.pk).state == "handling"
        assert Suspension.objects.get(case=case).ended_at == TUESDAY + 2 * DAY
        assert honest() == []

    def test_only_on_a_ground_in_the_table(self, county: County):
        assert refused(self.suspended, county, ground="busy") == "ground_missing"

    def test_no_longer_than_the_ground_allows(self, county: County):
        assert refused(self.suspended, county, until=TUESDAY + 80 * DAY) == "suspended_too_long"
        assert refused(self.suspended, county, until=TUESDAY - HOUR) == "until_past"

    def test_no_more_often_than_the_ground_allows(self, county: County):
        case = self.suspended(county, ground="hearing", until=TUESDAY + DAY)
        cases.resume(case.id, by=county.handler, at=TUESDAY + HOUR)
        again = {"ground": "hearing", "reason": "再听证一次", "until": TUESDAY + 3 * DAY}
        code = refused(cases.suspend, case.id, **again, by=county.handler, at=TUESDAY + 2 * HOUR)
        assert code == "suspended_enough"

    def test_only_the_holder_suspends(self, county: County):
        case = handling(county)
        words = {"ground": "appraisal", "reason": "要做检测", "until": TUESDAY + DAY}
        assert refused(cases.suspend, case.id, **words, by=county.helper, at=TUESDAY) == "not_in_your_hands"

    def test_a_suspended_case_may_be_transferred_and_leaves_nothing_open(self, county: County):
        case = self.suspended(county)
        cases.transfer(
            case.id, channel="court", reason="双方已经起诉", by=county.dispatcher, at=TUESDAY + DAY
        )
        assert not Suspension.objects.filter(ended_at=None).exists()
        assert not ClockRun.objects.filter(case=case, stopped_at=None).exists()
        assert honest() == []
