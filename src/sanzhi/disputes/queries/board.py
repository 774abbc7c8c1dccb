"""诉源的汇总 on the board: of the disputes of a year, over the reach of whoever looks; a figure opens the disputes that it
counted, as far as they may be seen. Where violence at home is feared a dispute is in no figure (domain.md §10.8)."""

from datetime import datetime

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes.flow import ASKED, PERFORM
from sanzhi.disputes.models import Agreement, Dispute, Instalment, Subsidy
from sanzhi.kit import walls
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.shares import Measured, Share, Takes, behind, shares_of
from sanzhi.people.roles import Actor

from .finding import WITH, visible_to

AGREED, CONCLUDED = (
    Q(agreed=True),
    Q(accepted_at__isnull=False) & (Q(case__closed_at__isnull=False) | Q(case__state__in=(PERFORM, ASKED))),
)
COURT, CLOSED = Q(source="court"), Q(case__done_at__isnull=False)
FIGURES = (
    Measured("diverted", _("诉前调占比"), _("法院委派、委托来的 ÷ 登记的纠纷"), COURT, Q(pk__gt=0)),
    Measured("court_settled", _("诉前调成功率"), _("达成协议的 ÷ 法院转来、已经调完的"), AGREED, COURT & CONCLUDED),
    Measured("settled", _("调解成功率"), _("达成协议的 ÷ 受理并已经调完的"), AGREED, CONCLUDED),
    Measured("performed", _("协议履行率"), _("到期的各项都履行了的 ÷ 有到期履行事项的"), Q(unpaid=False), Q(owed=True)),
    Measured("on_time", _("按期调结率"), _("在期限内调结的 ÷ 已经调结的"), Q(case__done_late=False), CLOSED),
    Measured("subsidised", _("以案定补发放率"), _("已经发放的 ÷ 申领的"), Q(paid=True), Q(claimed=True)),
)  # fmt: skip


def dispute_shares(actor: Actor, year: int, at: datetime) -> list[Share]:
    """For whoever may see a board."""
    with walls.the_house():
        return shares_of(_of(actor, year, at), FIGURES)


def dispute_takes(actor: Actor, year: int, at: datetime) -> list[Takes]:
    with walls.the_house():
        told = _of(actor, year, at).aggregate(
            accept=Avg(F("accepted_at") - F("case__reported_at")), accepted=Count("accepted_at"),
            close=Avg(F("case__done_at") - F("accepted_at"), filter=CLOSED), closed=Count("pk", filter=CLOSED),
        )  # fmt: skip
    days = {key: told[key].total_seconds() / 86400 if told[key] else None for key in ("accept", "close")}
    return [
        Takes(_("登记到受理"), days["accept"], told["accepted"]),
        Takes(_("受理到调结"), days["close"], told["closed"]),
    ]


def disputes_behind(actor: Actor, year: int, at: datetime, code: str, part: str) -> list[Dispute]:
    """Of what the figure counted those that this actor may know of, the newest first. KeyError for a figure unknown."""
    chosen = behind(_of(actor, year, at), FIGURES, code, part)
    with walls.the_house():
        ids = list(chosen.values_list("pk", flat=True))
    seen = visible_to(actor).filter(pk__in=ids).select_related(*WITH)
    return list(seen.order_by("-pk")[:200])


def _here(actor: Actor) -> Q:
    """Within the reach of whoever sees a board; for the clerk of a body, before that body."""
    if actor.may("dispute.keep"):
        return Q(body__office_id=actor.office_id)
    return Q(case__area__code__startswith=actor.reach or "-")


def _of(actor: Actor, year: int, at: datetime) -> QuerySet[Dispute]:
    """Of one whole year: whoever could choose the days could take one day's figure from the next day's (I25)."""
    agreed = Agreement.objects.filter(case=OuterRef("pk"), in_force_at__isnull=False)
    due = Instalment.objects.filter(
        agreement__case=OuterRef("pk"), agreement__in_force_at__isnull=False, due_on__lt=at.date()
    )
    claimed = Subsidy.objects.filter(case=OuterRef("pk"))
    rows = Dispute.objects.filter(
        _here(actor), dv_risk=False,
        case__reported_at__gte=datetime(year, 1, 1, tzinfo=COUNTY), case__reported_at__lt=datetime(year + 1, 1, 1, tzinfo=COUNTY),
    )  # fmt: skip
    return rows.annotate(
        agreed=Exists(agreed), owed=Exists(due), unpaid=Exists(due.filter(performed_on=None)),
        claimed=Exists(claimed), paid=Exists(claimed.filter(state="paid")),
    )  # fmt: skip
