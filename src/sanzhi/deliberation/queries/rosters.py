"""Which bodies there are, and who is on their rosters."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sanzhi.deliberation import access, rules
from sanzhi.deliberation.models import Body, Member, Origin
from sanzhi.deliberation.packs import PACKS, Pack
from sanzhi.kit.verdict import YES, Refusal, Verdict
from sanzhi.people.roles import Actor

PAGE_SIZE = 50
ORIGINS = Origin.choices


def refused() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)


def visible_to(actor: Actor) -> QuerySet[Body]:
    """The bodies of one's place for whoever keeps or counts there; else those one sits in."""
    rows = Body.objects.select_related("area", "above")
    if actor.is_resident:
        return rows.filter(
            pk__in=Member.objects.filter(person_id=actor.person_id, to_day__isnull=True).values("body")
        )
    if not actor.reach or not (actor.may(access.KEEP) or actor.may(access.COUNT)):
        return rows.none()
    return rows.filter(area__gte=actor.reach, area__lt=actor.reach + "~")


def reads_close(actor: Actor) -> bool:
    """Whether somebody in whose sight a body is reads what is confidential in it: who sits there or keeps it. Who only counts
    or oversees does not."""
    return actor.is_resident or actor.may(access.KEEP)


def bodies(actor: Actor, *, after: int = 0) -> list[Body]:
    """议事机构, a page and one more, each with `size`: how many sit in it now."""
    sitting = Count("members", filter=Q(members__to_day__isnull=True))
    rows = visible_to(actor).filter(pk__gt=after).annotate(size=sitting)
    return list(rows.order_by("id")[: PAGE_SIZE + 1])


def body_here(actor: Actor, body: int) -> Body:
    """One body; Refusal "not_visible" for any other."""
    found = visible_to(actor).filter(pk=body).first()
    if found is None:
        raise refused()
    return found


def bodies_above(actor: Actor) -> list[tuple[int, str]]:
    """What a new body may answer to: those in sight, by name."""
    rows = visible_to(actor).filter(ended_at=None).order_by("area", "id")[:PAGE_SIZE]
    return [(one.pk, f"{one.area.name} {one.name}") for one in rows]


def roster(body: Body, *, after: int = 0, ended: bool = False) -> list[Member]:
    """名册 by number, a page and one more; `ended`: those whose term is over."""
    rows = Member.objects.filter(body=body, number__gt=after, to_day__isnull=not ended)
    return list(rows.select_related("person", "household").order_by("number")[: PAGE_SIZE + 1])


def whole_roster(body: Body, day: date) -> QuerySet[Member]:
    """Everybody who sits there on a day, by number."""
    there = Q(to_day__isnull=True) | Q(to_day__gt=day)
    rows = Member.objects.filter(there, body=body, from_day__lte=day)
    return rows.select_related("person", "household").order_by("number")


@dataclass(frozen=True)
class Made:
    """怎么组成的: how many sit there, how many for a household; and whether the law of this body is kept in it."""

    members: int
    women: int
    representatives: int
    stands: Verdict


def made_of(body: Body, day: date) -> Made:
    """构成: of a representatives' meeting, four fifths are representatives and a third women."""
    found = list(whole_roster(body, day).values_list("origin", "woman"))
    women = sum(1 for _origin, woman in found if woman)
    representatives = sum(1 for origin, _woman in found if origin in (Origin.REPRESENTATIVE, Origin.WOMAN))
    stands = YES
    if body.pack == "representatives" and found:
        stands = rules.representation(len(found), representatives, women)
    return Made(len(found), women, representatives, stands)


def pack_of(body: Body) -> Pack:
    return PACKS[body.pack]
