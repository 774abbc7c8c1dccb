"""交接的网页: handed on from the case page, received with nothing typed again, sent back, ruled on; one course under the first number."""

import pytest
from django.test import Client

from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.windows.models import Handover
from tests.county import DAY, HOUR, MONDAY, at_the_desk
from tests.questions import questions
from tests.web.test_honours import at_home
from tests.web.test_windows import post
from tests.windows.handed import Organs


@pytest.fixture
def town(db, settings) -> Organs:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Organs()


@pytest.fixture(autouse=True)
def tuesday():
    with clock.simulated(MONDAY + DAY):
        yield


def page(client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, (where, answer.status_code)
    return answer.content.decode()


def test_a_desk_hands_a_matter_to_mediation_and_the_person_follows_it_under_one_code(town):
    case, desk, clerk = town.filed(), at_the_desk(town.dispatcher), at_the_desk(town.clerk)
    where = f"/desk/handovers/of/{case.public_code}/"
    assert where in page(desk, f"/desk/c/{case.public_code}/")
    to = f"mediation:{town.committee.pk}"
    unasked = post(desk, where, to=to, reason="邻里纠纷适合调解")
    assert unasked.status_code == 422 and "要本人愿意" in unasked.content.decode()
    assert "邻里纠纷适合调解" in unasked.content.decode()
    assert post(desk, where, 2, to=to, reason="邻里纠纷适合调解", agreed="on").status_code == 302
    one = Handover.objects.get()
    assert case.title in page(clerk, "/desk/handovers/")
    receive = f"/desk/handovers/{one.pk}/receive"
    form = page(clerk, receive)
    assert "对方当事人的姓名" in form and "本单位的编号" not in form
    assert case.text in page(clerk, f"/desk/handovers/{one.pk}/")
    assert post(clerk, receive, 3, other_name="").status_code == 422
    assert post(clerk, receive, 4, other_name="钱阿二").status_code == 302
    made = Handover.objects.get().made
    assert made.public_code in page(clerk, f"/desk/handovers/{one.pk}/")
    mine = page(at_home(town.resident), f"/c/{case.public_code}/")
    assert "一个号办到底" in mine and "乌镇调解委员会" in mine and f"/c/{made.public_code}/" in mine
    street = page(Client(), f"/t/{case.public_code}/")
    assert "乌镇调解委员会" in street and made.public_code not in street
    assert "已接收" in page(desk, f"/desk/c/{case.public_code}/")
    assert made.public_code not in page(desk, f"/desk/handovers/{one.pk}/")


def test_sent_back_it_stands_on_the_first_desks_list_and_is_taken_up_again(town):
    one = town.handed("police")
    police, desk = at_the_desk(town.liaison), at_the_desk(town.dispatcher)
    back = f"/desk/handovers/{one.pk}/back"
    assert post(police, back, ground="不").status_code == 422
    assert post(police, back, 2, ground="属于民事纠纷").status_code == 302
    assert one.case.title in page(desk, "/desk/handovers/?list=back")
    assert "属于民事纠纷" in page(desk, f"/desk/handovers/{one.pk}/")
    assert post(desk, f"/desk/handovers/{one.pk}/take", 3).status_code == 302
    assert Case.objects.get(pk=one.case_id).state == "registered"
    assert "属于民事纠纷" in page(at_home(town.resident), f"/c/{one.first.public_code}/")


def test_elsewhere_their_number_and_their_answer_are_read_by_the_person_and_the_sender(town):
    one = town.handed("court")
    court = at_the_desk(town.court)
    assert (
        post(court, f"/desk/handovers/{one.pk}/receive", their_no="（2026）浙0483民初1号").status_code == 302
    )
    assert post(court, f"/desk/handovers/{one.pk}/answer", 2, answer="").status_code == 422
    assert (
        post(court, f"/desk/handovers/{one.pk}/answer", 3, answer="已经立案，三月十日开庭").status_code == 302
    )
    for client, where in (
        (at_home(town.resident), f"/c/{one.first.public_code}/"),
        (at_the_desk(town.dispatcher), f"/desk/handovers/{one.pk}/"),
    ):
        assert "三月十日开庭" in page(client, where) and "民初1号" in page(client, where)
    assert "三月十日开庭" not in page(Client(), f"/t/{one.first.public_code}/")


def test_a_supervisor_says_who_has_what_was_handed_round(town):
    case = town.filed()
    for number, channel in enumerate(("police", "petition", "law_enforcement")):
        town.returned(
            town.handed(channel, case, MONDAY + number * HOUR * 4), MONDAY + number * HOUR * 4 + HOUR
        )
    desk, supervisor = at_the_desk(town.dispatcher), at_the_desk(town.supervisor)
    assert "先请督查员决定" in page(desk, f"/desk/c/{case.public_code}/")
    assert case.title in page(supervisor, "/desk/handovers/")
    last = Handover.objects.get(hop=3)
    rule = f"/desk/handovers/{last.pk}/rule"
    assert post(supervisor, rule, to="", reason="由公安办理").status_code == 422
    assert post(supervisor, rule, 2, to=f"police:{town.station.pk}", reason="由公安办理").status_code == 302
    assert "督查员决定由乌镇派出所办" in page(desk, f"/desk/c/{case.public_code}/")
    of = f"/desk/handovers/of/{case.public_code}/"
    assert post(desk, of, 3, to=f"police:{town.station.pk}", reason="按督查员的决定").status_code == 302
    bound = Handover.objects.get(hop=4)
    assert "不能退回" in page(at_the_desk(town.liaison), f"/desk/handovers/{bound.pk}/")


def test_whoever_has_nothing_to_do_with_it_finds_nothing(town):
    one = town.handed("police")
    for who in (town.court, town.clerk, town.decider):
        assert at_the_desk(who).get(f"/desk/handovers/{one.pk}/").status_code == 404, who.name
        assert one.case.title not in page(at_the_desk(who), "/desk/handovers/?list=all")
    assert post(at_the_desk(town.court), f"/desk/handovers/{one.pk}/receive").status_code == 404
    assert at_the_desk(town.court).get(f"/desk/handovers/of/{one.first.public_code}/").status_code == 403


def test_a_nearest_place_says_what_it_does_whether_it_is_open_and_how_many_wait(town):
    town.came()
    client = at_home(town.resident)
    with clock.simulated(MONDAY):
        shown = page(client, "/counters/")
    assert "现在开着 3 个窗口，等候 1 人" in shown and f"/windows/{town.hall.pk}/book" in shown
    assert "咨询和 12345 诉求、信访、调解" in shown


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_the_same_however_many_there_are(town, many: int):
    for _n in range(many):
        town.handed("police")
    police = at_the_desk(town.liaison)
    police.get("/desk/handovers/")
    with questions() as asked:
        police.get("/desk/handovers/")
    assert len(asked) <= 12, asked
