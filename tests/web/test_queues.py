"""翻页: what waits to be scored, settled, answered, approved and corrected goes on to its last row, each row once."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from sanzhi.kit import clock
from sanzhi.people.models import Area, Household
from sanzhi.points.models import Claim, Round, Score, Standard, Tie
from sanzhi.waste.models import Appeal, Bin, Conflict, Inspection, Sample
from tests.county import a_member_of_staff, a_resident, at_the_desk
from tests.waste.conftest import DAY, HOUR, MONDAY, Sorted
from tests.web.desk.test_paging import MANY, pages_of, shown
from tests.web.test_honours import at_home


@pytest.fixture
def village(db, settings) -> Sorted:
    settings.ALLOWED_HOSTS = ["testserver"]
    made = Sorted()
    made.with_standard()
    return made


def homes(village, many: int = MANY, word: str = "多") -> list[Household]:
    made = [Household(area=village.village, number=f"{word}{n}") for n in range(many)]
    return Household.objects.bulk_create(made)


def claims(village, **changes) -> list[Claim]:
    """One of each of many households, verified by the clerk."""
    item = Standard.objects.get(area=village.code, state="effective").items.get(code="litter")
    usual = {
        "item": item, "area": village.village, "direction": "+", "year": MONDAY.year, "happened_on": MONDAY.date(),
        "source": "self_report", "reported_at": MONDAY, "state": "verified", "verified_by_id": village.clerk.person_id,
        "verified_at": MONDAY,
    }  # fmt: skip
    made = [Claim(**(usual | {"household": home} | changes)) for home in homes(village)]
    return Claim.objects.bulk_create(made)


def numbers(rows) -> list[int]:
    return [one.pk for one in rows]


def test_a_panelist_scores_to_the_last_and_what_they_scored_comes_after(village):
    waiting, me = claims(village), village.panel[0]
    for claim in waiting[:25]:
        Score.objects.create(claim=claim, by_id=me.person_id, agrees=True, points=2, at=MONDAY)
    pages = pages_of(at_the_desk(me), "/desk/points/scoring/")
    assert len(pages) == 3
    assert shown(pages, r'action="/desk/points/scoring/(\d+)"') == numbers([*waiting[25:], *waiting[:25]])


def test_a_round_is_read_to_its_last_claim(village):
    by = village.clerk.person_id
    held = Round.objects.create(
        area=village.village, month="2026-03", closed_by_id=by, closed_at=MONDAY, seats=4
    )
    rows = claims(village, state="scored", points=2, round=held, scored_at=MONDAY)
    pages = pages_of(at_the_desk(village.clerk), f"/desk/points/rounds/{held.pk}/")
    assert shown(pages, r'href="/desk/points/claims/(\d+)/"') == numbers(rows)
    assert "办结：0 / 45 条" in pages[2] and "拟公示" in pages[2]


def test_the_claims_of_a_household_on_a_phone(village):
    for n in range(MANY):
        village.report(at=MONDAY + n * HOUR, text=f"第{n}次把沟里的垃圾清走了")
    pages = pages_of(at_home(village.resident), "/points/claims/")
    assert len(pages) == 3
    newest_first = numbers(Claim.objects.order_by("-id"))
    assert shown(pages, r'class="way" href="/points/claims/(\d+)/"') == newest_first
    empty = at_home(village.neighbour).get("/points/claims/").content.decode()
    assert "还没有申报" in empty


def test_standards_of_a_county_what_is_on_its_way_first(village):
    drafter = a_member_of_staff("市里老方", "county_dispatcher", village.centre)
    places = Area.objects.filter(level="village", valid_to=None).exclude(code=village.code)[:MANY]
    for place in places:
        Standard.objects.create(
            area=place, version=1, title="积分细则", drafted_by_id=village.clerk.person_id, drafted_at=MONDAY
        )
    pages = pages_of(at_the_desk(drafter), "/desk/standards/")
    said = shown(pages, r'class="way" href="/desk/standards/(\d+)/"')
    assert len(said) == len(set(said)) == Standard.objects.filter(state__in=("draft", "effective")).count()
    states = dict(Standard.objects.values_list("id", "state"))
    assert [states[one] == "effective" for one in said] == sorted(states[one] == "effective" for one in said)


def test_ties_of_a_panel(village):
    member = village.panel[0].person_id
    rows = [Tie(person_id=member, household=home, kind="kin", told_at=MONDAY) for home in homes(village, 60)]
    Tie.objects.bulk_create(rows)
    pages = pages_of(at_the_desk(village.clerk), f"/desk/points/panel/{village.code}/")
    assert shown(pages, r"· 多(\d+) ·") == list(range(60))


def graded(village, grade: str = "C", *, each: int = 1, at=None) -> list[Inspection]:
    """Each of many households' bins, so many days running."""
    at = at or clock.now() - 2 * DAY
    bins = Bin.objects.bulk_create(
        Bin(
            code=f"T{n:07}",
            area=village.village,
            household=home,
            stream="food",
            issued_at=MONDAY,
            issued_by_id=village.clerk.person_id,
        )
        for n, home in enumerate(homes(village, word="桶"))
    )
    return Inspection.objects.bulk_create(
        Inspection(
            bin=one, household_id=one.household_id, area=village.village, stream="food", day=(at - n * DAY).date(),
            grade=grade, counted=grade, by_id=village.inspector.person_id, offline_id=uuid4(),
            taken_at=at - n * DAY, synced_at=at,
        )
        for n in range(each) for one in bins
    )  # fmt: skip


