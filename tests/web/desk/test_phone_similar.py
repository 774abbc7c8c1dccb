"""While a call is taken down: what a neighbour has brought before is shown once, and joined instead of filed again."""

from sanzhi.cases.models import Call, Case, Join
from tests.web.desk.conftest import as_, filed, send, text
from tests.web.desk.test_phone import KNOWN, UNKNOWN, ring

NEIGHBOUR = "附近好像有人反映过同样的事"


def told(town, **changes) -> dict:
    usual = {
        "title": "村口路灯坏了", "text": "村口的路灯坏了，晚上走路看不见。", "category_code": "city.roads",
        "area_code": town.village.code, "place": "村口",
    }  # fmt: skip
    return usual | changes


def test_the_same_thing_is_asked_about_once_and_says_no_word_of_the_neighbours(town):
    case, client = filed(town, "张家门口路灯坏了"), as_(town, "town_dispatcher")
    call = ring(client, UNKNOWN)
    form = told(town, name="李四", phone=UNKNOWN)
    asked = send(client, f"{call}file", **form)
    assert (asked.status_code, NEIGHBOUR in text(asked)) == (422, True)
    assert "张家门口" not in text(asked) and "晚上走路看不见" in asked.content.decode()
    assert case.public_code in asked.content.decode()
    assert send(client, f"{call}file", **form, seen_similar="yes").status_code == 302
    assert (Case.objects.count(), Call.objects.get().outcome) == (2, "filed")


def test_the_caller_joins_and_is_counted_and_the_call_says_so(town):
    case, client = filed(town, "张家门口路灯坏了"), as_(town, "town_dispatcher")
    call = ring(client, UNKNOWN)
    joined = send(client, f"{call}file", **told(town, name="李四", phone=UNKNOWN), join=case.public_code)
    assert joined.status_code == 302, text(joined)
    taken, row = Call.objects.get(), Join.objects.get()
    assert (taken.outcome, taken.case_id, taken.phone) == ("joined", case.id, None)
    assert (row.case_id, row.person_id) == (case.id, taken.person_id)
    assert "加到已有的事" in text(client.get("/desk/phone/"))
    assert Case.objects.count() == 1
    again = ring(client, UNKNOWN)
    assert send(client, f"{again}file", **told(town), join=case.public_code).status_code == 302
    assert Join.objects.count() == 1, "counted once, however often they ring"


def test_what_the_caller_has_filed_before_is_not_shown_as_a_neighbours(town):
    filed(town, "张家门口路灯坏了")
    client = as_(town, "town_dispatcher")
    assert send(client, f"{ring(client, KNOWN)}file", **told(town)).status_code == 302
    assert Case.objects.count() == 2


def test_what_is_not_for_strangers_cannot_be_joined_by_its_code(town):
    case, client = filed(town, "张家门口路灯坏了"), as_(town, "town_dispatcher")
    Case.objects.filter(pk=case.pk).update(secrecy="closed")
    call = ring(client, UNKNOWN)
    answer = send(client, f"{call}file", **told(town, name="李四", phone=UNKNOWN), join=case.public_code)
    assert (answer.status_code, Join.objects.count()) == (422, 0)
    assert "没有找到这个事项" in text(answer)
    assert Call.objects.get().outcome == ""
