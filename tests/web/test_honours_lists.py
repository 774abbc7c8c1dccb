"""翻页: of honours, what somebody was asked, whom they proposed, which boards were opened, which villages have the most."""

import re

import pytest

from sanzhi.honours.models import Deed, Named, Nomination, Opening
from sanzhi.people.models import Area
from tests.county import MONDAY, at_the_desk
from tests.honours.conftest import Hamlet
from tests.web.desk.test_paging import MANY, pages_of, shown
from tests.web.test_honours import at_home


@pytest.fixture
def village(db, settings) -> Hamlet:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Hamlet()


def test_three_lists_on_one_page_each_go_on_by_themselves(village):
    clerk, me = village.clerk.person_id, village.resident.person_id
    deeds = Deed.objects.bulk_create(
        Deed(area=village.village, category="help", title=f"事{n}", text="做了好事", happened_on=MONDAY, period="2026-03",
             entered_by_id=clerk, entered_at=MONDAY)
        for n in range(MANY)
    )  # fmt: skip
    Named.objects.bulk_create(
        Named(deed=deed, area=village.village, person_id=me, asked_at=MONDAY) for deed in deeds
    )
    usual = {
        "area": village.village, "level": "village", "category": "help", "story": "好事", "source": "resident",
        "nominated_at": MONDAY, "place": village.code,
    }  # fmt: skip
    mine = [Nomination(called=f"邻{n}", year=2026, nominated_by_id=me, **usual) for n in range(MANY)]
    Nomination.objects.bulk_create(mine)
    client, newest = at_home(village.resident), list(range(MANY - 1, -1, -1))
    page = client.get("/me/honours/").content.decode()
    assert page.count('rel="next"') == 2 and "named=" in page and "by_me=" in page
    onward = f"/me/honours/?by_me={Nomination.objects.order_by('-id')[19].pk}"
    both = client.get(onward).content.decode()
    assert shown([both], r"邻(\d+)") == newest[20:40]
    assert shown([both], r"事(\d+)<") == newest[:20]
    pages = pages_of(client, "/me/honours/")  # the first list to its end, then the next
    assert shown(pages[:3], r"事(\d+)<") == newest


def test_decisions_on_boards(village):
    by = village.civility.person_id
    places = Area.objects.filter(code__startswith=village.code[:9], level="village", valid_to=None)
    closed = [
        Opening(area=places[n % len(places)], ground=f"依据{n}", proposed_by_id=by, proposed_at=MONDAY,
                proposed_as="civility_officer", closed_by_id=by, closed_at=MONDAY, closed_why="过期")
        for n in range(MANY)
    ]  # fmt: skip
    Opening.objects.bulk_create(closed)
    pages = pages_of(at_the_desk(village.civility), "/desk/exposures/boards/")
    assert len(pages) == 3 and shown(pages, r"依据(\d+)") == list(range(MANY - 1, -1, -1))


def test_the_board_names_every_place_and_keeps_two_of_one_name_apart(village):
    places = list(Area.objects.filter(level="village", valid_to=None).order_by("code")[:MANY])
    rows = [
        Nomination(area=one, level="village", year=2026, category="help", called="某", story="好事", source="resident",
                   nominated_by_id=village.neighbour.person_id, nominated_at=MONDAY, place=one.pk, awarded_at=MONDAY)
        for one in places
    ]  # fmt: skip
    Nomination.objects.bulk_create(rows)
    twin = places[0].name
    Area.objects.filter(pk=places[1].pk).update(name=twin)
    pages = pages_of(at_the_desk(village.leader), f"/board/honours/?year={MONDAY.year}")
    assert len(pages) == 2
    heads = [re.findall(r'<th scope="row">([^<]+)</th>', page) for page in pages]
    names = [name for head in heads for name in head if not name.endswith("月")]
    assert len(names) == MANY and names.count(twin) == 2
