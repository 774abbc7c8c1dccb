"""从检查来: what another room has graded already is taken over as it is, verified by whoever hands it over.

Nobody scores it again; it is announced and entered like every other addition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.points import access
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
