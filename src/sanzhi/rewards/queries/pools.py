"""Pools: of one's area, their minutes, and the points they are split by."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.deliberation import queries as councils
from sanzhi.deliberation.models import Meeting
from sanzhi.kit.money import yuan
from sanzhi.kit.verdict import Refusal, Verdict, no
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
    return page(Pool.objects.filter(within(actor)).select_related("area", "put_as"), before)


def pool_by_id(actor: Actor, pool_id: int) -> Pool:
    found = (
        Pool.objects.filter(within(actor), pk=pool_id)
        .select_related("area__parent", "entered_by", "reviewed_by", "put_as__meeting", "resolution")
        .first()
    )
    if found is None:
        raise Refusal("not_visible", _("没有找到这一笔奖励金。"))
    return found


def meetings_for(actor: Actor) -> list[Meeting]:
    """Meetings to come of the collectives in one's area, of which nobody was told yet."""
    return councils.meetings_to_put_to(actor.reach, pool_rules.BASIS) if actor.reach else []


def meeting_to_put_to(actor: Actor, meeting: int) -> Meeting | None:
    return next((one for one in meetings_for(actor) if one.pk == meeting), None)


@override(settings.LANGUAGE_CODE)  # what is voted on does not change with who reads it
def put_title(pool: Pool) -> str:
    return (_("表决：%(year)d 年%(name)s") % {"year": pool.year, "name": pool.name})[:80]


@override(settings.LANGUAGE_CODE)
def text_of(pool: Pool) -> str:
    """What is resolved: how much, from where, how it is split, on which ground."""
    said = {
        "sum": yuan(pool.fen), "source": pool.source, "threshold": pool.threshold, "day": f"{pool.party_studied_on:%Y-%m-%d}",
        "basis": pool_rules.BASIS[pool.body],
    }  # fmt: skip
    return (
        _(
            "%(sum)s，来源：%(source)s。\n按积分超过 %(threshold)d 分的部分分到户，与股份分红无关。\n党组织 %(day)s 研究讨论过。依据：%(basis)s。"
        )
        % said
    )


def resolution_of(pool: Pool) -> pool_rules.Resolution:
    """Its figures. Of one that was not resolved yet there are none."""
    assert pool.notified_on and pool.met_on and pool.entitled is not None
    assert pool.present is not None and pool.in_favour is not None
    return pool_rules.Resolution(
        pool.body, pool.notified_on, pool.met_on, pool.party_studied_on, pool.entitled, pool.present, pool.in_favour
    )  # fmt: skip


def passes(pool: Pool) -> Verdict:
    """Whether its resolution passed, counted from what stands there; before its result was taken, what its item came to."""
    if pool.put_as and pool.resolution_id is None:
        verdict = councils.came_to(pool.put_as)
        return no("result_waits", _("表决有了结果，请先取表决结果。")) if verdict else verdict
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
    return set(Pool.objects.exclude(minutes_digest="").values_list("minutes_digest", flat=True))
