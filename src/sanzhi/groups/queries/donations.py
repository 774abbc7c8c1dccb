"""捐赠的使用: what is left of a gift and for what; what moved in a quarter; which quarters are owed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.utils.timezone import localdate

from sanzhi.groups import access
from sanzhi.groups.models import Fund, Gift, GiftPurpose, GiftUse
from sanzhi.people.roles import Actor

from .funds import oldest, with_uses
from .register import missing

BASES = GiftPurpose.Basis.choices
DISCLOSED_WITHIN = timedelta(days=15)  # after a quarter; 本平台约定


def purpose_of(gift: Gift) -> str:
    """指定的用途, as it stands now."""
    row = gift.purposes.exclude(agreed_at=None).order_by("-agreed_at", "-id").first()
    return row.purpose if row else gift.purpose


def left_of(gift: Gift) -> int:
    """Fen neither used nor proposed."""
    used = gift.uses.exclude(state__in=("refused", "dropped")).aggregate(all=Sum("fen"))["all"] or 0
    return gift.fen - used


def uses_waiting(fund: Fund, past: int = 0) -> list[GiftUse]:
    """Those that wait for a second hand, the oldest first."""
    rows = GiftUse.objects.filter(gift__fund=fund, state__in=("proposed", "agreed")).select_related("gift")
    return oldest(rows, past)


def purposes_waiting(fund: Fund, past: int = 0) -> list[GiftPurpose]:
    """Changes that wait for a second hand, the oldest first."""
    rows = GiftPurpose.objects.filter(gift__fund=fund, agreed_at=None, refused_at=None)
    return oldest(rows.select_related("gift"), past)


def purpose_kept(actor: Actor, purpose: int) -> GiftPurpose:
    """For whoever keeps its fund. Raises Refusal."""
    one = GiftPurpose.objects.select_related("gift__fund").filter(pk=purpose).first()
    if one is None:
        raise missing()
    access.may_keep_fund(actor, one.gift.fund.area_id).or_refuse()
    return one


def use_kept(actor: Actor, use: int) -> GiftUse:
    """For whoever keeps its fund. Raises Refusal."""
    one = GiftUse.objects.select_related("gift__fund").filter(pk=use).first()
    if one is None:
        raise missing()
    access.may_keep_fund(actor, one.gift.fund.area_id).or_refuse()
    return one


def quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def bounds_of(quarter: str) -> tuple[date, date]:
    """The first day of a quarter, and the first after it."""
    year, number = int(quarter[:4]), int(quarter[5:])
    first = date(year, number * 3 - 2, 1)
    return first, date(year + number // 4, number * 3 % 12 + 1, 1)


def _over_and_moved(fund: Fund, today: date) -> set[str]:
    """Quarters of a fund of donations that are over and in which something came in or was used."""
    if fund.kind != Fund.Kind.DONATIONS:
        return set()
    came = fund.gifts.exclude(posting=None).values_list("confirmed_at", flat=True)
    used = GiftUse.objects.filter(gift__fund=fund, state="paid").values_list("paid_at", flat=True)
    moved = {quarter_of(localdate(moment)) for moment in (*came, *used) if isinstance(moment, datetime)}
    return {one for one in moved if one < quarter_of(today)}


def quarters_owed(fund: Fund, today: date) -> list[str]:
    """Those of which no notice was drawn up, or only one that was withdrawn; the oldest first."""
    drawn = fund.disclosures.filter(notice__isnull=False, notice__withdrawn_at=None)
    return sorted(_over_and_moved(fund, today) - set(drawn.values_list("quarter", flat=True)))


@dataclass(frozen=True)
class Moved:
    """一笔捐赠在一个季度: its purpose, what came in of it, what was used, what is left, all as at the end of it."""

    gift: int
    donor: str
    purpose: str
    came_in: int
    used: int
    left: int


def moved_in(fund: Fund, quarter: str) -> list[Moved]:
    """Every gift that had come in by the end of the quarter and was not used up before it."""
    first, after = bounds_of(quarter)
    rows = []
    for gift in with_uses(fund.gifts.exclude(posting=None)).order_by("id"):
        came = localdate(gift.confirmed_at)
        spent = [(localdate(use.paid_at), use.fen) for use in gift.used if use.state == "paid"]
        before = sum(fen for day, fen in spent if day < first)
        used = sum(fen for day, fen in spent if first <= day < after)
        if came < after and before < gift.fen:
            then = [one.purpose for one in gift.changes if localdate(one.agreed_at) < after]
            purpose = then[-1] if then else gift.purpose
            arrived = gift.fen if came >= first else 0
            rows.append(Moved(gift.pk, gift.donor, purpose, arrived, used, gift.fen - before - used))
    return rows


def undisclosed(today: date) -> list[tuple[int, str]]:
    """(fund, quarter) of which no notice hangs though it should by now."""
    found = []
    for fund in Fund.objects.filter(kind=Fund.Kind.DONATIONS):
        hung = fund.disclosures.filter(notice__posted_at__isnull=False, notice__withdrawn_at=None)
        owed = _over_and_moved(fund, today) - set(hung.values_list("quarter", flat=True))
        found += [(fund.pk, one) for one in sorted(owed) if bounds_of(one)[1] + DISCLOSED_WITHIN <= today]
    return found
