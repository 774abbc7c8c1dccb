"""The designer's pages of what a kind takes over from the built-in matter, and the desks and the resident who use it."""

import pytest
from django.test import Client

from sanzhi.cases import actions
from sanzhi.cases.models import Case, FollowUp, KindVersion
from sanzhi.kit import clock
from tests.kinds import asking, drafted, noise, watched
from tests.reactions.test_table import deliver, told
from tests.web.desk.conftest import as_, reported, send, step, text


@pytest.fixture
def draft(town, admins) -> KindVersion:
    return drafted(admins[0], clock.now(), noise())


def basics(draft: KindVersion, **said):
    known = {
        "start": "s1",
        "opens": "c1",
        "secrecy": "open",
        "retention_years": "10",
        "retention_basis": "本地约定",
    }
    return {"name": draft.name, "revision": draft.revision, **known, **said}  # fmt: skip


def test_a_designer_switches_the_call_back_on_and_lets_a_step_land_there(town, draft):
    client, here = as_(town, "system_admin"), f"/desk/kinds/{draft.id}"
    landing = client.get(f"{here}/steps/t3").content.decode()
    assert 'value="follow_up"' not in landing
    switched = basics(draft, beside=["follow_up"], again="s2", again_clock="c2")
    assert send(client, f"{here}/basics", **switched).status_code == 302
    page = text(client.get(f"{here}/"))
    assert "没有哪一步办完到“待回访”" in page
    assert 'value="follow_up"' in client.get(f"{here}/steps/t3").content.decode()
    answer = {
        "label": "答复", "public": "已答复您", "frm": ["s3"], "to": "follow_up", "who": ["town_dispatcher"],
        "asks": ["reply"], "stops": ["c1"], "revision": draft.revision + 1,
    }  # fmt: skip
    assert send(client, f"{here}/steps/t3", **answer).status_code == 302
    assert send(client, f"{here}/states/end1/drop").status_code == 302
    page = text(client.get(f"{here}/"))
    assert "没有发现问题" in page
    assert "重新办理回到“测声中”，走“测声”" in page
    assert "照一般诉求" in page and "待回访" in page


def test_a_switch_that_is_none_is_refused_and_what_was_typed_stays(town, draft):
    client = as_(town, "system_admin")
    answer = send(client, f"/desk/kinds/{draft.id}/basics", **basics(draft, beside=["magic"], name="改过的"))
    assert answer.status_code == 422 or answer.status_code == 200
    assert "改过的" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.spec["beside"] == []


@pytest.fixture
def asked(town, admins) -> Case:
    """Answered by the desks' own pages: the resident is to say how it went."""
    draft = drafted(admins[0], clock.now(), asking())
    version = actions.publish_kind(draft.id, by=admins[1], at=clock.now(), revision=draft.revision)
    case = reported(town, version, "夜里施工")
    room, lights, code = as_(town, "town_dispatcher"), as_(town, "handler"), version.code
    assert step(room, case, f"{code}-t1", lead=town.offices["lights"].id).status_code == 302
    assert step(lights, case, f"{code}-t2", answer_f3="62").status_code == 302
    assert step(room, case, f"{code}-t3", reply="已要求工地夜间停工，请您监督。").status_code == 302
    case.refresh_from_db()
    return case


def test_the_resident_is_asked_to_rate_and_the_caller_finds_it_in_the_queue(town, asked):
    deliver()
    assert "已办理，请您评价" in told(town.resident.id)[-1]
    FollowUp.objects.filter(case=asked).update(how="call", next_try_at=clock.now())  # whatever the lot said
    caller = as_(town, "caller")
    assert asked.public_code in caller.get("/desk/callbacks/").content.decode()
    assert caller.get(f"/desk/c/{asked.public_code}/").status_code == 200
    assert step(caller, asked, "call_back", solved="no", satisfied="2").status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.holder_id) == (f"{asked.kind}-s2", town.offices["lights"].id)
    page = text(as_(town, "handler").get(f"/desk/c/{asked.public_code}/"))
    assert "测声中" in page and "报测声结果" in page


def test_by_the_link_it_is_rated_without_signing_in(town, asked):
    from sanzhi.cases import queries

    link = queries.live_link(asked, clock.now())
    visitor = Client()
    page = visitor.get(f"/r/{queries.token_of(link)}/")
    assert page.status_code == 200
    assert "夜里施工" not in page.content.decode()


def test_a_supervisor_takes_up_a_matter_of_a_kind_and_the_office_answers_on_its_page(town, admins):
    draft = drafted(admins[0], clock.now(), watched())
    version = actions.publish_kind(draft.id, by=admins[1], at=clock.now(), revision=draft.revision)
    case = reported(town, version, "夜里施工")
    room, lights, over = (as_(town, role) for role in ("town_dispatcher", "handler", "supervisor"))
    assert step(room, case, f"{version.code}-t1", lead=town.offices["lights"].id).status_code == 302
    asked = {"level": "press", "office": town.offices["lights"].id, "why": "居民一再来催", "ask": "何时测声"}
    assert step(over, case, "supervise", **asked).status_code == 302
    assert "夜里施工" in text(lights.get("/desk/supervision/"))
    assert "督办答复" in text(lights.get(f"/desk/c/{case.public_code}/"))
    assert step(lights, case, "supervise_reply", answer="今晚十点到现场测声。").status_code == 302
    assert step(over, case, "supervise_lift", note="已安排测声").status_code == 302
