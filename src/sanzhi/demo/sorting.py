"""垃圾分类: five weeks of rounds in the invented villages: mostly well sorted, some not, one conflict, an appeal, a review."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor
from sanzhi.points import actions as points
from sanzhi.waste import actions, queries
from sanzhi.waste.actions import BinRow, NewRound, Scan
from sanzhi.waste.files import SHELF

from . import draws, pictures
from .county import County
from .scoring import CONTACT, Village, on_the_wall

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
MORE_HOUSEHOLDS = 12  # that take no part in points; their bins are looked into all the same
ROUNDS = (35, 31, 28, 24, 21, 17, 14, 10, 6, 3)  # days ago
HANDED = 12  # days ago
GRADES = "AAAAAAABBBC-"  # "-": nothing put out
PHOTOS = 2  # in each round


def sort_waste(county: County, village: Village, *, until: datetime, seed: int) -> None:
    """Once, when the county is filled."""
    office = village.clerk.office_id or 0
    inspector = county.staff["waste_inspector", office]
    draw = draws.lot(seed, "waste", village.area)
    begun = until - 37 * DAY
    _issue(village, begun)
    for number, ago in enumerate(ROUNDS):
        _round(village, inspector, draw, number, until - ago * DAY)
        if ago == HANDED + 2:
            _reward(village, draw, until - HANDED * DAY, until)
    _second_looks(village, inspector, draw, until)


def _issue(village: Village, at: datetime) -> None:
    numbers = [f"{number:03}" for number in range(101, 101 + MORE_HOUSEHOLDS)]
    for number in numbers:
        people.register_household(village.area, number, by=village.clerk, at=at)
    first = [f"{number:03}" for number in range(1, len(village.homes) + 1)]
    rows = [BinRow(line, number) for line, number in enumerate([*first, *numbers], start=1)]
    actions.issue(village.area, rows, by=village.clerk, at=at)


def _round(village: Village, inspector: Actor, draw: Random, number: int, at: datetime) -> None:
    planned = actions.plan_round(
        NewRound(village.area, at.date(), "村中心—河东"), by=village.clerk, at=at - HOUR
    )
    found = actions.start_round(planned.id, by=inspector, at=at)
    bins = [one for one in queries.bins_of_round(found) if one.stream == "food"]
    scans = [_scan(village, draw, one, number * 1000 + place, at, found.id) for place, one in enumerate(bins)]
    actions.take_scans(scans, by=inspector, at=at + HOUR)
    actions.finish_round(found.id, by=inspector, at=at + HOUR)


def _scan(village: Village, draw: Random, bin, place: int, at: datetime, round_id: int) -> Scan:
    """The second household is not so good at it: somebody goes and helps."""
    grade = draw.choice("CCB" if bin.household.number == "002" else GRADES)
    photo = SHELF.keep_image(*pictures.a_file(draw)) if place % 1000 < PHOTOS else None
    grade = "none" if grade == "-" else grade
    faults = ["mixed"] if grade == "C" else []
    offline_id = UUID(int=draw.getrandbits(128))
    return Scan(offline_id, bin.code, grade, at + place % 1000 * MINUTE / 2, faults, photo, None, round_id)


def _reward(village: Village, draw: Random, at: datetime, until: datetime) -> None:
    """What was graded A goes to points, is announced, and entered where the notice is over by now."""
    actions.hand_over(village.area, by=village.clerk, at=at)
    held = points.close_scoring(village.area, by=village.clerk, at=at + HOUR)
    held = points.announce(held.id, contact=CONTACT, by=village.clerk, at=at + HOUR)
    on_the_wall(village, held.additions_id, draw, at + 2 * HOUR)
    try:
        points.post_round(held.id, by=village.clerk, at=until - HOUR)
    except Refusal:  # a long holiday lengthened the notice
        return


def _second_looks(village: Village, inspector: Actor, draw: Random, until: datetime) -> None:
    """A conflict that waits, photos graded again, an appeal answered, a visit."""
    home, head = village.homes[min(1, len(village.homes) - 1)]  # of a county of few people the only one
    at = until - 3 * DAY
    first = village.homes[0][0]
    found = next(
        one for one in queries.bins_in(village.clerk, number="001") if one.household_id == first and one.stream == "food"
    )  # fmt: skip
    other = Scan(UUID(int=draw.getrandbits(128)), found.code, "reject", at + HOUR, ["hazardous"])
    actions.take_scans([other], by=village.grid, at=at + 2 * HOUR)
    _review(village, draw, until)
    results: Sequence = [one for one in queries.inspections_of_mine(head) if one.counted == "C"]
    if results and until - results[0].synced_at < 6 * DAY:
        asked = actions.appeal(results[0].id, reason="那天是亲戚来做客扔错的。", by=head, at=until - 2 * DAY)
        answer = "看了记录，等次不变，不扣分，已约好上门教一次。"
        actions.answer_appeal(asked.id, "C", answer=answer, by=village.overseer, at=until - DAY)
    actions.note_visit(home, words="上门讲了一遍怎么分，送了分类图。", by=village.grid, at=until - DAY)


def _review(village: Village, draw: Random, until: datetime) -> None:
    at = until - 2 * DAY
    first, last = (until - ROUNDS[0] * DAY).date(), at.date()
    seed = f"demo-{village.area}"
    sample = actions.draw_sample(
        village.area, first=first, last=last, percent=90, seed=seed, by=village.overseer, at=at
    )
    for one in sample.reviews.select_related("inspection").order_by("id")[:10]:
        grade = one.inspection.grade if draw.random() < 0.85 else "B"
        actions.review(one.id, grade, by=village.overseer, at=at + HOUR)
