"""从检查来: what another room has graded already is taken over as it is, verified by whoever hands it over.

Nobody scores it again; it is announced and entered like every other addition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Person
from sanzhi.people.roles import THE_CLOCK, Actor
from sanzhi.points import access, queries, rules
from sanzhi.points.models import Claim, Item

from .held import a_claim_in, reason_of, told


@dataclass(frozen=True)
class Taken:
    """一笔: of a household, so many times under an item (its id) whose source is waste; `key` names it once for all."""

    key: str
    household: int
    item: int
    happened_on: date
    quantity: int
    text: str


@transaction.atomic
def take(area: str, rows: Sequence[Taken], *, by: Actor, at: datetime) -> dict[str, int]:
    """登记检查: additions only, all in one statement. Gives {key: claim}. Raises Refusal."""
    access.may_take(by, area).or_refuse()
    numbers = {row.item for row in rows}
    if Item.objects.filter(pk__in=numbers, source="waste", direction="+").count() != len(numbers):
        raise Refusal("no_item", _("这一天本村的细则里没有这一项。"))
    made = Claim.objects.bulk_create(
        [
            Claim(
                item_id=row.item, area_id=area, household_id=row.household, direction="+", year=row.happened_on.year,
                happened_on=row.happened_on, quantity=row.quantity, text=row.text, source="waste", key=row.key,
                reported_at=at, state=Claim.State.VERIFIED, verified_by_id=by.person_id, verified_at=at,
            )
            for row in rows
        ],
        batch_size=1000,
    )  # fmt: skip
    said = {"area": area, "claims": [claim.id for claim in made]}
    record("points.taken", by=by.person_id, at=at, about=("area", int(area)), content=said)
    return {str(claim.key): claim.id for claim in made}


@transaction.atomic
def let_go(claim_id: int, *, reason: str, by: Actor, at: datetime) -> Claim:
    """撤回检查: what was taken over and turned out wrong, before it was scored. Raises Refusal."""
    claim = a_claim_in(claim_id, "verified")
    access.may_take(by, claim.area_id).or_refuse()
    if claim.source != "waste":
        raise Refusal("not_taken", _("只有检查登记的能这样撤回。"))
    claim.state, claim.note = Claim.State.WITHDRAWN, reason_of(reason)[:300]
    claim.save(update_fields=["state", "note"])
    told("points.withdrawn", claim, by, at, reason=claim.note)
    return claim


@dataclass(frozen=True)
class Served:
    """一次志愿服务: so many whole hours of a person on a day, confirmed by another; `key` names it once for all."""

    key: str
    person: int
    happened_on: date
    hours: int
    text: str
    confirmed_by: int


@transaction.atomic
def take_service(one: Served, *, at: datetime) -> Claim | None:
    """登记志愿服务: an addition, verified by whoever confirmed the hours; the same key again is the same claim. None where it
    counts for nothing: no such item in force that day, no taking part since then, or not known to be grown."""
    if known := Claim.objects.filter(key=one.key).first():
        return known
    person = Person.objects.select_for_update(of=("self",)).select_related("household").get(pk=one.person)
    mine = queries.participation_of(person.pk)
    if mine is None or person.household is None or mine.household_id != person.household_id:
        return None
    area, day = person.household.area_id, one.happened_on
    standard = queries.in_force(area, day)
    item = standard.items.filter(source=Item.Source.VOLUNTEER, direction="+").first() if standard else None
    grown = rules.grown_on(person.birth_date, day) and localdate(mine.joined_at) <= day
    if not (standard and item and grown and rules.within_scope(standard.scope, person.residence)):
        return None
    claim = Claim.objects.create(
        item=item, area_id=area, household=person.household, person=person if item.holder == Item.Holder.PERSON else None,
        direction="+", year=day.year, happened_on=day, quantity=min(one.hours, 31), text=one.text[:500],
        source=item.source, key=one.key, reported_at=at, state=Claim.State.VERIFIED,
        verified_by_id=one.confirmed_by, verified_at=at,
    )  # fmt: skip
    said = {"area": area, "claims": [claim.pk]}
    record("points.taken", by=one.confirmed_by, at=at, about=("area", int(area)), content=said)
    return claim


@transaction.atomic
def let_go_service(claim_id: int, *, at: datetime) -> bool:
    """撤回志愿服务: hours were corrected before they were scored. Returns whether it was so; what is scored stays."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim_id)
    if claim.state != Claim.State.VERIFIED or claim.source != Item.Source.VOLUNTEER:
        return False
    claim.state, claim.note = Claim.State.WITHDRAWN, "服务时长已更正。"
    claim.save(update_fields=["state", "note"])
    told("points.withdrawn", claim, THE_CLOCK, at, reason=claim.note)
    return True
