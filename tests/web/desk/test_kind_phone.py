"""A county's own kind, filed by whoever takes the call."""

from sanzhi.cases.models import Call, Case
from tests.web.desk.conftest import as_, send, text

SAID = {"title": "工地夜里打桩", "text": "夜里十一点还在打桩，睡不着。", "category_code": "city.roads"}


def ringing(client) -> Call:
    send(client, "/desk/phone/", phone="13812345678", purpose="来电登记")
    return Call.objects.latest("id")


def test_a_call_is_written_down_under_a_kind_with_what_the_kind_asks(town, noisy):
    room = as_(town, "town_dispatcher")
    call = ringing(room)
    offered = room.get(f"/desk/phone/{call.id}/").content.decode()
    assert f"?kind={noisy.code}" in offered
    here = f"/desk/phone/{call.id}/file?kind={noisy.code}"
    page = text(room.get(here))
    assert "声源" in page and "当场答复" not in page
    said = {**SAID, "area_code": town.village.code}
    missing = send(room, here, **said)
    assert missing.status_code in (200, 422) and "夜里十一点还在打桩" in missing.content.decode()
    assert not Case.objects.exists()
    assert send(room, here, **said, answer_f1="工地").status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.channel, case.details) == (noisy.code, "phone", {"f1": "工地"})
    call.refresh_from_db()
    assert (call.outcome, call.case_id) == ("filed", case.id)


def test_a_kind_that_is_none_is_not_filed_by_telephone(town):
    room = as_(town, "town_dispatcher")
    assert room.get(f"/desk/phone/{ringing(room).id}/file?kind=nothing").status_code == 409
