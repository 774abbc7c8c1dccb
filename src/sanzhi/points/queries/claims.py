"""申报: one's own household's; those of one's place for whoever works on them."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.notices.models import Notice
from sanzhi.people.roles import Actor
from sanzhi.points import rules
from sanzhi.points.models import Claim, Evidence, Panelist, Score, Tie

from .members import household_of

PAGE_SIZE = 20
WORK = ("points.record", "points.verify", "points.score", "points.round", "points.approve")
OVER = ("rejected", "withdrawn")


def visible_to(actor: Actor) -> QuerySet[Claim]:
    """Those of one's household and those one reported; those of one's place for whoever works on points there."""
    if actor.reach and any(actor.may(one) for one in WORK):
        return Claim.objects.filter(_in(actor.reach))
    home = household_of(actor.person_id) if actor.person_id else None
    mine = Q(reported_by=actor.person_id)
    return Claim.objects.filter(mine | Q(household=home) if home else mine)


def _in(reach: str) -> Q:
    return Q(area__gte=reach, area__lt=reach + "~")


def claim_by_id(actor: Actor, claim_id: int) -> Claim:
    rows = visible_to(actor).select_related(
        "item", "item__standard", "area", "household", "person", "round__additions", "round__deductions"
    )
    found = rows.filter(pk=claim_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条申报。"))
    return found


def listed(actor: Actor, *, state: str = "", before: int = 0) -> list[Claim]:
    """申报清单 of one's place, the newest first, a page and one more; `before`: the last id of the page ahead."""
    rows = visible_to(actor)
    if state:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(id__lt=before)
    rows = rows.select_related("item", "area", "household").annotate(photos=Count("evidence"))
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def counts(actor: Actor) -> Counter[str]:
    """How many of one's place wait at each step. One query over what is not over."""
    rows = visible_to(actor).exclude(state__in=("confirmed", "revised", *OVER))
    return Counter(dict(rows.values_list("state").annotate(n=Count("id"))))


def claims_of_household(household_id: int, *, before: int = 0) -> list[Claim]:
    """A household's own, the newest first, a page and one more."""
    rows = Claim.objects.filter(household=household_id)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.select_related("item", "person").order_by("-id")[: PAGE_SIZE + 1])


def to_score(actor: Actor, after: tuple[int, int] | None = None) -> list[tuple[Claim, Score | None]]:
    """待评分: what this panelist may score where they sit themselves, with what they said so far; what they have not scored first, the oldest first.

    A page and one more; `after`: (1 where they have scored it else 0, its id) of the last one of the page ahead.
    """
    home = household_of(actor.person_id) if actor.person_id else None
    tied = Tie.objects.filter(person=actor.person_id, household=OuterRef("household"))
    seats = Panelist.objects.filter(person=actor.person_id, until=None).values("area")
    rows = Claim.objects.filter(_in(actor.reach or "-"), state="verified", area__in=seats)
    rows = rows.exclude(Exists(tied))
    rows = rows.exclude(source__in=rules.COUNTED_ELSEWHERE)  # graded or confirmed already (decision 0087)
    own = Q(reported_by=actor.person_id) | Q(verified_by=actor.person_id) | Q(person=actor.person_id)
    rows = rows.exclude(own | Q(household=home)) if home else rows.exclude(own)
    mine = Score.objects.filter(claim=OuterRef("pk"), by=actor.person_id)
    rows = rows.select_related("item", "household").prefetch_related("evidence")
    rows = rows.annotate(said=Exists(mine))
    if after:
        scored, last = bool(after[0]), after[1]
        rows = rows.filter(Q(said=scored, id__gt=last) | Q(said__gt=scored))
    shown = list(rows.order_by("said", "id")[: PAGE_SIZE + 1])
    said = {one.claim_id: one for one in Score.objects.filter(by=actor.person_id, claim__in=shown)}
    return [(claim, said.get(claim.id)) for claim in shown]


def tally(claim: Claim) -> tuple[int, int] | None:
    """(agreed, scored) once the scoring has ended: who said what stays with the panel."""
    if claim.scored_at is None:
        return None
    with walls.the_house():
        said = list(Score.objects.filter(claim=claim).values_list("agrees", flat=True))
    return sum(said), len(said)


def notice_of(claim: Claim) -> Notice | None:
    """The notice a claim stands in, once it is posted."""
    if claim.round is None:
        return None
    found = claim.round.additions if claim.direction == "+" else claim.round.deductions
    return found if found and found.posted_at else None


def scores_of(claim: Claim) -> list[Score]:
    return list(claim.scores.order_by("id"))


def same_deed(household_id: int, code: str, day: date, besides: int = 0) -> list[Claim]:
    """What may be the same deed told twice: same household, same item, same day."""
    rows = Claim.objects.filter(household=household_id, item__code=code, happened_on=day)
    return list(rows.exclude(state__in=OVER).exclude(pk=besides).order_by("id")[:5])


def photo_of(claim: Claim, evidence: int) -> tuple[str, str]:
    """(digest, type)."""
    found = Evidence.objects.filter(claim=claim, pk=evidence).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return found.digest, found.mime


def photos_named() -> Collection[str]:
    return set(Evidence.objects.values_list("digest", flat=True))
