"""What a village knows of its waste in the matrix's world: bins, a round, results of a household, a conflict, an appeal, a review."""

from collections.abc import Callable, Iterator
from uuid import uuid4

from sanzhi.people import actions as people
from sanzhi.people.models import Household, Office, Person
from sanzhi.people.roles import INSTALLER, Actor
from sanzhi.waste import actions, queries
from sanzhi.waste.actions import BinRow, NewRound, Reading, Scan
from sanzhi.waste.files import SHELF
from sanzhi.waste.models import Conflict, Inspection
from tests.county import HOUR, MONDAY, a_member_of_staff
from tests.notices.conftest import a_photo

Rule = Callable[[Actor], bool]


def sorted_(
    values: dict[str, list[object]], village: Office, resident: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    clerk, overseer, inspector, colleague = (
        a_member_of_staff(word(), role, village)
        for role in ("village_clerk", "village_overseer", "waste_inspector", "waste_inspector")
    )
    area, at = village.area_id, MONDAY + 2 * HOUR
    home = Person.objects.get(pk=resident.person_id).household
    assert home
    drawn = {"name": "第1网格", "area_code": area, "by": INSTALLER, "at": MONDAY}
    values["grid"] = [people.open_grid(code=f"{area}B001", **drawn).code]
    other = Household.objects.create(area_id=area, number=word()[:20])
    issued = actions.issue(
        area, [BinRow(1, home.number, "food"), BinRow(2, other.number, "food")], by=clerk, at=MONDAY
    )
    mine, theirs = issued.bins
    planned = actions.plan_round(NewRound(area, at.date(), word()[:40]), by=clerk, at=MONDAY)
    actions.start_round(planned.id, by=inspector, at=MONDAY)
    photo = SHELF.keep_image(a_photo(), "桶.jpg")
    scans = [Scan(uuid4(), one.code, "C", at, photo=photo, round=planned.id) for one in (mine, theirs)]
    actions.take_scans(scans, by=inspector, at=at)
    actions.take_scans([Scan(uuid4(), mine.code, "B", at, photo=photo)], by=colleague, at=at)
    reason = word()
    result = Inspection.objects.get(bin=mine)
    asked = actions.appeal(result.id, reason=reason, by=resident, at=at + HOUR)
    sample = actions.draw_sample(
        area, first=at.date(), last=at.date(), percent=100, by=overseer, at=at + HOUR
    )
    scales = ["SCALE-OF-MINE-7731", "SCALE-OF-THEIRS-7732"]
    actions.import_weighings(
        [
            Reading(line, scale, one.code, "3.25", "2026-03-02 07:15")
            for line, (scale, one) in enumerate(zip(scales, (mine, theirs), strict=True), start=2)
        ],
        skip=False,
        by=clerk,
        at=at,
    )
    for name, found in (
        ("waste_bin", [mine.id]), ("waste_round", [planned.id]), ("waste_appeal", [asked.id]),
        ("inspection", [result.id, Inspection.objects.get(bin=theirs).id]),
        ("conflict", list(Conflict.objects.filter(inspection=result).values_list("id", flat=True))),
        ("waste_review", list(sample.reviews.values_list("id", flat=True))),
    ):  # fmt: skip
        values.setdefault(name, []).extend(found)
    yield mine.code, lambda actor: actor.person_id == resident.person_id or _works(actor, village)
    yield theirs.code, lambda actor: _works(actor, village)
    yield scales[0], lambda actor: actor.person_id == resident.person_id or _works(actor, village)
    yield scales[1], lambda actor: _works(actor, village)
    yield planned.route, lambda actor: _works(actor, village)
    yield (
        reason,
        lambda actor: (
            actor.person_id == resident.person_id or (_works(actor, village) and actor.may("waste.review"))
        ),
    )
    yield sample.seed, lambda actor: _works(actor, village) and actor.may("waste.review")


def _works(actor: Actor, village: Office) -> bool:
    return village.area_id.startswith(actor.reach or "-") and queries.works_here(actor)
