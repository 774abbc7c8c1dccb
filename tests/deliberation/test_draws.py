"""抽签: nobody can steer it, and anybody can do it again with nothing but SHA-256."""

from dataclasses import replace
from hashlib import sha256

import psycopg
import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.deliberation import actions, lots, queries
from sanzhi.deliberation.actions import NewDraw
from sanzhi.deliberation.models import Draw, Ticket, Witness
from sanzhi.deliberation.verify import check_draws
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.people.models import Person
from tests.county import a_resident, person_of

from .council import HOUR, MONDAY, Council, refused

PANEL = NewDraw("道德评判团轮值", "评议第四季度的好人线索。", seats=3, women=2)


def laid_out(village: Council, new: NewDraw = PANEL) -> Draw:
    return actions.lay_out(village.body.pk, new, by=village.clerk, at=MONDAY)


def witnessed(village: Council, draw: Draw) -> None:
    """One entered by the clerk who draws, one by the overseer."""
    actions.witness(draw.pk, "周见证", "190724", by=village.clerk, at=MONDAY)
    actions.witness(draw.pk, "吴见证", "88231905", by=village.overseer, at=MONDAY)


def drawn(village: Council, new: NewDraw = PANEL) -> Draw:
    draw = laid_out(village, new)
    witnessed(village, draw)
    return actions.draw_lots(draw.pk, by=village.clerk, at=MONDAY + HOUR)


def test_anybody_draws_the_same_from_what_the_page_tells(db):
    village = Council()
    draw = laid_out(village)
    actions.bar(draw.pk, 4, "被评议的人是他弟弟", by=village.clerk, at=MONDAY)
    assert (
        refused(lambda: actions.bar(draw.pk, 4, "再写一遍", by=village.clerk, at=MONDAY)) == "barred_already"
    )
    witnessed(village, draw)
    promised = draw.commitment
    draw = actions.draw_lots(draw.pk, by=village.clerk, at=MONDAY + HOUR)

    def fingerprint(text: str) -> str:
        return sha256(text.encode()).hexdigest()

    assert fingerprint(draw.secret) == promised
    seed = fingerprint(f"{draw.secret}\n1,2,3,5,6,7,8,9\n190724\n88231905")
    order = sorted([1, 2, 3, 5, 6, 7, 8, 9], key=lambda number: fingerprint(f"{seed}:{number}"))
    assert list(draw.tickets.exclude(rank=None).order_by("rank").values_list("number", flat=True)) == order
    page = queries.draw_page(draw.pk)
    assert len(page.seated) == 3 and sum(one.woman for one in page.seated) >= 2
    assert [one.number for one in page.barred] == [4] and len(page.numbers) == 8
    assert check_draws().violations == []


def gone(village: Council, draw: Draw, number: int) -> None:
    """Entered by the clerk, confirmed by the overseer."""
    actions.step_down(draw.pk, number, "要去外地看孩子", by=village.clerk, at=MONDAY + HOUR)
    actions.confirm_step_down(draw.pk, number, by=village.overseer, at=MONDAY + HOUR)


def test_one_hand_takes_nobodys_seat(db):
    village = Council()
    draw = drawn(village, NewDraw("监督员", "看工程怎么做。", seats=3))
    first, second = queries.seated(draw)[:2]
    at, by = MONDAY + HOUR, village.clerk
    assert (
        refused(lambda: actions.confirm_step_down(draw.pk, first, by=village.overseer, at=at))
        == "not_leaving"
    )
    actions.step_down(draw.pk, first, "要去外地看孩子", by=by, at=at)
    assert first in queries.seated(draw)
    assert [one.number for one in queries.draw_page(draw.pk).leaving] == [first]
    assert refused(lambda: actions.step_down(draw.pk, first, "再记一遍", by=by, at=at)) == "leaving_already"
    assert refused(lambda: actions.confirm_step_down(draw.pk, first, by=by, at=at)) == "own_entry"
    for change in ({"away": "要去外地看孩子"}, {"away": "别的话", "away_by": village.overseer.person_id}):
        with pytest.raises(DatabaseError), transaction.atomic():
            draw.tickets.filter(number=first).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        draw.tickets.filter(number=first).update(away="要去外地看孩子", away_by=by.person_id)
    actions.take_back_step_down(draw.pk, first, by=village.overseer, at=at)
    assert queries.draw_page(draw.pk).leaving == []
    gone(village, draw, second)
    assert second not in queries.seated(draw) and first in queries.seated(draw)
    assert refused(lambda: actions.take_back_step_down(draw.pk, second, by=by, at=at)) == "not_leaving"


