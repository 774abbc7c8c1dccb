"""One link and one telephone call, many hands: one answer is heard."""

import pytest
from django.db import transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases.models import CallBack, Case, FollowUp, RatingLink
from sanzhi.people import actions as people
from sanzhi.people.models import Text
from tests.cases.test_race import HANDS, race
from tests.county import DAY, HOUR, MONDAY, County
from tests.people.conftest import DROP
from tests.people.test_texts import KINDS

NOBODY = [{"name": "都不打", "when": {}, "percent": 0, "wait_days": 0, "basis": "本平台约定"}]


@pytest.fixture
def asked(committed_db) -> tuple[County, Case]:
    with transaction.atomic():
        county = County()
        return county, county.case_in("follow_up")


def test_of_thirty_two_who_press_one_link_one_is_heard(asked):
    token = queries.token_of(RatingLink.objects.get())
    ends = race(lambda: cases.rate_by_link(token, solved=True, satisfied=5, at=MONDAY + DAY))
    assert ends == {"won": 1, "link_dead": HANDS - 1}
    assert CallBack.objects.count() == 1


def test_of_a_link_and_a_call_at_once_one_is_heard(asked):
    county, case = asked
    token, turns = queries.token_of(RatingLink.objects.get()), iter([True, False] * HANDS)

    def either() -> None:
        if next(turns):
            cases.rate_by_link(token, solved=True, satisfied=5, at=MONDAY + DAY)
        else:
            cases.call_back(case.id, solved=True, satisfied=1, by=county.caller, at=MONDAY + DAY)

    ends = race(either)
    assert ends["won"] == 1 and set(ends) <= {"won", "link_dead", "step_not_open"}
    assert CallBack.objects.count() == 1
    assert FollowUp.objects.get().settled_as in ("rate", "call_back")


def test_two_clocks_close_a_silent_matter_once(committed_db):
    with transaction.atomic():
        county = County()
        cases.publish_sampling(NOBODY, by=_keeper(county), at=MONDAY)
        case = county.case_in("follow_up")
    race(lambda: sweeps.close_unasked(at=MONDAY + 5 * DAY))
    assert list(case.moves.filter(step="close_unasked").values_list("seq", flat=True)) == [case.version + 1]


def _keeper(county: County):
    from tests.county import a_member_of_staff

    return a_member_of_staff("管系统", "system_admin", county.centre)


def test_thirty_two_senders_send_one_text_once(asked, settings, tmp_path):
    settings.SANZHI_TEXT_GATEWAY, settings.SANZHI_TEXT_SPOOL = DROP, str(tmp_path)
    _county, case = asked
    with transaction.atomic():
        people.queue_text([case.reporter_id], "plain", cause="x", facts={"number": "TX1"}, at=MONDAY)
    race(lambda: people.send_texts(KINDS, at=MONDAY + HOUR))
    assert (Text.objects.get().tries, len(list(tmp_path.glob("out/*")))) == (1, 1)
