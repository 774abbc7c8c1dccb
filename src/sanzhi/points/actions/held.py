"""How what is worked on is held, in the caller's transaction."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.points.models import Claim, Standard

LEAST_TEXT = 4
TURNS = ("points.standard_sent", "points.standard_reviewed")  # somebody else has to act on it next


def a_claim(claim_id: int) -> Claim:
    return (
        Claim.objects.select_for_update(of=("self",))
        .select_related("item", "item__standard")
        .get(pk=claim_id)
    )


def a_claim_in(claim_id: int, *states: str) -> Claim:
    """Held, and at one of these steps. Raises Refusal."""
    claim = a_claim(claim_id)
    if claim.state not in states:
        raise Refusal(
            "elsewhere", _("这一条现在是“%(state)s”，不能这样办。") % {"state": claim.get_state_display()}
        )
    return claim


def a_standard_in(standard_id: int, *states: str) -> Standard:
    """Held, and at one of these steps. Raises Refusal."""
    standard = (
        Standard.objects.select_for_update(of=("self",))
        .select_related("notice", "put_as")
        .get(pk=standard_id)
    )
    if standard.state not in states:
        raise Refusal(
            "elsewhere",
            _("这份细则现在是“%(state)s”，不能这样办。") % {"state": standard.get_state_display()},
        )
    return standard


def told(kind: str, claim: Claim, by: Actor, at: datetime, **content: Any) -> None:
    """Journaled, and told on."""
    said = {"area": claim.area_id, "household": claim.household_id, "item": claim.item.title,
            "reporter": claim.reported_by_id, "hands": [claim.reported_by_id], **content}  # fmt: skip
    record(kind, by=by.person_id, at=at, about=("claim", claim.id), content=said, topic=kind)


def noted(kind: str, standard: Standard, by: Actor, at: datetime, **content: Any) -> None:
    kept_out = [standard.drafted_by_id] if kind == "points.standard_sent" else []  # does not review it
    said = {"area": standard.area_id, "version": standard.version, "hands": kept_out, **content}
    topic = kind if kind in TURNS else None
    record(kind, by=by.person_id, at=at, about=("standard", standard.id), content=said, topic=topic)


def reason_of(reason: str) -> str:
    if len(reason.strip()) < LEAST_TEXT:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    return reason.strip()
