"""Many matters of the county's own kind at once: what they share and what needs no words of its own for each."""

from sanzhi.cases import actions
from sanzhi.cases.models import Case
from sanzhi.kit import clock
from tests.kinds import noise
from tests.web.desk.conftest import as_, filed, reported, send, text
from tests.web.desk.test_day import ticked


def test_a_step_of_the_county_s_own_is_offered_where_it_is_open_and_needs_no_words(town, noisy):
    reported(town, noisy, "夜里施工")
    offered = as_(town, "town_dispatcher").get("/desk/cases/?q=").content.decode()
    assert f'value="{noisy.code}-t1"' in offered and "噪声扰民：派单" in offered
    assert f"{noisy.code}-t3" not in offered, "it answers the resident, each in its own words"
    assert f"{noisy.code}-t2" not in as_(town, "handler").get("/desk/cases/?q=").content.decode()


def test_matters_are_handed_over_together_and_each_says_how_it_ended(town, noisy):
    client, step = as_(town, "town_dispatcher"), f"{noisy.code}-t1"
    one, moved, lamp = reported(town, noisy, "夜里施工"), reported(town, noisy, "清早施工"), filed(town)
    review = text(client.get("/desk/cases/bulk", {"step": step, "case": ticked(one, lamp)}))
    assert "可以" in review and "没有“" in review, "the lamp has no such step"
    assert send(client, "/desk/cases/bulk", step=step, case=ticked(one)).status_code == 422
    picked = ticked(one, moved, lamp)
    actions.urge(moved.id, by=town.me, at=clock.now())
    said = {"step": step, "case": picked, "lead": town.offices["lights"].id}
    page = text(client.get(send(client, "/desk/cases/bulk", **said).url))
    assert "噪声扰民：派单：办成 1 件" in page and "别人先办了" in page and "没有办" in page
    after = {case.id: case.state for case in Case.objects.all()}
    assert (after[one.id], after[moved.id]) == (f"{noisy.code}-s2", f"{noisy.code}-s1")
    assert after[lamp.id] == "registered"
    assert Case.objects.get(pk=one.pk).lead_id == town.offices["lights"].id


def test_a_matter_of_a_version_that_asks_more_is_not_moved_in_silence(town, admins, noisy):
    client, step = as_(town, "town_dispatcher"), f"{noisy.code}-t1"
    new = reported(town, noisy, "夜里施工")
    strict = noise()["steps"]
    strict[0]["asks"] = ["lead", "reason"]
    draft = actions.draft_kind(
        "噪声扰民", noisy.code, copied=noise(steps=strict), by=admins[0], at=clock.now()
    )
    actions.publish_kind(draft.id, by=admins[1], at=clock.now(), revision=draft.revision)
    old = reported(town, noisy, "清早施工")
    listed = client.get("/desk/cases/?q=").content.decode()
    assert f'value="{step}"' in listed
    assert "请单独办" in text(client.get("/desk/cases/bulk", {"step": step, "case": ticked(new, old)}))
    said = {"step": step, "case": ticked(new, old), "lead": town.offices["lights"].id}
    page = text(client.get(send(client, "/desk/cases/bulk", **said).url))
    assert "办成 1 件" in page and "请写明理由" in page
