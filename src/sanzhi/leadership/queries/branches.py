"""支部和覆盖: a branch reads its own members; everybody else counts, and no count is of fewer than ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from sanzhi.kit import walls
from sanzhi.kit.shares import Measured, Share
from sanzhi.leadership import access, rules
from sanzhi.leadership.models import Contact, Member, Pledge, Post, Service
from sanzhi.people.models import Area, Office
from sanzhi.people.roles import Actor

from .missing import missing
from .progress import PAGE_SIZE

EVERY = Q(pk__gt=0)
TOWN, VILLAGE = 9, 12  # so many digits of an area's code say which it is
# 五个全覆盖 (the article); how each is counted is ours (本平台约定).
COVERINGS = (
    Measured("contact", _("党员联系群众"), _("有联系户的 ÷ 登记的党员"), Q(has_contact=True), EVERY),
    Measured("plaque", _("党员户挂牌"), _("挂了牌的 ÷ 登记的党员"), Q(plaque_on__isnull=False), EVERY),
    Measured("pledge", _("承诺践诺"), _("有承诺没有到期、或者到期兑现了的 ÷ 登记的党员"), Q(has_pledge=True), EVERY),
    Measured("post", _("设岗定责"), _("有岗位的 ÷ 登记的党员"), Q(has_post=True), EVERY),
    Measured("service", _("志愿服务"), _("一年里有志愿服务的 ÷ 登记的党员"), Q(has_service=True), EVERY),
)  # fmt: skip


@dataclass(frozen=True)
class MemberPage:
    """一名党员的五件事, for the branch or for oneself."""

    one: Member
    contacts: list[Contact]
    pledges: list[Pledge]
    posts: list[Post]
    services: list[Service]


@dataclass(frozen=True)
class Coverage:
    """覆盖: of one place, how many branches and stations, and the five shares."""

    name: str
    branches: int
    stations: int
    shares: Sequence[Share]


def branch_of(actor: Actor) -> Office:
    """The actor's own branch or station. Raises Refusal."""
    office = Office.objects.select_related("area").filter(pk=actor.office_id).first()
    access.may_keep_branch(actor, office.kind if office else "").or_refuse()
    assert office  # or it was refused
    return office


def _covered(rows: QuerySet[Member], today: date) -> QuerySet[Member]:
    kept = Pledge.objects.filter(member=OuterRef("pk")).filter(Q(kept=True) | Q(kept=None, due_on__gte=today))
    held = Post.objects.filter(member=OuterRef("pk")).filter(Q(until=None) | Q(until__gte=today))
    served = Service.objects.filter(member=OuterRef("pk"), on__gt=today - rules.SERVED_WITHIN, on__lte=today)
    return rows.filter(ended_on=None).annotate(
        has_contact=Exists(Contact.objects.filter(member=OuterRef("pk"), until=None)),
        has_pledge=Exists(kept), has_post=Exists(held), has_service=Exists(served),
    )  # fmt: skip


def members_of(actor: Actor, at: datetime, *, lacking: str = "", after: int = 0) -> list[Any]:
    """The members of one's own branch, each with which of the five it has; `lacking`: those without one of them. A page and one more."""
    rows = _covered(Member.objects.filter(branch=branch_of(actor)), localdate(at))
    known = {one.code: one for one in COVERINGS}
    if lacking in known:
        rows = rows.exclude(known[lacking].part)
    return list(rows.filter(pk__gt=after).select_related("person").order_by("pk")[: PAGE_SIZE + 1])


def member_page(actor: Actor, member: int) -> MemberPage:
    """One member, for the branch or for oneself."""
    one = Member.objects.select_related("person", "branch").filter(pk=member, ended_on=None).first()
    if one is None or not access.may_read(actor, one):
        raise missing()
    with walls.the_house():  # a member knows whom they look in on, though it is not their household
        contacts = list(one.contacts.filter(until=None).select_related("household"))
    return MemberPage(
        one,
        contacts,
        list(one.pledges.all()[:PAGE_SIZE]),
        list(one.posts.all()[:PAGE_SIZE]),
        list(one.services.all()[:PAGE_SIZE]),
    )


def mine(actor: Actor) -> int:
    """One's own membership; 0 where there is none."""
    found = Member.objects.filter(person_id=actor.person_id, ended_on=None).values_list("pk", flat=True)
    return found.first() or 0


def contact_of(household: int | None) -> str:
    """联系我家的人: the name, where the member agreed to be named; else nothing, and nothing says that there is somebody."""
    if household is None:
        return ""
    with walls.the_house():
        found = Contact.objects.filter(household_id=household, until=None, named=True, member__ended_on=None)
        return str(found.values_list("member__person__name", flat=True).first() or "")


def coverage(actor: Actor, at: datetime) -> list[Coverage]:
    """The five shares, of a county by town, of a town by village, for whoever may count. Numbers only.

    Nobody reads both: what a town's shares have beyond those of its villages would be a village of few (I25).
    """
    access.may_count(actor).or_refuse()
    reach = actor.reach or "-"
    width = TOWN if len(reach) < TOWN else VILLAGE
    wanted = {f"{one.code}_part": Count("pk", filter=one.part) for one in COVERINGS}
    with walls.the_house():
        members = _covered(Member.objects.filter(branch__area__code__startswith=reach), localdate(at))
        members = members.values(place=Left("branch__area_id", width)).order_by()
        counted = {row["place"]: row for row in members.annotate(whole=Count("pk"), **wanted)}
    offices = Office.objects.filter(kind__in=access.BRANCHES, area__code__startswith=reach, valid_to=None)
    kinds = {kind: Count("pk", filter=Q(kind=kind)) for kind in access.BRANCHES}
    set_up = {
        row["place"]: row for row in offices.values(place=Left("area_id", width)).order_by().annotate(**kinds)
    }
    names = Area.objects.filter(code__in=[place.ljust(VILLAGE, "0") for place in counted | set_up])
    return [
        _line(name, {**set_up.get(code[:width], {}), **counted.get(code[:width], {})})
        for code, name in names.order_by("code").values_list("code", "name")
    ]


def _line(name: str, said: dict[str, Any]) -> Coverage:
    whole = said.get("whole", 0)
    shares = [
        Share(one.code, one.name, one.formula, said.get(f"{one.code}_part", 0), whole) for one in COVERINGS
    ]
    return Coverage(name, said.get("party_branch", 0), said.get("pioneer_station", 0), shares)
