"""等着看的: grades that differ, photos drawn, appeals; who may not look at which because they had a hand in it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from sanzhi.points.models import Claim
from sanzhi.waste import rules
from sanzhi.waste.models import Appeal, Conflict, Inspection, Review, Sample, Visit, Weighing

from .bins import PAGE_SIZE, within

ENDED = ("rejected", "withdrawn", "revised")


def _of(reach: str) -> Q:
    reach = reach or "-"
    return Q(inspection__area__gte=reach, inspection__area__lt=reach + "~")


def waiting(actor: Actor) -> dict[str, int]:
    """How many of each wait for somebody in one's place. One question each over what is open."""
    reach = actor.reach
    return {
        "conflicts": Conflict.objects.filter(_of(reach), decided_at=None).count(),
        "reviews": Review.objects.filter(_of(reach), decided_at=None).count(),
        "appeals": Appeal.objects.filter(_of(reach), decided_at=None).count(),
    }


def conflicts(actor: Actor, after: int = 0) -> list[Conflict]:
    """不一致 that nobody settled yet, the oldest first, a page and one more; `after`: the last id of the page ahead."""
    rows = Conflict.objects.filter(_of(actor.reach), decided_at=None, id__gt=after)
    links = ("inspection__bin", "inspection__household", "inspection__by", "by")
    return list(rows.select_related(*links).order_by("id")[: PAGE_SIZE + 1])


def conflict_by_id(actor: Actor, conflict_id: int) -> Conflict:
    rows = Conflict.objects.filter(_of(actor.reach), pk=conflict_id)
    found = rows.select_related("inspection__bin", "inspection__household").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def appeals(actor: Actor, after: int = 0) -> list[Appeal]:
    """申诉 that nobody answered yet, the oldest first, a page and one more; `after`: the last id of the page ahead."""
    rows = Appeal.objects.filter(_of(actor.reach), decided_at=None, id__gt=after)
    rows = rows.select_related("inspection__bin", "inspection__household")
    return list(rows.order_by("id")[: PAGE_SIZE + 1])


def appeal_by_id(actor: Actor, appeal_id: int) -> Appeal:
    rows = Appeal.objects.filter(_of(actor.reach), pk=appeal_id)
    found = rows.select_related("inspection__bin", "inspection__household", "decided_by").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条申诉。"))
    return found


def photos_to_draw(area: str, first: date, last: date) -> list[int]:
    """Inspections of these days with a photo that nobody drew yet."""
    rows = Inspection.objects.filter(area=area, day__range=(first, last), review=None).exclude(photo="")
    return list(rows.order_by("id").values_list("id", flat=True))


def samples_in(actor: Actor, before: int = 0) -> list[Sample]:
    """抽查 of one's place, the newest first, a page and one more, each with `.drawn` and `.done`."""
    done = Count("reviews", filter=Q(reviews__decided_at__isnull=False))
    rows = Sample.objects.filter(within(actor.reach)).select_related("area", "drawn_by")
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.annotate(drawn=Count("reviews"), done=done).order_by("-id")[: PAGE_SIZE + 1])


def next_review(actor: Actor) -> Review | None:
    """The next drawn photo that is still there and that I did not grade. The first grade is not looked at."""
    rows = Review.objects.filter(_of(actor.reach), decided_at=None).exclude(inspection__photo="")
    rows = rows.exclude(inspection__by=actor.person_id)
    return (
        rows.select_related("inspection__bin")
        .defer("inspection__grade", "inspection__counted")
        .order_by("id")
        .first()
    )


def review_by_id(actor: Actor, review_id: int) -> Review:
    rows = Review.objects.filter(_of(actor.reach), pk=review_id)
    found = rows.exclude(inspection__by=actor.person_id).select_related("inspection").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一张。"))
    return found


def due_for_points(area: str, person: int | None, at: datetime) -> list[tuple[int, int, date]]:
    """(inspection, household, day) of every A that nobody may or does contest any more and that `person` did not grade,
    but for a day that gave its claim by weight."""
    rows = Inspection.objects.filter(area=area, claim=None, counted="A", synced_at__lte=at - rules.WINDOW)
    for open_one in (Conflict, Review, Appeal):
        rows = rows.exclude(Exists(open_one.objects.filter(inspection=OuterRef("pk"), decided_at=None)))
    weighed = Weighing.objects.filter(
        household=OuterRef("household"), day=OuterRef("day"), claim__isnull=False
    )
    rows = rows.exclude(Exists(weighed.exclude(claim__state__in=ENDED))).exclude(by=person).order_by("id")
    return list(rows.values_list("id", "household", "day"))


def changed_since(claim: int) -> int:
    """Of how many inspections of a claim something else counts now."""
    return Inspection.objects.filter(claim=claim).exclude(counted="A").count()


def _correctable(actor: Actor) -> QuerySet[Claim]:
    wrong = Inspection.objects.filter(within(actor.reach), claim=OuterRef("pk")).exclude(counted="A")
    rows = Claim.objects.filter(within(actor.reach), Exists(wrong)).exclude(state__in=ENDED)
    return rows.select_related("household", "item", "area")


def to_correct(actor: Actor, after: int = 0) -> list[Claim]:
    """要更正的: claims that have not ended, of which inspections count as something else now, the oldest first, a page and
    one more; `after`: the last id of the page ahead."""
    return list(_correctable(actor).filter(id__gt=after).order_by("id")[: PAGE_SIZE + 1])


def correctable(actor: Actor, claim_id: int) -> Claim:
    """One of them. Refusal "not_visible" for any other."""
    found = _correctable(actor).filter(pk=claim_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一笔。"))
    return found


def to_help(
    actor: Actor, at: datetime, after: tuple[int, int] | None = None
) -> list[tuple[Household, int, datetime | None]]:
    """要上门帮的: (household, how often C or refused in the last 30 days, when somebody last went), the most first, a page
    and one more; `after`: (how often, id) of the last household of the page ahead.

    For the village's own people; it is on no board, in no export, and nothing follows from it.
    """
    if not (actor.reach and actor.may("waste.help")):
        raise Refusal("role_may_not_help", _("上门帮由本村（社区）的文书或网格员来做。"))
    since = localdate(at - rules.LOOKED_BACK)
    rows = Inspection.objects.filter(within(actor.reach), day__gte=since, counted__in=rules.POOR)
    weak = rows.values_list("household").annotate(n=Count("id")).filter(n__gte=rules.WEAK)
    if after:
        weak = weak.filter(Q(n__lt=after[0]) | Q(n=after[0], household__gt=after[1]))
    counts = dict(weak.order_by("-n", "household")[: PAGE_SIZE + 1])
    visits = Visit.objects.filter(household__in=counts).values_list("household").annotate(last=Max("at"))
    last = dict(visits)
    homes = Household.objects.select_related("area").in_bulk(list(counts))
    return [(homes[home], n, last.get(home)) for home, n in counts.items()]


def photos_named() -> Collection[str]:
    """Every photo that some row names."""
    named = set(Inspection.objects.exclude(photo="").values_list("photo", flat=True))
    return named | set(Conflict.objects.exclude(photo="").values_list("photo", flat=True))


def old(at: datetime) -> datetime:
    """What was taken before this has its photo no more."""
    return at - rules.PHOTOS_KEPT


def a_day_late(at: datetime) -> datetime:
    return old(at) - timedelta(days=1)
