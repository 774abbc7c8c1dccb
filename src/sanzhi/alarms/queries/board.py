"""警源的汇总: what was proposed, confirmed, turned down and pulled out, how much is none of the police's, how soon
offices were given their parts; and where it lies densely, in cells of ten or more (I25)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Avg, Count, F, Q, QuerySet
from django.db.models.functions import ExtractMonth, Substr
from django.utils.translation import gettext_lazy as _

from sanzhi.alarms import rules
from sanzhi.alarms.models import Alarm, JointCall, Nail, Proposal
from sanzhi.cases.queries import Hexagon
from sanzhi.kit import walls
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.hexes import Hexes
from sanzhi.kit.planning import planned_anew
from sanzhi.kit.shares import Measured, Share, shares_of
from sanzhi.people.roles import Actor

from .feed import within

# Never on a map: where a family or a threatened person lives is nobody's to see (I25).
NEVER_DRAWN = ("family", "threat")


@dataclass
class Figures:
    """汇总 of a year over the reach of whoever asks: [proposed, confirmed, pulled out] by month and by town; shares are
    (part, whole)."""

    months: dict[int, list[int]] = field(default_factory=dict)
    towns: dict[str, list[int]] = field(default_factory=dict)
    not_police: tuple[int, int] = (0, 0)
    rejected: tuple[int, int] = (0, 0)
    answered: tuple[int, int] = (0, 0)
    answer_takes: timedelta | None = None


@planned_anew()
def alarm_figures(actor: Actor, year: int) -> Figures:
    """Six queries, whatever there is."""
    here, span = within(actor.reach or "-"), _year(year)
    months: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    towns: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    found = Proposal.objects.filter(here).exclude(sort="early")
    confirmed = found.filter(decision="confirmed")
    for column, (rows, at) in enumerate(
        ((found, "proposed_at"), (confirmed, "decided_at"), (Nail.objects.filter(here), "removed_at"))
    ):
        for month, town, n in _counted(rows.filter(**{f"{at}__range": span}), at):
            months[month][column] += n
            towns[town][column] += n
    alarms = Alarm.objects.filter(here, reported_at__range=span).aggregate(
        all=Count("id"), part=Count("id", filter=Q(is_police_matter=False))
    )
    decided = found.filter(decided_at__range=span).aggregate(
        all=Count("id"), part=Count("id", filter=Q(decision="rejected"))
    )
    joint = JointCall.objects.filter(here, asked_at__range=span).aggregate(
        all=Count("id"), part=Count("answered_at"), takes=Avg(F("answered_at") - F("asked_at"))
    )
    return Figures(
        dict(sorted(months.items())), dict(sorted(towns.items())), (alarms["part"], alarms["all"]),
        (decided["part"], decided["all"]), (joint["part"], joint["all"]), joint["takes"],
    )  # fmt: skip


IN_TIME = timedelta(hours=24)  # in which a joint call is answered (本平台约定)


def joint_in_time_by_town(since: datetime, until: datetime) -> dict[str, tuple[int, int]]:
    """{town's nine digits: (given their parts within a day, asked for)} of the joint calls that the police asked for in
    [since, until). How many alarms there were plays no part."""
    with walls.the_house():
        rows = JointCall.objects.filter(asked_at__gte=since, asked_at__lt=until)
        in_time = Q(answered_at__lte=F("asked_at") + IN_TIME)
        told = rows.values(town=Substr("area_id", 1, 9)).annotate(
            all=Count("pk"), part=Count("pk", filter=in_time)
        )
        return {row["town"]: (row["part"], row["all"]) for row in told.order_by()}


REMOVED = (
    Measured(
        "removed", _("钉子警情拔除率"), _("已经拔除的 ÷ 这一年认定的"), Q(removed_at__isnull=False), Q(pk__gt=0)
    ),
)  # fmt: skip


def nail_shares(actor: Actor, year: int) -> list[Share]:
    """Raised and pulled out. For whoever may see a board."""
    return shares_of(
        Nail.objects.filter(within(actor.reach or "-"), confirmed_at__range=_year(year)), REMOVED
    )


def _counted(rows: QuerySet, at: str) -> QuerySet:
    when = ExtractMonth(at, tzinfo=COUNTY)
    return (
        rows.annotate(month=when, town=Substr("area_id", 1, 9))
        .values_list("month", "town")
        .annotate(n=Count("id"))
        .order_by()
    )


@planned_anew()
def alarm_cells(actor: Actor, year: int, hexes: Hexes) -> dict[int, int]:
    """{cell: how many, in whole tens} of one whole year. Below ten nothing is told, and tens alone, so that one day's
    figure taken from the next day's tells of nobody (I25)."""
    rows = Alarm.objects.filter(
        within(actor.reach or "-"),
        reported_at__range=_year(year),
        latitude__isnull=False,
        is_police_matter=False,
    ).exclude(cause__in=NEVER_DRAWN)
    counted = rows.annotate(cell=Hexagon(hexes)).values_list("cell").annotate(n=Count("id")).order_by()
    return {cell: n // 10 * 10 for cell, n in counted if n >= rules.FEWEST_ON_A_MAP}


def _year(year: int) -> tuple[datetime, datetime]:
    return datetime(year, 1, 1, tzinfo=COUNTY), datetime(year, 12, 31, 23, 59, 59, 999999, tzinfo=COUNTY)
