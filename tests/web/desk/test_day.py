"""A day's work at the desk: many at once, filters with a name, texts to start from, who is writing, who is on duty."""

from datetime import timedelta

from sanzhi.cases import actions
from sanzhi.cases.models import Case, Editing, Phrase, SavedFilter
from sanzhi.journal import delivery
from sanzhi.journal.models import Entry
from sanzhi.kit import clock
from sanzhi.people.models import Duty, Message
from sanzhi.reactions.table import REACTIONS
from tests.questions import questions
from tests.web.desk.conftest import _staff, as_, filed, send, step, take_through, text


def ticked(*cases) -> list[str]:
    return [f"{case.public_code}.{case.version}" for case in cases]


def test_cases_ticked_on_the_list_are_assigned_together_and_each_says_how_it_ended(town):
    client = as_(town, "town_dispatcher")
    one, other = filed(town, "第一件"), filed(town, "第二件")
    assert 'form="bulk"' in client.get("/desk/cases/?q=").content.decode()
    review = client.get("/desk/cases/bulk", {"step": "assign", "case": ticked(one, other)})
    assert "选中的 2 件" in text(review) and "交办这 2 件" in text(review)
    actions.urge(other.id, by=town.me, at=clock.now())
    said = {"step": "assign", "case": ticked(one, other), "lead": town.offices["lights"].id}
    done = send(client, "/desk/cases/bulk", key="a-bulk-key-of-a-test-01", **said)
    again = send(client, "/desk/cases/bulk", key="a-bulk-key-of-a-test-01", **said)
    assert done.url == again.url
    page = text(client.get(done.url))
    assert "办成 1 件" in page and "别人先办了" in page
    assert Case.objects.get(pk=one.pk).state == "assigned"
    assert as_(town, "county_dispatcher").get(done.url).status_code == 404


def test_a_bulk_without_its_words_comes_back_with_everything_still_chosen(town):
    client, case = as_(town, "town_dispatcher"), filed(town)
    answer = send(client, "/desk/cases/bulk", step="supplement", case=ticked(case))
    assert answer.status_code == 422 and ticked(case)[0] in answer.content.decode()
    assert as_(town, "handler").get("/desk/cases/bulk?step=verify").status_code == 403


def test_reviewing_thirty_costs_no_more_than_reviewing_two(town):
    client = as_(town, "town_dispatcher")
    cases = [filed(town, f"第{n}件") for n in range(30)]
    costs = []
    for some in (cases[:2], cases[:2], cases):
        with questions() as asked:
            client.get("/desk/cases/bulk", {"step": "urge", "case": ticked(*some)})
        costs.append(len(asked))
    assert costs[1] == costs[2] <= 10, costs


def test_a_filter_is_kept_shared_preferred_renamed_and_dropped(town):
    client, colleague = as_(town, "county_dispatcher"), as_(town, "supervisor")
    keep = "/desk/filters/keep?state=registered&after=x&evil=1"
    assert (
        send(client, keep, name="待分派的", shared="on", default="on").url == "/desk/cases/?state=registered"
    )
    assert "已经有同名" in text(send(client, keep, name="待分派的", shared="on"))
    assert "待分派的" in text(colleague.get("/desk/cases/?q="))
    assert colleague.get("/desk/cases/").url == "/desk/cases/?state=registered"
    assert "待分派的" not in text(as_(town, "town_dispatcher").get("/desk/cases/"))
    kept = SavedFilter.objects.get()
    send(colleague, f"/desk/filters/{kept.id}/rename", name="要分的")
    send(colleague, f"/desk/filters/{kept.id}/prefer")
    assert colleague.get("/desk/cases/").status_code == 200
    assert "要分的" in text(client.get("/desk/filters/"))
    assert send(as_(town, "town_dispatcher"), f"/desk/filters/{kept.id}/drop").status_code == 404
    send(client, f"/desk/filters/{kept.id}/drop")
    assert not SavedFilter.objects.exists()
    kinds = [e.kind for e in Entry.objects.filter(kind__startswith="filter.").order_by("id")]
    assert kinds == ["filter.saved", "filter.renamed", "filter.preferred", "filter.dropped"]


def test_a_shared_filter_shows_each_reader_only_what_they_may_see(town):
    filed(town, "只有指挥室看得到")
    send(as_(town, "handler"), "/desk/filters/keep?q=指挥室", name="词", shared="on")
    assert "只有指挥室看得到" not in text(as_(town, "handler").get("/desk/cases/?q=指挥室"))


def test_a_text_is_written_for_the_office_put_into_the_form_and_changed_by_a_new_row(town, case):
    take_through(town, case, "assign", "sign_for")
    client = as_(town, "handler")
    words = {"use": "report", "title": "换灯", "text": "灯头已经更换，今晚起恢复照明。"}
    assert send(client, "/desk/templates/new", **words).url == "/desk/templates/"
    assert "已经有同名" in text(send(client, "/desk/templates/new", **words))
    first = Phrase.objects.get()
    page = step(client, case, "report_done", reply="先到现场看过。", phrase=first.id, insert="yes")
    html = page.content.decode()
    assert page.status_code == 200 and "先到现场看过。\n灯头已经更换" in html
    assert "有几处要改" not in html, "it was asked for a text, not sent"
    assert Case.objects.get(pk=case.pk).state == "handling"
    send(client, f"/desk/templates/{first.id}/change", **{**words, "text": "灯头和线路都已更换。"})
    newer = Phrase.objects.get(ended_at=None)
    assert newer.replaces_id == first.id
    assert "今晚起恢复照明" in text(client.get(f"/desk/templates/{newer.id}/change")), "what it was before"
    assert send(client, f"/desk/templates/{first.id}/change", **words).status_code == 404
    assert "换灯" not in text(as_(town, "helper").get("/desk/templates/")), "another office's"
    send(client, f"/desk/templates/{newer.id}/end")
    assert "还没有常用语" in text(client.get("/desk/templates/"))


