"""回访 of a petition at the shared desk: asked in words of its own, and nothing is promised."""

import pytest

from sanzhi.cases.models import Case
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.petitions import actions
from sanzhi.reactions.table import REACTIONS
from tests.county import DAY, MONDAY, at_the_desk
from tests.disputes.room import Room
from tests.petitions.bureau import OPINION, Bureau, state_of
from tests.web.desk.conftest import send, text
from tests.web.test_honours import at_home


@pytest.fixture
def county(db, settings) -> Bureau:
    settings.ALLOWED_HOSTS = ["testserver"]
    actions.load_reference(at=MONDAY)
    return Bureau()


def over(county: Bureau):
    one = county.reexamining()
    actions.reexamine(one.pk, OPINION, result="keep", by=county.officer, at=MONDAY + 50 * DAY)
    return one


def test_the_caller_asks_in_the_words_of_a_petition_and_closes_it(county):
    one = over(county)
    caller, code = at_the_desk(county.caller), one.case.public_code
    with clock.simulated(MONDAY + 55 * DAY):
        page = text(caller.get(f"/desk/callbacks/{code}/"))
        assert "您的信访事项程序已经走完了" in page and "不重新办理" in page
        assert "退回承办单位" not in page
        said = {
            "answers": "yes",
            "solved": "no",
            "satisfied": 1,
            "said": "还是没有赔",
            "version": Case.objects.get(pk=one.pk).version,
        }
        answer = send(caller, f"/desk/callbacks/{code}/answer", **said)
        assert answer.status_code == 302, text(answer)
    assert state_of(one) == "closed"
    with clock.simulated(MONDAY + 56 * DAY):
        assert caller.get(f"/desk/callbacks/{code}/").status_code == 404


def test_whoever_petitions_is_told_that_it_is_over_and_of_no_new_handling(county):
    one = over(county)
    with clock.simulated(MONDAY + 55 * DAY):
        send(
            at_the_desk(county.caller), f"/desk/callbacks/{one.case.public_code}/answer", answers="yes", solved="no", satisfied=1, said="",
            version=Case.objects.get(pk=one.pk).version,
        )  # fmt: skip
        delivery.deliver(REACTIONS, at=clock.now(), limit=500)
        page = text(at_home(county.resident).get("/me/messages"))
    assert "回访怎样都不影响您的任何权利" in page and "要求重新办理" not in page


def test_a_dispute_too_is_closed_from_the_desk_though_it_leaves_the_callers_sight(county):
    room = Room()
    dispute = room.performed()
    caller, code = at_the_desk(room.caller), dispute.case.public_code
    with clock.simulated(MONDAY + 25 * DAY):
        said = {
            "answers": "yes",
            "solved": "yes",
            "satisfied": 5,
            "said": "",
            "version": Case.objects.get(pk=dispute.pk).version,
        }
        answer = send(caller, f"/desk/callbacks/{code}/answer", **said)
    assert answer.status_code == 302 and state_of(dispute.pk) == "closed"