def test_grades_that_differ_appeals_and_draws(village):
    overseer, rows = at_the_desk(village.overseer), graded(village)
    now = clock.now()
    seconds = [
        Conflict(inspection=one, grade="A", by_id=village.colleague.person_id, offline_id=uuid4(), taken_at=now,
                 synced_at=now)
        for one in rows
    ]  # fmt: skip
    found = numbers(Conflict.objects.bulk_create(seconds))
    assert shown(pages_of(overseer, "/desk/waste/conflicts/"), r"/desk/waste/conflicts/(\d+)/") == found
    asked = [
        Appeal(inspection=one, person_id=village.resident.person_id, reason="是分好的", asked_at=now)
        for one in rows
    ]
    found = numbers(Appeal.objects.bulk_create(asked))
    assert shown(pages_of(overseer, "/desk/waste/appeals/"), r"/desk/waste/appeals/(\d+)/") == found
    assert "还没有抽过" in overseer.get("/desk/waste/samples/").content.decode()
    drawn = [
        Sample(area=village.village, first=MONDAY, last=MONDAY, percent=n + 1, seed=f"种{n}", among=9,
               drawn_by_id=village.overseer.person_id, drawn_at=now)
        for n in range(MANY)
    ]  # fmt: skip
    Sample.objects.bulk_create(drawn)
    pages = pages_of(overseer, "/desk/waste/samples/")
    assert shown(pages, r">种(\d+)<") == list(range(MANY - 1, -1, -1))


def test_whom_to_call_on_the_most_often_first_and_each_once(village):
    rows = graded(village, each=3)
    rows[0].counted = "A"  # of the first household one fewer
    rows[0].save(update_fields=["counted"])
    pages = pages_of(at_the_desk(village.clerk), "/desk/waste/help/")
    said = shown(pages, r'href="/desk/waste/help/(\d+)"')
    assert said == [one.household_id for one in (*rows[1:MANY], rows[0])]


def test_claims_to_correct(village):
    handed = claims(village, source="waste")
    rows = graded(village)
    for claim, one in zip(handed, rows, strict=True):
        Inspection.objects.filter(pk=one.pk).update(claim=claim)
    pages = pages_of(at_the_desk(village.clerk), "/desk/waste/points/")
    assert shown(pages, r'href="/desk/waste/points/(\d+)/correct"') == numbers(handed)


def test_a_place_in_a_list_that_is_none_begins_at_its_first_page(village):
    claims(village)
    client, first = at_the_desk(village.panel[0]), "/desk/points/scoring/"
    cards = re.compile(r'action="/desk/points/scoring/(\d+)"')
    whole = cards.findall(client.get(first).content.decode())
    for typed in ("x", "1-", "-", "0-x", "9" * 40, "'; DROP"):
        answer = client.get(first, {"after": typed})
        assert answer.status_code == 200 and cards.findall(answer.content.decode()) == whole


def test_the_book_of_a_household_from_the_end_of_a_month(village):
    """What is asked for is kept on the way onward, and what is no month is told as such."""
    village.entered(village.verified())
    client = at_home(village.resident)
    entered = Claim.objects.get().decided_at
    last_month = (entered.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    assert "沟" not in client.get("/points/book", {"month": last_month}).content.decode()
    assert "到这里为止没有更早的了" in client.get("/points/book", {"month": last_month}).content.decode()
    page = client.get("/points/book", {"month": entered.strftime("%Y-%m")}).content.decode()
    assert "/points/claims/" in page
    assert "月份请写成" in client.get("/points/book", {"month": "去年"}).content.decode()


def test_nobody_is_named_to_a_stranger_by_a_page_number(village):
    claims(village)
    stranger = at_home(a_resident("外村人"))
    assert stranger.get("/desk/points/scoring/?after=0-1").status_code in (302, 403)
    assert Client().get("/points/claims/").status_code == 302
