"""评分期: how far each is, and what it holds."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.notices import queries as notices
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor
from sanzhi.points import rules
from sanzhi.points.models import Claim, Panelist, Round, Transfer

PAGE_SIZE = 20
WAITING = ("scored", "publicised", "objected")  # decided, not entered yet
SETTLED = ("confirmed", "rejected", "revised")


@dataclass(frozen=True)
class Step:
    """一步: of a round, done or not, and how many claims are at it."""

    code: str
    done: bool
    count: int


def rounds_of(reach: str, before: int = 0) -> list[Round]:
    """评分期: the newest first, a page and one more."""
    rows = Round.objects.filter(_in(reach), _before(before))
    return list(rows.select_related("area", "additions", "deductions").order_by("-id")[: PAGE_SIZE + 1])


def round_by_id(actor: Actor, round_id: int) -> Round:
    found = Round.objects.select_related("area", "additions", "deductions").filter(pk=round_id).first()
    if found is None or not (actor.reach and found.area_id.startswith(actor.reach)):
        raise Refusal("not_visible", _("没有找到这个评分期。"))
    return found


def claims_in(round: Round, after: int = 0) -> list[Claim]:
    """Additions first, household by household, a page and one more; `after`: the last id of the page ahead."""
    rows = round.claims.select_related("item", "household", "person")
    if last := round.claims.filter(pk=after).values_list("direction", "household").first():
        sign, home = last
        further = Q(household=home, id__gt=after) | Q(household__gt=home)
        rows = rows.filter(Q(direction__gt=sign) | Q(direction=sign) & further)
    return list(rows.order_by("direction", "household", "id")[: PAGE_SIZE + 1])


def counted_in(round: Round) -> Counter[tuple[str, str]]:
    """{(direction, state): how many claims of a round}. One query over its index."""
    rows = round.claims.values_list("direction", "state").annotate(n=Count("id"))
    return Counter({(direction, state): n for direction, state, n in rows})


def unserved_in(round: Round) -> list[Claim]:
    """待当面告知: deductions nobody has told in person yet, a page and one more; whoever is told makes room for the next."""
    rows = round.claims.filter(direction="-", served_at=None, state__in=WAITING)
    return list(rows.select_related("item", "household").order_by("household", "id")[: PAGE_SIZE + 1])


def steps_of(round: Round, counted: Counter[tuple[str, str]]) -> list[Step]:
    """Scored, announced, seen on the wall, stood its time, entered: in this order."""
    notices = [one for one in (round.additions, round.deductions) if one]
    posted = [one for one in notices if one.posted_at]
    settled = sum(n for (_sign, state), n in counted.items() if state in SETTLED)
    return [
        Step("scored", True, counted.total()),
        Step("drafted", bool(notices), len(notices)),
        Step("posted", bool(notices) and len(posted) == len(notices), len(posted)),
        Step("entered", bool(settled) and settled == counted.total(), settled),
    ]


@dataclass(frozen=True)
class Ready:
    """可以结评的: of a village, how many claims wait, how many of them have scores enough."""

    area: Area
    waiting: int
    enough: int


def scored_enough(reach: str) -> list[Ready]:
    """Of each village in reach that has something to decide. Two queries."""
    seats = dict(Panelist.objects.filter(_in(reach), until=None).values_list("area").annotate(n=Count("id")))
    rows = Claim.objects.filter(_in(reach), state="verified").select_related("area", "item")
    found: dict[str, Ready] = {}
    for claim in rows.annotate(n=Count("scores")).order_by("area", "id"):
        elsewhere = claim.item.source in rules.COUNTED_ELSEWHERE
        enough = elsewhere or claim.n >= rules.enough_scores(seats.get(claim.area_id, 0))
        known = found.get(claim.area_id, Ready(claim.area, 0, 0))
        found[claim.area_id] = Ready(claim.area, known.waiting + 1, known.enough + enough)
    return list(found.values())


def standing(notice_id: int, at: datetime) -> Verdict:
    """Whether a round's notice as a whole stands."""
    return notices.stands(notice_id, at)


def all_standing(notice_ids: Collection[int], at: datetime) -> dict[int, Verdict]:
    """Of each of these notices whether it stands as a whole. One query."""
    return notices.all_stand(notice_ids, at)


def _in(reach: str) -> Q:
    return Q(area__gte=reach, area__lt=reach + "~")


def _before(number: int) -> Q:
    return Q(id__lt=number) if number else Q()


def transfers(reach: str, before: int = 0) -> list[Transfer]:
    """转户: the newest first, a page and one more."""
    rows = Transfer.objects.filter(_in(reach), _before(before))
    return list(rows.select_related("area", "giver", "taker").order_by("-id")[: PAGE_SIZE + 1])


def transfer_by_id(actor: Actor, transfer_id: int) -> Transfer:
    found = Transfer.objects.select_related("giver", "taker").filter(pk=transfer_id).first()
    if found is None or not (actor.reach and found.area_id.startswith(actor.reach)):
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found
