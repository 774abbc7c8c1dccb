"""公约 in a real browser: a household signs on a phone and says how it would have a clause; the desk answers, checks, and shows all of it."""

import pytest
from django.core.cache import cache
from django.db import transaction

from sanzhi.compacts import actions, queries
from sanzhi.compacts.models import Version
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor
from tests.compacts.pact import Pact
from tests.county import DAY, MONDAY, person_of
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def lived(committed_db) -> tuple[Pact, Actor, Version]:
    """One in force, checked, scored once and being scored again; a revision on which opinions are asked."""
    cache.clear()
    with transaction.atomic():
        pact = Pact()
        one, (she,), now = pact.in_force(), pact.home("1号", "沈阿妹"), clock.now()
        people.open_resident_account(person_of(she), at=MONDAY)
        first = pact.appraising(one)
        actions.close_appraisal(first.pk, by=pact.clerk, at=MONDAY + 8 * DAY)
        clause, late = queries.clauses_of(one)[1].pk, (MONDAY + 3 * DAY).date()
        actions.check(
            clause, place="三组路口", seen="垃圾没有分类", ok=False, due_on=late, by=pact.clerk, at=MONDAY
        )
        pact.appraising(one, at=now)
        draft = actions.revise(one.compact_id, by=pact.clerk, at=now)
        actions.ask_opinions(draft.pk, until=(now + 7 * DAY).date(), by=pact.clerk, at=now)
    return pact, she, draft


def pressed(page, name: str) -> None:
    """The button, and the question it asks first."""
    page.get_by_role("button", name=name, exact=True).first.click()
    if page.locator("dialog[open]").count():
        page.locator("dialog[open]").get_by_role("button", name="确定").click()
    page.wait_for_load_state()


def test_a_household_signs_and_speaks_and_the_desk_answers(lived, window):
    pact, she, draft = lived
    phone = window(she, PHONE)
    phone.goto(f"/compacts/{draft.compact_id}/")
    looks_right(phone, "compact-375")
    phone.get_by_role("link", name="签承诺、看我提的意见").click()
    pressed(phone, "我家承诺照着做")
    phone.get_by_text("签好了，您家承诺照公约做。").wait_for()
    looks_right(phone, "compact-mine-375")
    phone.goto(f"/compacts/{draft.compact_id}/")
    phone.get_by_role("link", name="对第 1 条提改法").click()
    phone.get_by_label("您想改成").fill("红白喜事不攀比，酒席不超过十桌。")
    looks_right(phone, "compact-opinion-375")
    pressed(phone, "提交")
    phone.get_by_text("收到了，有答复会告诉您。").wait_for()
    desk = window(pact.clerk, DESK)
    desk.goto(f"/desk/compacts/{draft.compact_id}/")
    looks_right(desk, "compact-desk-1440")
    desk.goto(f"/desk/compacts/drafts/{draft.pk}/")
    looks_right(desk, "compact-draft-1440")
    desk.get_by_role("link", name="答复", exact=True).click()
    desk.get_by_label("采纳：这一条就改成这样").check()
    pressed(desk, "保存")
    desk.get_by_text("已采纳").wait_for()
    phone.goto(f"/compacts/{draft.compact_id}/mine")
    phone.get_by_text("已采纳").wait_for()
    phone.get_by_role("link", name="给公约打分").click()
    looks_right(phone, "compact-score-375")
