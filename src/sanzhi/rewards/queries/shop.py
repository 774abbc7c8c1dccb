"""What is offered where, by whom, within which budget; and what a household has to spend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet, Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.ledger import codes
from sanzhi.ledger import queries as ledger
from sanzhi.people import queries as people
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor
from sanzhi.rewards import rules
from sanzhi.rewards.models import Allotment, Budget, Merchant, MerchantHand, Reward, Voucher

PAGE_SIZE = 20
T = TypeVar("T", bound=Model)


def within(actor: Actor) -> Q:
    """Of one's area and all in it, as a range, which an index knows; nothing for whoever has none."""
    reach = actor.reach or "-"
    return Q(area__gte=reach, area__lt=reach + "~")


def page(rows: QuerySet[T], before: int) -> list[T]:
    """The newest first, a page and one more; `before`: the last id of the page ahead."""
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


# --- what a household has and can have ---


@dataclass(frozen=True)
class Holding:
    """一户的积分: its account and what is free in it; `area` is its village."""

    household: int
    area: str
    account: int
    free: int


def holding_of(actor: Actor) -> Holding:
    """The household of whoever asks, an adult of it. Raises Refusal."""
    person = Person.objects.select_related("household").filter(pk=actor.person_id or 0).first()
    if person is None or person.household is None:
        raise Refusal("no_household", _("您还没有登记到哪一户，请到村（社区）窗口登记。"))
    rules.may_hold(person.birth_date, person.guardian_id is not None, localdate()).or_refuse()
    code = codes.of_household(person.household.id)
    account = ledger.accounts(codes.POINT, [code]).get(code)
    if account is None:
        raise Refusal("not_joined", _("您家还没有参加积分。"))
    return Holding(person.household.id, person.household.area_id, account, ledger.balance(account).free)


def on_offer(area: str, at: datetime, after: int = 0) -> list[Reward]:
    """What can be had in a village today, the cheapest first, a page and one more; `after`: the last id before."""
    day = localdate(at)
    rows = Reward.objects.filter(area=area, closed_at=None, open_from__lte=day)
    rows = rows.filter(Q(open_to=None) | Q(open_to__gte=day))
    if after:
        price = Reward.objects.filter(pk=after).values_list("price", flat=True).first() or 0
        rows = rows.filter(Q(price__gt=price) | Q(price=price, id__gt=after))
    return list(rows.prefetch_related("merchants").order_by("price", "id")[: PAGE_SIZE + 1])


def reward_on_offer(reward_id: int, area: str) -> Reward:
    """One of a village's; Refusal "not_visible" for what is not there and what is another village's alike."""
    found = Reward.objects.filter(pk=reward_id, area=area).prefetch_related("merchants").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一样。"))
    return found


def offer_of(reward: Reward) -> rules.Offer:
    return rules.Offer(
        reward.price, reward.stock, reward.open_from, reward.open_to, reward.closed_at is not None
    )


def may_buy(reward: Reward, holding: Holding, count: int, at: datetime) -> Verdict:
    """Whether this household may have so many now, as far as a page can say; limits are asked when it is done."""
    return rules.may_buy(offer_of(reward), count=count, free=holding.free, day=localdate(at))


# --- the desk ---


def rewards_in(actor: Actor, before: int = 0) -> list[Reward]:
    """目录: of one's area."""
    return page(Reward.objects.filter(within(actor)).select_related("area"), before)


def reward_by_id(actor: Actor, reward_id: int) -> Reward:
    found = Reward.objects.filter(within(actor), pk=reward_id).select_related("area").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一样。"))
    return found


def merchants_in(actor: Actor, before: int = 0) -> list[Merchant]:
    """商户 of one's area, each with `.hands_now`."""
    rows = Merchant.objects.filter(within(actor)).select_related("area")
    hands = Count("hands", filter=Q(hands__until=None))
    return page(rows.annotate(hands_now=hands), before)


def merchants_of(area: str) -> list[Merchant]:
    """Open ones of a village, or of all villages whose code begins so, by name."""
    rows = Merchant.objects.filter(area__gte=area, area__lt=area + "~", closed_at=None)
    return list(rows.select_related("area").order_by("area", "name")[:500])


def merchant_by_id(actor: Actor, merchant_id: int) -> Merchant:
    found = Merchant.objects.filter(within(actor), pk=merchant_id).select_related("area").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这家商户。"))
    return found


def hands_of(merchant: Merchant) -> list[MerchantHand]:
    return list(merchant.hands.filter(until=None).select_related("person").order_by("id"))


def people_for_hands(area: str, at: datetime) -> list[tuple[int, str]]:
    """Who holds the post of a merchant in an office of this village, its town or the county: (person, name)."""
    return sorted(people.names_of(people.people_over("merchant", area, at)).items(), key=lambda one: one[1])


def budgets_of(actor: Actor, before: int = 0) -> list[Budget]:
    """预算 of one's area, each with its decisions."""
    return page(
        Budget.objects.filter(within(actor)).select_related("area").prefetch_related("allotments"), before
    )


def liability_of(budgets: Sequence[Budget]) -> dict[int, int]:
    """未兑付: {budget: face in fen of what was issued and can still be redeemed}. One query."""
    rows = Voucher.objects.filter(budget__in=budgets, state=Voucher.State.ISSUED).values("budget")
    return {row["budget"]: row["fen"] for row in rows.annotate(fen=Sum("face_fen"))}


def liability_by_village(actor: Actor) -> dict[str, int]:
    """未兑付 in reach: {area: face in fen of what was issued and can still be redeemed}. One query."""
    rows = Voucher.objects.filter(within(actor), state=Voucher.State.ISSUED).values_list("area")
    return dict(rows.annotate(fen=Sum("face_fen")))


def waiting_allotments(actor: Actor, after: int = 0) -> list[Allotment]:
    """待审批: decisions of one's area that nobody approved yet, the oldest first, a page and one more; `after`: the last id
    of the page ahead."""
    reach = actor.reach or "-"
    rows = Allotment.objects.filter(
        budget__area__gte=reach, budget__area__lt=reach + "~", approved_at=None, id__gt=after
    ).select_related("budget__area", "entered_by")
    return list(rows.order_by("id")[: PAGE_SIZE + 1])


def allotment_by_id(actor: Actor, allotment_id: int) -> Allotment:
    reach = actor.reach or "-"
    rows = Allotment.objects.filter(budget__area__gte=reach, budget__area__lt=reach + "~")
    found = rows.filter(pk=allotment_id).select_related("budget").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条预算决定。"))
    return found
