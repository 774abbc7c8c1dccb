"""调解的数字 (domain.md §10.7): counted without a name, a word or a place smaller than a town."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Avg, Count, F, Q, QuerySet

from sanzhi.disputes.flow import PERFORM
from sanzhi.disputes.models import Agreement, Confirmation, Dispute, Instalment
from sanzhi.kit import walls
from sanzhi.kit.calendar import COUNTY
from sanzhi.people.roles import Actor

FEWEST = 10  # I25: what is fewer is not shown apart
_ENDED = Q(case__closed_at__isnull=False) | Q(case__state=PERFORM) | Q(case__state="follow_up")


@dataclass(frozen=True)
class Figures:
    """数字: every rate with what is counted above and below the line; None where fewer than ten would stand below."""

    registered: int
    accepted: int
    ended: int
    agreed: int
    from_court: int
    court_settled: int
    owed: int
    performed: int
    confirmable: int
    confirmed: int
    days_to_accept: float | None
    days_to_close: float | None

    @staticmethod
    def rate(above: int, below: int) -> float | None:
        return above / below if below >= FEWEST else None


def figures(actor: Actor, since: date, until: date) -> Figures:
    """Of the disputes registered in [since, until) within one's reach; those with a danger of violence at home are left
    out. For whoever may see a board."""
    begin, end = (datetime.combine(day, time.min, COUNTY) for day in (since, until))
    with walls.the_house():
        rows = Dispute.objects.filter(
            case__reported_at__gte=begin, case__reported_at__lt=end, case__area__code__startswith=actor.reach or "-",
            dv_risk=False,
        )  # fmt: skip
        return _counted(rows)


def agreed_by_town(since: datetime, until: datetime) -> dict[str, tuple[int, int]]:
    """{town's nine digits: (agreed, ended)} of the mediations registered in [since, until); counted as `figures` counts them."""
    with walls.the_house():
        rows = Dispute.objects.filter(
            case__reported_at__gte=since, case__reported_at__lt=until, dv_risk=False
        )
        counted = rows.values("case__town_code").annotate(
            agreed=Count("pk", filter=_agreed(rows) & _ENDED), ended=Count("pk", filter=_ENDED)
        )
        return {row["case__town_code"]: (row["agreed"], row["ended"]) for row in counted.order_by()}


def _agreed(disputes: QuerySet[Dispute]) -> Q:
    in_force = Agreement.objects.filter(case__in=disputes, in_force_at__isnull=False)
    return Q(pk__in=in_force.values("case"))


def _counted(disputes: QuerySet[Dispute]) -> Figures:
    ended = Q(case__closed_at__isnull=False)
    in_force = Agreement.objects.filter(case__in=disputes, in_force_at__isnull=False)
    agreed = _agreed(disputes)
    told = disputes.aggregate(
        registered=Count("pk"),
        accepted=Count("pk", filter=Q(accepted_at__isnull=False)),
        ended=Count("pk", filter=_ENDED),
        agreed=Count("pk", filter=agreed),
        from_court=Count("pk", filter=Q(source="court")),
        court_settled=Count("pk", filter=Q(source="court") & agreed),
        to_accept=Avg(F("accepted_at") - F("case__reported_at")),
        to_close=Avg(F("case__closed_at") - F("accepted_at"), filter=ended),
    )
    owed = Instalment.objects.filter(agreement__in=in_force)
    asked = Confirmation.objects.filter(agreement__in=in_force)
    days = {key: told.pop(key) for key in ("to_accept", "to_close")}
    return Figures(
        **told,
        owed=owed.count(),
        performed=owed.filter(performed_on__isnull=False).count(),
        confirmable=asked.count(),
        confirmed=asked.filter(ruling="valid").count(),
        days_to_accept=days["to_accept"].total_seconds() / 86400 if days["to_accept"] else None,
        days_to_close=days["to_close"].total_seconds() / 86400 if days["to_close"] else None,
    )
