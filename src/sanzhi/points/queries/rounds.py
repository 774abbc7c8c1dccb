"""评分期: how far each is, and what it holds."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.points.models import Claim, Round, Transfer

PAGE_SIZE = 20


@dataclass(frozen=True)
class Step:
    """一步: of a round, done or not, and how many claims are at it."""

    code: str
    done: bool
    count: int


def rounds_of(reach: str) -> list[Round]:
    rows = Round.objects.filter(area__gte=reach, area__lt=reach + "~")
    return list(rows.select_related("area", "additions", "deductions").order_by("-id")[:PAGE_SIZE])


def round_by_id(actor: Actor, round_id: int) -> Round:
    found = Round.objects.select_related("area", "additions", "deductions").filter(pk=round_id).first()
    if found is None or not (actor.reach and found.area_id.startswith(actor.reach)):
        raise Refusal("not_visible", _("没有找到这个评分期。"))
    return found


def claims_in(round: Round) -> list[Claim]:
    rows = round.claims.select_related("item", "household", "person")
    return list(rows.order_by("direction", "household", "id"))


def steps_of(round: Round) -> list[Step]:
    """Scored, announced, seen on the wall, stood its time, entered: in this order."""
    states = list(round.claims.values_list("state", flat=True))
    notices = [one for one in (round.additions, round.deductions) if one]
    posted = [one for one in notices if one.posted_at]
    settled = sum(state in ("confirmed", "rejected", "revised") for state in states)
    return [
        Step("scored", True, len(states)),
        Step("drafted", bool(notices), len(notices)),
        Step("posted", bool(notices) and len(posted) == len(notices), len(posted)),
        Step("entered", bool(states) and settled == len(states), settled),
    ]


def transfers(reach: str) -> list[Transfer]:
    """转户: the newest first."""
    rows = Transfer.objects.filter(area__gte=reach, area__lt=reach + "~")
    return list(rows.select_related("area", "giver", "taker").order_by("-id")[:PAGE_SIZE])


def transfer_by_id(actor: Actor, transfer_id: int) -> Transfer:
    found = Transfer.objects.select_related("giver", "taker").filter(pk=transfer_id).first()
    if found is None or not (actor.reach and found.area_id.startswith(actor.reach)):
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found