def test_what_was_drawn_before_is_drawn_again_only_with_a_reason_beside_the_first(db):
    village = Council()
    first = laid_out(village)
    assert refused(lambda: laid_out(village)) == "draw_open"
    actions.call_off(first.pk, "人没到齐，下周再抽", by=village.clerk, at=MONDAY)
    assert refused(lambda: laid_out(village)) == "drawn_before"  # also of one that was called off
    spaced = replace(PANEL, title="道德评判团 轮值")
    assert refused(lambda: laid_out(village, spaced)) == "drawn_before"
    other = replace(PANEL, title="换个名字")
    assert refused(lambda: laid_out(village, other)) == "drawn_before"  # the same purpose under another name
    second = drawn(village, replace(PANEL, again_because="上次人没到齐"))
    assert (second.again_of_id, queries.draw_page(first.pk).later) == (first.pk, [second])
    third = drawn(village, replace(PANEL, again_because="任期满了，换一批"))
    assert third.again_of_id == second.pk
    rest = {"body": village.body, "purpose": PANEL.purpose, "seats": 1, "commitment": "0" * 64}
    for n, said in enumerate(({}, {"again_because": "没有写是哪一次"}, {"again_of": third})):
        with pytest.raises(DatabaseError), transaction.atomic():
            Draw.objects.create(
                **rest,
                **said,
                title="道德评判团轮值",
                code=f"code{n}",
                opened_by_id=village.clerk.person_id,
                opened_at=MONDAY,
            )


def test_whoever_steps_down_is_followed_by_the_next_in_the_order(db):
    village = Council()
    draw = drawn(village, NewDraw("监督员", "看工程怎么做。", seats=3))
    first, second, third, fourth = draw.tickets.order_by("rank").values_list("number", flat=True)[:4]
    assert queries.seated(draw) == [first, second, third]
    gone(village, draw, second)
    assert queries.seated(draw) == [first, third, fourth]
    assert (
        refused(lambda: actions.step_down(draw.pk, second, "还是不来", by=village.clerk, at=MONDAY + HOUR))
        == "not_seated"
    )


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.data())
def test_the_seats_kept_for_women_are_never_given_to_men(women: list[bool], data):
    seats = data.draw(st.integers(1, len(women)))
    kept = data.draw(st.integers(0, min(seats, sum(women))))
    rows = [lots.Lot(number, woman, data.draw(st.booleans())) for number, woman in enumerate(women, 1)]
    taken = set(lots.seated(rows, seats, kept))
    assert len(taken) <= seats
    assert sum(1 for one in rows if one.number in taken and not one.woman) <= seats - kept
    assert not any(one.away for one in rows if one.number in taken)
    if not any(one.away for one in rows):
        men = len(women) - sum(women)
        assert len(taken) == min(seats, sum(women) + min(men, seats - kept))


def test_every_lot_is_as_likely_as_another():
    hits = [0] * 10
    for turn in range(4_000):
        for number in lots.order(lots.digest(str(turn)), range(10))[:3]:
            hits[number] += 1
    expected = 4_000 * 3 / 10
    assert (
        sum((one - expected) ** 2 / expected for one in hits) < 27.9
    )  # chi-square, 9 degrees, one in a thousand


