"""督办日报: what is late, carded or urged and still open, by the office that holds it; and contests past their time. Counts only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from sanzhi.cases.models import Case, Contest
from sanzhi.people.roles import Actor

from .lists import Page, page_of, visible_to


@dataclass(frozen=True)
class DigestRow:
    """督办一行: one office in one town, and how many of its matters want urging; `all` counts each matter once."""

    town: str
    office_id: int | None
    office: str
    late: int
    cards: int
    urged: int
    all: int


def digest(actor: Actor, at: datetime) -> list[DigestRow]:
    """What this actor oversees, the office with the most first."""
    return _rows(visible_to(actor), at)


def digest_of_all(at: datetime) -> list[DigestRow]:
    """For the clock, which tells each supervisor their part of it."""
    return _rows(Case.objects.all(), at)


def contests_late(actor: Actor, at: datetime) -> int:
    """申诉超期未裁定: of the cases this actor sees, those of other offices."""
    late = _late_contests(at).filter(case__in=visible_to(actor))
    return late.exclude(office_id=actor.office_id).count()


def contests_late_by_town(at: datetime) -> dict[str, int]:
    """For the clock: {town: contests whose time to be decided is over}."""
    counted = _late_contests(at).order_by().values("case__town_code").annotate(n=Count("id"))
    return dict(counted.values_list("case__town_code", "n"))


def _late_contests(at: datetime) -> QuerySet[Contest]:
    return Contest.objects.filter(upheld=None, due_at__lte=at)


def digest_cases(actor: Actor, office_id: int, town: str, at: datetime, *, after: str = "") -> Page:
    """The matters behind a line of the digest, newest first."""
    rows = visible_to(actor).filter(_wanting(at), holder_id=office_id, town_code=town, closed_at=None)
    return page_of(rows, after)


def _wanting(at: datetime) -> Q:
    return Q(due_at__lte=at) | ~Q(card="") | Q(urges__gt=0)


def _rows(cases: QuerySet[Case], at: datetime) -> list[DigestRow]:
    late, carded, urged = Q(due_at__lte=at), ~Q(card=""), Q(urges__gt=0)
    held = cases.filter(_wanting(at), closed_at=None, holder__isnull=False)
    counted = held.values("town_code", "holder_id", "holder__name").annotate(
        late=Count("id", filter=late),
        cards=Count("id", filter=carded),
        urged=Count("id", filter=urged),
        all=Count("id"),
    )
    names = ("town_code", "holder_id", "holder__name", "late", "cards", "urged", "all")
    rows = counted.order_by("-all", "holder_id", "town_code").values_list(*names)
    return [DigestRow(*row) for row in rows]
