"""The phone desk: nothing before a purpose; a second call inside the limit is the same order; one outcome a call."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Call, Case, Move
from sanzhi.kit import clock
from sanzhi.people.models import Look, Person
from sanzhi.reactions import tasks
from tests.web.desk.conftest import as_, filed, send, take_through, text

KNOWN, UNKNOWN = "13812345678", "13900001111"


@pytest.fixture
def client(town):
    return as_(town, "town_dispatcher")


def ring(client, phone=KNOWN, purpose="来电登记") -> str:
    answer = send(client, "/desk/phone/", phone=phone, purpose=purpose)
    assert answer.status_code == 302, text(answer)
    return answer.url


def matter(town, **changes) -> dict:
    return {
        "title": "路灯不亮",
        "text": "路灯坏了三天，晚上看不见路。",
        "category_code": "city.roads",
        "area_code": town.village.code,
        **changes,
    }


def test_nothing_is_shown_before_the_purpose_and_the_look_is_the_callers_to_read(town, client, case):
    assert "张三" not in text(client.get("/desk/phone/"))
    assert send(client, "/desk/phone/", phone=KNOWN, purpose="").status_code == 422
    assert (Call.objects.count(), Look.objects.count()) == (0, 0)
    page = client.get(ring(client))
    assert "张三" in text(page)
    assert "村口路灯不亮" in text(page)
    assert page["Cache-Control"] == "no-store"
    look = Look.objects.get()
    assert (look.person_id, look.purpose, look.about_type) == (town.resident.id, "来电登记", "call")


def test_a_second_call_inside_the_limit_urges_the_same_order(town, client, case):
    call = ring(client)
    (one,) = client.get(call).context["earlier"]
    assert one.contact == "follow_up"
    assert send(client, f"{call}{case.public_code}/urge").status_code == 302
    case.refresh_from_db()
    assert (Case.objects.count(), case.urges) == (1, 1)
    assert Call.objects.get().outcome == "urged"


def test_inside_the_limit_no_repeat_order_is_made(town, client, case):
    answer = send(client, f"{ring(client)}file?repeats={case.public_code}", **matter(town))
    assert answer.status_code == 422
    assert "还在办理时限内" in text(answer)
    assert Case.objects.count() == 1


def test_after_the_limit_it_is_a_repeat_order_that_names_the_earlier_one(town, client):
    old = filed(town, at=clock.now() - timedelta(days=20))
    call = ring(client)
    assert client.get(call).context["earlier"][0].contact == "repeat"
    form = client.get(f"{call}file?repeats={old.public_code}")
    assert old.title in form.content.decode()
    assert send(client, f"{call}file?repeats={old.public_code}", **matter(town)).status_code == 302
    taken = Call.objects.get()
    assert (taken.outcome, taken.repeats_id, taken.case.channel) == ("repeated", old.id, "phone")
    assert taken.case.reporter_id == town.resident.id


def test_a_first_call_is_filed_under_its_number_which_the_call_then_forgets(town, client):
    call = ring(client, UNKNOWN)
    assert UNKNOWN in client.get(call + "file").content.decode()
    assert UNKNOWN.encode() not in bytes(Call.objects.get().phone)
    said = matter(town, name="钱来电", phone=UNKNOWN)
    assert send(client, call + "file", **said).status_code == 302
    taken = Call.objects.get()
    assert (taken.person.name, taken.phone, taken.outcome) == ("钱来电", None, "filed")


def test_a_question_is_answered_while_the_caller_is_on_the_line(town, client):
    call = ring(client)
    answer = send(client, call + "file", **matter(town, reply="太短"))
    assert answer.status_code == 422  # and nothing was filed
    assert Case.objects.count() == 0
    said = matter(town, reply="镇便民中心周一到周五八点半开门，带身份证就行。")
    assert send(client, call + "file", **said).status_code == 302
    assert (Case.objects.get().state, Call.objects.get().outcome) == ("follow_up", "answered")


def test_a_call_ends_once_whatever_is_pressed_twice(town, client, case):
    call = ring(client)
    send(client, f"{call}{case.public_code}/urge", key="one-press-of-this-call")
    send(client, f"{call}{case.public_code}/urge", key="one-press-of-this-call")
    assert send(client, f"{call}{case.public_code}/told").url == call
    assert "已经记下结果" in text(client.get(call))
    assert Move.objects.filter(case=case, step="urge").count() == 1
    assert Call.objects.get().outcome == "urged"


def test_only_the_callers_own_matters_can_be_touched(town, client, case):
    call = ring(client, "")
    send(client, f"{call}{case.public_code}/urge")
    assert "不是来电人本人的事项" in text(client.get(call))
    assert Case.objects.get().urges == 0


def test_a_colleagues_call_and_another_desks_are_not_there(town, client):
    call = ring(client)
    assert as_(town, "county_dispatcher").get(call).status_code == 404
    assert as_(town, "handler").get("/desk/phone/").status_code == 403


def test_urging_twice_in_a_day_is_refused_on_the_calls_own_page(town, client, case):
    send(client, f"{ring(client)}{case.public_code}/urge")
    call = ring(client)
    send(client, f"{call}{case.public_code}/urge")
    assert "24 小时内已经催过一次" in text(client.get(call))
    assert Call.objects.filter(outcome="").count() == 1
    send(client, f"{call}{case.public_code}/add", text="路灯旁边的电线也垂下来了。")
    assert Call.objects.filter(outcome="supplemented").count() == 1


def test_the_list_names_no_caller_and_costs_no_more_with_more_calls(
    town, client, django_assert_max_num_queries
):
    for _number in range(12):
        send(client, f"{ring(client)}end")
    with django_assert_max_num_queries(12):
        page = client.get("/desk/phone/")
    assert len(page.context["calls"]) == 12
    assert "张三" not in text(page)


# --- without a name, and the paper -----------------------------------------------------------------


def test_somebody_without_a_phone_gets_one_page_with_a_code_to_scan(town, client):
    said = matter(town, name="无电话的老人", phone="")
    receipt = client.get(send(client, "/desk/file/", **said).url)
    case = Case.objects.get()
    assert f"/t/{case.public_code}/" in receipt.content.decode()
    assert "<svg" in receipt.content.decode()
    assert client.get(f"/t/{case.public_code}/").status_code == 200


def test_an_anonymous_matter_is_followed_by_its_code_alone_and_told_to_nobody(town, client):
    send(client, "/desk/file/", **matter(town, anonymous="on"))
    case = Case.objects.get()
    assert (case.reporter.name, case.reporter.anonymous) == ("匿名", True)
    cases.answer_on_spot(
        case.id, reply="路灯今晚修好，谢谢反映。", by=town.staff["town_dispatcher"].actor, at=clock.now()
    )
    tasks.deliver_messages(timestamp=0)
    assert not case.reporter.messages.exists()
    seen = text(client.get(f"/t/{case.public_code}/"))
    assert "路灯今晚修好" in seen


def test_a_named_matters_code_opens_the_course_but_no_words(town, client, case):
    take_through(town, case, "assign", "sign_for", "report_done", "verify")
    seen = text(client.get(f"/t/{case.public_code}/"))
    assert "乌镇城建办" in seen
    for secret in ("村口路灯不亮", "路灯已经换新", "张三", "handler某"):
        assert secret not in seen


def test_half_anonymous_is_asked_to_choose_and_a_county_may_want_names(town, client, settings):
    assert send(client, "/desk/file/", **matter(town, anonymous="on", name="张三")).status_code == 422
    assert send(client, "/desk/file/", **matter(town)).status_code == 422
    settings.SANZHI_ANONYMOUS = False
    assert send(client, "/desk/file/", **matter(town, anonymous="on")).status_code == 422
    assert not Person.objects.filter(anonymous=True).exists()


def test_a_matter_that_complains_of_the_counters_own_office_goes_to_the_county(town, client):
    said = matter(town, name="王五", against=str(town.offices["room"].id))
    assert send(client, "/desk/file/", **said).status_code == 302
    case = Case.objects.get()
    assert case.against.kind == "command_room"
    assert case.receiver.kind == "governance_centre"