def test_what_must_not_be_is_refused_by_name(db):
    village = Council()
    at, by = MONDAY, village.clerk
    assert refused(lambda: laid_out(village, NewDraw("太多", "抽十个人。", seats=10))) == "seats_shape"
    assert refused(lambda: laid_out(village, NewDraw("太多", "妇女席。", seats=6, women=5))) == "women_seats"
    draw = laid_out(village)
    assert refused(lambda: actions.draw_lots(draw.pk, by=by, at=at)) == "witnesses_short"
    assert refused(lambda: actions.witness(draw.pk, "村文书", "123456", by=by, at=at)) == "own_draw"
    assert refused(lambda: actions.witness(draw.pk, "代表3", "123456", by=by, at=at)) == "in_the_draw"
    assert refused(lambda: actions.witness(draw.pk, "周见证", "12345", by=by, at=at)) == "digits_shape"
    assert refused(lambda: actions.witness(draw.pk, "周见证", "１２３４５６", by=by, at=at)) == "digits_shape"
    actions.witness(draw.pk, "周见证", "190724", by=by, at=at)
    assert refused(lambda: actions.witness(draw.pk, "周见证", "190725", by=by, at=at)) == "witnessed_already"
    assert refused(lambda: actions.bar(draw.pk, 1, "事后想起来", by=by, at=at)) == "witnessed"
    actions.witness(draw.pk, "吴见证", "88231905", by=by, at=at)
    assert refused(lambda: actions.draw_lots(draw.pk, by=by, at=at)) == "one_hand"
    themselves = known.resident_actor(person_of(by))
    Person.objects.filter(pk=by.person_id).update(area=village.village.code)
    assert refused(lambda: actions.witness_self(draw.pk, "123456", by=themselves, at=at)) == "own_draw"
    assert (
        refused(lambda: actions.witness_self(draw.pk, "123456", by=a_resident("外村的"), at=at))
        == "not_of_the_place"
    )
    assert (
        refused(lambda: actions.lay_out(village.body.pk, PANEL, by=village.overseer, at=at))
        == "role_may_not_keep"
    )
    actions.call_off(draw.pk, "人没到齐，下周再抽", by=by, at=at)
    assert refused(lambda: actions.draw_lots(draw.pk, by=by, at=at)) == "draw_over"
    again = drawn(village, replace(PANEL, again_because="上次人没到齐"))
    assert refused(lambda: actions.call_off(again.pk, "结果不满意", by=by, at=at)) == "draw_over"


def test_a_resident_of_the_place_stands_by_with_a_number_of_their_own(db):
    village = Council()
    draw = laid_out(village)
    person = people.register_resident(
        name="沈邻居", phone="13700000001", area_code=village.village.code, by=village.clerk, at=MONDAY
    )
    near = known.resident_actor(person)
    assert actions.witness_self(draw.pk, "314159", by=near, at=MONDAY).name == "沈邻居"


CHANGES = {
    "a lot after a witness": lambda d: Ticket.objects.create(
        draw=d, member_id=d.tickets.first().member_id, number=99, shown="加*", woman=False
    ),
    "a rank changed": lambda d: d.tickets.filter(rank=1).update(rank=9),
    "somebody barred afterwards": lambda d: d.tickets.filter(rank=1).update(barred="不喜欢"),
    "a witness more": lambda d: Witness.objects.create(
        draw=d, name="后来的", digits="000000", by_id=d.opened_by_id, at=MONDAY
    ),
    "drawn again": lambda d: Draw.objects.filter(pk=d.pk).update(seed="0" * 64),
    "called off": lambda d: Draw.objects.filter(pk=d.pk).update(state="off", secret="", seed="", because="重来"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_lets_nobody_touch_a_draw_that_was_made(db, change: str):
    draw = drawn(Council())
    with pytest.raises(DatabaseError), transaction.atomic():
        CHANGES[change](draw)


# Each fault as the owner of the tables would plant it in a draw of its own, and the check that must speak.
PLANTED = {
    "commitment": "UPDATE deliberation_draw SET secret = repeat('0', 64) WHERE id = %s",
    "seed": "UPDATE deliberation_witness SET digits = '000000' WHERE draw_id = %s AND name = '周见证'",
    "order": "UPDATE deliberation_ticket SET rank = 10 - rank WHERE draw_id = %s",
    "witnesses": "DELETE FROM deliberation_witness WHERE draw_id = %s AND name = '周见证'",
}


def test_a_planted_fault_is_found(committed_db, owner_connection: psycopg.Connection):
    with transaction.atomic():
        village = Council()
        draws = {
            fault: drawn(village, replace(PANEL, title=fault, purpose=f"看看{fault}查不查得出。")).pk
            for fault in PLANTED
        }
    assert check_draws().violations == []
    with owner_connection.transaction():
        for table in ("draw", "ticket", "witness"):
            owner_connection.execute(f"ALTER TABLE deliberation_{table} DISABLE TRIGGER USER")
        for fault, pk in draws.items():
            owner_connection.execute(PLANTED[fault], [pk])
    found = {(one.check, one.subject) for one in check_draws().violations}
    assert found >= {(fault, f"draw {pk}") for fault, pk in draws.items()}
