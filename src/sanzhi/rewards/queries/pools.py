"""Pools: of one's area, their minutes, and the points they are split by."""

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.ledger import codes
from sanzhi.ledger import queries as ledger
from sanzhi.people.models import Household, Person
from sanzhi.people.roles import Actor
from sanzhi.rewards import pool_rules
from sanzhi.rewards.files import SHELF
from sanzhi.rewards.models import Pool, PoolShare

from .shop import page, within

SHARES = 100  # of a sheet on one page


def pools_in(actor: Actor, before: int = 0) -> list[Pool]:
    return page(Pool.objects.filter(within(actor)).select_related("area"), before)


def pool_by_id(actor: Actor, pool_id: int) -> Pool:
    found = (
        Pool.objects.filter(within(actor), pk=pool_id)
        .select_related("area__parent", "entered_by", "reviewed_by")
        .first()
    )
    if found is None:
        raise Refusal("not_visible", _("没有找到这一笔奖励金。"))
    return found


def resolution_of(pool: Pool) -> pool_rules.Resolution:
    return pool_rules.Resolution(
        pool.body, pool.notified_on, pool.met_on, pool.party_studied_on, pool.entitled, pool.present, pool.in_favour
    )  # fmt: skip


def passes(pool: Pool) -> Verdict:
    """Whether its resolution passed, counted from what stands there."""
    return pool_rules.resolution_passes(resolution_of(pool))


def minutes_of(pool: Pool) -> tuple[Path, str]:
    """(file, type) of the minutes."""
    return SHELF.path_of(pool.minutes_digest), pool.minutes_mime


def shares_of(pool: Pool, after: int = 0) -> list[PoolShare]:
    """A page of the sheet and one more, in the order of the households."""
    rows = PoolShare.objects.filter(pool=pool, household__gt=after).select_related("household")
    return list(rows.order_by("household")[: SHARES + 1])


def points_of(area: str, at: datetime) -> dict[int, int]:
    """{household: points} of every household of a village that has an account, as of a moment. Three queries."""
    households = Household.objects.filter(area=area).values_list("id", flat=True)
    by_code = {codes.of_household(one): one for one in households}
    accounts = ledger.accounts(codes.POINT, list(by_code))
    then = ledger.balances_at(list(accounts.values()), at)
    return {by_code[code]: then.get(account, 0) for code, account in accounts.items()}


def labels_of(households: list[int]) -> dict[int, str]:
    """What each household is called on a sheet: its number, and its head's name where there is one. Two queries."""
    heads = dict(
        Person.objects.filter(household__in=households, is_head=True).values_list("household", "name")
    )
    rows = Household.objects.filter(pk__in=households).values_list("id", "number")
    return {one: f"{number} {heads.get(one, '')}".strip() for one, number in rows}


def households_elsewhere(area: str, households: list[int]) -> bool:
    return Household.objects.filter(pk__in=households, area=area).count() < len(households)


def photos_named() -> set[str]:
    return set(Pool.objects.values_list("minutes_digest", flat=True))
