"""What waits for somebody's word past its time: coloured by the limit it was asked under, counted for the supervisors."""

from sanzhi.cases import actions, queries
from sanzhi.cases.models import Contest, Supervision
from sanzhi.kit import deadlines
from sanzhi.people import queries as people
from sanzhi.reactions import digests
from tests.cases.course import TUESDAY
from tests.cases.test_contests import WORDS, graded
from tests.county import DAY, HOUR, MONDAY, County, at_the_desk


def circular(county: County) -> Supervision:
    said = {"level": "circular", "why": "居民一再来催", "ask": "请书面说明"}
    return actions.supervise(county.case_in("handling").id, **said, by=county.supervisor, at=MONDAY + DAY)


def moments(one, since) -> tuple:
    limits, calendar = queries.limits_from(one.limit), people.working_calendar()
    return tuple(deadlines.end(limit, since, calendar) for limit in (limits.yellow, limits.red))


def test_a_supervision_unanswered_past_its_time_turns_yellow_and_then_red(county: County):
    one = circular(county)
    yellow, red = moments(one, one.raised_at)
    assert yellow < red
    assert queries.unanswered([one], yellow - HOUR) == {}
    assert queries.unanswered([one], yellow) == {one.id: "yellow"}
    assert queries.unanswered([one], red) == {one.id: "red"}


def test_an_answered_one_has_no_colour_however_late(county: County):
    one = circular(county)
    _yellow, red = moments(one, one.raised_at)
    actions.reply_to_supervision(one.case_id, answer="已经更换，今晚恢复照明。", by=county.handler, at=red)
    one.refresh_from_db()
    assert queries.unanswered([one], red + DAY) == {}


def contested(county: County) -> Contest:
    case = graded(county)
    actions.contest_rating(case.id, **WORDS, by=county.handler, at=TUESDAY + HOUR)
    return Contest.objects.get(case=case)


def test_a_contest_undecided_past_its_time_is_coloured_and_counted_for_who_decides(county: County):
    one = contested(county)
    yellow, red = moments(one, one.asked_at)
    assert queries.contests_late(county.supervisor, yellow - HOUR) == 0
    assert queries.undecided([one], red) == {one.id: "red"}
    assert queries.contests_late(county.supervisor, yellow) == 1
    assert queries.contests_late(county.handler, yellow) == 0, "it is the office's own"
    said = {"contest": one.id, "reason": "没有证据", "by": county.supervisor, "at": red}
    actions.refuse_contest(one.case_id, **said)
    one.refresh_from_db()
    assert (queries.contests_late(county.supervisor, red), queries.undecided([one], red)) == (0, {})


def test_the_supervisors_digest_counts_it_even_when_nothing_else_is_late(county: County):
    yellow, _red = moments(one := contested(county), one.asked_at)
    morning = (yellow + DAY).replace(hour=8, minute=40)
    assert queries.digest_of_all(morning) == []
    assert digests.send_due(at=morning) >= 1
    told = people.messages_for(county.supervisor.person_id)
    assert "申诉超期未裁定 1 件" in told[0].text


def test_the_pages_show_the_colours_and_lead_to_what_is_to_be_decided(county: County):
    circular(county)
    contested(county)
    desk = at_the_desk(county.supervisor)
    assert "红牌" in desk.get("/desk/supervision/").content.decode()
    assert "红牌" in desk.get("/desk/verdicts/").content.decode()
    page = desk.get("/desk/digest/").content.decode()
    assert "申诉超期未裁定 1 件" in page and "/desk/verdicts/" in page
