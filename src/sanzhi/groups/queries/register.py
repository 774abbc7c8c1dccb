"""名册: the public directory, what a desk keeps, and what is run from an office."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from sanzhi.groups import access
from sanzhi.groups.models import AnnualReport, Group, Rating, ServiceCentre
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor

PAGE_SIZE = 20
KINDS, STANDINGS, HOSTS = Group.Kind.choices, Group.Standing.choices, Group.Host.choices
STATUSES, RESULTS = Group.Status.choices, AnnualReport.Result.choices


@dataclass(frozen=True)
class Asked:
    """找什么: words of the name or of what it does, a kind, a place; each may be empty."""

    words: str = ""
    kind: str = ""
    area: str = ""


def _found(rows: QuerySet[Group], asked: Asked, past: int) -> list[Group]:
    if asked.words.strip():
        words = asked.words.strip()
        rows = rows.filter(Q(name__icontains=words) | Q(does__icontains=words))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.area:
        rows = rows.filter(area__gte=asked.area, area__lt=asked.area + "~")
    return list(rows.filter(pk__gt=past).select_related("area", "office")[: PAGE_SIZE + 1])


def directory(asked: Asked, past: int = 0) -> list[Group]:
    """What everybody may look up: whatever was not cancelled, a page and one more; `past`: the last id before."""
    return _found(Group.objects.exclude(status="cancelled"), asked, past)


def to_keep(actor: Actor, asked: Asked, past: int = 0) -> list[Group]:
    """名册 of one's place, the cancelled ones too."""
    if not actor.reach:
        return []
    rows = Group.objects.filter(area__gte=actor.reach, area__lt=actor.reach + "~")
    return _found(rows, asked, past)


@dataclass(frozen=True)
class GroupPage:
    """一个组织: its rating in force, all its ratings and reports."""

    one: Group
    rating: Rating | None
    ratings: list[Rating]
    reports: list[AnnualReport]


def group_here(group: int) -> Group:
    """The organisation with this number; the register is public. Raises Refusal."""
    found = Group.objects.select_related("area__parent", "office").filter(pk=group).first()
    if found is None:
        raise missing()
    return found


def missing() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)


def group_page(group: int, today: date) -> GroupPage:
    one = group_here(group)
    ratings = list(one.ratings.all())
    valid = next((row for row in ratings if row.given_on <= today < row.valid_to), None)
    return GroupPage(one, valid, ratings, list(one.reports.all()))


def centres() -> list[ServiceCentre]:
    """The county's first, then the towns'."""
    return list(ServiceCentre.objects.select_related("area"))


def offices_to_run(actor: Actor, at: datetime) -> list[Office]:
    """From where a group can be run: villages and organisations of the keeper's place."""
    rows = people.offices_open(at).filter(kind__in=(Office.Kind.VILLAGE, Office.Kind.SOCIAL_ORG))
    if not actor.reach:
        return []
    return list(rows.filter(area__gte=actor.reach, area__lt=actor.reach + "~").order_by("area_id", "name"))


def run_from(actor: Actor) -> list[Group]:
    """The groups run from the actor's own office that may do something."""
    if not actor.office_id or not actor.may("volunteer.lead"):
        return []
    return list(Group.objects.filter(office_id=actor.office_id, status="active").select_related("area"))


def offices_of(groups: Collection[int]) -> dict[int, int]:
    """{group: the office from which it is run}, of those that are. One query."""
    rows = Group.objects.filter(pk__in=groups, office__isnull=False).values_list("id", "office_id")
    return dict(rows)


def groups_by_place(actor: Actor, width: int) -> dict[str, int]:
    """{a place's first digits: organisations that are not struck off}, in the reach of whoever looks."""
    rows = Group.objects.filter(area__code__startswith=actor.reach).exclude(status=Group.Status.CANCELLED)
    found = rows.values(where=Substr("area_id", 1, width)).annotate(n=Count("pk")).order_by()
    return {row["where"]: row["n"] for row in found}