def test_a_text_for_the_whole_county_is_the_county_dispatchers_to_write(town):
    words = {"use": "reply", "title": "热线", "text": "也可以拨打 12345。", "county": "on"}
    send(as_(town, "county_dispatcher"), "/desk/templates/new", **words)
    kept = Phrase.objects.get()
    assert kept.office_id is None
    town_client = as_(town, "town_dispatcher")
    assert "12345" in text(town_client.get("/desk/templates/"))
    assert send(town_client, f"/desk/templates/{kept.id}/end").status_code == 409


def test_whoever_opens_a_step_is_named_to_the_others_for_five_minutes_and_locks_nothing(town, case):
    take_through(town, case, "assign")
    as_(town, "handler").get(f"/desk/c/{case.public_code}/do/return")
    watcher = as_(town, "county_dispatcher")
    address = f"/desk/c/{case.public_code}/"
    assert "handler某 正在办理这件事" in text(watcher.get(address))
    assert "正在办理这件事" not in text(as_(town, "handler").get(address)), "not to oneself"
    Editing.objects.update(until=clock.now() - timedelta(seconds=1))
    assert "正在办理这件事" not in text(watcher.get(address))
    assert actions.forget_editing(at=clock.now()) == 1


def test_the_note_goes_when_the_step_is_taken(town, case):
    client = as_(town, "town_dispatcher")
    client.get(f"/desk/c/{case.public_code}/do/assign")
    assert Editing.objects.count() == 1
    step(client, case, "assign", lead=town.offices["lights"].id)
    assert Editing.objects.count() == 0


def roster_of(client) -> dict[str, str]:
    form = client.get("/desk/roster/").context["table_form"]
    return {name: "" if form[name].value() is None else str(form[name].value()) for name in form.fields}


def test_the_duty_table_is_filled_and_the_to_do_page_says_who_is_on_duty_today(town):
    client, me = as_(town, "handler"), town.staff["handler"].account.person_id
    seen, today = roster_of(client), clock.now().date()
    cell = f"{today:%Y%m%d}am"
    assert "没有排班" in text(client.get("/desk/"))
    send(client, "/desk/roster/fill", **{**seen, cell: me})
    assert "上午 handler某" in text(client.get("/desk/"))
    stale = send(client, "/desk/roster/fill", **{**seen, cell: me})
    assert stale.status_code == 409, "somebody filled the table meanwhile"
    assert Duty.objects.count() == 1
    stranger = town.staff["helper"].account.person_id
    assert send(client, "/desk/roster/fill", **{**roster_of(client), cell: stranger}).status_code == 422


def test_a_deputy_acts_in_a_colleagues_post_under_their_own_name(town, case):
    at = clock.now()
    colleague = _staff("handler", town.offices["lights"], at - timedelta(days=9), "colleague")
    away = _staff("village_clerk", town.offices["lights"], at - timedelta(days=9), "away")
    town.staff |= {"colleague": colleague, "away": away}
    days = {"first": at.date().isoformat(), "last": (at + timedelta(days=2)).date().isoformat()}
    said = {"post": away.post.id, "person": colleague.account.person_id, **days}
    assert send(as_(town, "away"), "/desk/roster/deputy", **said).status_code == 302
    assert send(as_(town, "away"), "/desk/roster/deputy", **said).status_code == 422, "those days are taken"
    delivery.deliver(REACTIONS, at=clock.now())
    assert Message.objects.filter(person_id=colleague.account.person_id, text__contains="由您在").exists()
    take_through(town, case, "assign")
    client = as_(town, "colleague")
    send(client, "/desk/post", post=away.post.id)
    assert "代 away" in text(client.get("/desk/")) or "代 village_clerk某" in text(client.get("/desk/"))
    assert step(client, case, "sign_for").status_code == 302
    move = case.moves.get(step="sign_for")
    assert (move.by_id, move.role) == (colleague.account.person_id, "village_clerk")
    assert Entry.objects.get(pk=move.entry_id).content["stands_for"] == "village_clerk某"
    assert "代谁的岗位" in text(client.get(f"/desk/c/{case.public_code}/"))
    deputy = away.post.deputies.get()
    send(as_(town, "away"), f"/desk/roster/deputy/{deputy.id}/end")
    assert "代 village_clerk某" not in text(as_(town, "colleague").get("/desk/"))


def test_only_a_colleague_deputises_and_never_for_an_administrator(town):
    today = clock.now().date().isoformat()
    days = {"first": today, "last": today}
    security = as_(town, "security_admin")
    for post, person in (("system_admin", "supervisor"), ("supervisor", "audit_admin")):
        address = f"/desk/people/post/{town.staff[post].post.id}/deputy"
        said = {"post": town.staff[post].post.id, "person": town.staff[person].account.person_id, **days}
        answer = send(security, address, **said)
        assert "不代班" in text(answer)
    address = f"/desk/people/post/{town.staff['handler'].post.id}/deputy"
    answer = send(security, address, person=town.staff["helper"].account.person_id, **days)
    assert answer.status_code == 422, "of another office"


def test_the_keys_are_told_on_a_page_of_their_own(town):
    assert "在列表里往下" in text(as_(town, "handler").get("/desk/keys/"))
