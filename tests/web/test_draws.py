"""抽签 in the pages: laid out at the desk, stood by at home, drawn, and done again from what everybody reads."""

import re
from hashlib import sha256

import pytest

from sanzhi.deliberation import queries
from sanzhi.deliberation.models import Draw
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.reactions.table import REACTIONS
from tests.county import at_the_desk
from tests.deliberation.council import DAY, MONDAY, Council, stranger
from tests.questions import questions
from tests.web.test_councils import post
from tests.web.test_honours import at_home


@pytest.fixture
def village(db) -> Council:
    return Council()


def test_the_page_tells_enough_to_draw_again(village: Council):
    clerk = at_the_desk(village.clerk)
    new = {"title": "轮值评议员", "purpose": "评议第四季度的好人线索。", "seats": 3, "women": 1}
    where = f"/desk/councils/{village.body.pk}/draw"
    assert "多于要抽的人数" in post(clerk, where, **(new | {"women": 4})).content.decode()
    assert post(clerk, where, 2, **new).status_code == 302
    draw = Draw.objects.get()
    desk, page = f"/desk/draws/{draw.pk}/", f"/draws/{draw.pk}/"
    assert post(clerk, f"{desk}bar", 3, number=4, because="要评的事和他家有关").status_code == 302
    assert post(clerk, f"{desk}witness", 4, name="周见证", digits="190724").status_code == 302
    neighbour = known.resident_actor(
        people.register_resident(
            name="沈邻居", phone="13700000001", area_code=village.village.code, by=village.clerk, at=MONDAY
        )
    )
    assert "做见证人" in at_home(neighbour).get(page).content.decode()
    assert post(at_home(neighbour), f"{page}witness", 5, digits="88231905").status_code == 302
    assert (
        "本村（社区）的居民"
        in post(at_home(stranger()), f"{page}witness", 6, digits="123456").content.decode()
    )
    assert post(clerk, f"{desk}draw", 7).status_code == 302
    delivery.deliver(REACTIONS, at=clock.now() + DAY)
    heard = [member for member in village.body.members.all() if people_of(member.person_id)]
    assert [one.number for one in heard] == sorted(queries.seated(draw))
    told = at_home(stranger()).get(page).content.decode()
    secret, seed = re.findall(r'<code class="secret">([0-9a-f]{64})</code>', told)[1:]
    assert sha256(f"{secret}\n1,2,3,5,6,7,8,9\n190724\n88231905".encode()).hexdigest() == seed
    first = min((1, 2, 3, 5, 6, 7, 8, 9), key=lambda n: sha256(f"{seed}:{n}".encode()).hexdigest())
    assert f"（{first} 号）" in told and f"代表{first}" not in told and "代*" in told
    assert f"代表{first}" in clerk.get(desk).content.decode()
    lots = at_home(stranger()).get(f"{page}lots.csv").content.decode("utf-8-sig").splitlines()
    assert len(lots) == 10 and "要评的事和他家有关" in lots[4]
    before = queries.drawn_people(draw.pk)
    assert post(clerk, f"{desk}down", 8, number=first, because="要去外地").status_code == 302
    assert queries.drawn_people(draw.pk) == before  # until another says so too
    assert f"确认 {first} 号不来" not in clerk.get(desk).content.decode()
    overseer = at_the_desk(village.overseer)
    assert f"确认 {first} 号不来" in overseer.get(desk).content.decode()
    assert post(overseer, f"{desk}down/{first}/yes", 9).status_code == 302
    delivery.deliver(REACTIONS, at=clock.now() + DAY)
    moved = {one for one in {*before, *queries.drawn_people(draw.pk)} if told_moved(one)}
    assert moved == set(before) ^ set(
        queries.drawn_people(draw.pk)
    )  # who is said not to come, and who has the seat
    assert "要去外地" in at_home(stranger()).get(page).content.decode()


def people_of(person: int) -> list[str]:
    return [one.text for one in known.messages_for(person) if "抽中" in one.text]


def told_moved(person: int) -> bool:
    return any("由下一位补上" in one.text for one in known.messages_for(person))


def test_draws_are_found_and_cost_few_questions(village: Council):
    post(
        at_the_desk(village.clerk),
        f"/desk/councils/{village.body.pk}/draw",
        title="评议员",
        purpose="评议线索。",
        seats=2,
        women=0,
    )
    draw = Draw.objects.get()
    pages = [(at_the_desk(village.clerk), "/desk/draws/"), (at_the_desk(village.clerk), f"/desk/draws/{draw.pk}/"),
             (at_home(stranger()), "/draws/"), (at_home(stranger()), f"/draws/{draw.pk}/")]  # fmt: skip
    for client, where in pages:
        client.get(where)
        with questions() as asked:
            assert "评议员" in client.get(where).content.decode()
        assert len(asked) <= 14, (where, asked)
    assert at_the_desk(village.handler).get(f"/desk/draws/{draw.pk}/").status_code == 403
