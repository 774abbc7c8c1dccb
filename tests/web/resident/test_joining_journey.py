"""On a phone: what seems to be the same is shown before sending, joined with one press, followed, and left."""

import os
from pathlib import Path

import pytest
from django.test import Client

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case, Join
from sanzhi.kit import clock
from sanzhi.people import actions as people
from tests.browser import launched
from tests.county import MONDAY, County, a_resident, person_of
from tests.web.resident.test_filing import MATTER
from tests.web.resident.test_joining import from_somebody_else
from tests.web.resident.test_journey import shown_codes, sound  # noqa: F401 - a fixture


def keep(page, name: str) -> None:
    """A picture for whoever wants to look: KEEP_PICTURES names the folder."""
    if folder := os.environ.get("KEEP_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.browser
@pytest.mark.slow
def test_a_resident_joins_instead_of_filing_on_a_phone(shown_codes, live_server):  # noqa: F811
    county, client = County(), Client()
    case = from_somebody_else(county)
    client.force_login(people.open_resident_account(person_of(county.resident), at=MONDAY))
    with launched() as chromium:
        context = chromium.new_context(viewport={"width": 360, "height": 780}, locale="zh-CN")
        session = client.cookies["sanzhi-session"].value
        context.add_cookies([{"name": "sanzhi-session", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + "/file/")
        page.get_by_label("一句话说是什么事").fill(MATTER["title"])
        page.get_by_label("把情况说清楚").fill(MATTER["text"])
        page.get_by_role("button", name="下一步").click()
        page.get_by_label("在哪个镇").select_option("乌镇镇")
        page.get_by_label("在哪个村").select_option(county.village.code)
        page.get_by_label("具体位置").fill("村口公交站旁")
        page.get_by_role("button", name="下一步").click()
        page.get_by_text("附近好像有人反映过同样的事").wait_for()
        sound(page)
        keep(page, "hint-360")
        page.get_by_role("button", name="我也遇到了").click()
        page.get_by_text("已经加上您").wait_for()
        sound(page)
        keep(page, "progress-360")
        assert Join.objects.filter(case=case, left_at=None).count() == 1
        _merged_page(county, page, live_server)
        page.goto(f"{live_server.url}/c/{case.public_code}/progress")
        page.get_by_role("button", name="退出").click()
        page.get_by_text("已经退出").wait_for()
        sound(page)
    assert Join.objects.filter(left_at=None).count() == 0


def _merged_page(county: County, page, live_server) -> None:
    """One's own filing, merged into another's, which is supervised."""
    other, at = a_resident("吴阿婆"), clock.now()
    main = cases.register(county.filing(), cases.Origin(other.person_id, "web"), by=other, at=at)
    own = county.filed(at=at, title="我家门口没灯")
    cases.merge(own.id, into=main.id, reason="说的是同一盏灯", by=county.dispatcher, at=at)
    cases.assign(main.id, lead=county.roads.id, by=county.dispatcher, at=at)
    part = cases.Part("修电线", "村口电线要换。", "city.roads", county.village.code)
    split = county.filed(at=at, title="电线和灯都坏了")
    cases.split(split.id, parts=[part], reason="要分开办理", by=county.dispatcher, at=at)
    asked = {"level": "press", "why": "领导批示", "ask": "请报原因"}
    cases.supervise(split.id, **asked, by=county.supervisor, at=at)
    for name, case in (("merged-360", own), ("split-360", split)):
        page.goto(f"{live_server.url}/c/{Case.objects.get(pk=case.pk).public_code}/")
        sound(page)
        keep(page, name)
